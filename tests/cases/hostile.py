"""Case files that somebody made to do harm, each from a good one, with what opening must say."""

import hashlib
import json
import sqlite3
import struct
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from zcdesk.cases.tables.rows import digest

PAGE = 4096
_ROOTS = {"parts": 4, "acts": 6, "chunks": 13}
_MAP = PAGE // 5  # entries of a page that tells whose child each page is


@dataclass(frozen=True)
class Hostile:
    """One way to make a case harmful, and the code of what is said; "" when it opens."""

    name: str
    said: str
    make: Callable[[Path], None]


def _by(*statements: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return make


def _row(key: str, text: str) -> Callable[[Path], None]:
    """Put a row with the digest that belongs to it."""

    def make(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            told = (text, digest(key, text), key)
            connection.execute("UPDATE parts SET content = ?, digest = ? WHERE key = ?", told)

    return make


def _named(path_in_row: str) -> Callable[[Path], None]:
    """Let the first page name another place for its scan."""

    def make(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            query = "SELECT content FROM parts WHERE key = 'page/1/found'"
            told = json.loads(connection.execute(query).fetchone()[0])
        told["path"] = path_in_row
        if told["page"]:
            told["page"]["source"]["path"] = path_in_row
        _row("page/1/found", json.dumps(told))(path)

    return make


def _bytes(place: int, new: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        raw = bytearray(path.read_bytes())
        raw[place : place + len(new)] = new
        path.write_bytes(raw)

    return make


def _sql(table: str, old: str, new: str) -> Callable[[Path], None]:
    """Change the words of a table in the schema itself."""
    return _by(
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = '{table}'",
    )


def bomb(megabytes: int) -> bytes:
    """Return zeros, packed: one block of 16 MB again and again."""
    packing = zlib.compressobj(9)
    first = packing.compress(b"") + packing.flush(zlib.Z_FULL_FLUSH)
    block = packing.compress(bytes(16 << 20)) + packing.flush(zlib.Z_FULL_FLUSH)
    return first + block * (megabytes // 16) + packing.flush()


def _bombs(path: Path) -> None:
    """A whole backup that unpacks to 3 GB, in a file that is damaged so that it is looked for."""
    content, head, size = bomb(3000), struct.Struct("<9sIHHH32s"), 3800
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    checksum = hashlib.sha256(content).digest()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM backups")
        for place, piece in enumerate(pieces):
            told = head.pack(b"\x8eZCBACKUP", 7, place, len(pieces), len(piece), checksum)
            connection.execute(
                "INSERT INTO backups VALUES (?, ?)", (7 * 65536 + place, told + piece)
            )
        connection.execute("DELETE FROM parts WHERE key = 'notice'")


def _marks(path: Path) -> None:
    """A file full of beginnings of backups, one every few bytes, each as long as one may be."""
    _by("DELETE FROM parts WHERE key = 'notice'")(path)
    head = struct.Struct("<9sIHHH32s").pack(b"\x8eZCBACKUP", 1, 0, 2, 3800, bytes(32))
    with path.open("ab") as stream:
        stream.write(head[:17] * (12_000_000 // 17))


def _inner(children: list[int]) -> bytes:
    """Return an inner page of a table whose children have these numbers."""
    page = bytearray(PAGE)
    page[0] = 5
    cells = children[:-1]
    struct.pack_into(">HHH", page, 1, 0, len(cells), PAGE - 5 * len(cells))
    struct.pack_into(">I", page, 8, children[-1])
    for place, child in enumerate(cells):
        start = PAGE - 5 * (place + 1)
        struct.pack_into(">H", page, 12 + 2 * place, start)
        struct.pack_into(">IB", page, start, child, place + 1)
    return bytes(page)


def _tree(table: str, depth: int, branches: int) -> Callable[[Path], None]:
    """Let a table's tree be so many pages deep; each page has the next as every child.

    The map of parents is right, or the check of SQLite would stop at its hundredth complaint.
    """

    def make(path: Path) -> None:
        raw = bytearray(path.read_bytes())
        numbers = [_ROOTS[table]]
        number = len(raw) // PAGE
        for _ in range(depth):
            number += 1
            number += (number - 2) % (_MAP + 1) == 0  # that page is a map itself
            numbers.append(number)
        raw += bytes(number * PAGE - len(raw))
        for parent, child in pairwise(numbers):
            raw[(parent - 1) * PAGE : parent * PAGE] = _inner([child] * branches)
            its_map = (child - 2) // (_MAP + 1) * (_MAP + 1) + 2
            struct.pack_into(
                ">BI", raw, (its_map - 1) * PAGE + 5 * (child - its_map - 1), 5, parent
            )
        leaf = bytearray(PAGE)
        cell = b"\x04\x01\x04\x0d\x0d\x0d"  # row 1: three empty texts
        struct.pack_into(">BHHH", leaf, 0, 13, 0, 1, PAGE - len(cell))
        struct.pack_into(">H", leaf, 8, PAGE - len(cell))
        leaf[-len(cell) :] = cell
        raw[(numbers[-1] - 1) * PAGE :] = leaf
        struct.pack_into(">I", raw, 28, number)
        path.write_bytes(raw)

    return make


def _declared(path: Path) -> None:
    """A row whose text has a gigabyte, as its first bytes say."""
    length = 1 << 30
    head = b"\x00\x17" + _varint(13 + 2 * length) + b"\x2d"
    head = bytes([len(head)]) + head[1:]
    payload = len(head) + 5 + length + 16
    local = 489 + (payload - 489) % (PAGE - 4)
    local = local if local <= PAGE - 35 else 489
    cell = _varint(payload) + b"\x01" + (head + b"texts").ljust(local, b"a") + struct.pack(">I", 5)
    page = bytearray(PAGE)
    struct.pack_into(">BHHH", page, 0, 13, 0, 1, PAGE - len(cell))
    struct.pack_into(">H", page, 8, PAGE - len(cell))
    page[-len(cell) :] = cell
    _bytes((_ROOTS["parts"] - 1) * PAGE, bytes(page))(path)


def _left_out_of_its_index(path: Path) -> None:
    """A row that stands in its table and not in the index by which rows are found.

    While it is written the table's index is another one, which is then forgotten.
    """
    root = "UPDATE sqlite_schema SET rootpage = {} WHERE name = 'sqlite_autoindex_originals_1'"
    changing = "PRAGMA writable_schema = ON"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        roots = "SELECT rootpage FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_originals%'"
        own = connection.execute(roots).fetchone()[0]
        connection.execute("CREATE INDEX other ON originals (sha256)")
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'other'"
        other = connection.execute(query).fetchone()[0]
    _by(changing, root.format(other), "DELETE FROM sqlite_schema WHERE name = 'other'")(path)
    _by("INSERT INTO originals (sha256, size) VALUES (lower(hex(zeroblob(32))), 0)")(path)
    _by(changing, root.format(own))(path)


def _varint(number: int) -> bytes:
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))


_ENDLESS = (
    "CREATE VIEW revision AS WITH RECURSIVE c(number) AS"
    " (SELECT 1 UNION ALL SELECT number + 1 FROM c) SELECT number FROM c WHERE number < 0"
)
_ACTS = (
    "INSERT INTO acts (moment, what) WITH RECURSIVE c(n) AS"
    " (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 14000)"
    " SELECT '2024-10-10T10:10:10+00:00', 'text' FROM c"
)
_INSIDE = "inside:" + "ab" * 32
FOREIGN, DAMAGED, BACKUP = "case.foreign", "case.damaged", "case.damaged_with_backup"

HOSTILE = (
    Hostile("endless view", FOREIGN, _by("DROP TABLE revision", _ENDLESS)),
    Hostile("one view more", FOREIGN, _by("CREATE VIEW more AS SELECT * FROM parts")),
    Hostile(
        "trigger that deletes",
        FOREIGN,
        _by("CREATE TRIGGER t AFTER INSERT ON acts BEGIN DELETE FROM originals; END"),
    ),
    Hostile("one table more", FOREIGN, _by("CREATE TABLE more (a)")),
    Hostile("odd table name", FOREIGN, _by('CREATE TABLE "parts; DROP TABLE parts" (a)')),
    Hostile("one index more", FOREIGN, _by("CREATE INDEX more ON parts (length(content))")),
    Hostile("statistics", FOREIGN, _by("ANALYZE")),
    Hostile("virtual table", FOREIGN, _by("CREATE VIRTUAL TABLE more USING fts5(a)")),
    Hostile("generated column", FOREIGN, _by("ALTER TABLE cache ADD COLUMN a AS (hex(content))")),
    Hostile("check on a column", FOREIGN, _sql("acts", "what TEXT", "what TEXT CHECK (1)")),
    Hostile("table renamed", FOREIGN, _by("ALTER TABLE chunks RENAME TO other_chunks")),
    Hostile("a few letters of the schema", BACKUP, _sql("chunks", "content BLOB", "content BLOC")),
    Hostile("another journal", BACKUP, _bytes(18, b"\x02\x02")),
    Hostile("another size of pages", BACKUP, _bytes(16, b"\x02\x00")),
    Hostile("more pages than bytes", BACKUP, _bytes(28, b"\xff\xff\xff\xfe")),
    Hostile("endless tree", BACKUP, _tree("parts", 15, 60)),
    Hostile("deep tree", BACKUP, _tree("parts", 3_000, 2)),
    Hostile("deep tree of a history", BACKUP, _tree("acts", 3_000, 2)),
    Hostile("text of a gigabyte", BACKUP, _declared),
    Hostile("packed bomb", DAMAGED, _bombs),
    Hostile("marks everywhere", BACKUP, _marks),
    Hostile("deep row", BACKUP, _row("texts", "[" * 200_000)),
    Hostile("deep and closed row", BACKUP, _row("texts", "[" * 90_000 + "]" * 90_000)),
    Hostile("huge number", BACKUP, _row("order", '{"pages":[1],"numbered":1' + "0" * 4_000 + "}")),
    Hostile("one page many times", BACKUP, _row("order", '{"pages":[1,1],"numbered":1}')),
    Hostile("row of twenty megabytes", BACKUP, _row("notice", '"' + "a" * 20_000_000 + '"')),
    Hostile("last number of acts", BACKUP, _by(f"UPDATE sqlite_sequence SET seq = {2**63 - 1}")),
    Hostile("row of a sequence more", BACKUP, _by("INSERT INTO sqlite_sequence VALUES ('a', 1)")),
    Hostile("history of many years", BACKUP, _by(_ACTS)),
    Hostile("no revision", BACKUP, _by("DELETE FROM revision")),
    Hostile("two revisions", BACKUP, _by("INSERT INTO revision VALUES (9)")),
    Hostile("word for a revision", BACKUP, _by("UPDATE revision SET number = 'x'")),
    Hostile("bytes for text", BACKUP, _by("UPDATE parts SET content = CAST(content AS BLOB)")),
    Hostile("text for bytes", BACKUP, _by("INSERT INTO cache VALUES ('a', 'b', 'text')")),
    Hostile("last original", BACKUP, _by(f"UPDATE originals SET id = {2**62}")),
    Hostile("last backup", BACKUP, _by(f"INSERT INTO backups VALUES ({2**62}, x'00')")),
    Hostile("row that its index lacks", BACKUP, _left_out_of_its_index),
    Hostile("up and out", BACKUP, _named(f"{_INSIDE}/../../../etc/passwd")),
    Hostile("share inside", BACKUP, _named(f"{_INSIDE}//host/share/a.jpg")),
    Hostile("no hash", BACKUP, _named("inside:../a.jpg")),
    Hostile("file of this computer", "", _named("path:/etc/hostname")),
    Hostile("share", "", _named("path:\\\\host\\share\\a.jpg")),
    Hostile("device", "", _named("path:/dev/zero")),
    Hostile("endless tree of originals", "", _tree("chunks", 15, 60)),
    Hostile("deep tree of originals", "", _tree("chunks", 3_000, 2)),
)

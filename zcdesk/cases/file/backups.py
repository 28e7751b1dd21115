"""Rotating backups of facts, decisions and covers inside the case file, never of pictures.

A backup is cut into rows that fit into one page of the file each and begin with a mark. So it
can be found in the raw bytes when SQLite no longer reads the file, even without its first page.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter

from zcdesk.cases.tables.bounds import LARGEST_BACKUP, LARGEST_TEXT, loads, unpacked
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.rows import Rows
from zcdesk.cases.tables.schema import SCHEMA
from zcdesk.cases.tables.upgrading import upgraded
from zcdesk.quantities.moments import BEIJING

KEPT = 6
"""How many backups are kept."""

_MARK = b"\x8eZCBACKUP"
_HEAD = struct.Struct(f"<{len(_MARK)}sIHHH32s")  # mark, backup, place, of, length, hash of all
_PIECE = 3800  # bytes; with its head it fits into a page of 4096
_MOST_PIECES = 1 << 16
_WINDOW = 8 << 20  # bytes of the raw file looked at together
_MOST_WHOLE = 4 * KEPT  # backups of a file that are unpacked; removed ones may be in it still
_MOST_FOUND = LARGEST_TEXT // _PIECE  # pieces in the bytes of a file, or in one that SQLite reads


@dataclass(frozen=True)
class Backup:
    """The rows of a case as they were after a number of acts, as this program writes them.

    ``moment`` is in UTC, ISO 8601; ``schema`` is that of the file when the backup was made.
    """

    revision: int
    moment: str
    rows: Rows
    schema: int = SCHEMA

    @property
    def shown_moment(self) -> str:
        """The moment as people read it, in Beijing time."""
        return f"{datetime.fromisoformat(self.moment).astimezone(BEIJING):%Y-%m-%d %H:%M}"


def write(connection: sqlite3.Connection, revision: int, rows: Rows, schema: int = SCHEMA) -> None:
    """Store a backup and remove the oldest beyond ``KEPT``; within a transaction."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    data = {"schema": schema, "revision": revision, "moment": moment, "rows": dict(rows)}
    content = zlib.compress(json.dumps(data).encode("ascii"), 6)
    checksum = hashlib.sha256(content).digest()
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM backups").fetchone()
    number = last // _MOST_PIECES + 1
    pieces = [content[start : start + _PIECE] for start in range(0, len(content), _PIECE)]
    for place, piece in enumerate(pieces):
        head = _HEAD.pack(_MARK, number, place, len(pieces), len(piece), checksum)
        connection.execute(
            "INSERT INTO backups VALUES (?, ?)", (number * _MOST_PIECES + place, head + piece)
        )
    oldest = (number - KEPT + 1) * _MOST_PIECES
    connection.execute("DELETE FROM backups WHERE id < ?", (oldest,))


def in_case(connection: sqlite3.Connection) -> tuple[Backup, ...]:
    """Return the backups of a case that SQLite reads, newest first."""
    rows = connection.execute(
        "SELECT content FROM backups WHERE octet_length(content) <= ?", (_HEAD.size + _PIECE,)
    )
    pieces = (piece for (row,) in rows if isinstance(row, bytes) for piece in _pieces(row))
    return _newest_first(_whole(islice(pieces, _MOST_FOUND)))


def in_raw_bytes(path: Path) -> tuple[Backup, ...]:
    """Return the backups that are found whole in the bytes of a damaged file, newest first.

    Raises:
        OSError: The file cannot be read.
    """
    pieces: list[_BackupPiece] = []
    with path.open("rb") as stream:
        rest = b""
        while window := stream.read(_WINDOW):
            window = rest + window
            pieces += islice(_pieces(window), _MOST_FOUND - len(pieces))
            rest = window[-(_HEAD.size + _PIECE) :]  # one may reach over the end
    return _newest_first(_whole(pieces))


@dataclass(frozen=True)
class _BackupTold:
    """A backup as it is packed; the first programs did not tell the schema, which was 1."""

    revision: int
    moment: str
    rows: dict[str, str]
    schema: int = 1


_TOLD = TypeAdapter(_BackupTold)


@dataclass(frozen=True)
class _BackupPiece:
    backup: int
    place: int
    total: int
    checksum: bytes
    content: bytes


def _pieces(raw: bytes) -> Iterator[_BackupPiece]:
    start = raw.find(_MARK)
    while start >= 0:
        head = raw[start : start + _HEAD.size]
        if len(head) == _HEAD.size:
            _, backup, place, total, length, checksum = _HEAD.unpack(head)
            content = raw[start + _HEAD.size : start + _HEAD.size + length]
            if length <= _PIECE and len(content) == length:
                yield _BackupPiece(backup, place, total, checksum, content)
        start = raw.find(_MARK, start + 1)


def _whole(pieces: Iterable[_BackupPiece]) -> Iterator[Backup]:
    """Yield the backups of which every piece is there and unharmed."""
    gathered: dict[tuple[int, bytes, int], dict[int, bytes]] = {}
    for piece in pieces:
        kind = piece.backup, piece.checksum, piece.total
        gathered.setdefault(kind, {})[piece.place] = piece.content
    newest = sorted(gathered.items(), key=lambda item: item[0][0], reverse=True)
    for (_, checksum, total), parts in newest[:_MOST_WHOLE]:
        if parts.keys() != set(range(total)):
            continue
        content = b"".join(parts[place] for place in range(total))
        if hashlib.sha256(content).digest() == checksum:
            with suppress(ValueError):  # whole, and written by somebody else
                yield from _backup(content)


def _backup(content: bytes) -> Iterator[Backup]:
    """Yield the backup that was packed, unless a later program made it.

    Raises:
        ValueError: It is none, or larger than any.
    """
    text = unpacked(content, LARGEST_BACKUP).decode("ascii")
    entry = _TOLD.validate_python(loads(text, LARGEST_BACKUP))
    in_a_calendar = 1 < datetime.fromisoformat(entry.moment).year < 9999  # in every time zone
    if entry.schema <= SCHEMA and in_a_calendar:
        yield Backup(entry.revision, entry.moment, upgraded(entry.rows, entry.schema), entry.schema)


def _newest_first(found: Iterator[Backup]) -> tuple[Backup, ...]:
    return tuple(sorted(found, key=lambda backup: backup.revision, reverse=True))

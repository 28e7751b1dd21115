"""What a file must be before anything in it is used: our own tables, byte for byte, within bounds.

A case may come from anybody. SQLite runs what a schema says (a view that never ends, a trigger that
deletes), follows a tree of pages wherever it leads, and its own check of a table ends the whole
process when that tree is deep enough. So nothing but our own schema is accepted, and every tree is
walked under a limit before it is checked.

All releases wrote the same tables; schemas differ by the rows inside.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zcdesk.cases.tables import bounds
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import (
    CaseFileError,
    DamagedCaseError,
    ForeignCaseError,
    HalfWrittenCaseError,
    NotACaseError,
)
from zcdesk.cases.tables.schema import (
    APPLICATION_ID,
    PAGE_SIZE,
    SCHEMA,
    UNREADABLE,
    give_up,
    lay_out,
)
from zcdesk.cases.tables.sealing import fits_its_seal, schema_of

_SCHEMA_ROWS = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid"
_FLIPPED = 8
"""Bytes in which a row of the schema may differ to pass for damaged rather than for another's."""

_MOST_IDS = 1 << 40  # originals; their chunks are numbered 2^20 apart
_MOST_BACKUPS = 1 << 47  # numbers of pieces; the backup's own is a 2^16th of it

_TABLES = {
    "revision": f"typeof(number) = 'integer' AND number BETWEEN 0 AND {bounds.LARGEST_NUMBER}",
    "parts": "typeof(key) = 'text' AND typeof(content) = 'text' AND typeof(digest) = 'text'"
    f" AND octet_length(key) < 100 AND octet_length(content) <= {bounds.LARGEST_ROW}",
    "acts": f"number BETWEEN 1 AND {bounds.LARGEST_NUMBER} AND typeof(undone) = 'integer'"
    " AND typeof(moment) = 'text' AND octet_length(moment) < 100"
    " AND typeof(what) = 'text' AND octet_length(what) < 100",
    "changes": "typeof(key) = 'text' AND octet_length(key) < 100"
    f" AND ifnull(octet_length(before), 0) <= {bounds.LARGEST_ROW}"
    f" AND ifnull(octet_length(after), 0) <= {bounds.LARGEST_ROW}",
    "backups": f"typeof(content) = 'blob' AND octet_length(content) <= {PAGE_SIZE}"
    f" AND id BETWEEN 1 AND {_MOST_BACKUPS}",
    "originals": "typeof(sha256) = 'text' AND octet_length(sha256) = 64"
    f" AND typeof(size) = 'integer' AND size >= 0 AND id BETWEEN 1 AND {_MOST_IDS}",
    "cache": "typeof(kind) = 'text' AND typeof(key) = 'text' AND typeof(content) = 'blob'"
    f" AND octet_length(content) <= {bounds.LARGEST_CACHED}",
    "sqlite_sequence": "name = 'acts' AND typeof(seq) = 'integer'"
    f" AND seq BETWEEN 0 AND {bounds.LARGEST_NUMBER}",
}
"""What every row must be, by table. ``chunks`` is left out at opening: it is nearly the whole
file, and each original is compared with its length and hash whenever it is read."""

_CHUNKS = "typeof(content) = 'blob'"

_INDEXED = ("parts", "changes", "originals", "cache")
"""Tables that have an index of SQLite's own."""

_WEIGHTS = {"parts": f"{bounds.ROW_ITSELF} + octet_length(content)",
            "backups": f"{bounds.ROW_ITSELF} + octet_length(content)",
            "acts": "10000", "originals": "1000"}  # fmt: skip
"""Bytes that a row counts of ``LARGEST_TEXT``, for tables that are read as a whole."""


def require_case(connection: sqlite3.Connection, path: Path) -> None:
    """Look whether an opened file is a case that this program or an earlier one wrote, and whole.

    Raises:
        NotACaseError: It is another kind of file.
        CaseFileError: A later version wrote it.
        ForeignCaseError: It holds tables, views or triggers that no version wrote.
        DamagedCaseError: It is not whole, or a row is none of ours.
        HalfWrittenCaseError: Its rows are of different states.
        sqlite3.DatabaseError: SQLite itself cannot read it.
    """
    connection.execute("BEGIN")  # one look: nobody writes in between
    try:
        _require_kind(connection, path.name)
        require_own_schema(connection, path.name)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        if pages > path.stat().st_size // PAGE_SIZE:
            raise DamagedCaseError(file=path.name)
        for table, wanted in _TABLES.items():
            _walk(connection, table, wanted, path.name)
        for table in _TABLES:
            rows = connection.execute(f"PRAGMA quick_check({table})").fetchall()
            if rows != [("ok",)]:
                raise DamagedCaseError(file=path.name)
        if fits_its_seal(connection) is False:
            raise HalfWrittenCaseError(file=path.name)
    except MemoryError as cause:  # SQLite wanted more than it may have
        raise DamagedCaseError(file=path.name) from cause
    finally:
        give_up(connection)


def require_own_schema(connection: sqlite3.Connection, name: str) -> None:
    """Look whether a file has exactly our tables, each where it is in every case.

    Raises:
        ForeignCaseError: It has something else.
        DamagedCaseError: It has ours, with a few bytes that are no longer what they were.
        sqlite3.DatabaseError: SQLite cannot read it.
    """
    own = own_schema()
    schema_rows = tuple(connection.execute(f"{_SCHEMA_ROWS} LIMIT {len(own) + 1}"))
    if schema_rows == own:
        return
    if len(schema_rows) == len(own) and all(map(_few_bytes_differ, schema_rows, own)):
        raise DamagedCaseError(file=name)
    raise ForeignCaseError(file=name)


def require_own_chunks(connection: sqlite3.Connection, name: str) -> None:
    """Look whether the pieces of originals can be walked through and are in the file once.

    Raises:
        DamagedCaseError: They cannot.
        sqlite3.DatabaseError: SQLite cannot read them.
    """
    _walk(connection, "chunks", _CHUNKS, name)
    if connection.execute("PRAGMA quick_check(chunks)").fetchall() != [("ok",)]:
        raise DamagedCaseError(file=name)


@cache
def own_schema() -> tuple[tuple[object, ...], ...]:
    """Return the rows of ``sqlite_schema`` of every case."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        lay_out(connection)
        return tuple(connection.execute(_SCHEMA_ROWS))
    finally:
        connection.close()


def is_of_own_kind(connection: sqlite3.Connection) -> bool:
    """Tell whether a file has our tables and a schema that is known, without any other question."""
    try:
        _require_kind(connection, "")
        require_own_schema(connection, "")
    except (CaseFileError, *UNREADABLE):
        return False
    return True


def _require_kind(connection: sqlite3.Connection, name: str) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    schema = schema_of(connection)
    if application != APPLICATION_ID:
        raise NotACaseError(file=name)
    if schema > SCHEMA:
        raise CaseFileError("case.newer", file=name)
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if schema < 1 or mode != "delete":
        raise DamagedCaseError(file=name)


def _walk(connection: sqlite3.Connection, table: str, wanted: str, name: str) -> None:
    """Visit each row of a table and its index once, without what is on overflowing pages.

    SQLite follows a tree no deeper than 20 pages, and the connection gives up after too many
    steps, as a tree needs whose branches lead to the same page again and again.
    """
    weight = _WEIGHTS.get(table, "0")
    rows, wrong, weighs = connection.execute(
        f"SELECT sum(1), sum(NOT ifnull({wanted}, 0)), sum({weight}) FROM {table} NOT INDEXED"
    ).fetchone()
    entries = rows
    if table in _INDEXED:
        (entries,) = connection.execute(
            f"SELECT sum(1) FROM {table} INDEXED BY sqlite_autoindex_{table}_1"
        ).fetchone()
    alone = table == "revision" and rows != 1
    if wrong or alone or entries != rows or (weighs or 0) > bounds.LARGEST_TEXT:
        raise DamagedCaseError(file=name)


def _few_bytes_differ(found: tuple[object, ...], own: tuple[object, ...]) -> bool:
    bytes_found, other = repr(found), repr(own)
    return len(bytes_found) == len(other) and sum(map(str.__ne__, bytes_found, other)) <= _FLIPPED

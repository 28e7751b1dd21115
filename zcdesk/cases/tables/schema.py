"""The layout of a case file: SQLite as application file format, one file at rest.

Every connection is made here, so every connection has the same switches. ``synchronous=EXTRA``
flushes the folder too, after the journal is gone; ``secure_delete`` overwrites what is deleted;
``auto_vacuum`` can only be chosen before the first table. A rollback journal (no WAL) works on
sticks and shares. An encrypted file differs by its key alone.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from zcdesk.cases.tables.beside import files_beside, journal_of, require_own_files_beside
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import CaseFileError, DamagedCaseError, MissingCaseError
from zcdesk.cases.tables.keys import CaseKey

APPLICATION_ID = 0x7A636431
"""``zcd1``, bytes 68 to 71 of the file."""

SCHEMA = 4
"""The last byte of ``user_version`` in the files that this program writes; in front of it is the
stamp of the state (`sealing.py`)."""

PAGE_SIZE = 4096
"""Bytes; one page of the file is one block of most disks."""

PATIENCE = 10.0
"""Seconds to wait for another connection that writes or reads."""

UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises on a damaged file; its own words may hold damaged text."""

_TABLES = """
CREATE TABLE revision (number INTEGER NOT NULL);
CREATE TABLE parts (key TEXT PRIMARY KEY, content TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE acts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    moment TEXT NOT NULL, what TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0);
CREATE TABLE changes (
    act INTEGER NOT NULL REFERENCES acts ON DELETE CASCADE,
    key TEXT NOT NULL, before TEXT, after TEXT, digest TEXT NOT NULL, PRIMARY KEY (act, key));
CREATE TABLE backups (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE originals (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL);
CREATE TABLE chunks (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE cache (
    kind TEXT NOT NULL, key TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (kind, key));
INSERT INTO revision VALUES (0);
"""
_BEGINNING = bytes((PAGE_SIZE >> 8, PAGE_SIZE & 0xFF, 1, 1, 0, 64, 32, 32))
"""Bytes 16 to 23 of a plain file: size of a page, a rollback journal for who writes and who reads,
no room reserved. Any other journal would be a second file that tells what is in the case."""

_HEAP = 256 << 20
"""Bytes that SQLite may take in this process, for all files together: caches of 8 MB each and one
row of a few megabytes. A file can then ask for more and does not get it."""

_SWITCHES = (
    f"hard_heap_limit = {_HEAP}",
    "foreign_keys = ON",
    "trusted_schema = OFF",  # a damaged schema must not run anything
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "mmap_size = 0",  # a stick that is pulled out must not end us
)
_SWITCHES_TO_WRITE = ("secure_delete = ON", "synchronous = EXTRA")
"""What every connection is told, and what those that write are told besides."""

_MODES = {"alone": "ro&immutable=1"}

_HOT = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
"""What SQLite answers who may only read a file whose journal would have to be played."""

_STEPS_AT_ONCE = 100_000
_MOST_TURNS = 1_000
"""Turns of so many steps of SQLite's machine for one statement, some seconds; a statement over a
hundred thousand rows of a history takes twenty turns."""


class BoundedConnection(sqlite3.Connection):
    """A connection that ends a statement which takes more steps than any of ours needs."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._turns = 0
        self.set_progress_handler(self._goes_too_far, _STEPS_AT_ONCE)

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Run a statement, with all the steps that one may take."""
        self._turns = 0
        return super().execute(*arguments)

    def _goes_too_far(self) -> bool:
        self._turns += 1
        return self._turns > _MOST_TURNS


def connect(
    path: Path, mode: Literal["ro", "rw", "rwc", "alone"], key: CaseKey | None = None
) -> sqlite3.Connection:
    """Open the file with the switches that every case needs.

    Args:
        path: The case.
        mode: Reading only, reading and writing, writing a file that need not exist, or reading
            the file alone: whatever is beside it is not looked at, and nobody is kept from writing.
        key: Key of an encrypted file.

    Raises:
        StrangeFileBesideError: SQLite would open something beside it that is none of ours.
        sqlite3.Error: The file cannot be opened.
        OSError: The disk does not give it; that says nothing of what is in it.
    """
    if mode != "alone":
        require_own_files_beside(path)
    if mode != "rwc" and key is None:
        with path.open("rb") as stream:
            if not begins_as_ours(stream.read(24)):
                raise sqlite3.DatabaseError("not the beginning of a case")
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={_MODES.get(mode, mode)}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        factory=BoundedConnection,
        check_same_thread=False,  # one lock in CaseFile lets one thread at a time in
    )
    try:
        if key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
            connection.execute(f'PRAGMA key = "{key.pragma()}"')
        for switch in (*_SWITCHES, *(_SWITCHES_TO_WRITE if mode in ("rw", "rwc") else ())):
            connection.execute(f"PRAGMA {switch}")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_look(path: Path, key: CaseKey | None = None) -> sqlite3.Connection | None:
    """Connect for reading beside a writer who may live.

    Returns:
        None where something is beside the file that only a writer could settle.

    Raises:
        StrangeFileBesideError: As for :func:`connect`.
        sqlite3.Error: The same.
        OSError: The same.
    """
    beside = files_beside(path)
    if any(place != journal_of(path) for place in beside):
        return None
    connection = connect(path, "ro", key)
    try:
        if beside:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as cause:
        connection.close()
        if cause.sqlite_errorcode & 0xFF in _HOT:
            return None
        raise
    return connection


def lay_out(connection: sqlite3.Connection) -> None:
    """Give an empty file its tables; a transaction is left open for the first content."""
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN IMMEDIATE")
    for statement in filter(str.strip, _TABLES.split(";")):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of all tables of a case."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return tuple(sorted(name for (name,) in rows))


def looks_like_sqlite(path: Path) -> bool:
    """Tell whether a file begins like an SQLite file or like the beginning of one.

    Raises:
        MissingCaseError: There is no such file.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(16) == b"SQLite format 3\0"
    except OSError as cause:
        raise MissingCaseError(file=path.name) from cause


def begins_as_ours(content: bytes) -> bool:
    """Tell whether content begins as a plain case does."""
    return content[16:24] == _BEGINNING


def said_by(error: Exception, name: str) -> CaseFileError:
    """Return the reason behind an error of SQLite while reading."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CaseFileError("case.busy", file=name)
    return DamagedCaseError(file=name)


def give_up(connection: sqlite3.Connection) -> None:
    """End a transaction without its changes, also when the disk no longer answers."""
    with suppress(*UNREADABLE):
        if connection.in_transaction:
            connection.execute("ROLLBACK")

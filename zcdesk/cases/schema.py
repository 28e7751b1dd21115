"""The layout of a case file: SQLite as application file format, one file at rest.

Every connection is made here, so every connection has the same switches. ``synchronous=EXTRA``
flushes the folder too, after the journal is gone; ``secure_delete`` overwrites what is deleted;
``auto_vacuum`` can only be chosen before the first table. A rollback journal (no WAL) works on
sticks and shares. An encrypted file differs by its key alone.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from zcdesk.cases.engine import sqlite3
from zcdesk.cases.faults import (
    DamagedCaseError,
    LockedCaseError,
    MissingCaseError,
    NewerCaseError,
    NotACaseError,
)
from zcdesk.cases.keys import CaseKey

APPLICATION_ID = 0x7A636431
"""``zcd1``, bytes 68 to 71 of the file."""

SCHEMA = 2
"""``user_version`` of the files that this program writes."""

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
# ``chunks`` is left out of the check at opening: it is nearly the whole file, and each original
# is compared with its hash whenever it is read.
_CHECKED = ("revision", "parts", "acts", "changes", "backups", "originals", "cache")


def connect(
    path: Path, mode: Literal["ro", "rw", "rwc"], key: CaseKey | None = None
) -> sqlite3.Connection:
    """Open the file with the switches that every case needs.

    Args:
        path: The case.
        mode: Reading only, reading and writing, or writing a file that need not exist.
        key: Key of an encrypted file.

    Raises:
        sqlite3.Error: The file cannot be opened.
    """
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,  # one lock in CaseFile lets one thread at a time in
    )
    try:
        if key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
            connection.execute(f'PRAGMA key = "{key.pragma()}"')
        connection.execute("PRAGMA foreign_keys = ON")
        # A damaged schema must not run anything.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA mmap_size = 0")  # a stick that is pulled out must not end us
        if mode != "ro":
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
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
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of all tables of a case."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return tuple(sorted(name for (name,) in rows))


def require_case(connection: sqlite3.Connection, name: str) -> None:
    """Look whether an opened file is a case of this program's schema and whole.

    Raises:
        NotACaseError: It is another kind of file.
        NewerCaseError: A later version wrote it.
        DamagedCaseError: The quick check of SQLite found something.
        sqlite3.DatabaseError: SQLite itself cannot read it.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise NotACaseError(file=name)
    if schema > SCHEMA:
        raise NewerCaseError(file=name)
    if schema < 1:
        raise DamagedCaseError(file=name)
    for table in _CHECKED:
        rows = connection.execute(f"PRAGMA quick_check({table})").fetchall()
        if rows != [("ok",)]:
            raise DamagedCaseError(file=name)


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


def said_by(error: Exception, name: str) -> DamagedCaseError | LockedCaseError:
    """Return the reason behind an error of SQLite while reading."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedCaseError(file=name)
    return DamagedCaseError(file=name)


def give_up(connection: sqlite3.Connection) -> None:
    """End a transaction without its changes, also when the disk no longer answers."""
    with suppress(*UNREADABLE):
        if connection.in_transaction:
            connection.execute("ROLLBACK")

"""How a case file is opened: who may write, is it whole, what was interrupted, what failed.

Files of earlier schemas are brought forward, in one transaction each.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zcdesk.cases.file import backups, history
from zcdesk.cases.file.locking import CaseLock, LockTaken
from zcdesk.cases.file.settling import (
    Settled,
    connected_to_read,
    connected_to_write,
    copy_with,
    put_aside,
    stray_journal,
)
from zcdesk.cases.tables.accepting import require_case
from zcdesk.cases.tables.beside import clear_away, journal_of
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import (
    CaseFileError,
    DamagedCaseError,
    HalfWrittenCaseError,
    MissingCaseError,
    NotACaseError,
    PasswordNeededError,
    StrangeFileBesideError,
    WrongPasswordError,
)
from zcdesk.cases.tables.keys import CaseKey, KeyFit, fit, key_of, looks_encrypted
from zcdesk.cases.tables.rows import Changes, Rows, digest, is_sound
from zcdesk.cases.tables.schema import (
    SCHEMA,
    UNREADABLE,
    connect,
    give_up,
    lay_out,
    looks_like_sqlite,
    said_by,
)
from zcdesk.cases.tables.sealing import MIGRATED, commit, draw_stamp, schema_of, set_stamp
from zcdesk.cases.tables.upgrading import upgraded, upgraded_change
from zcdesk.disk.files import copy_file, new_file, output_error, reported
from zcdesk.errors import OutputError, ZcdeskError
from zcdesk.findings import info
from zcdesk.system.files import flush_folder

_NOT_WRITTEN = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
                sqlite3.SQLITE_PERM, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_NOMEM}  # fmt: skip


_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def lock_for(path: Path) -> tuple[CaseLock | None, str]:
    """Return the lock for writing, or None and the code of the sentence that says why not.

    The sentence has the blanks ``case`` for the name of the case, ``file`` for that of its lock.
    """
    state = path.stat()
    if state.st_nlink > 1:  # the lock beside one name says nothing to who opens another
        return None, "case.several_names"
    marked = not state.st_mode & 0o200
    if marked and os.access(path.parent, os.W_OK):
        return None, "case.marked_read_only"  # a copy of it would be, too
    if marked or not os.access(path, os.W_OK):
        return None, "case.medium_read_only"
    try:
        lock = CaseLock.acquire(path)
    except StrangeFileBesideError:
        return None, "case.lock_strange"
    except OSError as cause:
        return None, "case.lock_no_room" if cause.errno in _NO_ROOM else "case.medium_read_only"
    return (None, lock.value) if isinstance(lock, LockTaken) else (lock, "")


def case_at(path: Path) -> Path:
    """Return where a case itself is: beside a link, or a short name of Windows, is no lock of it.

    Raises:
        MissingCaseError: There is no such file.
    """
    path = path.absolute()
    try:
        real = Path(os.path.realpath(path))
        if real.name != path.name:
            path = real
        if path.is_file():
            return path
    except (OSError, ValueError) as cause:  # no permission; a name that no system takes
        raise MissingCaseError(file=path.name) from cause
    raise MissingCaseError(file=path.name)


def opened(path: Path, key: CaseKey | None, *, writing: bool) -> Settled:
    """Return a connection to a case that passed the quick check.

    A case that was renamed after its write was interrupted finds its journal by what is in it.

    Raises:
        CaseFileError: It cannot be opened; the subclass tells why.
    """
    try:
        return _opened(path, key, writing=writing)
    except (DamagedCaseError, HalfWrittenCaseError):
        journal = stray_journal(path, key)
        if journal is None:
            raise
    note = info("case.journal_found", file=path.name, journal=journal.name)
    if not writing:
        return copy_with(path, journal, key)._replace(notes=(note,))
    with reported(path.name):
        if os.path.lexists(journal_of(path)):
            put_aside(journal_of(path))
        copy_file(journal, journal_of(path))
    settled = _opened(path, key, writing=True)
    return settled._replace(notes=(*settled.notes, note))


def _opened(path: Path, key: CaseKey | None, *, writing: bool) -> Settled:
    settled: Settled | None = None
    try:
        if key is None and not looks_like_sqlite(path):
            raise NotACaseError(file=path.name)
        settled = connected_to_write(path, key) if writing else connected_to_read(path, key)
        require_case(settled.connection, path)
    except BaseException as cause:
        if settled is not None:
            settled.close()
        if isinstance(cause, UNREADABLE):
            raise (_about_key(path, key) or said_by(cause, path.name)) from cause
        if isinstance(cause, OSError):
            raise MissingCaseError(file=path.name) from cause
        raise
    return settled


def key_for(path: Path, password: str | None) -> CaseKey | None:
    """Return the key of a case file; None when it has no password.

    Raises:
        PasswordNeededError: It has one, and none was given.
        MissingCaseError: It cannot be read.
    """
    try:
        if not looks_encrypted(path):
            return None
        if not password:
            raise PasswordNeededError(file=path.name)
        return key_of(path, password)
    except OSError as cause:
        raise MissingCaseError(file=path.name) from cause


def _about_key(path: Path, key: CaseKey | None) -> CaseFileError | None:
    """Return what a failure says of the password, or None when it says nothing."""
    with suppress(OSError):
        key_fit = KeyFit.RIGHT if key is None else fit(path, key)
        if key_fit is KeyFit.NOT_KNOWN:
            return WrongPasswordError(file=path.name)
        if key_fit is KeyFit.RIGHT_BUT_DAMAGED:
            return DamagedCaseError("case.first_page_damaged", file=path.name)
    return None


def offer_backup(path: Path, cause: CaseFileError) -> None:
    """Raise the better error when a damaged file holds a backup that is whole."""
    with suppress(OSError):
        offered = backups.in_raw_bytes(path)
        if offered:
            raise DamagedCaseError(
                "case.damaged_with_backup", file=path.name, moment=offered[0].shown_moment
            ) from cause


@contextmanager
def fresh(path: Path, key: CaseKey | None = None) -> Iterator[sqlite3.Connection]:
    """Give a new file its tables; the transaction is open until the caller commits (`sealing.py`).

    The file is made here: SQLite would let everybody read it. Its journals copy its mode.

    Raises:
        OSError: It cannot be made, or something is there.
        sqlite3.Error: It cannot be written.
    """
    new_file(path).close()
    connection = connect(path, "rwc", key)
    try:
        lay_out(connection)
        draw_stamp(connection)
        yield connection
    finally:
        give_up(connection)
        connection.close()


def partial_of(path: Path) -> Path:
    """Return where a file that will take the place of a case is written."""
    return path.with_name(f".{path.name}.partial")


@contextmanager
def partial_beside(path: Path) -> Iterator[Path]:
    """Give the place where the file that is to become ``path`` is written, and flush its folder.

    What is there from an earlier try is removed before, what was not moved to ``path`` after.

    Raises:
        StrangeFileBesideError: Something that is no file of ours is in the way.
        OutputError: It cannot be written, or there is no room for it.
        CaseFileError: SQLite found the file that is read from damaged.
    """
    partial = partial_of(path)
    clear_away(partial)
    try:
        yield partial
        flush_folder(path.parent)
    except UNREADABLE as cause:
        raise not_written(cause, path.name) from cause
    except OSError as cause:
        raise output_error(cause, path.name) from cause
    finally:
        with suppress(StrangeFileBesideError):
            clear_away(partial)


def not_written(cause: Exception, name: str) -> ZcdeskError:
    """Return the error to raise for one of SQLite while writing: disk full, or not writable."""
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return OutputError("output.disk_full", file=name)
    if code in _NOT_WRITTEN:
        return OutputError(file=name)
    return said_by(cause, name)


def migrate(connection: sqlite3.Connection, name: str) -> bool:
    """Bring a case to this program's schema in one transaction, with a backup of it before.

    Returns:
        True when there was anything to do.

    Raises:
        DamagedCaseError: A row is not what was written; nothing is changed.
        sqlite3.Error: The file cannot be written; nothing is changed.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        schema = schema_of(connection)
        if schema < SCHEMA:
            set_stamp(connection, MIGRATED)
            _bring_forward(connection, schema, name)
            commit(connection)
    finally:
        give_up(connection)
    return schema < SCHEMA


def _bring_forward(connection: sqlite3.Connection, schema: int, name: str) -> None:
    parts = connection.execute("SELECT key, content, digest FROM parts").fetchall()
    if not all(is_sound(*part) for part in parts):
        raise DamagedCaseError(file=name)
    old: Rows = {key: text for key, text, _ in parts}
    (revision,) = connection.execute("SELECT number FROM revision").fetchone()
    backups.write(connection, revision, old, schema)
    new = upgraded(old, schema)
    changed = {key: new.get(key) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    history.put(connection, changed)
    _bring_history_forward(connection, schema, name)
    connection.execute("UPDATE revision SET number = number + 1")


def _bring_history_forward(connection: sqlite3.Connection, schema: int, name: str) -> None:
    rows = connection.execute("SELECT act, key, before, after, digest FROM changes")
    forward: list[tuple[int, str, Changes]] = []
    for act, key, before, after, stored in rows:
        texts = (key, before, after)
        are_texts = all(text is None or isinstance(text, str) for text in texts)
        if not are_texts or digest(*texts) != stored:
            raise DamagedCaseError(file=name)
        changes = upgraded_change(key, before, after, schema)
        if changes != {key: (before, after)}:
            forward.append((act, key, changes))
    for act, key, changes in forward:
        connection.execute("DELETE FROM changes WHERE act = ? AND key = ?", (act, key))
        for new_key, (was, became) in changes.items():
            connection.execute(
                "INSERT INTO changes VALUES (?, ?, ?, ?, ?)",
                (act, new_key, was, became, digest(new_key, was, became)),
            )

"""A case as one file that survives a pulled plug: made, opened, copied, put under a password.

:func:`create_case` and :func:`open_case` give a :class:`CaseFile`.

The file is written anew beside the old one and takes its place in one step, so that a kill leaves
the one or the other whole. What the old file held is overwritten as far as the disk lets; flash
memory, snapshots and copies elsewhere may still hold it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from zcdesk.cases.case import Case
from zcdesk.cases.file import backups, history
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.locking import CaseLock, LockTaken, take_away_orphans
from zcdesk.cases.file.opening import (
    case_at,
    fresh,
    key_for,
    lock_for,
    offer_backup,
    partial_beside,
    partial_of,
)
from zcdesk.cases.tables.accepting import require_own_schema
from zcdesk.cases.tables.beside import clear_away
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import (
    CaseFileError,
    DamagedCaseError,
    NotACaseError,
    PasswordNeededError,
    StrangeFileBesideError,
)
from zcdesk.cases.tables.keys import CaseKey, new_key
from zcdesk.cases.tables.rows import case_of, rows_of
from zcdesk.cases.tables.schema import SCHEMA, UNREADABLE, connect, give_up, tables
from zcdesk.cases.tables.sealing import commit, schema_of, set_stamp
from zcdesk.disk.files import output_error
from zcdesk.errors import OutputError
from zcdesk.system.files import OPEN_FILES_STAY, replace

__all__ = ["CaseFile", "create_case", "open_case"]


def create_case(path: Path, case: Case, password: str | None = None) -> CaseFile:
    """Write a new case file and open it.

    Args:
        path: Where it will be.
        case: What it holds.
        password: Encrypts the file when given.

    Raises:
        ExistingCaseError: There is a file of this name already.
        CaseFileError: Another computer may be making it: its lock has a time in the future.
        OutputError: It cannot be written; nothing is left behind.
    """
    return create_case_with(path, case, new_key(password) if password else None)


def create_case_with(path: Path, case: Case, key: CaseKey | None) -> CaseFile:
    """Write a new case file with a key that is known already, and open it.

    Raises:
        ZcdeskError: As for :func:`create_case`.
    """
    path = path.absolute()
    if path.exists():
        raise CaseFileError("case.already_there", file=path.name)
    with making(path), partial_beside(path) as partial:
        with fresh(partial, key) as connection:
            rows = rows_of(case, path)
            history.put(connection, dict(rows))
            backups.write(connection, 0, rows)
            commit(connection)
        if path.exists():
            raise CaseFileError("case.already_there", file=path.name)
        partial.rename(path)
    return open_case_with(path, key)


@contextmanager
def making(path: Path) -> Iterator[None]:
    """Let one program at a time make a case at ``path``: another's unfinished file is not ours.

    Raises:
        ExistingCaseError: Another program is making it now.
        CaseFileError: Another computer may be: its lock has a time in the future.
        OutputError: Nothing can be written there.
    """
    try:
        lock = CaseLock.acquire(path)
    except OSError as cause:
        raise output_error(cause, path.name) from cause
    if lock is LockTaken.FROM_THE_FUTURE:
        raise CaseFileError("case.busy", file=path.name)
    if lock is LockTaken.ELSEWHERE:
        raise CaseFileError("case.already_there", file=path.name)
    try:
        yield
    finally:
        lock.release()


def open_case(path: Path, *, writing: bool = True, password: str | None = None) -> CaseFile:
    """Open a case file; for writing when nobody else does and the medium allows it.

    The second who opens a case reads only; ``read_only`` names the reason as a sentence. One of
    an earlier program is brought forward, or read as it is where it cannot be written.

    Args:
        path: The case.
        writing: False never writes, whoever else has it open.
        password: That of an encrypted case; one without takes no notice of it.

    Raises:
        PasswordNeededError: It is encrypted, and no password was given.
        WrongPasswordError: The password is another one, or the file's very beginning is damaged.
        CaseFileError: There is none, it is something else, newer than the program, or damaged;
            a damaged one with a good backup raises ``DamagedCaseError`` with its moment.
    """
    path = case_at(path)
    try:
        return open_case_with(path, key_for(path, password), writing=writing)
    except PasswordNeededError as cause:
        offer_backup(path, cause)  # noise in place of the first page looks like a password
        raise


def open_case_with(path: Path, key: CaseKey | None, *, writing: bool = True) -> CaseFile:
    """Open a case file with a key that is known already (deriving one takes its time).

    Raises:
        CaseFileError: As for :func:`open_case`.
    """
    lock, reason = lock_for(path) if writing else (None, "case.opened_to_read")
    if lock is not None:  # so nobody else is writing one
        take_away_orphans(path.parent)
        with suppress(StrangeFileBesideError):  # then it is told when it is in the way
            clear_away(partial_of(path))
    try:
        return CaseFile(path, lock, reason, key)
    except BaseException as cause:
        if lock is not None:
            lock.release()
        if key is None and isinstance(cause, (DamagedCaseError, NotACaseError)):
            offer_backup(path, cause)
        raise


def save_copy(stored: CaseFile, case: Case, path: Path) -> None:
    """Write a case with its scans and its history to another place, with ``case`` as its state.

    The file itself is only read: it is for the moment at which it cannot be written any more. The
    copy has the same password.

    Args:
        stored: The open case file.
        case: The state that the copy shows; it may be ahead of the file.
        path: Where the copy will be.

    Raises:
        ExistingCaseError: There is a file of this name already.
        OutputError: It cannot be written there; nothing is left behind.
        CaseFileError: The case file itself cannot be read.
    """
    path = path.absolute()
    if path.exists():
        raise CaseFileError("case.already_there", file=path.name)
    with partial_beside(path) as partial:
        with stored.looking() as connection:
            copy_rows(connection, stored.path.name, partial, stored.key)
        partial.rename(path)
    with open_case_with(path, stored.key) as copy:
        if copy.read_only:
            raise OutputError(file=path.name)
        copy.save(case_of(rows_of(case, stored.path), path), "change")


def copy_rows(old: sqlite3.Connection, name: str, new: Path, target: CaseKey | None) -> None:
    """Write every row of a case file into a new file, a few at a time, in one look at the old.

    Args:
        old: Reads the case.
        name: Its file's name.
        new: The new file.
        target: The key of the new file.

    Raises:
        ForeignCaseError: The old file has other tables than ours.
        sqlite3.Error: It cannot be read, or two of its rows are one and the same: a tree whose
            branches lead to one page cannot be copied again and again.
    """
    old.execute("BEGIN")
    try:
        require_own_schema(old, name)
        with fresh(new, target) as connection:
            for table in (*tables(connection), "sqlite_sequence"):
                _copy_table(old, connection, table)
            if (schema := schema_of(old)) < SCHEMA:  # of a medium that cannot be written
                set_stamp(connection, 0, schema)
            commit(connection)
    finally:
        give_up(old)


def _copy_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> None:
    new.execute(f"DELETE FROM {table}")
    rows = old.execute(f"SELECT * FROM {table}")
    blanks = ", ".join("?" for _ in rows.description)
    new.executemany(f"INSERT INTO {table} VALUES ({blanks})", rows)


_BLOCK = bytes(1 << 20)


def change_password(path: Path, old: str | None, new: str | None) -> None:
    """Give a case file another password; None as ``new`` removes it.

    The case must not be open. Room for a second copy is needed while it is written.

    Args:
        path: The case.
        old: Its password now; None when it has none.
        new: Its password afterwards.

    Raises:
        CaseFileError: ``new`` is empty.
        ReadOnlyCaseError: Somebody has it open, or it cannot be written there.
        CaseFileError: It cannot be opened, as for ``open_case``; or an original is damaged.
        OutputError: The new file cannot be written; the old one stands.
        CaseFileError: The new one stands, but the disk did not confirm that it is kept.
    """
    if new == "":
        raise CaseFileError("case.password_empty")
    path = case_at(path)
    source = key_for(path, old)
    with open_case_with(path, source) as stored:
        stored.require_writable()
        target = new_key(new) if new else None
        with ExitStack() as until_done:
            old_file: BinaryIO | None = None
            replaced = False
            try:
                with partial_beside(path) as partial:
                    with stored.looking() as connection:
                        copy_rows(connection, path.name, partial, target)
                    _compare(path, source, partial, target)
                    stored.release_file()  # Windows replaces no open file; the lock stays ours
                    if not OPEN_FILES_STAY:
                        old_file = until_done.enter_context(path.open("r+b"))
                    replace(partial, path)
                    replaced = True
            except OutputError as cause:  # the folder was not flushed: the old file may come back
                if replaced:
                    raise CaseFileError("case.password_unconfirmed", file=path.name) from cause
                raise
            if old_file is not None:
                _overwrite(old_file)


def _compare(path: Path, source: CaseKey | None, new: Path, target: CaseKey | None) -> None:
    """Read the new file back: as many rows, and nothing that does not fit.

    Raises:
        OutputError: The disk gave back something else.
    """
    old, made = connect(path, "ro", source), connect(new, "ro", target)
    try:
        same = all(_count(old, table) == _count(made, table) for table in tables(old))
        whole = made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except UNREADABLE as cause:
        raise DamagedCaseError(file=path.name) from cause
    finally:
        old.close()
        made.close()
    if not (same and whole):
        raise OutputError(file=path.name)


def _count(connection: sqlite3.Connection, table: str) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


def _overwrite(stream: BinaryIO) -> None:
    """Overwrite a file whose place something else has taken for good.

    One that has another name besides, as a hard link, is left alone. On Windows no file can be
    replaced while it is open, so there is none to be overwritten.
    """
    with suppress(OSError):
        state = os.fstat(stream.fileno())
        if state.st_nlink == 0:
            for start in range(0, state.st_size, len(_BLOCK)):
                stream.write(_BLOCK[: state.st_size - start])
            stream.flush()
            os.fsync(stream.fileno())

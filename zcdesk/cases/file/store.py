"""A case as one file that survives a pulled plug: making one and opening one.

:func:`create_case` and :func:`open_case` give a :class:`CaseFile`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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
from zcdesk.cases.tables.beside import clear_away
from zcdesk.cases.tables.faults import (
    CaseFileError,
    DamagedCaseError,
    LockedCaseError,
    NotACaseError,
    PasswordNeededError,
    StrangeFileBesideError,
)
from zcdesk.cases.tables.keys import CaseKey, new_key
from zcdesk.cases.tables.rows import rows_of
from zcdesk.disk.files import output_error

__all__ = ["CaseFile", "create_case", "open_case"]


def create_case(path: Path, case: Case, password: str | None = None) -> CaseFile:
    """Write a new case file and open it.

    Args:
        path: Where it will lie.
        case: What it holds.
        password: Encrypts the file when given.

    Raises:
        ExistingCaseError: There is a file of this name already.
        LockedCaseError: Another computer may be making it: its lock has a time in the future.
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
            connection.execute("COMMIT")
        if path.exists():
            raise CaseFileError("case.already_there", file=path.name)
        partial.rename(path)
    return open_case_with(path, key)


@contextmanager
def making(path: Path) -> Iterator[None]:
    """Let one program at a time make a case at ``path``: another's unfinished file is not ours.

    Raises:
        ExistingCaseError: Another program is making it now.
        LockedCaseError: Another computer may be: its lock has a time in the future.
        OutputError: Nothing can be written there.
    """
    try:
        lock = CaseLock.acquire(path)
    except OSError as cause:
        raise output_error(cause, path.name) from cause
    if lock is LockTaken.FROM_THE_FUTURE:
        raise LockedCaseError(file=path.name)
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

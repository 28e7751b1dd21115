"""A case file written anew, elsewhere or under another password.

The file is written anew beside the old one and takes its place in one step, so that a kill leaves
the one or the other whole. What the old file held is overwritten as far as the disk lets; flash
memory, snapshots and copies elsewhere may still hold it.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.opening import case_at, fresh, key_for, partial_beside
from zcdesk.cases.file.store import open_case_with
from zcdesk.cases.tables.accepting import require_own_schema
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import (
    CaseFileError,
    DamagedCaseError,
)
from zcdesk.cases.tables.keys import CaseKey, new_key
from zcdesk.cases.tables.rows import case_of, rows_of
from zcdesk.cases.tables.schema import UNREADABLE, connect, tables
from zcdesk.errors import OutputError
from zcdesk.system.files import OPEN_FILES_STAY, replace


def save_copy(stored: CaseFile, case: Case, path: Path) -> None:
    """Write a case with its scans and its history to another place, with ``case`` as its state.

    The file itself is only read: it is for the moment at which it cannot be written any more. The
    copy has the same password.

    Args:
        stored: The open case file.
        case: The state that the copy shows; it may be ahead of the file.
        path: Where the copy will lie.

    Raises:
        ExistingCaseError: There is a file of this name already.
        OutputError: It cannot be written there; nothing is left behind.
        CaseFileError: The case file itself cannot be read.
    """
    path = path.absolute()
    if path.exists():
        raise CaseFileError("case.already_there", file=path.name)
    with partial_beside(path) as partial:
        copy_rows(stored.path, stored.key, partial, stored.key)
        partial.rename(path)
    with open_case_with(path, stored.key) as copy:
        if copy.read_only:
            raise OutputError(file=path.name)
        copy.save(case_of(rows_of(case, stored.path), path), "change")


def copy_rows(path: Path, source: CaseKey | None, new: Path, target: CaseKey | None) -> None:
    """Write every row of a case file into a new file, a few at a time, in one look at the old.

    Raises:
        ForeignCaseError: The old file has other tables than ours.
        sqlite3.Error: It cannot be read, or two of its rows are one and the same: a tree whose
            branches lead to one page cannot be copied again and again.
    """
    old = connect(path, "ro", source)
    try:
        old.execute("BEGIN")
        require_own_schema(old, path.name)
        with fresh(new, target) as connection:
            for table in (*tables(connection), "sqlite_sequence"):
                _copy_table(old, connection, table)
            connection.execute("COMMIT")
    finally:
        old.close()


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
                    copy_rows(path, source, partial, target)
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

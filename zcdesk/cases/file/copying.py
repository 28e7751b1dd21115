"""A case file written anew somewhere else: what the file holds, then the state on screen."""

from __future__ import annotations

from pathlib import Path

from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.opening import fresh, partial_beside
from zcdesk.cases.file.store import open_case_with
from zcdesk.cases.tables.accepting import require_own_schema
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import CaseFileError
from zcdesk.cases.tables.keys import CaseKey
from zcdesk.cases.tables.rows import case_of, rows_of
from zcdesk.cases.tables.schema import connect, tables
from zcdesk.errors import OutputError


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

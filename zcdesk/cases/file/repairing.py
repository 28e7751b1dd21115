"""What a damaged case file still holds, saved into a new file; the damaged one is left as it is.

Three sources, best first: rows that still have their digest, the newest backup that is whole, and
originals that still have their hash. When the file's first page is destroyed, that of an empty
case takes its place in a copy: the layout of all case files is the same.
"""

from __future__ import annotations

import struct
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file import backups, originals
from zcdesk.cases.file.opening import case_at, fresh, key_for, partial_beside, partial_of
from zcdesk.cases.file.settling import journal_to_play
from zcdesk.cases.file.store import create_case_with, making, open_case
from zcdesk.cases.tables.accepting import is_of_own_kind, require_own_chunks
from zcdesk.cases.tables.beside import clear_away, journal_of
from zcdesk.cases.tables.bounds import LARGEST_ROW, LARGEST_TEXT, MOST_ROWS
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cases.tables.faults import (
    CaseFileError,
    DamagedCaseError,
    DamagedOriginalError,
    ForeignCaseError,
    HalfWrittenCaseError,
    MissingCaseError,
    NotACaseError,
    PasswordNeededError,
    StrangeFileBesideError,
    WrongPasswordError,
)
from zcdesk.cases.tables.keys import CaseKey, KeyFit, fit
from zcdesk.cases.tables.rows import (
    ESSENTIAL,
    MARKS,
    NOTED,
    Rows,
    case_of,
    empty_row,
    is_readable,
    is_sound,
    keys,
    order_in,
    order_of,
    place_inside,
)
from zcdesk.cases.tables.schema import PAGE_SIZE, SCHEMA, UNREADABLE, connect
from zcdesk.cases.tables.sealing import commit, schema_of
from zcdesk.cases.tables.upgrading import upgraded
from zcdesk.disk.files import copy_file
from zcdesk.errors import OutputError, ZcdeskError
from zcdesk.findings import Finding, error, info, warning

_EVERY_MAC = "PRAGMA cipher_integrity_check"
"""Compares every page of an encrypted file with its HMAC; a row for each that does not fit."""


@dataclass(frozen=True)
class Rescued:
    """A new case file, and what could not be brought over as it was."""

    path: Path
    lost: tuple[Finding, ...]


def damage(path: Path, password: str | None = None) -> tuple[Finding, ...]:
    """Check a case file fully and return what is wrong; nothing is changed.

    Raises:
        CaseFileError: There is no such file, it is busy, or a later program wrote it; or the
            password is missing or wrong.
    """
    path = case_at(path)
    try:
        with open_case(path, writing=False, password=password) as stored:
            named = _names_of_originals(stored.case)
            with stored.looking() as connection:
                require_own_chunks(connection, path.name)  # it ends the process in a deep tree
                rows = connection.execute("PRAGMA integrity_check").fetchall()
                if stored.encrypted and connection.execute(_EVERY_MAC).fetchall():
                    return (error("case.damaged", file=path.name),)
                gone = [sha for sha in named if _original(connection, sha) is None]
    except (DamagedCaseError, HalfWrittenCaseError, NotACaseError, ForeignCaseError) as cause:
        return (cause.finding(),)
    except UNREADABLE:
        return (error("case.damaged", file=path.name),)
    except OSError as cause:
        raise MissingCaseError(file=path.name) from cause
    if rows != [("ok",)]:
        return (error("case.damaged", file=path.name),)
    return tuple(error("case.page_original_lost", page=named[sha]) for sha in gone)


def repair(
    path: Path, new: Path, password: str | None = None, journal: Path | None = None
) -> Rescued:
    """Save what can still be read of ``path`` as the new case file ``new``.

    What was encrypted stays encrypted, with the same password.

    Args:
        path: The case; it is left as it is.
        new: Where what is saved will be.
        password: That of an encrypted case.
        journal: A journal that is played into the copy, whatever state it is of; without it the
            case's own is, if it has to be.

    Raises:
        WrongPasswordError: The password is not that of the file.
        PasswordNeededError: There is one, and none was given.
        ExistingCaseError: There is a file of the new name already.
        NothingLeftError: Neither the case nor a backup can be read any more.
        OutputError: The new file cannot be written; nothing is left behind.
    """
    path, new = case_at(path), new.absolute()
    if new.exists():
        raise CaseFileError("case.already_there", file=new.name)
    key = _key(path, password)
    copy = new.with_name(f".{new.name}.rescue")
    try:
        # It has its name once it is whole: a kill leaves nothing that looks like a case.
        with making(new), partial_beside(new) as partial:
            try:
                schema = _copy_with_first_page(path, copy, key, journal)
                lost = _rescued(path, copy, partial, schema, key)
            finally:
                with suppress(StrangeFileBesideError):
                    clear_away(copy)
            if new.exists():
                raise CaseFileError("case.already_there", file=new.name)
            partial.rename(new)
    except ZcdeskError as cause:
        if partial_of(new).name not in cause.details.values():
            raise
        # Nobody knows the file that was on the way; it could not be written, or not read back.
        code = cause.code if isinstance(cause, OutputError) else ""
        raise OutputError(code, file=new.name) from cause
    return Rescued(new, lost)


def _key(path: Path, password: str | None) -> CaseKey | None:
    """Return the key of a damaged file; noise at its beginning may also be damage."""
    try:
        key = key_for(path, password)
    except PasswordNeededError:
        with suppress(OSError):
            if backups.in_raw_bytes(path):
                return None
        raise
    with suppress(OSError):
        if key is not None and fit(path, key) is KeyFit.NOT_KNOWN:
            if backups.in_raw_bytes(path):
                return None
            raise WrongPasswordError(file=path.name)
    return key


def _backups(path: Path, copy: Path, key: CaseKey | None) -> tuple[backups.Backup, ...]:
    if key is None:
        return backups.in_raw_bytes(path)
    with suppress(*UNREADABLE), closing(connect(copy, "ro", key)) as connection:
        return backups.in_case(connection)
    return ()


def _rescued(
    path: Path, copy: Path, new: Path, schema: int | None, key: CaseKey | None
) -> tuple[Finding, ...]:
    """Write what can be saved as the case file ``new``; return what is lost."""
    saved = _backups(path, copy, key)
    if schema is None:  # the first page told it
        schema = saved[0].schema if saved else SCHEMA
    good = _upgraded(_good_rows(copy, key), schema)
    rows = {name: text for name, text in good.items() if is_readable(name, text)}
    case, lost = _pieced_together(rows, saved, path, new)
    with create_case_with(new, case, key) as made:
        for sha256, number in _names_of_originals(case).items():
            content = _original_of(copy, sha256, key)
            if content is None:
                lost.append(error("case.page_original_lost", page=number))
            else:
                made.keep_original(content)
        truth = _original_of(copy, case.practice.truth, key) if case.practice else None
        if truth is not None:
            made.keep_original(truth)
    return (*lost, info("case.history_begins_anew"))


def _pieced_together(
    rows: dict[str, str], saved: tuple[backups.Backup, ...], path: Path, new: Path
) -> tuple[Case, list[Finding]]:
    """Return the best case that rows and backups give, and what it lacks."""
    with suppress(CaseFileError):
        return case_of(rows, new), []
    older: Rows = saved[0].rows if saved else {}
    if any(key not in rows for key in ESSENTIAL):
        if not saved:
            raise DamagedCaseError("case.nothing_left", file=path.name)
        # Words and finds belong together, so all of it comes from the same moment.
        return case_of(older, new), [warning("case.as_of_backup", moment=saved[0].shown_moment)]
    whole, lost = _whole_case(rows, older)
    pages: list[CasePage] = []
    shell = case_of({**whole, "order": order_of(whole["order"])}, new)
    for number in order_in(whole["order"]):
        page, gone = _page(number, rows, older, whole, new)
        pages += [page] if page is not None else []
        lost += gone
    return replace(shell, pages=tuple(pages)), lost


def _upgraded(rows: Rows, schema: int) -> Rows:
    with suppress(ValueError):
        return upgraded(rows, schema)
    return rows


def _whole_case(rows: Rows, older: Rows) -> tuple[Rows, list[Finding]]:
    """Return the rows of the case itself; what stands for itself may come from the backup."""
    whole = {key: rows[key] for key in ESSENTIAL}
    lost: list[Finding] = []
    for key in NOTED:
        if key in rows:
            whole[key] = rows[key]
        elif key in older:
            whole[key] = older[key]
            lost.append(warning(f"case.{key}_as_of_backup"))
        else:
            whole[key] = empty_row(key)
            lost.append(error(f"case.{key}_lost"))
    marks = [key for key in MARKS if key in rows or key in older]
    return {**whole, **{key: rows.get(key) or older[key] for key in marks}}, lost


def _page(
    number: int, rows: Rows, older: Rows, whole: Rows, new: Path
) -> tuple[CasePage | None, list[Finding]]:
    """Return a page from its own rows, else from the backup; never half from each.

    Of a refused file there was nothing to change after the backup.
    """
    called = order_in(whole["order"])[number] or number
    sources: tuple[tuple[Rows, list[Finding]], ...] = (
        (rows, []),
        (older, [warning("case.page_as_of_backup", page=called)] * (number > 0)),
    )
    for source, gone in sources:
        if all(key in source for key in keys(number)):
            with suppress(CaseFileError):
                own = {key: source[key] for key in keys(number)}
                order = order_of(whole["order"], number)
                return case_of({**whole, **own, "order": order}, new).pages[0], gone
    return None, [error("case.page_lost" if number > 0 else "case.file_lost", page=called)]


def _good_rows(copy: Path, key: CaseKey | None) -> dict[str, str]:
    """Return all rows that still have their digest; from both ends, as far as each goes."""
    good: dict[str, str] = {}
    weighs = 0
    for order in ("rowid", "rowid DESC"):
        with suppress(*UNREADABLE), closing(connect(copy, "ro", key)) as connection:
            for name, text, stored in connection.execute(
                f"SELECT key, content, digest FROM parts NOT INDEXED"
                f" WHERE octet_length(content) <= {LARGEST_ROW} AND octet_length(key) < 100"
                f" ORDER BY {order} LIMIT {MOST_ROWS}"
            ):
                if is_sound(name, text, stored):
                    good[name] = text
                    weighs += len(text)
                if weighs > 2 * LARGEST_TEXT:  # each row is found from both ends
                    break
    return good


def _names_of_originals(case: Case) -> dict[str, int]:
    """Return the hashes of the originals that the pages name, each with one page's number."""
    places = ((place_inside(Path(page.path)), page.place or page.number) for page in case.pages)
    return {place[1]: number for place, number in places if place is not None}


def _original_of(copy: Path, sha256: str, key: CaseKey | None) -> bytes | None:
    with suppress(*UNREADABLE), closing(connect(copy, "ro", key)) as connection:
        return _original(connection, sha256)
    return None


def _original(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    try:
        return originals.read(connection, sha256)
    except (DamagedOriginalError, *UNREADABLE):
        return None


def _copy_with_first_page(
    path: Path, copy: Path, key: CaseKey | None, journal: Path | None
) -> int | None:
    """Copy a damaged file; a first page that is no case's is replaced by that of an empty one.

    Returns:
        The file's schema, or None when its first page no longer tells.
    """
    clear_away(copy)
    copy_file(path, copy)
    with suppress(HalfWrittenCaseError):
        journal = journal or journal_to_play(path, key)
    if journal is not None:
        copy_file(journal, journal_of(copy))
        with suppress(*UNREADABLE), closing(connect(copy, "rw", key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    schema = _schema_on_first_page(copy, key)
    if schema is None:
        _replace_first_page(copy, key)
    return schema


def _schema_on_first_page(copy: Path, key: CaseKey | None) -> int | None:
    """Return the schema of a copy, or None when its first page is not that of a case of ours."""
    with suppress(*UNREADABLE), closing(connect(copy, "ro", key)) as connection:
        if is_of_own_kind(connection):
            return schema_of(connection)
    return None


def _replace_first_page(copy: Path, key: CaseKey | None) -> None:
    """Source: SQLite database file format 1.3: pages at byte 28, free pages at 32 and 36.

    In an encrypted file nobody can write there, so the empty case is made as long as the copy,
    or a little longer; the copy then gets as many pages as its first page tells.
    """
    pages = copy.stat().st_size // PAGE_SIZE
    empty = copy.with_name(f"{copy.name}-empty")
    clear_away(empty)
    try:
        with fresh(empty, key) as connection:
            if key is not None:
                _lengthen(connection, pages)
            commit(connection)
        with empty.open("rb") as stream:
            first = bytearray(stream.read(PAGE_SIZE))
        length = empty.stat().st_size
    finally:
        clear_away(empty)
    if key is None:
        struct.pack_into(">I", first, 28, pages)
        struct.pack_into(">II", first, 32, 0, 0)
    with copy.open("r+b") as stream:
        stream.write(first)
        if key is not None:
            stream.truncate(length)


def _lengthen(connection: sqlite3.Connection, pages: int) -> None:
    """Let a file have at least so many pages."""
    number = 0
    while connection.execute("PRAGMA page_count").fetchone()[0] < pages:
        connection.execute("INSERT INTO cache VALUES ('', ?, zeroblob(?))", (str(number), 1 << 20))
        number += 1

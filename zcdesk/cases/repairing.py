"""What a damaged case file still holds, saved into a new file; the damaged one is left as it is.

Three sources, best first: rows that still have their digest, the newest backup that is whole, and
originals that still have their hash. When the file's first page is destroyed, that of an empty
case takes its place in a copy: the layout of all case files is the same.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import struct
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.cases import backups, originals
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.faults import (
    CaseFileError,
    DamagedCaseError,
    DamagedOriginalError,
    ExistingCaseError,
    NotACaseError,
)
from zcdesk.cases.opening import fresh, remove_partial
from zcdesk.cases.rows import (
    ESSENTIAL,
    NOTED,
    Rows,
    case_of,
    empty_row,
    is_sound,
    keys,
    place_inside,
)
from zcdesk.cases.schema import APPLICATION_ID, PAGE_SIZE, SCHEMA, UNREADABLE, connect
from zcdesk.cases.store import create_case, open_case
from zcdesk.cases.upgrading import upgraded
from zcdesk.errors import OutputError
from zcdesk.findings import Finding, error, info, warning


@dataclass(frozen=True)
class Rescued:
    """A new case file, and what could not be brought over as it was."""

    path: Path
    lost: tuple[Finding, ...]


def damage(path: Path) -> tuple[Finding, ...]:
    """Check a case file fully and return what is wrong; nothing is changed.

    Raises:
        CaseFileError: There is no such file, it is busy, or a later program wrote it.
    """
    try:
        with open_case(path, writing=False) as stored:
            named = _names_of_originals(stored.case)
            with closing(connect(path, "ro")) as connection:
                rows = connection.execute("PRAGMA integrity_check").fetchall()
                gone = [sha for sha in named if _original(connection, sha) is None]
    except (DamagedCaseError, NotACaseError) as cause:
        return (cause.finding(),)
    except UNREADABLE:
        return (error("case.damaged", file=path.name),)
    if rows != [("ok",)]:
        return (error("case.damaged", file=path.name),)
    return tuple(error("case.page_original_lost", page=named[sha]) for sha in gone)


def repair(path: Path, new: Path) -> Rescued:
    """Save what can still be read of ``path`` as the new case file ``new``.

    Raises:
        ExistingCaseError: There is a file of the new name already.
        DamagedCaseError: Neither the case nor a backup can be read any more.
        OutputError: The new file cannot be written; nothing is left behind.
    """
    path, new = path.absolute(), new.absolute()
    if new.exists():
        raise ExistingCaseError(file=new.name)
    copy = new.with_name(f".{new.name}.rescue")
    try:
        schema = _copy_with_first_page(path, copy)
        return _rescued(path, copy, new, schema)
    except OSError as cause:
        raise OutputError(file=new.name) from cause
    finally:
        remove_partial(copy)


def _rescued(path: Path, copy: Path, new: Path, schema: int | None) -> Rescued:
    saved = backups.in_raw_bytes(path)
    if schema is None:  # the first page told it
        schema = saved[0].schema if saved else SCHEMA
    rows = dict(_upgraded(_good_rows(copy), schema))
    case, lost = _pieced_together(rows, saved, path, new)
    with create_case(new, case) as made:
        for sha256, number in _names_of_originals(case).items():
            content = _original_of(copy, sha256)
            if content is None:
                lost.append(error("case.page_original_lost", page=number))
            else:
                made.keep_original(content)
    return Rescued(new, (*lost, info("case.history_begins_anew")))


def _pieced_together(
    rows: dict[str, str], saved: tuple[backups.Backup, ...], path: Path, new: Path
) -> tuple[Case, list[Finding]]:
    """Return the best case that rows and backups give, and what it lacks."""
    with suppress(CaseFileError):
        return case_of(rows, new), []
    older: Rows = saved[0].rows if saved else {}
    if any(key not in rows for key in ESSENTIAL):
        if not saved:
            raise DamagedCaseError(file=path.name)
        # Words and finds belong together, so all of it comes from the same moment.
        return case_of(older, new), [warning("case.as_of_backup", moment=saved[0].shown_moment)]
    whole, lost = _whole_case(rows, older)
    pages: list[CasePage] = []
    shell = _without_pages(whole, new)
    for number in _numbers(whole):
        page, told = _page(number, rows, older, whole, new)
        pages += [page] if page is not None else []
        lost += told
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
    return whole, lost


def _page(
    number: int, rows: Rows, older: Rows, whole: Rows, new: Path
) -> tuple[CasePage | None, list[Finding]]:
    """Return a page from its own rows, else from the backup; never half from each."""
    sources: tuple[tuple[Rows, list[Finding]], ...] = (
        (rows, []),
        (older, [warning("case.page_as_of_backup", page=number)]),
    )
    for source, told in sources:
        if all(key in source for key in keys(number)):
            with suppress(CaseFileError):
                own = {key: source[key] for key in keys(number)}
                order = f'{{"pages":[{number}],"numbered":{number}}}'
                return case_of({**whole, **own, "order": order}, new).pages[0], told
    return None, [error("case.page_lost", page=number)]


def _without_pages(whole: Rows, new: Path) -> Case:
    numbers = _numbers(whole)
    order = f'{{"pages":[],"numbered":{max((0, *numbers))}}}'
    return case_of({**whole, "order": order}, new)


def _numbers(whole: Rows) -> tuple[int, ...]:
    return tuple(json.loads(whole["order"])["pages"])


def _good_rows(copy: Path) -> dict[str, str]:
    """Return all rows that still have their digest; from both ends, as far as each goes."""
    good: dict[str, str] = {}
    for order in ("rowid", "rowid DESC"):
        with suppress(*UNREADABLE), closing(connect(copy, "ro")) as connection:
            for key, text, told in connection.execute(
                f"SELECT key, content, digest FROM parts NOT INDEXED ORDER BY {order}"
            ):
                if is_sound(key, text, told):
                    good[key] = text
    return good


def _names_of_originals(case: Case) -> dict[str, int]:
    """Return the hashes of the originals that the pages name, each with one page's number."""
    places = ((place_inside(Path(page.path)), page.number) for page in case.pages)
    return {place[1]: number for place, number in places if place is not None}


def _original_of(copy: Path, sha256: str) -> bytes | None:
    with suppress(*UNREADABLE), closing(connect(copy, "ro")) as connection:
        return _original(connection, sha256)
    return None


def _original(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    try:
        return originals.read(connection, sha256)
    except (DamagedOriginalError, *UNREADABLE):
        return None


def _copy_with_first_page(path: Path, copy: Path) -> int | None:
    """Copy a damaged file; a first page that is no case's is replaced by that of an empty one.

    Returns:
        The file's schema, or None when its first page no longer tells.
    """
    remove_partial(copy)
    shutil.copyfile(path, copy)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))
        with suppress(*UNREADABLE), closing(connect(copy, "rw")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    schema = _schema_on_first_page(copy)
    if schema is None:
        _replace_first_page(copy)
    return schema


def _schema_on_first_page(copy: Path) -> int | None:
    with suppress(*UNREADABLE), closing(connect(copy, "ro")) as connection:
        (told,) = connection.execute("PRAGMA application_id").fetchone()
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        (count,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if told == APPLICATION_ID and count and 1 <= schema <= SCHEMA:
            return int(schema)
    return None


def _replace_first_page(copy: Path) -> None:
    """Source: SQLite database file format 1.3: pages at byte 28, free pages at 32 and 36."""
    empty = copy.with_name(f"{copy.name}-empty")
    remove_partial(empty)
    try:
        with fresh(empty) as connection:
            connection.execute("COMMIT")
        first = bytearray(empty.read_bytes()[:PAGE_SIZE])
    finally:
        remove_partial(empty)
    pages = copy.stat().st_size // PAGE_SIZE
    struct.pack_into(">I", first, 28, pages)
    struct.pack_into(">II", first, 32, 0, 0)
    with copy.open("r+b") as stream:
        stream.write(first)

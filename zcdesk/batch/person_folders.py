"""Everybody's folder of results: named by the person, and found again by whose case it holds.

Rows come, go and are sorted; no folder is renamed for it, only for another name. One is called by
the name, with the end of the ID number or the birthday where a namesake is in the roster, so that
several computers choose alike. Folders of earlier versions, named by rows or put aside in ``left``,
are still theirs whose cases they hold; those of people who are not in the roster any more stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, replace
from functools import lru_cache
from itertools import count
from pathlib import Path

from zcdesk.batch.results.person_results import CASE_FILE, LEFT
from zcdesk.batch.roster.people import Folders, RosterPerson
from zcdesk.batch.roster.person_marks import mark_of
from zcdesk.batch.working import same_person
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.disk.files import reported
from zcdesk.disk.paths import is_folder, is_there, names_device
from zcdesk.errors import ZcdeskError
from zcdesk.han import without_gaps
from zcdesk.names.spellings import folded

_NOBODYS = frozenset({"shared", "forms", "parts", LEFT})
"""Folders among the results that are no person's."""

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]|[. ]+$')
"""What Windows takes in no name of a folder."""

LONGEST_NAME = 60
"""Letters of a name in that of a folder; 60 Han are 180 bytes of the 255 that disks take."""


def folders_of(people: Sequence[RosterPerson], out: Path) -> Folders:
    """Return everybody's folder of results, by row; it need not be there yet.

    Args:
        people: The whole roster: namesakes are told apart.
        out: Folder of the results.

    Raises:
        OutputError: The folder of the results cannot be listed.
    """
    whose = whose_folders(people, out)
    folders: dict[int, Path] = {}
    for folder, row in whose.items():
        if row is not None:
            folders.setdefault(row, folder)
    taken = {*_NOBODYS, *(folder.name.casefold() for folder in whose)}
    alike = Counter(folded(person.applicant.name) for person in people)
    for person in sorted(people, key=lambda person: astuple(mark_of(person))):
        if person.row not in folders:
            name = next(name for name in _names(person, alike) if name.casefold() not in taken)
            taken.add(name.casefold())
            folders[person.row] = out / name
    return folders


def name_anew(people: Sequence[RosterPerson], out: Path) -> None:
    """Give the folders that are not called after their people their names: the roster was mended,
    or an earlier version named them by rows. One that somebody has open is left as it is.

    Raises:
        OutputError: The folder of the results cannot be listed.
    """
    found = {row: folder for folder, row in whose_folders(people, out).items() if row is not None}
    for person in people:
        before = found.get(person.row)
        if before is None or f"{before.name}-".startswith(f"{_plain_name(person)}-"):
            continue
        others = [one for one in people if one.row != person.row]
        now = folders_of([*others, replace(person, notice="")], out)[person.row]  # as if new
        with suppress(OSError, ZcdeskError):
            with open_case(before / CASE_FILE) as stored:
                stored.require_writable()
            before.rename(now)


def whose_folders(people: Sequence[RosterPerson], out: Path) -> dict[Path, int | None]:
    """Return the folders that earlier runs left: the row of each, None for nobody in the roster.

    One is left out while nobody can tell: its case cannot be opened or could be two people's.
    """
    whose = {}
    for folder in _with_results(out):
        try:
            whose[folder] = _row_of(folder, people)
        except (ZcdeskError, LookupError):
            continue
    return whose


def _with_results(out: Path) -> Iterator[Path]:
    for place in filter(is_folder, (out, out / LEFT)):
        with reported(place.name):  # taken for empty, all would begin anew
            inside = sorted(place.iterdir())
        for folder in inside:
            if is_there(folder / CASE_FILE):
                yield folder


def _row_of(folder: Path, people: Sequence[RosterPerson]) -> int | None:
    """Return whose the case in a folder is.

    Raises:
        ZcdeskError: The case cannot be opened.
        LookupError: It could be two people's.
    """
    file = folder / CASE_FILE
    case = _without_pages(file, file.stat().st_mtime_ns)
    here = [person for person in people if not person.case and person.notice == case.notice]
    rows = [person.row for person in here if same_person(case, person)]
    if len(rows) > 1:
        raise LookupError(folder)
    return rows[0] if rows else None


@lru_cache(maxsize=512)  # an office: asked at each step of a run
def _without_pages(file: Path, _changed: int) -> Case:
    with open_case(file, writing=False) as stored:
        return replace(stored.case, pages=())


def _names(person: RosterPerson, alike: Mapping[str, int]) -> Iterator[str]:
    """Yield what a person's folder may be called, the best first."""
    name = _plain_name(person)
    tail = person.applicant.id_number[-4:] or person.born or mark_of(person).case[:4]
    if alike[folded(person.applicant.name)] == 1:
        yield name
    if tail:
        yield f"{name}-{tail}"
    yield from (f"{name}-{number}" for number in count(2))


def _plain_name(person: RosterPerson) -> str:
    called = without_gaps(unicodedata.normalize("NFC", person.applicant.name))
    name = _NOT_IN_NAMES.sub("", called[:LONGEST_NAME])
    return f"_{name}" if names_device(name) or name.startswith(".") else name


def changed_at(roster: Path) -> int:
    """Return when a roster was changed last, in nanoseconds; 0 for a folder, and for none."""
    try:
        return 0 if roster.is_dir() else roster.stat().st_mtime_ns
    except OSError:
        return 0


def require_unchanged(roster: Path, changed: int) -> None:
    """Raise unless the roster is the one that was read.

    Args:
        roster: The roster's file.
        changed: As :func:`changed_at` told it when it was read.

    Raises:
        ZcdeskError: Somebody changed it meanwhile.
    """
    if changed_at(roster) != changed:
        raise ZcdeskError("batch.changed_meanwhile", file=roster.name)

"""Roster and folders looked over together before anybody is worked on: all faults in one list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import Person, Roster, RosterFault, in_order
from zcdesk.batch.scan_folders import CASE_SUFFIX, Matched, ResultsInsideError, match_folders
from zcdesk.disk.paths import is_there, resolved
from zcdesk.findings import error, warning
from zcdesk.names.spellings import folded

NO_FOLDER = "roster.no_folder"
"""Code of the fault of a row that has no scans yet; its result tells the same after a run."""

_ALIKE = 0.66
"""Likeness (difflib, letters folded, the number before a name left out) from which a folder is
proposed: one letter of three may be another."""

_SAME = 2.0
"""Only the middle dot, a space or the width of a letter differs."""

_BEFORE = re.compile(r"^[0-9]+[-_.、]+(?=.)")
"""The number that offices put before a name: 03-贺一鸣."""


@dataclass(frozen=True)
class Ready:
    """A roster with its folders.

    Attributes:
        roster: The roster; what is wrong with its folders is among its faults.
        matched: Folders of its people; of all rows while some must be mended.
    """

    roster: Roster
    matched: Matched


def look_over(
    roster: Roster, scans: Path, out: Path | None = None, path: Path | None = None
) -> Ready:
    """Return a roster and everybody's folders, with the faults of both, row by row.

    A folder that is not there is a fault that stops the run only where another is surely meant:
    scans may still be on their way.

    Args:
        roster: The roster as it was read.
        scans: What holds everybody's folders.
        out: Where results will lie.
        path: The file of the roster.
    """
    rows = roster.rows or roster.people
    outside = {
        person.row: person
        for person in rows
        if person.folder and not _inside(scans / person.folder, scans)
    }
    faults = [
        RosterFault(
            person.row,
            columns.FOLDER,
            error("roster.folder_not_inside", place=person.folder, folder=scans.name),
            person.folder,
        )
        for person in outside.values()
    ]
    inside = [person for person in rows if person.row not in outside]
    try:
        matched = match_folders(inside, scans, out, path)
    except ResultsInsideError as cause:
        faults.append(RosterFault(0, "", cause.finding()))
        matched = match_folders(inside, scans, None, path)
    own = {resolved(place) for place in (out, path) if place is not None}
    free = _Free(scans, {*own, *map(resolved, matched.folders.values())})
    faults += _without_folder(inside, scans, matched.folders, free)
    told = replace(roster, faults=in_order((*roster.faults, *faults), _order(roster)))
    return Ready(told, matched)


def _order(roster: Roster) -> Sequence[str]:
    """Return the columns as faults were in order before, then those of folders."""
    return tuple(dict.fromkeys((*columns.KNOWN, *(fault.column for fault in roster.faults))))


def _inside(place: Path, scans: Path) -> bool:
    return resolved(place).is_relative_to(resolved(scans))


def _without_folder(
    people: Iterable[Person], scans: Path, found: Mapping[int, Path], free: _Free
) -> Iterator[RosterFault]:
    for person in people:
        if person.folder and not is_there(scans / person.folder):
            near, sure = free.near(person.folder)
            details = {"place": person.folder, "near": near}
            if near:
                told = (error if sure else warning)("roster.folder_near", **details)
            else:
                told = warning("roster.folder_not_there", place=person.folder)
            yield RosterFault(person.row, columns.FOLDER, told, person.folder)
        elif not person.folder and person.row not in found and not person.case:
            near, _ = free.near(person.applicant.name)
            yield RosterFault(
                person.row,
                columns.FOLDER,
                warning("roster.no_folder_near", near=near) if near else warning(NO_FOLDER),
            )


class _Free:
    """Folders of nobody, among which one that was misspelt is looked for."""

    def __init__(self, scans: Path, taken: set[Path]) -> None:
        self._scans, self._taken = scans, taken
        self._known: dict[Path, tuple[str, ...]] = {}

    def near(self, written: str) -> tuple[str, bool]:
        """Return the folder that is probably meant, as it is to be written, or "".

        The second tells whether it surely is: nothing differs that people see.
        """
        wanted = Path(written.replace("\\", "/"))
        parent = self._scans / wanted.parent
        if not _inside(parent, self._scans):
            return "", False
        likeness = {name: _likeness(wanted.name, name) for name in self._names(parent)}
        best = max(likeness, key=lambda name: likeness[name], default="")
        if not best or likeness[best] < _ALIKE:
            return "", False
        alike = [name for name in likeness if likeness[name] == likeness[best]]
        near = (wanted.parent / best).as_posix() if len(alike) == 1 else ""
        return near, bool(near) and likeness[best] >= _SAME

    def _names(self, parent: Path) -> tuple[str, ...]:
        if parent not in self._known:
            names: list[str] = []
            with suppress(OSError):
                names = [
                    place.name
                    for place in sorted(parent.iterdir())
                    if not place.name.startswith(".")
                    and place.suffix.lower() != CASE_SUFFIX
                    and resolved(place) not in self._taken
                ]
            self._known[parent] = tuple(names)
        return self._known[parent]


def _likeness(written: str, name: str) -> float:
    one, other = folded(written), folded(name)
    if one == other:
        return _SAME
    one, other = _BEFORE.sub("", one), _BEFORE.sub("", other)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()

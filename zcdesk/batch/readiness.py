"""Roster and folders looked over together before anybody is worked on: all faults in one list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import Roster, RosterFault, RosterPerson, in_order
from zcdesk.batch.scan_folders import (
    CASE_SUFFIX,
    MatchedFolders,
    ResultsInsideError,
    match_folders,
    owners_of,
)
from zcdesk.batch.whose.folder_names import folder_faults
from zcdesk.disk.paths import is_there, resolved
from zcdesk.findings import error, info, warning
from zcdesk.names.spellings import folded

NO_FOLDERS = "roster.no_folders"
"""Code of what is told of the rows without scans yet; the table tells the same after a run."""

_UNCLEAR_WHO = frozenset({"roster.twice", "roster.same_person", "roster.same_number"})
"""Faults by which nobody knows who a row is: whose scans are hers is no further question."""

_ALIKE = 0.66
"""Likeness (difflib, letters folded, the number before a name left out) from which a folder is
proposed: one letter of three may be another."""

_SHARED = 0.5
"""Part of the letters of a name that must be in another one before the two are compared."""

_LONGEST = 255
"""Letters of a name on any disk."""

_BEFORE = re.compile(r"^[0-9]+[-_.、]+(?=.)")
"""The number that offices put before a name: 03-贺一鸣."""


@dataclass(frozen=True)
class ReadyRoster:
    """A roster with its folders.

    Attributes:
        roster: The roster; what is wrong with its folders is among its faults.
        matched: Folders of its people; of all rows while some must be mended.
    """

    roster: Roster
    matched: MatchedFolders


def look_over(
    roster: Roster, scans: Path, out: Path | None = None, path: Path | None = None
) -> ReadyRoster:
    """Return a roster and everybody's folders, with the faults of both, row by row.

    A folder that is not there is a fault that stops the run only where another is surely meant:
    scans may still be on their way.

    Args:
        roster: The roster as it was read.
        scans: What holds everybody's folders.
        out: Where results will be.
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
    unclear = _unclear_rows(roster)
    inside = [person for person in rows if person.row not in outside]
    try:
        matched = match_folders(inside, scans, out, path)
    except ResultsInsideError as cause:
        faults.append(RosterFault(0, "", cause.finding()))
        matched = match_folders(inside, scans, None, path)
    own = {resolved(place) for place in (out, path) if place is not None}
    free = _Free(scans, {*own, *map(resolved, matched.folders.values())})
    clear = [row for row in inside if row.row not in unclear and not row.leaves]
    faults += _without_folder(clear, scans, matched, free)
    faults += [
        RosterFault(row.row, columns.NAME, info("roster.leaves", row=row.row))
        for row in rows
        if row.leaves
    ]
    matched = replace(matched, unclear=tuple(
        name for name in matched.unclear
        if not unclear.issuperset(owner.row for owner in owners_of(name, inside, inside=True))
    ))  # fmt: skip
    known = {(fault.row, fault.finding.code) for fault in roster.faults}
    faults += [
        fault
        for fault in folder_faults(inside, scans)
        if (fault.row, fault.finding.code) not in known
    ]
    checked = replace(roster, faults=in_order((*roster.faults, *faults), _order(roster)))
    return ReadyRoster(checked, matched)


def _unclear_rows(roster: Roster) -> set[int]:
    return {
        int(row)
        for fault in roster.faults
        if fault.finding.code in _UNCLEAR_WHO
        for row in str(fault.finding.details["rows"]).split("、")
    }


def _order(roster: Roster) -> Sequence[str]:
    """Return the columns as faults were in order before, then those of folders."""
    return tuple(dict.fromkeys((*columns.KNOWN, *(fault.column for fault in roster.faults))))


def _inside(place: Path, scans: Path) -> bool:
    return resolved(place).is_relative_to(resolved(scans))


def _without_folder(
    people: Sequence[RosterPerson], scans: Path, matched: MatchedFolders, free: _Free
) -> Iterator[RosterFault]:
    """Yield what to tell of those who have no scans yet: all in one, but for a folder misspelt."""
    without = []
    for person in people:
        if person.folder and not is_there(scans / person.folder):
            near, sure = free.near(person.folder)
            details = {"place": person.folder, "near": near}
            if near:
                finding = (error if sure else warning)("roster.folder_near", **details)
            else:
                finding = warning("roster.folder_not_there", place=person.folder)
            yield RosterFault(person.row, columns.FOLDER, finding, person.folder)
        elif person.row in matched.without and not person.folder:
            near, _ = free.near(person.applicant.name)
            if near:
                finding = warning("roster.no_folder_near", near=near)
                yield RosterFault(person.row, columns.FOLDER, finding)
            else:
                without.append(person.row)
    if without:
        rows = "、".join(map(str, without))
        yield RosterFault(0, "", warning(NO_FOLDERS, rows=rows, count=len(without)))
    if matched.loose:
        yield RosterFault(0, "", info("roster.loose_files", count=len(matched.loose)))


class _Free:
    """Folders of nobody, among which one that was misspelt is looked for."""

    def __init__(self, scans: Path, taken: set[Path]) -> None:
        self._scans, self._taken = scans, taken
        self._known: dict[Path, _FolderNames] = {}

    def near(self, written: str) -> tuple[str, bool]:
        """Return the folder that is probably meant, as it is to be written, or "".

        The second tells whether it surely is: nothing differs that people see.
        """
        wanted = Path(written.replace("\\", "/"))
        parent = self._scans / wanted.parent
        if not _inside(parent, self._scans):
            return "", False
        if parent not in self._known:
            self._known[parent] = _FolderNames(self._names(parent))
        near, sure = self._known[parent].near(wanted.name)
        return (wanted.parent / near).as_posix() if near else "", sure

    def _names(self, parent: Path) -> list[str]:
        with suppress(OSError):
            return [
                place.name
                for place in sorted(parent.iterdir())
                if not place.name.startswith(".")
                and place.suffix.lower() != CASE_SUFFIX
                and resolved(place) not in self._taken
            ]
        return []


class _FolderNames:
    """Names of folders, found by how they are spelt; a thousand wrong rows take a moment."""

    def __init__(self, names: Sequence[str]) -> None:
        self._spelt: dict[str, list[str]] = {}
        self._holding: dict[str, set[str]] = {}
        for name in names:
            self._spelt.setdefault(folded(name), []).append(name)
            for letter in _letters(name):
                self._holding.setdefault(letter, set()).add(name)

    def near(self, written: str) -> tuple[str, bool]:
        """Return the one name that is nearest, or "", and whether it is spelt the same."""
        same = self._spelt.get(folded(written), [])
        if same:
            return (same[0], True) if len(same) == 1 else ("", False)
        wanted = _letters(written)
        if not wanted or len(wanted) > _LONGEST:
            return "", False
        shared = Counter(name for letter in set(wanted) for name in self._holding.get(letter, ()))
        likeness = {
            name: SequenceMatcher(None, wanted, _letters(name), autojunk=False).ratio()
            for name, count in shared.items()
            if count >= _SHARED * len(set(wanted))
        }
        best = max(likeness.values(), default=0.0)
        nearest = [name for name, likeness_of in likeness.items() if likeness_of == best]
        return (nearest[0], False) if best >= _ALIKE and len(nearest) == 1 else ("", False)


def _letters(name: str) -> str:
    """Return what tells a folder's name from others: letters folded, without its number."""
    return _BEFORE.sub("", folded(name))

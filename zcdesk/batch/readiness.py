"""Roster and folders looked over together before anybody is worked on: all faults in one list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path, PurePath

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import Roster, RosterFault, RosterPerson, in_order
from zcdesk.batch.scan_folders import MatchedFolders, ResultsInsideError, match_folders
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
    top = resolved(scans)
    outside = [person for person in rows if not resolved(scans / person.folder).is_relative_to(top)]
    faults = [
        RosterFault(
            person.row,
            columns.FOLDER,
            error("roster.folder_not_inside", place=person.folder, folder=scans.name),
            person.folder,
        )
        for person in outside
    ]
    unclear = _unclear_rows(roster)
    inside = [person for person in rows if person not in outside]
    try:
        matched = match_folders(inside, scans, out, path)
    except ResultsInsideError as cause:
        faults.append(RosterFault(0, "", cause.finding()))
        matched = match_folders(inside, scans, None, path)
    clear = [row for row in inside if row.row not in unclear and not row.leaves]
    faults += _without_folder(clear, scans, matched)
    faults += [
        RosterFault(row.row, columns.NAME, info("roster.leaves", row=row.row))
        for row in rows
        if row.leaves
    ]
    if unclear:  # whose a folder is, is no further question
        matched = replace(matched, unclear=())
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


def _without_folder(
    people: Sequence[RosterPerson], scans: Path, matched: MatchedFolders
) -> Iterator[RosterFault]:
    """Yield what to tell of those who have no scans yet: all in one, but for a folder misspelt."""
    nearest, without = _nearest(matched.free), []
    for person in people:
        if person.folder and not is_there(scans / person.folder):
            near, sure = nearest(person.folder)
            details = {"place": person.folder, "near": near}
            if near:
                finding = (error if sure else warning)("roster.folder_near", **details)
            else:
                finding = warning("roster.folder_not_there", place=person.folder)
            yield RosterFault(person.row, columns.FOLDER, finding, person.folder)
        elif person.row in matched.without and not person.folder:
            near, _ = nearest(person.applicant.name)
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


def _nearest(free: Sequence[str]) -> Callable[[str], tuple[str, bool]]:
    """Return what finds the place of nobody that is probably meant, as it is to be written, or "".

    It tells, too, whether that surely is: where it is written, and nothing differs that people see.
    """
    letters = {place: _letters(PurePath(place).name) for place in free}

    def near(written: str) -> tuple[str, bool]:
        wanted = PurePath(written.replace("\\", "/"))
        compared = SequenceMatcher(None, "", _letters(wanted.name), autojunk=False)
        likeness = {"": (_ALIKE, False)}
        for place, letters_of in letters.items():
            compared.set_seq1(letters_of)
            here = PurePath(place)
            if wanted.parent in (PurePath(), here.parent) and compared.quick_ratio() >= _ALIKE:
                likeness[place] = compared.ratio(), folded(here.name) == folded(wanted.name)
        best = max(likeness.values())
        nearest = [place for place, alike in likeness.items() if alike == best]
        sure = best[1] and PurePath(nearest[0]).parent == wanted.parent
        return (nearest[0], sure) if len(nearest) == 1 else ("", False)

    return near


def _letters(name: str) -> str:
    """Return what tells a folder's name from others: letters folded, without its number."""
    return _BEFORE.sub("", folded(name))

"""Folders of scans whose names, or whose places, say that they are somebody else's.

Found before the run: after it all pages in such a folder are a stranger's, and its owner has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.foreign_folders import foreign_folders
from zcdesk.batch.roster.people import Folders, RosterFault, RosterPerson
from zcdesk.disk.paths import is_there, resolved
from zcdesk.findings import error


def folder_faults(people: Sequence[RosterPerson], scans: Path) -> tuple[RosterFault, ...]:
    """Return the folders of the roster that are somebody else's, row by row.

    A folder is told by its own name, by that of the folders above it that nobody shares, and by
    what a link leads to. One that holds another row's folder would give its owner all of those
    pages.

    Args:
        people: The rows.
        scans: What holds everybody's folders.
    """
    places = {person.row: scans / person.folder for person in people if person.folder}
    resolved_places = {row: resolved(place) for row, place in places.items() if is_there(place)}
    faults = [*_of_others(people, places, resolved_places, scans), *_around_others(resolved_places)]
    return tuple(dict.fromkeys(sorted(faults, key=lambda fault: fault.row)))


def _of_others(
    people: Sequence[RosterPerson],
    places: Folders,
    found: Folders,
    scans: Path,
) -> Iterator[RosterFault]:
    shared = Counter(
        above for place in {*places.values(), *found.values()} for above in place.parents
    )

    def named(place: Path, top: Path) -> str:
        """Return the names on the way to a folder that lead to nobody else's, in one."""
        own = [
            folder
            for folder in (*reversed(place.parents), place)
            if folder != top and top in folder.parents
        ]
        return "_".join(folder.name for folder in own if folder == place or shared[folder] == 1)

    for of_link in (False, True):
        top = resolved(scans) if of_link else scans
        chosen = found if of_link else places
        rows = [
            (person.row, person.applicant, named(chosen[person.row], top))
            for person in people
            if person.row in chosen
        ]
        rows += [
            (person.row, person.applicant, "") for person in people if person.row not in chosen
        ]
        for row, wrong in foreign_folders(rows):
            yield RosterFault(row, columns.FOLDER, wrong)


def _around_others(found: Folders) -> Iterator[RosterFault]:
    for row, place in found.items():
        inside = [other for other, folder in found.items() if place in folder.parents]
        if inside:
            rows = "、".join(map(str, inside))
            yield RosterFault(row, columns.FOLDER, error("roster.folder_around", rows=rows))

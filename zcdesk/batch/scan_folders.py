"""Which folder of scans is whose; what is left over on either side is named.

A folder that the roster names is hers. Others are matched by ID number, or by a name that only one
person has; a name that two people share needs the end of the ID number or the birthday beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zcdesk.batch.roster.people import Person, day_in
from zcdesk.batch.shared.pages import SharedPage, by_row, owners_by_name, slots_by_name
from zcdesk.disk.paths import is_folder, is_there, resolved
from zcdesk.errors import ZcdeskError
from zcdesk.names.spellings import folded

CASE_SUFFIX = ".zcase"
_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9Xx]")


@dataclass(frozen=True)
class Matched:
    """Folders by row, and what is left over.

    Attributes:
        folders: Folder of each row that has one.
        without: Rows without a folder.
        left_over: Names of folders and files that belong to nobody in the roster.
        unclear: Names of folders that several people could claim.
        shared: Pages of each row out of scans of many people, see ``shared_scans``.
        slots: Slots that a person chose for such pages, by name of the file.
        owners: Whose such pages are, nobody's without a row, by name of the file.
        root: What holds everybody's folders, None where none were looked for.
    """

    folders: dict[int, Path]
    without: tuple[int, ...]
    left_over: tuple[str, ...]
    unclear: tuple[str, ...]
    shared: Mapping[int, tuple[Path, ...]] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    root: Path | None = None

    def scans(self, row: int) -> tuple[Path, ...]:
        """Return everything that is a person's: her folder, then her pages of shared scans."""
        folder = self.folders.get(row)
        return (*((folder,) if folder else ()), *self.shared.get(row, ()))

    def with_shared(self, pages: Sequence[SharedPage]) -> Matched:
        """Return the same with pages out of scans of many people."""
        shared = by_row(pages)
        without = tuple(row for row in self.without if row not in shared)
        slots, owners = slots_by_name(pages), owners_by_name(pages)
        return replace(self, shared=shared, without=without, slots=slots, owners=owners)

    def others(self, row: int) -> frozenset[str]:
        """Return the names of files out of shared scans that are surely not a person's."""
        return frozenset(name for name, rows in self.owners.items() if row not in rows)


class ResultsInsideError(ZcdeskError):
    """The results would lie where the next run takes them for scans."""

    code = "batch.out_inside"


class FolderOutsideError(ZcdeskError):
    """The roster names a folder outside of the one that was chosen.

    Whoever wrote the roster would otherwise decide what of this computer goes into a case.
    """

    code = "roster.folder_outside"


def match_folders(
    people: Sequence[Person], scans: Path, out: Path | None = None, roster: Path | None = None
) -> Matched:
    """Find everybody's folder below ``scans``.

    A folder named in the roster may lie deeper, or be a single file; it may be written with its
    whole path, and is what a link leads to.

    Args:
        people: The rows.
        scans: What holds everybody's folders.
        out: The output folder; when it lies in ``scans`` it is nobody's scans.
        roster: The file of the roster, likewise.

    Raises:
        FolderOutsideError: The roster names a folder that does not lie in ``scans``.
        ResultsInsideError: ``out`` is ``scans`` itself or lies in somebody's folder.
    """
    named = {person.row: scans / person.folder for person in people if person.folder}
    _require_inside(named, resolved(scans))
    found = {row: place for row, place in named.items() if is_there(place)}
    taken = Counter(resolved(path) for path in found.values())
    everybodys = {resolved(scans), *resolved(scans).parents}
    left_over: list[str] = []
    unclear: list[str] = []
    for row, place in tuple(found.items()):
        if taken[resolved(place)] > 1 or resolved(place) in everybodys:
            unclear.append(found.pop(row).name)
    waiting = [person for person in people if person.row not in found and not person.folder]
    own = {resolved(path) for path in (out, roster) if path is not None}
    for place in _places(scans):
        if resolved(place) in taken:
            continue
        claims = list(_claims(place.name, people, waiting))
        if len(claims) == 1 and claims[0].row not in found:
            found[claims[0].row] = place
        elif claims:
            unclear.append(place.name)
        elif resolved(place) not in own:
            left_over.append(place.name)
    if out is not None:
        _keep_apart(resolved(out), resolved(scans), found.values())
    without = tuple(person.row for person in people if person.row not in found and not person.case)
    return Matched(found, without, tuple(left_over), tuple(dict.fromkeys(unclear)), root=scans)


def _require_inside(named: Mapping[int, Path], scans: Path) -> None:
    """Raise unless all folders lie in ``scans``; both are looked at without links."""
    outside = [row for row, place in named.items() if not resolved(place).is_relative_to(scans)]
    if outside:
        raise FolderOutsideError(rows="、".join(map(str, outside)), folder=scans.name)


def _keep_apart(out: Path, scans: Path, folders: Iterable[Path]) -> None:
    """Raise unless results lie beside everybody's scans."""
    around = (out, *out.parents)
    for folder in folders:
        if resolved(folder) in around:
            raise ResultsInsideError(folder=folder.name)
    if out == scans:
        raise ResultsInsideError(folder=scans.name)


def _places(scans: Path) -> Iterator[Path]:
    if is_folder(scans):
        for place in sorted(scans.iterdir()):
            if place.suffix.lower() == CASE_SUFFIX:
                continue  # work, and no scan; a roster names it or its folder stands for one
            if not place.name.startswith(".") and not place.is_symlink():
                yield place


def _claims(name: str, people: Sequence[Person], waiting: Sequence[Person]) -> Iterator[Person]:
    numbers = {number.upper() for number in _NUMBER.findall(name)}
    if numbers:
        yield from (person for person in waiting if person.applicant.id_number in numbers)
        return
    plain = folded(name)
    same = [person for person in people if _named(person, plain)]
    if len({folded(person.applicant.name) for person in same}) > 1:
        # 张伟 stands in 张伟国: the longest name that fits is meant.
        longest = max(len(folded(person.applicant.name)) for person in same)
        same = [person for person in same if len(folded(person.applicant.name)) == longest]
    meant = [person for person in same if _folder_names(person, name)] if len(same) > 1 else []
    chosen = meant if len(meant) == 1 else same
    yield from (person for person in chosen if person in waiting or len(chosen) > 1)


def _folder_names(person: Person, name: str) -> bool:
    """Tell whether the end of the ID number or the day of birth stands in a folder's name."""
    tail = person.applicant.id_number[-4:]
    return bool(tail and tail in name.upper()) or bool(person.born and person.born == day_in(name))


def _named(person: Person, plain: str) -> bool:
    return any(
        len(word) > 1 and word in plain
        for word in map(folded, (person.applicant.name, *person.applicant.aliases))
    )

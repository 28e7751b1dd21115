"""Which places below the folder of scans are whose; what is left over on either side is named.

One walk tells it by names alone. A folder that the roster names is hers, and so are all others that
are surely called after her, however deep: 沈知遥, 补交/沈知遥, 微信/5364. One that only holds her
name among other words counts where she has no other. Folders whose names tell nobody are looked
into; each file is whose its name says, and what no name tells is read as a scan of many people is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from zcdesk.batch.place_names import is_anothers, owners_of, surely_of
from zcdesk.batch.roster.apart import by_row_number
from zcdesk.batch.roster.people import Folders, RosterPerson
from zcdesk.batch.shared.pages import SharedPage, by_row, owners_by_content, slots_by_content
from zcdesk.disk.paths import is_folder, is_there, resolved
from zcdesk.errors import ZcdeskError
from zcdesk.pages.opening.decoding import OPENED
from zcdesk.pages.opening.folders import is_passed_over

CASE_SUFFIX = ".zcase"


@dataclass(frozen=True)
class MatchedFolders:
    """Everybody's places, and what is left over.

    Attributes:
        places: Folders, then files, of each row that has some; what the roster names is first.
        without: Rows without any.
        left_over: What belongs to nobody in the roster, as it lies in ``root``.
        unclear: Folders that several people could claim, likewise.
        loose: Files of which no name tells whose they are.
        free: All that is nobody's by its name, likewise: what was misspelt is looked for there.
        shared: Pages of each row out of scans of many people, see ``shared_scans``.
        slots: Slots that a person chose for such pages, by the picture's content.
        owners: Whose such pages are, nobody's without a row, likewise.
        root: What holds everybody's folders, None where none were looked for.
    """

    places: Mapping[int, tuple[Path, ...]]
    without: tuple[int, ...]
    left_over: tuple[str, ...]
    unclear: tuple[str, ...]
    loose: tuple[Path, ...] = ()
    free: tuple[str, ...] = ()
    shared: Mapping[int, tuple[Path, ...]] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    root: Path | None = None

    def scans(self, row: int) -> tuple[Path, ...]:
        """Return everything that is a person's: her places, and pages of shared scans."""
        return (*self.places.get(row, ()), *self.shared.get(row, ()))

    def with_shared(self, pages: Sequence[SharedPage]) -> MatchedFolders:
        """Return the same with pages out of scans of many people."""
        shared = by_row(pages)
        without = tuple(row for row in self.without if row not in shared)
        slots, owners = slots_by_content(pages), owners_by_content(pages)
        return replace(self, shared=shared, without=without, slots=slots, owners=owners)

    def others(self, row: int) -> frozenset[str]:
        """Return the pictures out of shared scans that are surely not a person's, by content."""
        return frozenset(content for content, rows in self.owners.items() if row not in rows)


class ResultsInsideError(ZcdeskError):
    """The results would be where the next run takes them for scans."""

    code = "batch.out_inside"


def match_folders(
    people: Sequence[RosterPerson], scans: Path, out: Path | None = None, roster: Path | None = None
) -> MatchedFolders:
    """Find everybody's places below ``scans``, by names alone.

    A folder named in the roster may be deeper, or be a single file; it may be written with its
    whole path, and is what a link leads to.

    Args:
        people: The rows.
        scans: What holds everybody's folders.
        out: The output folder; when it is in ``scans`` it is nobody's scans.
        roster: The file of the roster, likewise.

    Raises:
        FolderOutsideError: The roster names a folder that does not lie in ``scans``.
        ResultsInsideError: ``out`` is ``scans`` itself or is in somebody's folder.
    """
    named = {person.row: scans / person.folder for person in people if person.folder}
    top = resolved(scans)
    _require_inside(named, top)
    there = {row: resolved(place) for row, place in named.items() if is_there(place)}
    taken = Counter(there.values())
    everybodys = {top, *top.parents, *(place for place in taken if taken[place] > 1)}
    hers = {row: [named[row]] for row, place in there.items() if place not in everybodys}
    unclear = [named[row].name for row in there if row not in hers]
    around = {above for place in taken for above in place.parents}
    own = [resolved(path) for path in (roster, out) if path is not None]
    if out is not None and owners_of(out.name, people, folder=True):
        own.pop()  # results among her scans: they are found there
    found = [*_walk(scans, "", people, {*taken, *own}, around)]
    # Numbers before names count people where such are named, too; elsewhere they count papers.
    beside = {scans, *(place.path.parent for place in found if len(place.owners) == 1)}
    unnamed = [
        place for place in found
        if not (place.folder or place.owners) and place.path.parent in beside
    ]  # fmt: skip
    rows = by_row_number([place.path.name for place in unnamed], people)
    counted = dict(zip(unnamed, rows, strict=True))
    claimed, nobodys = defaultdict[int, list[_Place]](list), list[_Place]()
    for place in found:
        row = place.owners[0].row if len(place.owners) == 1 else counted.get(place)
        (nobodys if row is None else claimed[row]).append(place)
    free: list[_Place] = []
    unclear += [place.inside for place in nobodys if place.folder and place.owners]
    for row, places in claimed.items():
        surely = [place for place in places if place.sure] or places[: int(row not in hers)]
        surely.sort(key=lambda place: (not place.folder, place.inside.count("/")))
        hers.setdefault(row, []).extend(place.path for place in surely)
        unclear += [place.inside for place in places if place not in surely]
        free += surely if row in named.keys() - there.keys() else ()
    if out is not None:
        _keep_apart(resolved(out), top, (path for paths in hers.values() for path in paths))
    told = any(not place.folder for places in claimed.values() for place in places)
    # Where everybody has a folder, what is beside them and names nobody (a notice) is nobody's.
    loose = [
        place for place in nobodys
        if not place.folder and place.path.suffix.lower() in OPENED
        and (told or place.owners or place.path.parent != scans)
    ]  # fmt: skip
    left_over = {place.inside for place in nobodys if place.anothers or not place.folder}
    return MatchedFolders(
        {row: tuple(paths) for row, paths in hers.items()},
        tuple(person.row for person in people if person.row not in hers and not person.case),
        tuple(sorted(left_over.difference(place.inside for place in loose))),
        tuple(dict.fromkeys(unclear)),
        tuple(place.path for place in loose),
        tuple(place.inside for place in (*nobodys, *free)),
        root=scans,
    )


@dataclass(frozen=True, eq=False)
class _Place:
    """A folder or a file, and whose its name says that it is.

    Attributes:
        path: Where it is.
        inside: The same below the folder of scans.
        folder: It is one.
        owners: Whose it may be; nobody's where it holds a folder that the roster names.
        anothers: It is a folder of somebody who is not in the roster.
    """

    path: Path
    inside: str
    folder: bool
    owners: tuple[RosterPerson, ...]
    anothers: bool = False

    @property
    def sure(self) -> bool:
        """Her name, or a number of hers, stands by itself there, as it must for a file."""
        return not self.folder or surely_of(self.path.name, self.owners[0])


def _walk(
    folder: Path, above: str, people: Sequence[RosterPerson], apart: Container[Path],
    around: Container[Path],
) -> Iterator[_Place]:  # fmt: skip
    """Yield what may be somebody's; a folder whose name tells nobody is looked into.

    A name that may be somebody else's is none where something inside is surely of the roster's.

    Args:
        folder: What to look into.
        above: Where it lies below what holds everybody's, "" or with a stroke behind.
        people: All rows.
        apart: What the roster names, and itself: this is not looked at.
        around: The folders around these.
    """
    for path in _entries(folder, apart):
        within, holds = is_folder(path), resolved(path) in around
        owners = () if holds else owners_of(path.name, people, folder=within, around=above)
        inside = f"{above}{path.name}"
        look = within and not owners
        inner = [*_walk(path, f"{inside}/", people, apart, around)] if look else []
        told = holds or any(place.owners and place.sure for place in inner)
        anothers = look and not told and is_anothers(path.name)
        yield _Place(path, inside, within, owners, anothers)
        yield from () if anothers else inner


def _require_inside(named: Folders, scans: Path) -> None:
    """Raise unless all folders are in ``scans``; both are looked at without links."""
    outside = [row for row, place in named.items() if not resolved(place).is_relative_to(scans)]
    if outside:
        raise ZcdeskError(
            "roster.folder_outside", rows="、".join(map(str, outside)), folder=scans.name
        )


def _keep_apart(out: Path, scans: Path, folders: Iterable[Path]) -> None:
    """Raise unless results are beside everybody's scans."""
    around = (out, *out.parents)
    for folder in folders:
        if resolved(folder) in around:
            raise ResultsInsideError(folder=folder.name)
    if out == scans:
        raise ResultsInsideError(folder=scans.name)


def _entries(folder: Path, apart: Container[Path]) -> list[Path]:
    """Return what is in a folder, by name; [] if unreadable.

    Left out are ``apart``, what is the system's own, and case files: work, and no scans.
    """
    try:
        inner = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        item
        for item in inner
        if not is_passed_over(PurePath(item.name))
        and not item.is_symlink()
        and item.suffix.lower() != CASE_SUFFIX
        and resolved(item) not in apart
    ]

"""Which folder of scans is whose; what is left over on either side is named.

A folder that the roster names is hers. Others are matched by ID number, or by a name that only one
person has; a name that two people share needs the end of the ID number or the birthday beside it.
Where files are without folders, or in folders of one kind of paper, each is whose its name says;
what fits nobody's name is read as a scan of many people is.

A name of a file counts where it is by itself, or before the name of a paper: 姓名 材料, 材料_姓名,
序号-姓名-材料; 张伟 in 张伟国 is nobody's. So does a work or ID number. What papers are called in
names of files is data, ``resources/sorting/file_names.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path, PurePath

from zcdesk.applicant import Applicant, Target
from zcdesk.batch.roster.apart import by_row_number, in_name, meant
from zcdesk.batch.roster.columns import WORK_NUMBER_FACT
from zcdesk.batch.roster.people import Folders, RosterPerson
from zcdesk.batch.shared.pages import SharedPage, by_row, owners_by_content, slots_by_content
from zcdesk.disk.paths import is_folder, is_there, resolved
from zcdesk.errors import ZcdeskError
from zcdesk.han import HAN
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.pages.opening.decoding import OPENED
from zcdesk.pages.opening.folders import files_of, is_passed_over
from zcdesk.resources import table
from zcdesk.sorting.kinds import kinds
from zcdesk.sorting.person_names import SHORT_NAME

CASE_SUFFIX = ".zcase"


_LEVELS = 3
"""Of folders above people's own: a year, a firm, a workshop."""


@dataclass(frozen=True)
class MatchedFolders:
    """Folders by row, and what is left over.

    Attributes:
        folders: Folder of each row that has one.
        without: Rows without a folder.
        left_over: Names of folders and files that belong to nobody in the roster.
        unclear: Names of folders that several people could claim.
        files: Files of each row that are without a folder of hers.
        loose: Files among such that no name tells whose they are.
        shared: Pages of each row out of scans of many people, see ``shared_scans``.
        slots: Slots that a person chose for such pages, by the picture's content.
        owners: Whose such pages are, nobody's without a row, likewise.
        root: What holds everybody's folders, None where none were looked for.
    """

    folders: dict[int, Path]
    without: tuple[int, ...]
    left_over: tuple[str, ...]
    unclear: tuple[str, ...]
    files: Mapping[int, tuple[Path, ...]] = field(default_factory=dict)
    loose: tuple[Path, ...] = ()
    shared: Mapping[int, tuple[Path, ...]] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    root: Path | None = None

    def scans(self, row: int) -> tuple[Path, ...]:
        """Return everything that is a person's: her folder, files, and pages of shared scans."""
        folder = (self.folders[row],) if row in self.folders else ()
        return (*folder, *self.files.get(row, ()), *self.shared.get(row, ()))

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
    """Find everybody's folder below ``scans``.

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
    _require_inside(named, resolved(scans))
    places = {row: place for row, place in named.items() if is_there(place)}
    taken = Counter(resolved(path) for path in places.values())
    everybodys = {resolved(scans), *resolved(scans).parents}
    left_over: list[str] = []
    unclear: list[str] = []
    for row, place in tuple(places.items()):
        if taken[resolved(place)] > 1 or resolved(place) in everybodys:
            unclear.append(places.pop(row).name)
    waiting = [person for person in people if person.row not in places and not person.folder]
    own = {resolved(path) for path in (out, roster) if path is not None}
    flat: list[Path] = []
    apart = {*taken, *own}  # the folders of results are called by people, too
    for place in _places(scans, people, apart):
        if resolved(place) in taken:
            continue
        if place.suffix.lower() in OPENED and not is_folder(place):
            flat += () if resolved(place) in own else (place,)
            continue
        owners = owners_of(place.name, people, inside=True, around=_above(place, scans))
        claims = [owner for owner in owners if owner in waiting or len(owners) > 1]
        if len(claims) == 1 and claims[0].row not in places:
            places[claims[0].row] = place
        elif claims:
            unclear.append(place.name)
        elif resolved(place) not in own and (inner := _by_kind(place, people)):
            flat += inner
        elif resolved(place) not in own:
            left_over.append(place.name)
    files, loose = _of_files(flat, people, scans)
    if not files:  # everybody has a folder: what is beside them and names nobody is nobody's
        unnamed = [path for path in loose if not owners_of(path.name, people)]
        left_over = sorted((*left_over, *(path.name for path in unnamed)))
        loose = [path for path in loose if path not in unnamed]
    if out is not None:
        _keep_apart(resolved(out), resolved(scans), places.values())
    here = places.keys() | files.keys()
    without = tuple(person.row for person in people if person.row not in here and not person.case)
    names = tuple(left_over), tuple(dict.fromkeys(unclear))
    return MatchedFolders(places, without, *names, files, tuple(loose), root=scans)


def _by_kind(place: Path, people: Sequence[RosterPerson]) -> list[Path]:
    """Return the files of a folder that holds papers of one kind of many people."""
    inner = [path for path in files_of([place]) if path.suffix.lower() in OPENED]
    return inner if any(len(owners_of(path.name, people)) == 1 for path in inner) else []


def _above(place: Path, scans: Path) -> str:
    """Return the names of the folders between a place and what holds everybody's."""
    return place.parent.relative_to(scans).as_posix() if place.is_relative_to(scans) else ""


def _of_files(
    flat: Sequence[Path], people: Sequence[RosterPerson], scans: Path
) -> tuple[dict[int, tuple[Path, ...]], list[Path]]:
    """Return the files of each row, and those of which no name tells whose they are."""
    named = [owners_of(path.name, people, around=_above(path, scans)) for path in flat]
    nobodys = [path for path, owners in zip(flat, named, strict=True) if not owners]
    counted = dict(
        zip(nobodys, by_row_number([path.name for path in nobodys], people), strict=True)
    )
    files: dict[int, tuple[Path, ...]] = {}
    loose = []
    for path, owners in zip(flat, named, strict=True):
        row = owners[0].row if len(owners) == 1 else counted.get(path)
        if row is None:
            loose.append(path)
        else:
            files[row] = (*files.get(row, ()), path)
    return files, loose


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


def _places(scans: Path, people: Sequence[RosterPerson], taken: Container[Path]) -> Iterator[Path]:
    """Yield what may be somebody's; a folder of people's folders (a workshop's) is looked into.

    Of folders in ``taken`` the roster says whose they are.
    """
    for place in _entries(scans):
        if place.suffix.lower() == CASE_SUFFIX:
            continue  # work, and no scan; a roster names it or its folder stands for one
        if resolved(place) not in taken and _is_peoples(place, people, _LEVELS):
            yield from _places(place, people, taken)
        else:
            yield place


def _is_peoples(place: Path, people: Sequence[RosterPerson], deeper: int) -> bool:
    """Tell whether a folder names nobody, and at least half of its folders do, or theirs."""
    if not deeper or not is_folder(place) or owners_of(place.name, people, inside=True):
        return False
    inner = [entry for entry in _entries(place) if is_folder(entry)]
    peoples = [
        entry
        for entry in inner
        if owners_of(entry.name, people, inside=True) or _is_peoples(entry, people, deeper - 1)
    ]
    return bool(peoples) and 2 * len(peoples) >= len(inner)


def _entries(folder: Path) -> list[Path]:
    """Return what is in a folder, by name, without what is the system's own; [] if unreadable."""
    try:
        inner = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        item for item in inner if not is_passed_over(PurePath(item.name)) and not item.is_symlink()
    ]


_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9Xx]")
_DOTS = r"[\s·•‧∙⋅・.．]*"
_LEAST_NUMBER = 3
"""Letters of a work number; shorter ones count the papers."""


def owners_of(
    name: str, people: Sequence[RosterPerson], *, inside: bool = False, around: str = ""
) -> tuple[RosterPerson, ...]:
    """Return whose a file may be by its name: one where it is clear, none where it names nobody.

    A number decides; of people of one name, whatever else the roster says of one of them.

    Args:
        name: Of the file, or of a folder.
        people: All rows.
        inside: A name counts inside of other words, too, as folders are called; of 张伟 and 张伟国
            the longer one is meant.
        around: The names of the folders around it.
    """
    stem = unicodedata.normalize("NFKC", name if inside else PurePath(name).stem)
    numbers = {number.upper() for number in _NUMBER.findall(stem)}
    if numbers:
        return tuple(person for person in people if person.applicant.id_number in numbers)
    if worked := tuple(person for person in people if _has_work_number(stem, person)):
        return worked
    named = [person for person in people if inside or any(map(_stands, _found(stem, person)))]
    if inside:
        named = _named_inside(folded(stem), named)
    alike = len({folded(person.applicant.name) for person in named}) == 1
    return meant(named, in_name(f"{stem} {around}")) if alike else tuple(named)


def _named_inside(plain: str, people: Sequence[RosterPerson]) -> list[RosterPerson]:
    names = {
        name
        for person in people
        for name in map(folded, person.applicant.names)
        if len(name) >= SHORT_NAME and name in plain
    }
    longest = {
        name
        for name in names
        if not any(name != name_found and name in name_found for name_found in names)
    }
    return [
        person for person in people if longest.intersection(map(folded, person.applicant.names))
    ]


def _found(stem: str, person: RosterPerson) -> Iterator[tuple[str, str, str]]:
    """Yield each name of a person in a file's name between the letters that touch it.

    Her employer beside it (天山机械厂王芳身份证) is a gap: it is no part of a name.
    """
    stem = _firms(person.applicant).sub(" ", stem)
    for name in person.applicant.names:
        letters = [re.escape(letter) for letter in name if letter.isalnum()]
        if len(letters) >= SHORT_NAME:
            written = rf"([{HAN}A-Za-z]*?)({_DOTS.join(letters)})([{HAN}A-Za-z]*)"
            yield from re.findall(written, stem, re.IGNORECASE)


@lru_cache(512)
def _firms(applicant: Applicant) -> re.Pattern[str]:
    """Return what finds the own employer's names, short ones too, in a file's name."""
    try:
        known = words(applicant)
    except ValueError:  # a row that is still to be mended
        known = ()
    firms = {word.text for word in known if word.sure and word.kind.target is Target.EMPLOYER}
    ordered = sorted(firms, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)) or "(?!)")


def _stands(found: tuple[str, str, str]) -> bool:
    """Tell whether a name stands by itself: between marks, or glued to the name of a paper."""
    before, _, behind = found
    alone = not before or before.endswith(tuple(_words()["ends"]))
    return alone and (not behind or behind.startswith(_papers()))


def _has_work_number(stem: str, person: RosterPerson) -> bool:
    number = person.answers.get(WORK_NUMBER_FACT, "")
    written = rf"(?<![A-Za-z0-9]){re.escape(number)}(?![A-Za-z0-9])"
    return len(number) >= _LEAST_NUMBER and re.search(written, stem, re.IGNORECASE) is not None


def _words() -> dict[str, list[str]]:
    return table("sorting", "file_names.toml")


@cache
def _papers() -> tuple[str, ...]:
    """Return how the names of papers begin."""
    words = (word for kind in kinds() for word in (kind.title, *kind.strong))
    return tuple(sorted({word[:SHORT_NAME] for word in words} | {*_words()["begins"]}))

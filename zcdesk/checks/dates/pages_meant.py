"""Which pages and pictures of the package the words of a return mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePosixPath

from zcdesk.cases.case import Case, CasePage, in_slot_order
from zcdesk.cases.sent import below_root, sent_files
from zcdesk.checks.dates.named_pages import NamedPages
from zcdesk.checks.dates.return_fit import SAYS, SIDES, Fit
from zcdesk.checks.dates.return_words import (
    every_short_name,
    plain,
    says,
)
from zcdesk.notices.profile import Notice, Slot


def named_files(case: Case, words: str, named: NamedPages) -> tuple[int, ...]:
    """Return the pages that are named by their picture or by their original file."""
    there = case.places.keys()
    stems = {stem: page for stem, page in _stems(case).items() if page in there}
    numbers = [stems[stem] for stem in named.stems if stem in stems]
    text = plain(words).casefold()
    for page in case.pages:
        name = plain(page.file_name).casefold()
        stem = name.rpartition(".")[0]
        telling = len(stem) >= 4 and any(letter.isdigit() for letter in stem)
        wanted = [name, *([stem] if telling else [])]
        if any(_stands_alone(wanted_name, text) for wanted_name in wanted if wanted_name):
            same = [other.number for other in case.pages if other.path == page.path]
            at = (
                [same[n - 1] for n in named.pictures if 0 < n <= len(same)] if len(same) > 1 else []
            )
            numbers += at or [page.number]
    return tuple(dict.fromkeys(numbers))


def _stands_alone(name: str, text: str) -> bool:
    at = text.find(name)
    if at < 0:
        return False
    before, after = text[at - 1 : at] if at else "", text[at + len(name) :][:1]
    mine = (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
    return not mine


def _stems(case: Case) -> dict[str, int]:
    """Return the page of each picture by its name: as written out, else its place in the case."""
    known = {f"{place:03d}": number for number, place in case.places.items()}
    for delivery in case.deliveries:
        for file in delivery.files:
            if file.page is not None and file.sha256:
                known[PurePosixPath(file.name).stem.casefold()] = file.page
    return known


def _is_elsewhere(notice: Notice, words: str) -> bool:
    """Tell whether words name a place that this notice does not have."""
    here = notice.slots_by_id().keys() | {section.id for section in notice.sections}
    return any(place not in here and name in words for place, name in every_short_name())


def pages_named(
    notice: Notice, case: Case, fit: Fit | None, words: str, named: NamedPages
) -> list[int | None]:
    """Return the pages that a sentence counts, inside its place where it names one."""
    if not named.pictures and not named.files:
        return []
    if fit is None and _is_elsewhere(notice, words):
        return []
    if fit is None:
        stems = _stems(case)
        at = [stems.get(f"{picture:03d}") for picture in named.pictures if picture > 0]
        there = case.places.keys()
        every = [page.number for page in in_slot_order(notice, case.pages)]
        at += [
            every[picture] for picture in named.pictures if picture < 0 and -picture <= len(every)
        ]
        return [number for number in at if number in there]
    slots = [fit.slot.id] if fit.slot else [slot.id for slot in fit.section.slots]
    lying = [number for slot in slots for number in _as_handed_in(case, slot)]
    if named.onwards:
        return [*lying[named.onwards - 1 :]]
    if named.files and named.pictures:
        files = _files_of(case, lying)
        lying = [n for file in named.files if 0 < file <= len(files) for n in files[file - 1]]
        if len(lying) == 1:
            return [lying[0]]
    elif named.files:
        files = _files_of(case, lying)
        if max(named.files) <= len(files):
            return [files[file - 1][0] for file in named.files]
        return _counted(case, lying, named.files)
    return _counted(case, lying, named.pictures)


def _counted(case: Case, lying: Sequence[int], wanted: Sequence[int]) -> list[int | None]:
    """Return pages of a place by their count, else those whose picture has that number."""
    numbers: list[int | None] = []
    stems = _stems(case)
    for count in wanted:
        if count < 0 and -count <= len(lying):
            numbers.append(lying[count])
        elif 0 < count <= len(lying):
            numbers.append(lying[count - 1])
        elif stems.get(f"{count:03d}") in lying:
            numbers.append(stems[f"{count:03d}"])
    return list(dict.fromkeys(numbers))


def _as_handed_in(case: Case, slot: str) -> list[int]:
    """Return the pages of a slot picture by picture, as they are on the platform."""
    there = case.places.keys()
    numbers: list[int] = []
    for name, sent in sorted(sent_files(case).items()):
        if sent.file.slot == slot and sent.file.page is not None:
            single = below_root(name).casefold().endswith((".jpg", ".jpeg"))
            numbers += [sent.file.page] if single else [sent.file.page, *sent.file.joined]
    numbers = [number for number in numbers if number in there]
    return numbers or [page.number for page in case.pages if page.slot == slot]


def _files_of(case: Case, numbers: Sequence[int]) -> list[list[int]]:
    """Return pages by the file they came from, in their order."""
    return [list(group) for _, group in groupby(numbers, lambda number: case.page(number).path)]


def likely_page(case: Case, slot: Slot, words: str) -> int | None:
    """Return the only page of a slot, its side of a card, or its one page of a year."""
    inside = [page for page in case.pages if page.slot == slot.id]
    if says(words, "lacking") and not inside[1:]:
        lone = [page for page in inside if not SAYS.year.search(words)]
        return lone[0].number if lone else None
    for side, kind in SIDES.items():
        if side in words:
            shown = [page for page in inside if page.told.kind == kind]
            return shown[0].number if len(shown) == 1 and len(inside) > 1 else _only(inside)
    years = {int(year) for year in SAYS.year.findall(plain(words))}
    if years and not says(words, "lacking"):
        dated = [page for page in inside if years & set(page.told.years[:1])]
        return _only(dated)
    return None if years else _only(inside)


def _only(pages: Sequence[CasePage]) -> int | None:
    return pages[0].number if len(pages) == 1 else None

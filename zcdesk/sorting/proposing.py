"""Proposes a slot for each page of a pile; a person confirms, nothing is filed silently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from zcdesk.findings import Finding, info
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Slot
from zcdesk.resources import table
from zcdesk.sorting.kinds import Kind, kind_of
from zcdesk.sorting.page_words import holds
from zcdesk.sorting.told import PageTold

MANY = 3
"""People whose ID numbers make a page a list of people, which is nobody's own paper."""


@dataclass(frozen=True)
class Loose:
    """A page without a slot: its number, the file it came in, what it says of itself.

    ``blank`` is the back of a sheet: a photo of that shape has a face on it.
    """

    number: int
    file: str
    told: PageTold
    blank: bool = False


@dataclass(frozen=True)
class Proposal:
    """Where a page may belong.

    Attributes:
        number: Number of the page.
        slot: Id of the slot.
        sure: The page says it clearly; others deserve a second look.
        reason: Why, for the person.
        year: Year that it is for, where the slot asks one page a year, or None.
    """

    number: int
    slot: str
    sure: bool
    reason: Finding
    year: int | None = None


def proposals(notice: Notice, pages: Sequence[Loose]) -> tuple[Proposal, ...]:
    """Return a slot for each page that says where it belongs, in the order of the pages.

    A page without a heading or words of its own goes on from the page before it in the same file.
    """
    return tuple(_proposals(notice, pages))


def slots_for(notice: Notice, kind: Kind) -> tuple[Slot, ...]:
    """Return the slots of a notice that take a kind, the likeliest first.

    A notice that calls its slots otherwise is understood by their titles.
    """
    by_id = notice.slots_by_id()
    known = tuple(by_id[slot] for slot in kind.slots if slot in by_id)
    if known:
        return known
    names = (kind.title, *kind.strong)
    return tuple(
        slot
        for slot in notice.slots()
        if any(holds(slot.title, name) or holds(name, slot.title) for name in names)
    )


def fits(notice: Notice, slot: str, page_told: PageTold) -> bool:
    """Tell whether a page may belong to a slot; one that says nothing clear may belong anywhere."""
    if not page_told.kind or not page_told.sure:
        return True
    kinds = [kind_of(name) for name in (page_told.kind, *page_told.also)]
    taken = {slot.id for kind in kinds if kind is not None for slot in slots_for(notice, kind)}
    return not taken or slot in taken


def _proposals(notice: Notice, pages: Sequence[Loose]) -> Iterator[Proposal]:
    before: tuple[str, Proposal] | None = None
    for page in pages:
        proposal = _by_words(notice, page) or _by_shape(notice, page) or _by_name(notice, page)
        if proposal is None and before is not None and before[0] == page.file:
            proposal = _going_on(page, before[1])
        if proposal is not None:
            yield proposal
        before = (page.file, proposal) if proposal is not None else None


def _by_words(notice: Notice, page: Loose) -> Proposal | None:
    kind = kind_of(page.told.kind)
    slots = slots_for(notice, kind) if kind is not None else ()
    if kind is None or not slots or len(page.told.id_numbers) >= MANY:
        return None  # a list of people is nobody's own paper: a person says what it proves
    slot = slots[0]
    reason = info("sort.by_words", words="、".join(page.told.words), kind=kind.title)
    several = sum(slot.series is not None for slot in slots) > 1  # which of them is a guess
    sure = (page.told.sure or _named(notice, page.file) == slot) and not several
    return Proposal(page.number, slot.id, sure, reason, _year(slot, page.told))


def _by_shape(notice: Notice, page: Loose) -> Proposal | None:
    """Take a small upright picture without a word for the photo, where the notice wants one.

    The file's own name says that it surely is.
    """
    if page.blank or not (page.told.wordless and page.told.portrait):
        return None
    slot = _photo_slot(notice)
    if slot is None:
        return None
    sure = _named(notice, page.file) == slot
    return Proposal(page.number, slot.id, sure, info("sort.photo"))


def _by_name(notice: Notice, page: Loose) -> Proposal | None:
    """Take a page that says nothing of itself for what its file is called."""
    slot = None if page.blank or page.told.kind else _named(notice, page.file)
    if slot is None:
        return None
    name = PurePath(page.file).stem
    wanted = slot.series.years if slot.series is not None else ()
    year = next((year for year in wanted if str(year) in name), None)
    return Proposal(page.number, slot.id, False, info("sort.by_name"), year)


def _named(notice: Notice, file: str) -> Slot | None:
    """Return the slot of what a file is called, None where its name says nothing, or two things."""
    name = PurePath(file).stem
    said = {
        what
        for what, words in table("sorting", "file_names.toml")["called"].items()
        if any(word in name for word in words)
    }
    if said == {"photo"}:
        return _photo_slot(notice)
    kind = kind_of(said.pop()) if len(said) == 1 else None
    return next(iter(slots_for(notice, kind)), None) if kind is not None else None


def _photo_slot(notice: Notice) -> Slot | None:
    return next((slot for slot in notice.slots() if "照片" in slot.title), None)


def _going_on(page: Loose, before: Proposal) -> Proposal | None:
    if page.told.begins or page.told.kind:
        return None
    return Proposal(page.number, before.slot, False, info("sort.goes_on", page=before.number))


def _year(slot: Slot, page_told: PageTold) -> int | None:
    wanted = slot.series.years if slot.series is not None else ()
    return next((year for year in page_told.years if year in wanted), None)

"""Papers that may be here already: a person's pages in another's folder, and pages without a place.

Her letter asks for none of them before the clerk has looked.

A page that is with the wrong person is given to the one whose it is; both are acts. The other
case has it before this one lets it go, so that a page is nowhere lost; with the person from whom it
was taken its content stays away, though her folder still holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from zcdesk.batch.results.person_results import Mislaid, PersonResult
from zcdesk.batch.results.tasks import HeldBack
from zcdesk.batch.roster.people import RosterPerson, people_by_row
from zcdesk.batch.strangers import Stranger
from zcdesk.batch.whose.evidence import names_of
from zcdesk.cases.acts.arranging import add_pages
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import remove_page
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables.rows import inside, place_inside
from zcdesk.findings import warning
from zcdesk.names.spellings import folded, simplified
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.sorting.kinds import kind_of
from zcdesk.sorting.proposing import proposals, slots_for
from zcdesk.workflow.review import unsorted

_MANY = 4
"""People of a roster on one page, and half of them all, from which it lists everybody."""


def mislaid_in(
    case: Case, strange: Sequence[Stranger], people: Sequence[RosterPerson]
) -> tuple[Mislaid, ...]:
    """Return where the pages that are probably others' are, and which of their slots each fits."""
    by_row = people_by_row(people)
    pages_mislaid = []
    for stranger in strange:
        if (owner := by_row.get(stranger.row)) is not None:
            page, notice = case.page(stranger.page), load_notice(owner.notice)
            slot = _slot(page, notice)
            year = _year(page, slot, notice)
            pages_mislaid.append(Mislaid(stranger.row, case.places[stranger.page], slot, year))
    return tuple(pages_mislaid)


def lying_elsewhere(row: int, mislaid: Mapping[int, Sequence[Mislaid]]) -> tuple[Mislaid, ...]:
    """Return a person's pages in others' folders; the row of each is that of the folder.

    Args:
        row: Whose pages are looked for.
        mislaid: What lies in each row's folder and is probably others'.
    """
    return tuple(
        replace(page, row=other)
        for other, pages in mislaid.items()
        for page in pages
        if other != row == page.row and page.slot
    )


def held_slots(
    notice: Notice, case: Case, elsewhere: Sequence[Mislaid], others: Container[int]
) -> Mapping[str, HeldBack]:
    """Return the slots whose papers may be here already, and where.

    Args:
        notice: Her notice.
        case: Her case.
        elsewhere: Pages of hers in others' folders.
        others: Numbers of pages in her case that are probably others', or of everybody.
    """
    held_by_slot: dict[str, HeldBack] = {}
    for mislaid in elsewhere:
        here = warning("batch.perhaps_elsewhere", row=mislaid.row, place=mislaid.place)
        held_by_slot[mislaid.slot] = HeldBack(here, frozenset({mislaid.year} - {0}))
    for slot, pages in _loose(notice, case, others).items():
        listed = "、".join(str(case.places[page.number]) for page in pages)
        years = [_year(page, slot, notice) for page in pages]
        here = warning("batch.perhaps_unsorted", place=listed)
        held_by_slot.setdefault(slot, HeldBack(here, frozenset(years if all(years) else ())))
    return held_by_slot


def _loose(notice: Notice, case: Case, others: Container[int]) -> Mapping[str, list[CasePage]]:
    """Return the slots that pages without a place may belong to, and these pages."""
    known = notice.slots_by_id().keys()
    pages = [
        page
        for page in case.pages
        if page.slot not in known and page.examined and not page.refused
        and page.number not in others
    ]  # fmt: skip
    loose = [unsorted.loose(page) for page in pages]
    found: dict[str, list[CasePage]] = defaultdict(list)
    for proposal in proposals(notice, loose):
        page = case.page(proposal.number)
        kind = kind_of(page.told.kind)
        slots = {slot.id for slot in slots_for(notice, kind)} if kind is not None else set()
        for slot in slots | {proposal.slot}:
            found[slot].append(page)
    return found


def of_everybody(case: Case, people: Sequence[RosterPerson]) -> frozenset[int]:
    """Return the pages that list the people of the roster: they are nobody's own papers."""
    known = {name for person in people for name in names_of(person.applicant)}
    least = max(_MANY, len(people) / 2)
    return frozenset(
        page.number
        for page in case.pages
        if sum(simplified(folded(name)) in known for name in page.told.names) >= least
    )


def changed_rows(before: PersonResult | None, after: PersonResult) -> Iterator[int]:
    """Yield the other people of whose pages another number is with this one than before."""
    misplaced = [set(result.mislaid if result is not None else ()) for result in (before, after)]
    yield from sorted({mislaid.row for mislaid in misplaced[0] ^ misplaced[1]})


def _slot(page: CasePage, notice: Notice) -> str:
    """Return the owner's slot that a page fits: by what it says, else where it is now."""
    kind = kind_of(page.told.kind)
    slots = slots_for(notice, kind) if kind is not None else ()
    if slots:
        return slots[0].id
    return page.slot if page.slot in notice.slots_by_id() else ""


def _year(page: CasePage, slot: str, notice: Notice) -> int:
    """Return the year of a paper that a slot takes for each of some years, 0 for none of them."""
    years = next((other.years for other in notice.slots() if other.id == slot), ())
    return next((year for year in page.told.years[:1] if year in years), 0)


def give_page(giver: Path, taker: Path, number: int) -> None:
    """Put a page of one case into another, where it waits to be read, and take it out of the first.

    A page of which the case keeps no scan stays where it is.

    Args:
        giver: The case file in which it is.
        taker: That of the person whose it is.
        number: Number of the page.

    Raises:
        ZcdeskError: One of the cases cannot be written; then both stay as they were, or the page is
            in both.
    """
    with open_case(giver) as first, open_case(taker) as second:
        first.require_writable()
        second.require_writable()
        page = first.case.page(number)
        original = place_inside(Path(page.path))
        if original is None:
            return
        sha256, _ = second.keep_original(first.original(original[1]))
        added = _with(second.case, page, inside(second.path, sha256, page.file_name))
        if added != second.case:
            second.save(added, ActCode.ADD)
        first.save(remove_page(first.case, number), ActCode.REMOVE_PAGE)


def _with(case: Case, page: CasePage, path: str) -> Case:
    """Return the taker's case with the page; one that it has already is not added again."""
    content = Path(path).parent.name
    if any(
        Path(held_page.path).parent.name == content and held_page.index == page.index
        for held_page in case.pages
    ):
        return case
    number = max((case.numbered, *(page.number for page in case.pages))) + 1
    return add_pages(case, (CasePage(number, "", path, page.index),))

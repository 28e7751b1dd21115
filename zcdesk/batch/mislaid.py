"""Papers that may be here already: a person's pages in another's folder, and pages without a place.

Her letter asks for none of them before the clerk has looked. What lies in whose folder stands in
the result of that folder, so that it is known wherever one person is looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from zcdesk.batch.results.person_results import Mislaid, PersonResult, read_result
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.strangers import Stranger
from zcdesk.cases.case import Case, CasePage
from zcdesk.findings import Finding, warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.sorting.kinds import kind_of
from zcdesk.sorting.proposing import Loose, proposals, slots_for


def mislaid_in(
    case: Case, strange: Sequence[Stranger], people: Sequence[RosterPerson]
) -> tuple[Mislaid, ...]:
    """Return where the pages that are probably others' lie, and which of their slots each fits."""
    by_row = {person.row: person for person in people}
    return tuple(
        Mislaid(stranger.row, case.places[stranger.page], _slot(case.page(stranger.page), owner))
        for stranger in strange
        if (owner := by_row.get(stranger.row)) is not None
    )


def lying_elsewhere(row: int, results: Sequence[PersonResult]) -> tuple[Mislaid, ...]:
    """Return a person's pages in others' folders; the row of each is that of the folder."""
    return tuple(
        replace(mislaid, row=result.row)
        for result in results
        if result.row != row
        for mislaid in result.mislaid
        if mislaid.row == row and mislaid.slot
    )


def beside(
    person: RosterPerson, people: Sequence[RosterPerson], folder: Path
) -> list[PersonResult]:
    """Return the results that lie beside a person's."""
    others = (one for one in people if one.row != person.row)
    found = (read_result(folder.with_name(f"{other.row:04d}")) for other in others)
    return [result for result in found if result is not None]


def held_slots(
    notice: Notice, case: Case, elsewhere: Sequence[Mislaid], strange: Container[int]
) -> Mapping[str, Finding]:
    """Return the slots whose papers may be here already, and where.

    Args:
        notice: Her notice.
        case: Her case.
        elsewhere: Pages of hers in others' folders.
        strange: Numbers of pages in her case that are probably others'.
    """
    found = {one.slot: warning("batch.perhaps_elsewhere", row=one.row, place=one.place)
             for one in elsewhere}  # fmt: skip
    for slot, places in _loose(notice, case, strange).items():
        listed = "、".join(map(str, places))
        found.setdefault(slot, warning("batch.perhaps_unsorted", place=listed))
    return found


def _loose(notice: Notice, case: Case, strange: Container[int]) -> Mapping[str, list[int]]:
    """Return the slots that pages without a place may belong to, and the places of these."""
    known = {slot.id for slot in notice.slots()}
    pages = [
        page
        for page in case.pages
        if page.slot not in known and page.examined and not page.refused
        and page.number not in strange
    ]  # fmt: skip
    loose = [Loose(page.number, page.path, page.told, blank=True) for page in pages]
    found: dict[str, list[int]] = defaultdict(list)
    for proposal in proposals(notice, loose):
        kind = kind_of(case.page(proposal.number).told.kind)
        slots = {slot.id for slot in slots_for(notice, kind)} if kind is not None else set()
        for slot in slots | {proposal.slot}:
            found[slot].append(case.places[proposal.number])
    return found


def changed_rows(before: PersonResult | None, after: PersonResult) -> Iterator[int]:
    """Yield the other people of whose pages another number lies with this one than before."""
    misplaced = [set(result.mislaid if result is not None else ()) for result in (before, after)]
    yield from sorted({mislaid.row for mislaid in misplaced[0] ^ misplaced[1]})


def _slot(page: CasePage, owner: RosterPerson) -> str:
    """Return the owner's slot that a page fits: by what it says, else where it lies now."""
    notice = load_notice(owner.notice)
    kind = kind_of(page.told.kind)
    slots = slots_for(notice, kind) if kind is not None else ()
    if slots:
        return slots[0].id
    return page.slot if page.slot in {slot.id for slot in notice.slots()} else ""

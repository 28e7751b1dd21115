"""Sorts the pages of a case that have no slot: what is sure is filed, the rest is proposed."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.cases.case import Case, CasePage
from zcdesk.notices.profile.notice import Notice
from zcdesk.sorting.proposing import Proposal
from zcdesk.workflow.open_case.arranging import move_pages
from zcdesk.workflow.open_case.unsorted import proposed


@dataclass(frozen=True)
class Sorted:
    """What became of the pages without a slot.

    Attributes:
        case: The case with the sure ones in their slots.
        filed: Why each of them went where it is now.
        open: What is proposed for others that a person has to look at.
        unknown: Numbers of pages that say nothing of where they belong.
    """

    case: Case
    filed: tuple[Proposal, ...]
    open: tuple[Proposal, ...]
    unknown: tuple[int, ...]


def without_slot(case: Case, notice: Notice) -> tuple[CasePage, ...]:
    """Return the pages that have no slot of the notice, in order; refused ones are none."""
    known = {slot.id for slot in notice.slots()}
    return tuple(page for page in case.pages if page.slot not in known and not page.refused)


def sorted_by_content(case: Case, notice: Notice, *, unsure: bool = False) -> Sorted:
    """Return the case with pages filed that say clearly where they belong.

    Args:
        case: The case; pages that nobody read stay where they are, as unknown.
        notice: Whose slots they are.
        unsure: File what is only likely too, as a person does who agrees to all proposals.
    """
    loose = without_slot(case, notice)
    found = proposed(notice, [page for page in loose if page.examined])
    filed = tuple(proposal for proposal in found if proposal.sure or unsure)
    for slot in dict.fromkeys(proposal.slot for proposal in filed):
        numbers = [one.number for one in filed if one.slot == slot]
        case = move_pages(case, notice, numbers, slot)
    placed = {proposal.number for proposal in found}
    unknown = tuple(page.number for page in loose if page.number not in placed)
    return Sorted(case, filed, tuple(one for one in found if one not in filed), unknown)

"""Pages and their slots: which have none, and where each may belong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import is_

from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.acts.named_on_page import is_named
from zcdesk.cases.case import Case, CasePage, CasePages
from zcdesk.checks.states import CaseFinding
from zcdesk.notices.profile.notice import Notice
from zcdesk.sorting.proposing import Loose, Proposal, proposals
from zcdesk.workflow.review.overview import Overview

BLANK, GOES_ON, ALIKE = "page.blank", "sort.goes_on", "check.page_alike"

Pair = tuple[int, int]
Proposals = tuple[Proposal, ...]
"""Numbers of two pages, as they are in the case."""


def strays(overview: Overview) -> CasePages:
    """Return the pages that wait for a slot of the notice, read or not.

    A refused file belongs nowhere: it is replaced or removed. Of a page that seems to be somebody
    else's it is asked first whose it is. Nobody is asked for the place of either.
    """
    return tuple(page for page in _without_slot(overview) if not page.refused | page.whose_open)


def strangers(overview: Overview) -> CasePages:
    """Return the pages without a slot that seem to be somebody else's."""
    return tuple(page for page in _without_slot(overview) if page.whose_open)


def _without_slot(overview: Overview) -> CasePages:
    known = overview.notice.slots_by_id().keys()
    return tuple(standing.page for standing in overview if standing.page.slot not in known)


def readable(overview: Overview) -> CasePages:
    """Return the pages without a slot that were read, those that seem somebody else's too."""
    pages = _without_slot(overview)
    return tuple(page for page in pages if overview.of(page.number).readable)


def proposed(notice: Notice, pages: Sequence[CasePage]) -> Proposals:
    """Return where unsorted pages may belong, given in the order in which they came.

    None is proposed for a page that may be somebody else's, nor for what goes on from it.
    """
    by_number = {
        proposal.number: proposal for proposal in proposals(notice, list(map(loose, pages)))
    }
    theirs, path = False, ""
    for page in pages:
        proposal = by_number.get(page.number)
        goes_on = proposal is not None and proposal.reason.code == GOES_ON and page.path == path
        theirs, path = _may_be_anothers(page) or (goes_on and theirs), page.path
        if theirs:
            by_number.pop(page.number, None)
    return tuple(by_number.values())


def _may_be_anothers(page: CasePage) -> bool:
    """Tell whether a page names somebody, and not her, and nobody said that it is hers."""
    named = bool(page.told.names) and not is_named(page.told, page.hits)
    return page.whose_open or (named and not page.claimed)


def loose(page: CasePage) -> Loose:
    """Return what sorting looks at of a page."""
    blank = any(finding.code == BLANK for finding in page.findings)
    return Loose(page.number, page.path, page.told, blank)


def twins(overview: Overview, findings: Iterable[CaseFinding]) -> dict[Pair, CaseFinding]:
    """Return the unsorted pages that seem to be one sheet, each pair with the finding about it.

    Pages of one file are no pair, and what is asks nothing any more.
    """
    loose = {page.number: page for page in strays(overview)}
    by_place: dict[object, int] = {
        standing.place: number for number, standing in overview.standings.items()
    }
    by_pair: dict[Pair, CaseFinding] = {}
    for finding in findings:
        if finding.code != ALIKE or finding.waived or finding.page is None:
            continue
        pair = by_place.get(finding.finding.details.get("other"), 0), finding.page
        first, second = loose.get(pair[0]), loose.get(pair[1])
        if first is None or second is None or first.path == second.path:
            continue
        by_pair[pair] = finding
        del loose[pair[0]], loose[pair[1]]
    return by_pair


class Tray:
    """Proposals for the unsorted pages; computed anew only when those pages change."""

    def __init__(self) -> None:
        self._pages: CasePages = ()
        self._found: Proposals = ()

    def proposals(self, overview: Overview, findings: Iterable[CaseFinding] = ()) -> Proposals:
        """Return where each unsorted page that says so may belong, but for pairs that look alike:
        of those it is asked first whether both are wanted."""
        pages = readable(overview)
        if len(pages) != len(self._pages) or not all(map(is_, pages, self._pages)):
            self._pages = pages
            self._found = proposed(overview.notice, pages)
        asked = {number for pair in twins(overview, findings) for number in pair}
        return tuple(proposal for proposal in self._found if proposal.number not in asked)


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
    filed: Proposals
    open: Proposals
    unknown: tuple[int, ...]


def without_slot(case: Case, notice: Notice) -> CasePages:
    """Return the pages that have no slot of the notice, in order; refused ones are none."""
    known = notice.slots_by_id().keys()
    return tuple(page for page in case.pages if page.slot not in known and not page.refused)


def sorted_by_content(case: Case, notice: Notice, *, unsure: bool = False) -> Sorted:
    """Return the case with pages filed that say clearly where they belong.

    Args:
        case: The case; pages that nobody read stay where they are, as unknown.
        notice: Whose slots they are.
        unsure: File what is only likely too, as a person does who agrees to all proposals.
    """
    loose = without_slot(case, notice)
    proposals_made = proposed(notice, [page for page in loose if page.examined])
    filed = tuple(proposal for proposal in proposals_made if proposal.sure or unsure)
    for slot in dict.fromkeys(proposal.slot for proposal in filed):
        case = move_pages(
            case, notice, [proposal.number for proposal in filed if proposal.slot == slot], slot
        )
    placed = {proposal.number for proposal in proposals_made}
    unknown = tuple(page.number for page in loose if page.number not in placed)
    return Sorted(
        case,
        filed,
        tuple(proposal for proposal in proposals_made if proposal not in filed),
        unknown,
    )

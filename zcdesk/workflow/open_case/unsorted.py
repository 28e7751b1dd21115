"""The pages of a case that have no slot yet, and where each may belong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import is_

from zcdesk.cases.acts.whose import is_named
from zcdesk.cases.case import CasePage
from zcdesk.checks.states import CaseFinding
from zcdesk.notices.profile.notice import Notice
from zcdesk.sorting.proposing import Loose, Proposal, proposals
from zcdesk.workflow.open_case.overview import Overview

BLANK, GOES_ON, ALIKE = "page.blank", "sort.goes_on", "check.page_alike"

Pair = tuple[int, int]
"""Numbers of two pages, as they stand in the case."""


def strays(overview: Overview) -> tuple[CasePage, ...]:
    """Return the pages that wait for a slot of the notice, read or not.

    A refused file belongs nowhere: it is replaced or removed. Of a page that seems to be somebody
    else's it is asked first whose it is. Nobody is asked for the place of either.
    """
    return tuple(page for page in _without_slot(overview) if not page.refused | page.whose_open)


def strangers(overview: Overview) -> tuple[CasePage, ...]:
    """Return the pages without a slot that seem to be somebody else's."""
    return tuple(page for page in _without_slot(overview) if page.whose_open)


def _without_slot(overview: Overview) -> tuple[CasePage, ...]:
    known = {slot.id for slot in overview.notice.slots()}
    return tuple(standing.page for standing in overview if standing.page.slot not in known)


def readable(overview: Overview) -> tuple[CasePage, ...]:
    """Return the pages without a slot that were read, those that seem somebody else's too."""
    pages = _without_slot(overview)
    return tuple(page for page in pages if overview.of(page.number).readable)


def proposed(notice: Notice, pages: Sequence[CasePage]) -> tuple[Proposal, ...]:
    """Return where unsorted pages may belong, given in the order in which they came.

    None is proposed for a page that may be somebody else's, nor for what goes on from it.
    """
    found = {one.number: one for one in proposals(notice, list(map(loose, pages)))}
    theirs, path = False, ""
    for page in pages:
        proposal = found.get(page.number)
        goes_on = proposal is not None and proposal.reason.code == GOES_ON and page.path == path
        theirs, path = _may_be_anothers(page) or (goes_on and theirs), page.path
        if theirs:
            found.pop(page.number, None)
    return tuple(found.values())


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

    Pages of one file are no pair, and what stands asks nothing any more. A finding names the other
    page by its place when the case was judged: where the pages there do not look alike, it is old.
    """
    loose = {page.number: page for page in strays(overview)}
    places: dict[object, int] = {one.place: number for number, one in overview.standings.items()}
    found: dict[Pair, CaseFinding] = {}
    for finding in findings:
        if finding.code != ALIKE or finding.waived or finding.page is None:
            continue
        pair = places.get(finding.finding.details.get("other"), 0), finding.page
        first, second = loose.get(pair[0]), loose.get(pair[1])
        if first is None or second is None or first.path == second.path:
            continue
        if _look_alike(first, second):
            found[pair] = finding
            del loose[pair[0]], loose[pair[1]]
    return found


def _look_alike(*pages: CasePage) -> bool:
    # Only here: what asks for proposals in passing need not load what works on pixels.
    from zcdesk.pages.judging.likeness import ALIKE as LEAST
    from zcdesk.pages.judging.likeness import likeness

    looks = [page.page.look for page in pages if page.page is not None]
    return len(looks) == 2 and likeness(*looks) >= LEAST


class Tray:
    """Proposals for the unsorted pages; computed anew only when those pages change."""

    def __init__(self) -> None:
        self._pages: tuple[CasePage, ...] = ()
        self._found: tuple[Proposal, ...] = ()

    def proposals(
        self, overview: Overview, findings: Iterable[CaseFinding] = ()
    ) -> tuple[Proposal, ...]:
        """Return where each unsorted page that says so may belong, but for pairs that look alike:
        of those it is asked first whether both are wanted."""
        pages = readable(overview)
        if len(pages) != len(self._pages) or not all(map(is_, pages, self._pages)):
            self._pages = pages
            self._found = proposed(overview.notice, pages)
        asked = {number for pair in twins(overview, findings) for number in pair}
        return tuple(one for one in self._found if one.number not in asked)

"""The pages of a case that have no slot yet, and where each may belong."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

from zcdesk.cases.case import CasePage
from zcdesk.notices.profile.notice import Notice
from zcdesk.sorting.proposing import Loose, Proposal, proposals
from zcdesk.workflow.open_case.overview import Overview

BLANK = "page.blank"


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


def unsorted(overview: Overview) -> tuple[CasePage, ...]:
    """Return the pages of a case that were read and have no slot."""
    return tuple(page for page in strays(overview) if overview.of(page.number).readable)


def proposed(notice: Notice, pages: Sequence[CasePage]) -> tuple[Proposal, ...]:
    """Return where unsorted pages may belong."""
    return proposals(notice, list(map(loose, pages)))


def loose(page: CasePage) -> Loose:
    """Return what sorting looks at of a page."""
    blank = any(finding.code == BLANK for finding in page.findings)
    return Loose(page.number, page.path, page.told, blank)


class Tray:
    """Proposals for the unsorted pages; worked out anew only when other pages lie there."""

    def __init__(self) -> None:
        self._pages: tuple[CasePage, ...] = ()
        self._found: tuple[Proposal, ...] = ()

    def proposals(self, overview: Overview) -> tuple[Proposal, ...]:
        """Return where each unsorted page that says so may belong."""
        pages = unsorted(overview)
        if len(pages) != len(self._pages) or not all(map(is_, pages, self._pages)):
            self._pages = pages
            self._found = proposed(overview.notice, pages)
        return self._found

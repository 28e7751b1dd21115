"""Whether a thing that a return asks to mend is mended: by what was done to its pages since."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from zcdesk.cases.acts.following import mark_of
from zcdesk.cases.case import Case, CasePage, CasePages
from zcdesk.cases.rounds import Round, StoodPage, ToDo
from zcdesk.checks.dates.return_words import plain, says

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


class MendingStanding(StrEnum):
    """How a thing to mend stands."""

    OPEN = "open"
    UNCONFIRMED = "unconfirmed"
    MENDED = "mended"
    BY_HAND = "by_hand"

    @property
    def done(self) -> bool:
        """There is nothing more to do about it."""
        return self in (MendingStanding.MENDED, MendingStanding.BY_HAND)


def standing(case: Case, returned: Round, item: ToDo) -> MendingStanding:
    """Return how a thing of a return stands in the case as it is now.

    It is mended when its page was replaced, covered or turned since and confirmed again; what lacks
    when a page came in and was confirmed; what is too much when its page is gone; what is wrong
    when its page is elsewhere. A person may say so of any.
    """
    if item.done:
        return MendingStanding.BY_HAND
    if returned.stood is None or not (item.slot or item.page is not None):
        return MendingStanding.OPEN
    before = {stood.number: stood for stood in returned.stood}
    if says(item.words, "misplaced"):
        return _moved(case, before, item)
    if says(item.words, "superfluous"):
        return _removed(case, before, item)
    changed = touched(case, returned, item)
    if not changed:
        return MendingStanding.OPEN
    if not all(case.is_confirmed(page) for page in changed):
        return MendingStanding.UNCONFIRMED
    return MendingStanding.MENDED if _of_its_year(item, changed) else MendingStanding.OPEN


def changed_pages(case: Case, returned: Round) -> tuple[int, ...]:
    """Return the numbers of the pages that came in or were changed since, and are confirmed."""
    before = {stood.number: stood for stood in returned.stood or ()}
    there = (page for page in case.pages if case.is_confirmed(page))
    return tuple(
        page.number
        for page in there
        if not _as_before(case, before, page) or before[page.number].slot != page.slot
    )


def touched(case: Case, returned: Round, item: ToDo) -> CasePages:
    """Return the pages by which a thing was mended or is being mended: new or changed ones."""
    before = {stood.number: stood for stood in returned.stood or ()}
    there = {page.number: page for page in case.pages}
    if item.page in there:
        page = there[item.page]
        return () if _as_before(case, before, page) else (page,)
    inside = [page for page in case.pages if page.slot == item.slot and not page.refused]
    new = [page for page in inside if page.number not in before]
    gone = [page for page in before.values() if page.slot == item.slot and page.number not in there]
    if says(item.words, "lacking") and item.page is None:
        return tuple(new) if len(new) > len(gone) else ()
    if item.page is None:
        changed = [page for page in inside if page.number in before]
        changed = [page for page in changed if not _as_before(case, before, page)]
        lone = not any(page.slot == item.slot for page in before.values())
        return (*changed, *(new if gone or lone else ()))
    return tuple(new)


def _as_before(case: Case, before: Mapping[int, StoodPage], page: CasePage) -> bool:
    stood = before.get(page.number)
    return stood is not None and stood.mark == mark_of(case, page)


def _moved(case: Case, before: Mapping[int, StoodPage], item: ToDo) -> MendingStanding:
    at_home = [page for page in before.values() if page.slot == item.slot]
    pages = [page for page in case.pages if page.number in {page.number for page in at_home}]
    if item.page is not None:
        pages = [page for page in pages if page.number == item.page]
    moved = [page for page in pages if page.slot != before[page.number].slot]
    if not moved:
        gone = item.page is not None and item.page in before and not pages
        return MendingStanding.MENDED if gone else MendingStanding.OPEN
    sure = all(case.is_confirmed(page) for page in moved)
    return MendingStanding.MENDED if sure else MendingStanding.UNCONFIRMED


def _removed(case: Case, before: Mapping[int, StoodPage], item: ToDo) -> MendingStanding:
    there = {page.number for page in case.pages if page.slot == item.slot}
    if item.page is not None:
        return MendingStanding.OPEN if item.page in there else MendingStanding.MENDED
    fewer = any(page.slot == item.slot and page.number not in there for page in before.values())
    return MendingStanding.MENDED if fewer else MendingStanding.OPEN


def _of_its_year(item: ToDo, pages: Sequence[CasePage]) -> bool:
    """Tell whether a page that came in for a year can be of that year."""
    wanted = {int(year) for year in _YEAR.findall(plain(item.words))}
    if item.page is not None or not wanted or not says(item.words, "lacking"):
        return True
    page_years = [set(page.told.years) for page in pages if page.told.years]
    return not page_years or any(years & wanted for years in page_years)

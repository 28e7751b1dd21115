"""Pages of a case that seem to show the same sheet: a question for the person, never an answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import finding_of


def alike_findings(case: Case) -> Iterator[CaseFinding]:
    """Yield for each page that looks like an earlier one that question, once.

    The same page of the same file in two slots is no question: import has told it. Nor are forms
    of one kind that speak of different years first.
    """
    pages = [page for page in case.pages if page.examined and page.page and page.page.look]
    looks = tuple(page.page.look for page in pages if page.page)
    reported: set[int] = set()
    for first, second in _pairs(looks):
        case_page, other = pages[first], pages[second]
        if other.number not in reported and not _surely_different(case_page, other):
            reported.add(other.number)
            question = finding_of("check.page_alike", page=other.number, other=case_page.number)
            yield CaseFinding(question, slot=other.slot, page=other.number)


@lru_cache(maxsize=4)
def _pairs(looks: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of looks that are alike, by place; most acts change no look."""
    if len(looks) < 2:
        return ()
    # Only here: what asks for a case's state in passing need not load what works on pixels.
    from zcdesk.pages.judging.likeness import alike

    return tuple(alike(enumerate(looks)))


def _surely_different(page: CasePage, other: CasePage) -> bool:
    same_picture = (page.path, page.index) == (other.path, other.index)
    years, others = page.told.years, other.told.years
    return same_picture or bool(years and others and years[0] != others[0])

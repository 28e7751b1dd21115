"""What the review page asks of a case: pure questions and acts, without a widget.

The order in which things are offered: places that nobody has decided come first, then pages in
doubt, then pages of which the program is sure and a person has not yet agreed.
"""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.applicant import Target
from zcdesk.cases import deciding
from zcdesk.cases.case import Answer, Case, CasePage, Decision, PageState, is_sure
from zcdesk.masking.hits import Verdict
from zcdesk.notices.notice import Notice


@dataclass(frozen=True)
class Place:
    """A page and, when one is meant, a place in its ``hits``."""

    number: int
    hit: int | None = None


@dataclass(frozen=True)
class BulkSummary:
    """What agreeing to everything sure would do: covers, pages, and pages left to a person."""

    covers: int
    pages: int
    left: int


def asks_answer(notice: Notice | None) -> bool:
    """Tell whether the notice's platform asks a question about every page."""
    return notice is not None and notice.masking is not None and bool(notice.masking.page_answer)


def proposed_answer(page: CasePage, notice: Notice | None) -> Answer | None:
    """Return the answer that fits the covered picture, or None where the notice is silent.

    A name left readable needs covering there (是). Without any name the answer is 否, except on
    pages that show only the employer, where the notice may leave it open (A-06).
    """
    if notice is None or notice.masking is None or notice.masking.page_answer is None:
        return None
    if _left_readable(page, Target.NAME):
        return Answer.YES
    covered = {mask.target for mask in page.covers()}
    shown = {*covered, *(t for t in (Target.EMPLOYER,) if _left_readable(page, t))}
    silent = notice.masking.page_answer.employer_only_open
    if silent and Target.EMPLOYER in shown and Target.NAME not in shown:
        return None
    return Answer.NO


def _left_readable(page: CasePage, target: Target) -> bool:
    """Tell whether a person decided to leave a place of ``target`` uncovered."""
    return any(
        hit.mask.target is target
        and hit.verdict is not Verdict.LEAVE
        and page.decision(index) is Decision.LEAVE
        for index, hit in enumerate(page.hits)
    )


def answer_of(page: CasePage, notice: Notice | None) -> Answer | None:
    """Return the person's answer, else the proposed one."""
    return page.answer or proposed_answer(page, notice)


def lacks_answer(page: CasePage, notice: Notice | None) -> bool:
    """Tell whether only a person can answer the platform's question, and has not."""
    return asks_answer(notice) and answer_of(page, notice) is None


def can_confirm(page: CasePage, notice: Notice | None) -> bool:
    """Tell whether nothing on the page is open any more."""
    readable = page.page is not None and page.examined
    return readable and not page.open_doubts() and not lacks_answer(page, notice)


def accept(case: Case, number: int, notice: Notice | None) -> Case:
    """Confirm one page together with its proposed answer.

    Raises:
        OpenDoubtError: A place of the page is undecided.
    """
    page = case.page(number)
    if asks_answer(notice) and page.answer is None:
        case = deciding.answer(case, number, proposed_answer(page, notice))
    return deciding.confirm(case, number)


def _sure_pages(case: Case, notice: Notice | None) -> tuple[CasePage, ...]:
    return tuple(p for p in case.pages if is_sure(p) and can_confirm(p, notice))


def bulk_summary(case: Case, notice: Notice | None) -> BulkSummary:
    """Return what ``accept_all_sure`` would do."""
    sure = _sure_pages(case, notice)
    covers = sum(len(page.covers()) for page in sure)
    return BulkSummary(covers, len(sure), len(unconfirmed(case)) - len(sure))


def accept_all_sure(case: Case, notice: Notice | None) -> Case:
    """Confirm every page without doubt and with a settled answer."""
    for page in _sure_pages(case, notice):
        case = accept(case, page.number, notice)
    return case


def unconfirmed(case: Case) -> tuple[CasePage, ...]:
    """Return the pages that still need a person's agreement; refused ones cannot have it."""
    return tuple(p for p in case.pages if not p.refused and not case.is_confirmed(p))


def confirmed(case: Case) -> tuple[CasePage, ...]:
    """Return the pages that would go into a package now."""
    return tuple(page for page in case.pages if case.is_confirmed(page))


def waiting(case: Case) -> tuple[int, ...]:
    """Return the numbers of pages that have not been read yet."""
    return tuple(page.number for page in case.pages if not page.examined)


def next_place(case: Case, here: Place) -> Place | None:
    """Return the next undecided place after ``here``, over all pages, or None."""
    for page in _from(case, here.number):
        if not page.examined or page.refused:
            continue
        after = here.hit if page.number == here.number and here.hit is not None else -1
        for index in page.open_doubts():
            if index > after:
                return Place(page.number, index)
        if page.number != here.number and case.state(page) is PageState.REVIEW:
            return Place(page.number)
    return None


def next_page(case: Case, here: int) -> int | None:
    """Return the page to look at after ``here``: in doubt first, then any unconfirmed one."""
    others = [page for page in _from(case, here) if page.number != here and page.examined]
    for page in others:
        if not page.refused and case.state(page) is PageState.REVIEW:
            return page.number
    for page in others:
        if not page.refused and not case.is_confirmed(page):
            return page.number
    return None


def _from(case: Case, number: int) -> tuple[CasePage, ...]:
    """Return all pages once, starting with ``number`` and going round."""
    numbers = [page.number for page in case.pages]
    start = numbers.index(number) if number in numbers else 0
    return case.pages[start:] + case.pages[:start]


def cover_same(case: Case, number: int, hit: int) -> tuple[Case, int]:
    """Cover every undecided place that the same word led to; return the case and their count."""
    matched = case.page(number).hits[hit].mask.matched
    places = [(number, hit)]
    if matched:
        places += [
            (page.number, index)
            for page in case.pages
            for index, other in enumerate(page.hits)
            if other.mask.matched == matched
            and other.verdict is not Verdict.LEAVE
            and page.decision(index) is None
            and (page.number, index) != (number, hit)
        ]
    for place, index in places:
        case = deciding.decide(case, place, index, Decision.COVER)
    return case, len(places)


def is_own_word(page: CasePage, hit: int) -> bool:
    """Tell whether a place shows, without doubt, a word that the applicant entered herself."""
    found = page.hits[hit]
    return bool(found.mask.matched) and found.verdict is Verdict.COVER

"""What to answer the platform about a page: proposed, a person's, or open where it is silent."""

from __future__ import annotations

from zcdesk.applicant import Target
from zcdesk.cases.case import Answer, CasePage, Decision
from zcdesk.masking.hits import Verdict
from zcdesk.notices.notice import Notice


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

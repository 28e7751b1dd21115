"""What to answer the platform about a page: proposed, a person's, or open where it is silent."""

from __future__ import annotations

from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import answer, confirm
from zcdesk.cases.case import Answer, Case, CasePage, Decision
from zcdesk.cases.upload_route import Route
from zcdesk.masking.hits import Verdict
from zcdesk.notices.profile import Notice


def asks_answer(notice: Notice | None) -> bool:
    """Tell whether the notice's platform asks a question about every page."""
    return notice is not None and notice.page_answer is not None


def proposed_answer(
    page: CasePage, notice: Notice | None, *, covered: bool = True
) -> Answer | None:
    """Return the answer that fits the uploaded picture, or None where the notice is silent.

    The applicant's own name left readable needs covering on the platform (是). Without any name
    the answer is 否, except on pages that show only the employer, where the notice may leave it
    open (A-06). A doubtful name that a person left open is somebody else's.

    Args:
        page: The page as it is.
        notice: What is asked.
        covered: True when the covered picture is uploaded, False when it is covered there.
    """
    if notice is None or notice.page_answer is None:
        return None
    name = any(mask.target is Target.NAME for mask in page.covers())
    own_name_left = any(_own_name_left(page, index) for index in range(len(page.hits)))
    if own_name_left or (name and not covered):
        return Answer.YES
    if notice.page_answer.employer_only_open and not name and _shows_employer(page):
        return None
    return Answer.NO


def _own_name_left(page: CasePage, index: int) -> bool:
    hit = page.hits[index]
    own = hit.mask.target is Target.NAME and hit.verdict is Verdict.COVER
    return own and page.decision(index) is Decision.LEAVE


def _shows_employer(page: CasePage) -> bool:
    """Tell whether the page names the employer in print or on a seal, covered or not."""
    printed = any(mask.target is Target.EMPLOYER for mask in page.covers())
    return printed or any(
        hit.mask.kind is not None
        and hit.mask.kind.target is Target.EMPLOYER
        and (hit.verdict is Verdict.COVER or hit.mask.target is Target.SEAL)
        for hit in page.hits
    )


def answer_of(page: CasePage, notice: Notice | None) -> Answer | None:
    """Return the person's answer, else the proposed one."""
    return page.answer or proposed_answer(page, notice)


def lacks_answer(page: CasePage, notice: Notice | None) -> bool:
    """Tell whether only a person can answer the platform's question, and has not."""
    return asks_answer(notice) and answer_of(page, notice) is None


def with_proposed_answers(case: Case, notice: Notice, before: Case) -> Case:
    """Return the case with the platform's question answered on pages confirmed since ``before``.

    As in the window, to confirm a page takes the answer that fits what it shows; where the notice
    leaves it open, and where a person answered, nothing is changed.
    """
    if not asks_answer(notice):
        return case
    was = {page.number for page in before.pages if before.is_confirmed(page)}
    for page in case.pages:
        if page.answer is None and page.number not in was and case.is_confirmed(page):
            covered = case.route_of(page.slot) is not Route.INSIDE_PLATFORM
            given = proposed_answer(page, notice, covered=covered)
            if given is not None:  # the confirmation is for what is answered, too
                case = confirm(answer(case, page.number, given), page.number)
    return case

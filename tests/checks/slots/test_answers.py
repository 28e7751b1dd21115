"""The answer that the window proposes for a page, and where it proposes none."""

import pytest

from zcdesk.applicant import Target
from zcdesk.cases.case import Answer, CasePage, Decision
from zcdesk.checks.slots.answers import asks_answer, lacks_answer, proposed_answer
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Verdict
from zcdesk.notices.files.loading import load_notice

NOTICE = "region-senior-2024"
NAME = ("name:1", Target.NAME, Verdict.COVER)
OTHERS_NAME = ("name:1", Target.NAME, Verdict.DOUBT)
EMPLOYER = ("employer:1", Target.EMPLOYER, Verdict.COVER)
SEAL = ("employer:1", Target.SEAL, Verdict.DOUBT)
NEAR_MISS = ("employer:1", Target.EMPLOYER, Verdict.LEAVE)
Found = tuple[str, Target, Verdict]


def page_with(*found: Found, left: tuple[int, ...] = ()) -> CasePage:
    hits = tuple(
        Hit(Mask(target, box(0, 0, 9, 9), matched), verdict, info("hit.read", line=1))
        for matched, target, verdict in found
    )
    decisions = tuple((index, Decision.LEAVE) for index in left)
    return CasePage(1, "", "scan.jpg", hits=hits, decisions=decisions, examined=True)


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        (page_with(), Answer.NO),
        (page_with(NAME), Answer.NO),
        (page_with(NAME, EMPLOYER, SEAL), Answer.NO),
        (page_with(NAME, left=(0,)), Answer.YES),
        (page_with(OTHERS_NAME, left=(0,)), Answer.NO),
        (page_with(NEAR_MISS), Answer.NO),
        (page_with(EMPLOYER), None),
        (page_with(EMPLOYER, left=(0,)), None),
        (page_with(SEAL), None),
        (page_with(SEAL, left=(0,)), None),
        (page_with(OTHERS_NAME, EMPLOYER, left=(0,)), None),
    ],
)
def test_the_proposal_follows_what_the_uploaded_picture_shows(
    page: CasePage, answer: Answer | None
) -> None:
    notice = load_notice(NOTICE)
    assert proposed_answer(page, notice) is answer
    assert lacks_answer(page, notice) is (answer is None)


@pytest.mark.parametrize(
    ("found", "answer"),
    [((NAME,), Answer.YES), ((NAME, EMPLOYER), Answer.YES), ((EMPLOYER,), None), ((), Answer.NO)],
)
def test_on_an_uncovered_picture_the_name_is_shown(
    found: tuple[Found, ...], answer: Answer | None
) -> None:
    assert proposed_answer(page_with(*found), load_notice(NOTICE), covered=False) is answer


def test_a_notice_without_a_question_gets_no_answer() -> None:
    notice = load_notice("urumqi-private-2025")
    assert not asks_answer(notice)
    assert proposed_answer(page_with(NAME), notice) is None
    assert not lacks_answer(page_with(EMPLOYER), notice)

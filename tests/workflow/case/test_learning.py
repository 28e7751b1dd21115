"""What a person teaches on one page is used on the others, without reading them again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, Decision
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.fixed_forms import form_of, judge_form
from zcdesk.workflow.case.known_forms import known_forms, only_gained, search_again
from zcdesk.workflow.case.session_readings import SessionReadings


def searched_again(case: Case, applicant: Applicant, readings: SessionReadings) -> Case:
    """Return the case with an applicant who gained words, as the window puts it together."""
    return replace(case.with_pages(search_again(case, applicant, readings)), applicant=applicant)


def test_a_form_that_was_learned_is_found_on_every_page_and_decisions_stay(
    examined: Case, readings: SessionReadings
) -> None:
    first = examined.pages[0]
    decided = examined.with_page(replace(first, decisions=((0, Decision.LEAVE),)))
    learned = replace(examined.applicant, aliases=(*examined.applicant.aliases, "公民身份号码"))
    case = searched_again(decided, learned, readings)
    changed = [page.number for page in case.pages if page.hits != examined.page(page.number).hits]
    assert changed, "the label of the ID card is found"
    for number in changed:
        before, after = examined.page(number), case.page(number)
        assert after.hits[: len(before.hits)] == before.hits
        assert {hit.mask.matched for hit in after.hits[len(before.hits) :]} == {
            f"alias:{len(learned.aliases)}"
        }
    assert case.pages[0].decisions == ((0, Decision.LEAVE),)


def test_a_page_whose_reading_is_gone_waits_to_be_read(examined: Case) -> None:
    learned = replace(examined.applicant, aliases=("某某",))
    case = searched_again(examined, learned, SessionReadings())
    assert not any(page.examined for page in case.pages)


def test_every_page_is_looked_at_anew_for_a_word_in_arabic_script(
    examined: Case, readings: SessionReadings
) -> None:
    learned = replace(examined.applicant, aliases=("ئالىمجان تۇرسۇن",))
    case = searched_again(examined, learned, readings)
    assert [page.number for page in case.pages if page.examined] == [
        page.number for page in examined.pages if page.refused
    ]


@pytest.mark.slow
def test_a_cover_drawn_on_a_form_is_proposed_on_the_same_form(
    pool: WorkerPool, examined: Case, readings: SessionReadings
) -> None:
    forms = {}
    for page in examined.pages:
        assert page.page is not None
        reading = readings.of(page.page)
        assert reading is not None
        drawn = Mask(Target.NAME, box(900, 1500, 1100, 1560))
        form = form_of(reading, [drawn])
        if form is not None:
            forms[page.number] = form, drawn
            around = replace(drawn, polygon=box(800, 1330, 1200, 1730), target=Target.EMPLOYER)
            sides = box(800, 1330, 890, 1730), box(1110, 1330, 1200, 1730)
            seal = Hit(around, Verdict.COVER, info("hit.own_seal"), parts=sides)
            assert len(judge_form(form, reading, [seal])) == 1  # its middle is open
            assert judge_form(form, reading, [replace(seal, parts=())]) == ()
    assert forms, "one page of the sample has labels enough"
    number, (form, drawn) = next(iter(forms.items()))
    taught = Hit(replace(drawn, origin=Origin.SCRIPT), Verdict.DOUBT, info("hit.unreadable"))
    decided = ((0, Decision.COVER),)
    case = examined.with_page(replace(examined.page(number), hits=(taught,), decisions=decided))
    assert known_forms(case, readings.of) == (form,)
    case = examined.with_page(replace(examined.page(number), drawn=(drawn,)))
    again = replace(examined.page(number), number=99, drawn=(), hits=(), examined=False)
    case = replace(case, pages=(*case.pages, again))
    (page,) = examine(pool, case, readings, [99])
    hits = [hit for hit in page.hits if hit.reason.code == "hit.fixed_form"]
    assert [hit.verdict for hit in hits] == [Verdict.DOUBT]
    assert bounds(hits[0].mask.polygon) == (900, 1500, 1100, 1560)


def test_a_changed_name_is_no_gain() -> None:
    before = Applicant("张伟", "云岭化工有限公司", aliases=("张炜",))
    assert only_gained(before, replace(before, aliases=("张炜", "章伟")))
    assert not only_gained(before, replace(before, aliases=("章伟",)))
    assert not only_gained(before, replace(before, name="章伟"))

"""Which slots a person needs, as her answers have it: one line a case."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.checks import making_cases
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm
from zcdesk.cases.acts.noting import waive
from zcdesk.cases.case import Case
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.interview import NOT_ASKED, counting_answers, options, questions, unanswered
from zcdesk.notices.profile.sources import AllOf, AnyOf, FactIs, Not, Truth, judge
from zcdesk.sorting.told import PageTold

TABLES = rows_beside(__file__)

M, N, S, P, U = "missing", "not_needed", "not_stated", "needs_person", "could_not_check"

EMPTY_SLOTS = TABLES["empty_slots"]


@pytest.mark.parametrize(("slot", "facts", "state"), EMPTY_SLOTS)
def test_an_empty_slot_has_the_state_that_the_answers_give_it(
    slot: str, facts: dict[str, str], state: str
) -> None:
    assert making_cases.slot_state(slot, **facts).state == state


def test_every_slot_of_the_notice_is_in_the_table() -> None:
    assert {slot for slot, *_ in EMPTY_SLOTS} == {slot.id for slot in making_cases.NOTICE.slots()}


TITLES = ("title_doc", "title_cert", "title_review_form")


@pytest.mark.parametrize(("origin", "given", "states"), TABLES["given_titles"])
def test_one_of_three_is_enough_in_xinjiang_and_all_three_are_asked_from_elsewhere(
    origin: str, given: tuple[str, ...], states: tuple[str, ...]
) -> None:
    evaluation = making_cases.evaluated(*making_cases.slots_filled(*given), title_origin=origin)
    assert tuple(evaluation.slot(title).state for title in TITLES) == states


def test_a_missing_one_of_three_is_told_once() -> None:
    codes = [finding.code for finding in making_cases.evaluated().findings]
    assert codes.count("check.one_of_missing") == 1


@pytest.mark.parametrize(("slot", "facts", "reason"), TABLES["reasons"])
def test_a_slot_says_in_chinese_why(slot: str, facts: dict[str, str], reason: str) -> None:
    assert making_cases.slot_state(slot, **facts).reason == reason


@pytest.mark.parametrize(("slot", "count", "facts", "state"), TABLES["years"])
def test_a_series_wants_a_page_for_each_year_that_is_not_excused(
    slot: str, count: int, facts: dict[str, str], state: str
) -> None:
    exempt = {"village_work": "serving", "ce_exemption": "yes"} if facts else {}
    found = making_cases.slot_state(
        slot, *making_cases.slots_filled(*[slot] * count), **{**exempt, **facts}
    )
    assert found.state == state


def test_a_short_series_says_how_many_years_are_missing_and_which_are_asked() -> None:
    evaluation = making_cases.evaluated(*making_cases.slots_filled("ce_special", "ce_special"))
    (found,) = [f for f in evaluation.findings if f.code == "check.years_missing"
                and f.slot == "ce_special"]  # fmt: skip
    assert "2021、2022、2023、2024" in found.wording().message
    assert "缺少 2" in found.wording().message
    assert found.quote == "专业科目提供2021-2024年度培训合格证书"


def test_a_full_series_says_that_the_years_were_not_read() -> None:
    evaluation = making_cases.evaluated(*making_cases.slots_filled(*["annual_assessment"] * 3))
    codes = [f.code for f in evaluation.findings if f.slot == "annual_assessment"]
    assert codes == ["check.years_by_eye"]


@pytest.mark.parametrize(("count", "state"), [(3, P), (4, "satisfied")])
def test_a_paper_has_four_parts(count: int, state: str) -> None:
    pages = making_cases.slots_filled(*["paper"] * count)
    assert making_cases.slot_state("paper", *pages, published_papers="yes").state == state


def test_what_the_notice_does_not_state_is_done_once_its_papers_are_in_and_confirmed() -> None:
    answers = {"series": "human_resources", "level": "full_senior"}
    pages = (making_cases.prepared(1, "exam_score", Target.NAME),)
    states = [making_cases.slot_state("exam_score", *held, **answers).state for held in ((), pages)]
    assert states == [S, "satisfied"]


def test_an_answer_of_a_question_that_no_longer_matters_decides_nothing() -> None:
    answers = {**making_cases.ORDINARY, "series": "senior_engineer", "intellectual_property": "yes"}
    assert counting_answers(making_cases.NOTICE, answers)["intellectual_property"] == NOT_ASKED
    answers["series"] = "senior_economist"
    assert counting_answers(making_cases.NOTICE, answers)["intellectual_property"] == "yes"


def test_questions_are_asked_only_when_they_matter() -> None:
    asked = [fact.id for fact in questions(making_cases.NOTICE, {"village_work": "no"})]
    assert "ce_exemption" not in asked
    assert "aid_term" not in asked
    assert "first_returned_at" not in asked
    asked = [fact.id for fact in questions(making_cases.NOTICE, {"village_work": "returned"})]
    assert "ce_exemption" in asked


def test_the_ordinary_person_has_answered_everything() -> None:
    assert unanswered(making_cases.NOTICE, making_cases.ORDINARY) == ()


@pytest.mark.parametrize(("series", "count"), TABLES["levels"])
def test_a_series_offers_only_the_levels_that_the_notice_lists(series: str, count: int) -> None:
    assert len(options(making_cases.NOTICE, "level", {"series": series})) == count


def test_a_level_of_another_series_counts_as_not_answered_and_is_told() -> None:
    evaluation = making_cases.evaluated(series="senior_engineer", level="assistant")
    assert "check.answer_unknown" in [finding.code for finding in evaluation.findings]


A = FactIs.model_validate({"fact": "a", "is": ["1"]})
B = FactIs.model_validate({"fact": "b", "is": ["1"]})


def negated(condition: FactIs | AnyOf) -> Not:
    return Not.model_validate({"not": condition})


TRUTHS = [
    (AllOf(all=(A, B)), {"a": "1", "b": "1"}, Truth.YES),
    (AllOf(all=(A, B)), {"a": "1"}, Truth.UNKNOWN),
    (AllOf(all=(A, B)), {"a": "0"}, Truth.NO),
    (AllOf(all=(A, B)), {"b": "0"}, Truth.NO),
    (AnyOf(any=(A, B)), {"b": "1"}, Truth.YES),
    (AnyOf(any=(A, B)), {"a": "0"}, Truth.UNKNOWN),
    (AnyOf(any=(A, B)), {"a": "0", "b": "0"}, Truth.NO),
    (negated(A), {"a": "1"}, Truth.NO),
    (negated(A), {"a": "0"}, Truth.YES),
    (negated(A), {"a": ""}, Truth.UNKNOWN),
    (negated(AnyOf(any=(A, B))), {"a": "0", "b": "0"}, Truth.YES),
]


@pytest.mark.parametrize(("condition", "facts", "truth"), TRUTHS)
def test_conditions_know_three_truths(
    condition: AllOf | AnyOf | Not, facts: dict[str, str], truth: Truth
) -> None:
    assert judge(condition, facts).truth is truth


def test_an_open_condition_names_only_the_facts_that_would_decide_it() -> None:
    assert judge(AllOf(all=(A, B)), {"a": "1"}).unanswered == ("b",)


def test_changing_an_answer_changes_the_slots_at_once() -> None:
    before = making_cases.evaluated(employer_kind="local").slot("entrust_letter").state
    after = making_cases.evaluated(employer_kind="military").slot("entrust_letter").state
    assert (before, after) == (N, M)
    assert making_cases.case_of().facts


@pytest.mark.parametrize(("slot", "facts", "state"), TABLES["waived"])
def test_a_slot_that_the_person_noted_as_not_applying_is_waived(
    slot: str, facts: dict[str, str], state: str
) -> None:
    evaluation = making_cases.evaluated(**facts, **{f"waived.{slot}": "在平台填写"})
    assert evaluation.slot(slot).state == state
    told = [finding for finding in evaluation.findings if finding.slot == slot]
    assert [finding.code for finding in told] == ["check.slot_waived"]
    assert "在平台填写" not in told[0].wording().message


def test_a_slot_that_is_not_needed_stays_so() -> None:
    assert making_cases.slot_state("edu_material", **{"waived.edu_material": "没有"}).state == N


def test_a_blank_reason_waives_nothing() -> None:
    assert making_cases.slot_state("diploma", **{"waived.diploma": " "}).state == M


def test_pages_in_a_waived_slot_count_as_ever() -> None:
    page = making_cases.prepared(1, "diploma", Target.NAME)
    assert (
        making_cases.slot_state("diploma", page, **{"waived.diploma": "没有"}).state == "satisfied"
    )


def test_both_sides_of_a_card_on_one_page_are_two_parts_and_a_person_may_say_so() -> None:
    notice = load_notice("urumqi-private-2025")
    both = PageTold(kind="id_card_front", sure=True, also=("id_card_back",))
    for told, state in ((both, "satisfied"), (PageTold(kind="id_card_front"), "needs_person")):
        page = replace(making_cases.prepared(1, "id_card", Target.NAME), told=told)
        case = Case(notice.id, Applicant("张伟", "某厂"), frozenset(), (page,))
        case = confirm(case, 1)
        found = evaluate(notice, case, date(2025, 3, 1))
        assert found.slot("id_card").state == state
        short = [one for one in found.findings if one.code == "check.parts_short"]
        assert bool(short) == (state == "needs_person")
    why = Waiver(short[0].code, "两面在同一页", datetime(2025, 3, 1), short[0].rule, "id_card")
    side = Waiver("check.id_card_side", why.reason, why.at, found.slot("id_card").rule, "id_card")
    one_of_two = evaluate(notice, waive(case, why), date(2025, 3, 1))
    assert one_of_two.slot("id_card").state == "needs_person"
    noted = waive(waive(case, why), side)
    assert evaluate(notice, noted, date(2025, 3, 1)).slot("id_card").state == "satisfied"


@pytest.mark.parametrize(("notice_id", "clause"), TABLES["photocopies"])
def test_a_photocopy_is_told_where_the_notice_wants_originals(notice_id: str, clause: str) -> None:
    notice = load_notice(notice_id)
    page = replace(making_cases.prepared(3, "diploma", Target.NAME), told=PageTold(copied=True))
    case = Case(notice.id, Applicant("张伟", "某厂"), frozenset(), (page,))
    found = evaluate(notice, case, date(notice.year, 3, 1)).findings
    told = [(one.clause, one.page) for one in found if one.code == "check.photocopy"]
    assert told == ([(clause, 3)] if clause else [])

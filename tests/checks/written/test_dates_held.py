"""Dates, answers and years that cannot all be so are told, with the passage that they rest on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.checks.five import HOTAN, MIIT, PERSON, codes, evaluation_of
from tests.checks.making_cases import prepared
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.checks.dates.returns import return_facts
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding, Evaluation
from zcdesk.checks.written.years_full import full_months
from zcdesk.export.papers.open_points import open_points
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.interview import application_window, counting_answers, questions, unanswered
from zcdesk.notices.profile.entries import FactKind
from zcdesk.sorting.told import PageTold

TABLES = rows_beside(__file__)

URUMQI, REGION = "urumqi-private-2025", "region-senior-2024"
OURS = (
    "check.term_outlasts", "check.form_of_other_year", "check.ladder_kind", "check.ladder_not_full",
)  # fmt: skip


def told(notice_id: str, facts: dict[str, str], posted: tuple[int, ...] = ()) -> list[CaseFinding]:
    page = replace(prepared(1, "posting", Target.NAME), told=PageTold(years=posted))
    pages = (page,) if posted else ()
    case = Case(notice_id, Applicant("张伟", "某厂"), frozenset(), pages, tuple(facts.items()))
    notice = load_notice(notice_id)
    found = evaluate(notice, case, date(notice.year, 3, 1)).findings
    return [one for one in found if one.code in OURS]


@pytest.mark.parametrize(("notice", "facts", "posted", "code", "clause"), TABLES["held"])
def test_what_cannot_both_be_so_is_told_with_its_clause(
    notice: str, facts: dict[str, str], posted: tuple[int, ...], code: str, clause: str
) -> None:
    found = told(notice, facts, posted)
    assert [(one.code, one.clause) for one in found] == ([(code, clause)] if code else [])
    assert all(one.quote and one.wording().message for one in found)


@pytest.mark.parametrize(("answers", "code", "full"), TABLES["reckoned"])
def test_years_begin_with_the_latest_of_the_dates_they_are_counted_from(
    answers: dict[str, str], code: str, full: tuple[int, ...]
) -> None:
    facts = tuple({"education": "bachelor", **answers}.items())
    case = Case(URUMQI, Applicant("张伟", "某厂"), frozenset(), (), facts)
    found = evaluate(load_notice(URUMQI), case, date(2025, 3, 1)).findings
    (one,) = [each for each in found if each.code in LADDERS]
    assert one.code == code
    details = one.finding.details
    assert not full or (details["full"], details["months"]) == full


LADDERS = ("check.ladder_full", "check.ladder_not_full", "check.ladder_open")


def test_a_notice_asks_for_the_dates_that_it_counts_from_and_for_no_others() -> None:
    asked = {
        name: {fact.id for fact in load_notice(name).facts if fact.kind is FactKind.MONTH}
        for name in notice_ids()
    }
    assert asked[URUMQI] == {"graduation_date", "degree_date", "postdoctoral_date", "work_began"}
    assert asked["miit-2019"] == {"title_date", "work_began"}
    assert asked[REGION] == set()
    bachelor = questions(load_notice(URUMQI), {"education": "bachelor"})
    dates = {fact.id for fact in bachelor if fact.kind is FactKind.MONTH}
    assert dates == {"graduation_date", "work_began"}


def test_a_date_typed_as_a_text_answers_its_question() -> None:
    notice = load_notice("miit-2019")
    texts = (("title_date", "2014年12月"),)
    case = Case("miit-2019", Applicant("张伟", "某厂"), frozenset(), (), (), texts=texts)
    open_ = {fact.id for fact in unanswered(notice, return_facts(notice, case))}
    assert "title_date" not in open_
    assert "work_began" in open_


COUNTY = {"office": "county", "level": "junior"}
APPROVED = {"ce_exemption": "yes"}


def at(notice_id: str, facts: dict[str, str], today: date) -> Evaluation:
    case = Case(notice_id, PERSON, frozenset(), (), tuple(facts.items()))
    return evaluate(load_notice(notice_id), case, today)


def over(found: Evaluation) -> list[str]:
    told = [one for one in found.findings if one.code == "check.window_over"]
    return [str(one.finding.details["what"]) for one in told]


def test_a_county_that_sets_its_own_last_day_is_never_called_over_on_another() -> None:
    april = date(2025, 3, 20)
    assert "申报" in over(at(HOTAN, {"office": "prefecture", "level": "junior"}, april))
    assert over(at(HOTAN, COUNTY, april)) == []
    told = at(HOTAN, COUNTY, april).findings
    assert [one.clause for one in told if one.code == "check.end_set_elsewhere"] == ["三（四）"]
    assert "申报" not in [one.what for one in at(HOTAN, COUNTY, april).deadlines]


def test_the_last_day_that_a_person_enters_counts_down_and_passes() -> None:
    told = COUNTY | {"county_apply_end": "2025-03-28"}
    found = at(HOTAN, told, date(2025, 3, 20))
    ends = [str(one.at.date()) for one in found.deadlines if one.what == "县（市）初级申报"]
    assert ends == ["2025-03-28"]
    assert "check.end_set_elsewhere" not in [one.code for one in found.findings]
    assert "县（市）初级申报" in over(at(HOTAN, told, date(2025, 3, 29)))
    notice = load_notice(HOTAN)
    facts = counting_answers(notice, told)
    window = application_window(notice, facts)
    assert window is not None
    assert window.end == date(2025, 3, 28)
    silent = counting_answers(notice, COUNTY)
    assert application_window(notice, silent) is None


def test_the_day_to_which_years_count_is_no_deadline() -> None:
    found = at(MIIT, {}, date(2020, 3, 1))
    assert "评审资历计算" not in [one.what for one in found.deadlines]
    assert "评审资历计算" not in over(found)
    assert "check.seniority_open" in [one.code for one in found.findings]


SENIORITY = [
    # obtained, code, years, months
    ("2014-12-31", "check.seniority", 5, 0),
    ("2015-01-01", "check.seniority", 4, 11),
    ("2014年12月", "check.seniority", 5, 0),
    ("2020-01-05", "check.seniority_after", None, None),
]


@pytest.mark.parametrize(("obtained", "code", "years", "months"), SENIORITY)
def test_years_are_counted_to_the_notices_own_day(
    obtained: str, code: str, years: int | None, months: int | None
) -> None:
    facts = {"title_date": obtained, "work_began": "2010-07-01"}
    found = at(MIIT, facts, date(2019, 10, 11)).findings
    first = next(one for one in found if one.code.startswith("check.seniority"))
    assert (first.code, first.clause) == (code, "一")
    assert first.finding.details.get("years") == years
    assert first.finding.details.get("months") == months
    assert "2019-12-31" in first.wording().message


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [((2020, 2, 29), (2021, 2, 28), 11), ((2020, 1, 31), (2020, 2, 29), 0),
     ((2020, 1, 15), (2020, 2, 15), 1)],
)  # fmt: skip
def test_a_month_is_full_on_its_own_day(
    first: Sequence[int], last: Sequence[int], months: int
) -> None:
    assert full_months(date(*first), date(*last)) == months


def test_an_approved_exemption_excuses_the_notices_year_until_another_is_named() -> None:
    assumed = evaluation_of(MIIT, APPROVED)
    assert "2019" not in assumed.slot("ce_public").reason
    assert assumed.slot("ce_public").wanted == 5
    assert assumed.slot("ce_special").state == "waived"
    assert "check.answer_assumed" in codes(MIIT, APPROVED)
    named = evaluation_of(MIIT, APPROVED | {"ce_exempt_years": "2017"})
    assert named.slot("ce_special").state == "missing"
    assert "check.answer_assumed" not in [one.code for one in named.findings]
    told = [one for one in open_points(named) if "程序默认 2019" in one.message]
    assert [one.clause for one in told] == ["六（一）"]


def test_without_an_approval_no_year_is_assumed() -> None:
    for facts in ({}, {"ce_exemption": "no"}):
        assert "check.answer_assumed" not in codes(MIIT, facts)
        assert evaluation_of(MIIT, facts).slot("ce_public").wanted == 6

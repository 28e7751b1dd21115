"""Dates and answers that cannot both be so are told, with the passage that they rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.checks.making_cases import prepared
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.checks.dates.returns import return_facts
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.interview import questions, unanswered
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

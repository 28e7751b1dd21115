"""What was written for a form and the case tells otherwise is told before the form is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.tables import rows_beside
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.forms.values import values_of
from zcdesk.documents.making import make_form
from zcdesk.findings import Severity
from zcdesk.notices.files.loading import load_notice

TABLES = rows_beside(__file__)

URUMQI, REGION, HOTAN = "urumqi-private-2025", "region-senior-2024", "hotan-private-2025"
POSTED = {"posting_start": "2025-03-03", "posting_end": "2025-03-07"}


def case_of(notice: str, facts: dict[str, str], number: str = "") -> Case:
    applicant = Applicant("张伟", "某厂", id_number=number)
    return Case(notice, applicant, frozenset(), (), tuple(facts.items()))


@pytest.mark.parametrize(("notice", "facts", "number", "form", "field"), TABLES["told"])
def test_what_the_case_tells_otherwise_is_told_before_and_with_the_form(
    notice: str, facts: dict[str, str], number: str, form: str, field: str
) -> None:
    case = case_of(notice, facts, number)
    profile = load_notice(notice)
    before = [one for one in evaluate(profile, case, date(2025, 3, 1)).findings if one.code in OURS]
    assert [one.finding.details["field"] for one in before] == ([field] if field else [])
    made = make_form(profile, form, [case])
    told = [one for one in made.findings if one.code in OURS]
    assert [one.details["field"] for one in told] == ([field] if field else [])
    assert all(one.severity is Severity.ERROR for one in told)


OURS = ("check.form_differs", "check.form_not_offered")


def test_an_override_that_is_let_stand_is_said_and_holds_nobody_up() -> None:
    case = case_of(URUMQI, {**POSTED, "form.posting_days": "7"})
    waiver = Waiver("check.form_differs", "含周末", datetime(2025, 3, 1, tzinfo=UTC))
    made = make_form(load_notice(URUMQI), "posting_result", [replace(case, waivers=(waiver,))])
    (told,) = [one for one in made.findings if one.code in OURS]
    assert told.severity is Severity.INFO


@pytest.mark.parametrize(("notice", "facts", "number", "field", "shown"), TABLES["written"])
def test_blanks_take_what_the_case_tells_and_no_unit_twice(
    notice: str, facts: dict[str, str], number: str, field: str, shown: str
) -> None:
    values = values_of([case_of(notice, facts, number)], notice=load_notice(notice))
    assert values.shown(field) == shown

"""How far a form has come, what contradicts it, and what was taken over unconfirmed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.checks.making_cases import NOTICE, TODAY, case_of, prepared, refused
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.forms.values import values_of
from zcdesk.checks.slots.forms import forms
from zcdesk.documents.making import make_form
from zcdesk.findings import Severity
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice

TABLES = rows_beside(__file__)


@pytest.mark.parametrize(("facts", "given", "stage"), TABLES["stages"])
def test_a_form_is_made_printed_and_scanned(facts: dict[str, str], given: bool, stage: str) -> None:
    pages = [prepared(1, "posting", Target.NAME)] if given else []
    case = case_of(*pages, **facts)
    (form,) = [one for one in forms(NOTICE, case) if one.slot == "posting"]
    assert (form.stage, form.stamped) == (stage, True)
    expected = "satisfied" if given else "missing"
    assert evaluate(NOTICE, case, TODAY).slot("posting").state == expected


def test_a_refused_scan_is_no_scan() -> None:
    (form,) = [
        one for one in forms(NOTICE, case_of(refused(1, "posting"))) if one.slot == "posting"
    ]
    assert form.stage == "to_make"


@pytest.mark.parametrize(("notice_id", "facts", "said"), TABLES["ladders"])
def test_a_row_of_the_notices_table_is_told_as_what_the_notice_says(
    notice_id: str, facts: dict[str, str], said: str
) -> None:
    case = replace(case_of(), notice=notice_id, facts=tuple(facts.items()))
    found = [f for f in evaluate(load_notice(notice_id), case, date(2025, 3, 1)).findings
             if f.code.startswith("check.ladder") and f.code != "check.ladder_open"]  # fmt: skip
    (one,) = found
    assert said in one.wording().message
    assert "由受理单位认定" in one.wording().message
    assert one.severity == "info"


def inferred(notice: Notice) -> Notice:
    """The notice with its apply window and its diploma's slot taken over unconfirmed."""
    windows = tuple(
        one.model_copy(update={"inferred": one.id == "apply"}) for one in notice.windows
    )
    sections = tuple(
        section.model_copy(update={"slots": tuple(
            slot.model_copy(update={"inferred": slot.id == "diploma"}) for slot in section.slots
        )})
        for section in notice.sections
    )  # fmt: skip
    return notice.model_copy(update={"windows": windows, "sections": sections})


@pytest.mark.parametrize("given", [True, False])
def test_an_inherited_slot_that_nobody_confirmed_needs_a_person(given: bool) -> None:
    case = case_of(*([prepared(1, "diploma", Target.NAME)] if given else []))
    evaluation = evaluate(inferred(NOTICE), case, TODAY)
    assert evaluation.slot("diploma").state == "needs_person"
    assert "check.slot_inferred" in [f.code for f in evaluation.findings if f.slot == "diploma"]
    assert evaluation.slot("id_card").state == "missing"


def test_an_inherited_day_that_nobody_confirmed_says_so_wherever_it_is_shown() -> None:
    evaluation = evaluate(inferred(NOTICE), case_of(), TODAY)
    told = {f.code: f for f in evaluation.findings}
    assert "推算，未经通知证实" in told["check.time_inferred"].wording().message
    assert told["check.inferred"].finding.details["count"] == 2
    assert evaluation.deadlines[0].what == "申报（推算，未经通知证实）"
    assert evaluate(NOTICE, case_of(), TODAY).deadlines[0].what == "申报"


URUMQI = "urumqi-private-2025"


def case_telling(notice: str, facts: dict[str, str], number: str = "") -> Case:
    applicant = Applicant("张伟", "某厂", id_number=number)
    return Case(notice, applicant, frozenset(), (), tuple(facts.items()))


@pytest.mark.slow
@pytest.mark.parametrize(("notice", "facts", "number", "form", "field"), TABLES["told"])
def test_what_the_case_tells_otherwise_is_told_before_and_with_the_form(
    notice: str, facts: dict[str, str], number: str, form: str, field: str
) -> None:
    case = case_telling(notice, facts, number)
    profile = load_notice(notice)
    before = [one for one in evaluate(profile, case, date(2025, 3, 1)).findings if one.code in OURS]
    assert [one.finding.details["field"] for one in before] == ([field] if field else [])
    made = make_form(profile, form, [case])
    told = [one for one in made.findings if one.code in OURS]
    assert [one.details["field"] for one in told] == ([field] if field else [])
    assert all(one.severity is Severity.ERROR for one in told)


OURS = ("check.form_differs", "check.form_not_offered")


def test_an_override_that_is_let_stand_is_said_and_holds_nobody_up() -> None:
    posted = {"posting_start": "2025-03-03", "posting_end": "2025-03-07"}
    case = case_telling(URUMQI, {**posted, "form.posting_days": "7"})
    waiver = Waiver("check.form_differs", "含周末", datetime(2025, 3, 1, tzinfo=UTC))
    made = make_form(load_notice(URUMQI), "posting_result", [replace(case, waivers=(waiver,))])
    (told,) = [one for one in made.findings if one.code in OURS]
    assert told.severity is Severity.INFO


@pytest.mark.parametrize(("notice", "facts", "number", "field", "shown"), TABLES["written"])
def test_blanks_take_what_the_case_tells_and_no_unit_twice(
    notice: str, facts: dict[str, str], number: str, field: str, shown: str
) -> None:
    values = values_of([case_telling(notice, facts, number)], notice=load_notice(notice))
    assert values.shown(field) == shown

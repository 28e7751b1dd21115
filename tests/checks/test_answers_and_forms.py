"""How far a form has come, and what was taken over unconfirmed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.checks.making_cases import NOTICE, TODAY, case_of, prepared, refused
from tests.tables import rows_beside
from zcdesk.applicant import Target
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.slots.forms import forms
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

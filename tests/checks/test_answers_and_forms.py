"""What a changed answer adds or drops, how far a form has come, what was taken over unconfirmed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.checks.making_cases import NOTICE, TODAY, case_of, prepared, refused
from zcdesk.applicant import Target
from zcdesk.checks.changes import changes
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.slots.forms import forms
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice

CHANGED: list[tuple[dict[str, str], dict[str, str], list[str]]] = [
    # answers before, answers after, lines
    ({"chsi_record": "found"}, {"chsi_record": "not_found"},
     ["不再需要：学信网查询结果（不需要，因为学信网查询不到您的学历，四（一）2）",
      "增加：相关学历材料（需要，因为学信网查询不到您的学历，四（一）2）"]),
    ({"published_papers": "no"}, {"published_papers": "yes"},
     ["增加：著作、论文（需要，因为您要填报著作或论文，四（一）8）"]),
    ({"moved_from_office": "yes"}, {"moved_from_office": "no"},
     ["不再需要：任命文件（不需要，因为您不是从机关调动来的，四（一）4）"]),
    ({"title_origin": "xinjiang"}, {"title_origin": "xinjiang"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "lines"), CHANGED)
def test_a_changed_answer_tells_what_it_added_and_dropped(
    before: dict[str, str], after: dict[str, str], lines: list[str]
) -> None:
    old = evaluate(NOTICE, case_of(**before), TODAY)
    new = evaluate(NOTICE, case_of(**after), TODAY)
    told = [change.told for change in changes(old, new)]
    assert told[: len(lines)] == lines
    assert bool(told) is bool(lines)
    assert changes(new, new) == ()


def test_another_place_of_the_title_changes_the_three_slots() -> None:
    old = evaluate(NOTICE, case_of(title_origin="xinjiang"), TODAY)
    new = evaluate(NOTICE, case_of(title_origin="elsewhere"), TODAY)
    assert [(one.kind, one.slot) for one in changes(old, new)] == [
        ("changed", "title_doc"), ("changed", "title_cert"), ("changed", "title_review_form"),
    ]  # fmt: skip


STAGES = [
    ({}, False, "to_make"),
    ({"printed.posting": "2024-09-01"}, False, "printed"),
    ({"printed.posting": " "}, False, "to_make"),
    ({}, True, "scanned"),
    ({"printed.posting": "2024-09-01"}, True, "scanned"),
]


@pytest.mark.parametrize(("facts", "given", "stage"), STAGES)
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


LADDERS = [
    ("urumqi-private-2025", {"education": "secondary"},
     "通知写明：中专毕业后满 3 年，可初定初级（附1表）"),
    ("urumqi-private-2025", {"education": "doctor"}, "满 1 年，可授予副高级"),
    ("hotan-private-2025", {"skilled": "advanced"}, "通知写明：高级工满 2 年，可评审助理级"),
    ("hotan-private-2025", {"technical_school": "technician"},
     "通知写明：技工院校预备技师（技师）班可初定初级"),
]  # fmt: skip


@pytest.mark.parametrize(("notice_id", "facts", "said"), LADDERS)
def test_a_row_of_the_notices_table_is_told_as_what_the_notice_says(
    notice_id: str, facts: dict[str, str], said: str
) -> None:
    case = replace(case_of(), notice=notice_id, facts=tuple(facts.items()))
    found = [f for f in evaluate(load_notice(notice_id), case, date(2025, 3, 1)).findings
             if f.code.startswith("check.ladder")]  # fmt: skip
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

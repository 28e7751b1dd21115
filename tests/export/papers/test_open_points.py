"""The checklist tells what the checks found open."""

from __future__ import annotations

from datetime import date

from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding, Evaluation, SectionState, SlotState, State, TextState
from zcdesk.export.papers.checklist import checklist
from zcdesk.export.papers.html import to_html
from zcdesk.export.papers.open_points import open_points
from zcdesk.export.plan.manifest import OpenPoint
from zcdesk.findings import error, info, warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.slots import Who


def slot(name: str, state: State) -> SlotState:
    return SlotState(name, f"标题 {name}", state, (Who.EMPLOYER,), (), "", "四", "", "原因", 0, 1)


def test_every_slot_that_is_not_complete_is_told_with_its_findings_or_its_reason() -> None:
    slots = tuple(slot(state.value, state) for state in State)
    section = SectionState("s", "栏目", State.MISSING, (), slots)
    findings = (
        CaseFinding(error("export.nothing"), slot="missing"),
        CaseFinding(info("export.nothing"), slot="not_stated"),
        CaseFinding(info("export.nothing"), slot="satisfied"),
    )
    told = open_points(Evaluation("n", (section,), findings, ()))
    assert [point.state for point in told] == [
        "awaited.employer", "waived", "needs_person", "not_stated", "could_not_check",
    ]  # fmt: skip
    assert told[0].message == "还没有可以导出的页。请先看完并确认至少一页，再导出。"
    assert {point.message for point in told[1:]} == {"原因"}
    assert (told[0].section, told[0].slot) == ("栏目", "标题 missing")
    assert (told[0].who, told[0].clause) == ((Who.EMPLOYER,), "四")


def told_of(*findings: CaseFinding, texts: tuple[TextState, ...] = ()) -> list[OpenPoint]:
    slots = (slot("done", State.SATISFIED),)
    section = SectionState("s", "栏目", State.SATISFIED, (), slots, texts)
    return list(open_points(Evaluation("n", (section,), findings, ())))


def test_what_belongs_to_no_section_is_told_by_where_it_is_mended() -> None:
    told = told_of(
        CaseFinding(warning("check.pages_unsorted", count=2), who=(Who.APPLICANT,)),
        CaseFinding(warning("check.id_number_old")),
        CaseFinding(error("check.told_differently", what="学历取得时间", places="申报表、公示")),
        CaseFinding(error("check.id_number_digit")),
        CaseFinding(info("check.profile_carried")),
        CaseFinding(warning("case.nothing_found", count=3)),
        CaseFinding(warning("document.id_number_shown")),
    )
    assert [(point.section, point.state) for point in told] == [
        ("姓名、单位和证件号", "error"),
        ("姓名、单位和证件号", "warning"),
        ("姓名、单位和证件号", "warning"),
        ("填写的内容", "error"),
        ("各页", "warning"),
        ("整份申报", "warning"),
    ]
    assert told[0].message.startswith("身份证号的校验位不对")
    assert told[4].who == (Who.APPLICANT,)


def test_a_text_of_a_section_is_told_under_its_title() -> None:
    finding = error("check.text_name", paragraph=2, field="业务工作总结")
    found = CaseFinding(finding, section="s", field="work_summary")
    (told,) = told_of(found, texts=(TextState("work_summary", "业务工作总结", State.MISSING),))
    assert (told.section, told.slot, told.state) == ("栏目", "业务工作总结", "error")
    assert told.message.startswith("“业务工作总结”第 2 段出现了本人姓名。")


def test_a_complete_slot_with_a_warning_is_told() -> None:
    told = told_of(CaseFinding(warning("check.photo_covered", page=3, slot="照片"), slot="done"))
    assert [(point.state, point.slot) for point in told] == [("warning", "标题 done")]


def test_what_a_person_lets_stand_is_told_as_such() -> None:
    found = (
        CaseFinding(error("check.id_number_digit"), waived="核对过"),
        CaseFinding(warning("check.id_card_side", side="背面"), slot="done", waived="同一张"),
    )
    told = told_of(*found)
    assert [point.state for point in told] == ["let_stand", "let_stand"]
    assert all("核对过" not in point.message for point in told)


def test_the_checklist_of_a_case_with_a_wrong_digit_never_says_that_nothing_is_open() -> None:
    number = "65432119900101123" + "5"
    case = Case("region-senior-2024", Applicant("张伟", "某某公司", id_number=number), frozenset())
    told = open_points(evaluate(load_notice(case.notice), case, date(2024, 9, 1)))
    listed = checklist(load_notice(case.notice), (), {}, (), told[:1])
    page = to_html(listed).decode()
    assert "身份证号的校验位不对" in page
    assert "检查没有发现未办的事项" not in page

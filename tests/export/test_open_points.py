"""The checklist tells what the checks found open."""

from __future__ import annotations

from zcdesk.checks.states import CaseFinding, Evaluation, SectionState, SlotState, State
from zcdesk.export.open_points import open_points
from zcdesk.findings import error, info
from zcdesk.notices.notice import Who


def slot(name: str, state: State) -> SlotState:
    return SlotState(name, f"标题 {name}", state, (Who.EMPLOYER,), (), "", "四", "", "原因", 0, 1)


def test_every_slot_that_is_not_complete_is_told_with_its_findings_or_its_reason() -> None:
    slots = tuple(slot(state.value, state) for state in State)
    section = SectionState("s", "栏目", State.MISSING, (), slots)
    findings = (
        CaseFinding(error("export.nothing"), slot="missing"),
        CaseFinding(info("export.nothing"), slot="not_stated"),
        CaseFinding(error("export.nothing"), slot="satisfied"),
    )
    told = open_points(Evaluation("n", (section,), findings, ()))
    assert [point.state for point in told] == [
        "missing", "waived", "needs_person", "not_stated", "could_not_check",
    ]  # fmt: skip
    assert told[0].message == "还没有可以导出的页。请先看完并确认至少一页，再导出。"
    assert {point.message for point in told[1:]} == {"原因"}
    assert (told[0].section, told[0].slot) == ("栏目", "标题 missing")
    assert (told[0].who, told[0].clause) == ((Who.EMPLOYER,), "四")

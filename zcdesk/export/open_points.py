"""What the checks found open, as lines of the checklist."""

from __future__ import annotations

from zcdesk.checks.states import CaseFinding, Evaluation, SectionState, SlotState, State
from zcdesk.export.finished import OpenPoint
from zcdesk.findings import Severity

_TOLD = {
    State.MISSING,
    State.NEEDS_PERSON,
    State.COULD_NOT_CHECK,
    State.NOT_STATED,
    State.WAIVED,
}


def open_points(evaluation: Evaluation) -> tuple[OpenPoint, ...]:
    """Return one line for every slot that is not simply complete or not needed, in order.

    Waived slots and those the notice does not speak of are told too: a person who uploads must
    see that they were left on purpose.
    """
    return tuple(
        _point(section, slot, evaluation.findings)
        for section in evaluation.sections
        for slot in section.slots
        if slot.state in _TOLD
    )


def _point(section: SectionState, slot: SlotState, findings: tuple[CaseFinding, ...]) -> OpenPoint:
    """Tell what was found on the slot, or why it stands as it does when nothing was."""
    told = [
        one.wording() for one in findings if one.slot == slot.id and one.severity != Severity.INFO
    ]
    sentences = [part for wording in told for part in (wording.message, wording.remedy) if part]
    return OpenPoint(
        state=slot.state,
        section=section.title,
        slot=slot.title,
        message="".join(sentences) or slot.reason,
        who=slot.who,
        clause=slot.clause,
    )

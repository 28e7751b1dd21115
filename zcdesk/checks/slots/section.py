"""One section held against the notice: its slots, its texts, and what they make of it."""

from __future__ import annotations

from zcdesk.checks.situation import Situation
from zcdesk.checks.slots.slot import evaluate_slot
from zcdesk.checks.states import WORST_FIRST, CaseFinding, SectionState, SlotState, State
from zcdesk.checks.unfinished import whose_turn
from zcdesk.checks.written.text_fields import text_states
from zcdesk.notices.profile.slots import Section


def evaluate_section(
    situation: Situation, section: Section
) -> tuple[SectionState, tuple[CaseFinding, ...]]:
    """Return the state of a section and its findings."""
    slots: list[SlotState] = []
    findings: list[CaseFinding] = []
    for slot in section.slots:
        state, of_slot = evaluate_slot(situation, section, slot)
        slots.append(state)
        findings += of_slot
    texts, about_texts = text_states(situation.notice, situation.case, section)
    findings += about_texts
    asked = {finding.field for finding in about_texts}
    typed = [
        text.state for text in texts if text.state is not State.COULD_NOT_CHECK or text.id in asked
    ]
    states = (*(slot.state for slot in slots), *typed)
    # Fields that nobody filled in here may be filled in on the platform, but nobody has seen it.
    silent = State.COULD_NOT_CHECK if section.fields else State.NOT_NEEDED
    worst = min(states, key=WORST_FIRST.index, default=silent)
    return SectionState(
        section.id, section.title, worst, whose_turn(slots), tuple(slots), texts
    ), tuple(findings)

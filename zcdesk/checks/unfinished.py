"""The states of slots and sections in the light of all that is still to do.

The last step of every evaluation, and the only place where findings reach states: whatever tells
a person of something to do about a slot, no list, head, card or path calls that slot complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zcdesk.checks.states import (
    UNFINISHED,
    WORST_FIRST,
    CaseFinding,
    SectionState,
    SlotState,
    State,
)
from zcdesk.notices.profile.slots import Who


def with_open_points(
    sections: Iterable[SectionState], findings: Sequence[CaseFinding]
) -> tuple[SectionState, ...]:
    """Return sections of which none is finished where something is to do.

    Args:
        sections: As notice, answers and pages alone make them.
        findings: All of the case, with what the person lets stand.
    """
    sections = tuple(sections)
    left = [finding for finding in findings if finding.to_do]
    awaited = {slot.id for section in sections for slot in section.slots if slot.awaited}
    own = {finding.section for finding in left if finding.slot not in awaited}
    open_slots = {finding.slot for finding in left}
    open_sections = {finding.section for finding in left}
    return tuple(_section(section, open_slots, open_sections, own) for section in sections)


def whose_turn(slots: Sequence[SlotState]) -> tuple[Who, ...]:
    """Return those who have something to do in a section; all of its people when it is done."""
    unfinished = [slot for slot in slots if slot.state in UNFINISHED]
    return tuple(dict.fromkeys(who for slot in unfinished or slots for who in slot.who))


def _section(
    section: SectionState, slots: set[str], sections: set[str], own: set[str]
) -> SectionState:
    slot_states = tuple(
        replace(slot, state=_unfinished(slot.state)) if slot.id in slots else slot
        for slot in section.slots
    )
    state = _unfinished(section.state) if section.id in sections else section.state
    worst = min((state, *(slot.state for slot in slot_states)), key=WORST_FIRST.index)
    others = any(slot.awaited for slot in slot_states) and section.id not in own
    hers = any(slot.state in UNFINISHED and not slot.awaited for slot in (*slot_states,))
    awaited = others and not hers and not any(text.state in UNFINISHED for text in section.texts)
    return replace(
        section, state=worst, slots=slot_states, who=whose_turn(slot_states), awaited=awaited
    )


def _unfinished(state: State) -> State:
    return state if state in UNFINISHED else State.NEEDS_PERSON

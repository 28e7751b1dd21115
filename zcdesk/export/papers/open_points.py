"""What the checks found open, as lines of the checklist, grouped by where a person mends it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache

from zcdesk.checks.states import CaseFinding, Evaluation, SectionState, SlotState, State
from zcdesk.export.papers.checklist import word
from zcdesk.export.plan.finished import OpenPoint
from zcdesk.findings import Severity
from zcdesk.resources import resource

_TOLD = {
    State.MISSING,
    State.NEEDS_PERSON,
    State.COULD_NOT_CHECK,
    State.NOT_STATED,
    State.WAIVED,
}

_ELSEWHERE = "case"
_OWN_CHOICES = frozenset({"check.answer_not_assumed"})
"""What the person put in place of our default: no fault, and whoever uploads must see it (A-59)."""

LET_STAND = "let_stand"
"""State of a finding that the person lets stand, with her reason."""


def open_points(evaluation: Evaluation) -> tuple[OpenPoint, ...]:
    """Return every open finding: of the whole case first, then section by section.

    Slots have one line each, unless they are simply complete or not needed and nothing was found
    on them. Waived slots, those the notice does not speak of and findings that the person lets
    stand are told too: whoever uploads must see that they were left on purpose.
    """
    return (
        *_of_the_case(evaluation),
        *(
            point
            for section in evaluation.sections
            for point in _of_section(section, evaluation.findings)
        ),
    )


def _of_the_case(evaluation: Evaluation) -> Iterator[OpenPoint]:
    """Yield what belongs to no section: the person, what she typed, times, the notice."""
    sections = {section.id for section in evaluation.sections}
    slots = {slot.id for slot in evaluation.slots()}
    loose = [
        one
        for one in evaluation.findings
        if one.section not in sections and one.slot not in slots and _is_told(one)
    ]
    for place in (*_places(), _ELSEWHERE):
        here = [one for one in loose if _place(one) == place]
        for one in sorted(here, key=_weight):
            yield _point(word(f"export.where.{place}"), "", one)


def _of_section(section: SectionState, findings: Sequence[CaseFinding]) -> Iterator[OpenPoint]:
    """Yield the texts of a section, then its slots in the platform's order."""
    titles = {text.id: text.title for text in section.texts}
    slots = {slot.id for slot in section.slots}
    for one in findings:
        if one.section == section.id and one.slot not in slots and _is_told(one):
            yield _point(section.title, titles.get(one.field, ""), one)
    for slot in section.slots:
        here = [one for one in findings if one.slot == slot.id]
        open_here = [one for one in here if one.severity is not Severity.INFO]
        if slot.state in _TOLD or open_here:
            yield _of_slot(section, slot, open_here)
        for one in here:
            if one.waived:
                yield _point(section.title, slot.title, one)


def _of_slot(section: SectionState, slot: SlotState, told: Sequence[CaseFinding]) -> OpenPoint:
    """Tell what was found on the slot, or why it stands as it does when nothing was."""
    state = slot.word
    if slot.state not in _TOLD:
        state = str(min(told, key=_weight).severity)
    return OpenPoint(
        state=state,
        section=section.title,
        slot=slot.title,
        message="".join(map(_sentences, told)) or slot.reason,
        who=slot.who,
        clause=slot.clause,
    )


def _point(where: str, what: str, one: CaseFinding) -> OpenPoint:
    state = LET_STAND if one.waived else str(one.severity)
    return OpenPoint(state, where, what, _sentences(one), one.who, one.clause)


def _is_told(one: CaseFinding) -> bool:
    return one.severity is not Severity.INFO or bool(one.waived) or one.code in _OWN_CHOICES


def _weight(one: CaseFinding) -> int:
    """Errors stand before warnings, what was let stand comes last."""
    return (Severity.ERROR, Severity.WARNING, Severity.INFO).index(one.severity)


def _place(one: CaseFinding) -> str:
    for place, beginnings in _places().items():
        if one.code.startswith(beginnings):
            return place
    return _ELSEWHERE


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Return, by place and in order, how the codes of the findings begin that are mended there."""
    text = resource("checks", "places.toml").read_text(encoding="utf-8")
    return {place: tuple(entry["begins"]) for place, entry in tomllib.loads(text).items()}


def _sentences(one: CaseFinding) -> str:
    wording = one.wording()
    return "".join(part for part in (wording.message, wording.remedy) if part)

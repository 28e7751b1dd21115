"""What the checks found open, as lines of the checklist, grouped by where a person mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.checks.states import CaseFinding, Evaluation, SectionState, SlotState, State
from zcdesk.export.papers.checklist import word
from zcdesk.export.plan.manifest import OpenPoint
from zcdesk.finding_facts import HEADINGS, About, facts_of
from zcdesk.findings import Severity, amiss

_TOLD = {
    State.MISSING,
    State.NEEDS_PERSON,
    State.COULD_NOT_CHECK,
    State.NOT_STATED,
    State.WAIVED,
}

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
        finding
        for finding in evaluation.findings
        if finding.section not in sections and finding.slot not in slots and _belongs_there(finding)
    ]
    for place in HEADINGS:
        here = [finding for finding in loose if _place(finding) is place]
        for finding in sorted(here, key=_weight):
            yield _point(word(f"export.where.{place}"), "", finding)


def _of_section(section: SectionState, findings: Sequence[CaseFinding]) -> Iterator[OpenPoint]:
    """Yield the texts of a section, then its slots in the platform's order."""
    titles = {text.id: text.title for text in section.texts}
    slots = {slot.id for slot in section.slots}
    for finding in findings:
        if finding.section == section.id and finding.slot not in slots and _belongs_there(finding):
            yield _point(section.title, titles.get(finding.field, ""), finding)
    for slot in section.slots:
        here = [finding for finding in findings if finding.slot == slot.id]
        open_here = amiss(here)
        if slot.state in _TOLD or open_here:
            yield _of_slot(section, slot, open_here)
        for finding in here:
            if finding.waived:
                yield _point(section.title, slot.title, finding)


def _of_slot(section: SectionState, slot: SlotState, findings: Sequence[CaseFinding]) -> OpenPoint:
    """Return the open point of a slot: its findings, or why its state is as it is."""
    state = slot.word
    if slot.state not in _TOLD:
        state = str(min(findings, key=_weight).severity)
    return OpenPoint(
        state=state,
        section=section.title,
        slot=slot.title,
        message="".join(map(_sentences, findings)) or slot.reason,
        who=slot.who,
        clause=slot.clause,
    )


def _point(where: str, what: str, finding: CaseFinding) -> OpenPoint:
    state = LET_STAND if finding.waived else str(finding.severity)
    return OpenPoint(state, where, what, _sentences(finding), finding.who, finding.clause)


def _belongs_there(finding: CaseFinding) -> bool:
    return (
        finding.severity is not Severity.INFO
        or bool(finding.waived)
        or facts_of(finding.code).shown == "checklist"  # whoever uploads must see it
    )


def _weight(finding: CaseFinding) -> int:
    """Return the rank of a finding: errors, then warnings, then remarks."""
    return (Severity.ERROR, Severity.WARNING, Severity.INFO).index(finding.severity)


def _place(finding: CaseFinding) -> About:
    about = facts_of(finding.code).about
    return about if about in HEADINGS else About.CASE


def _sentences(finding: CaseFinding) -> str:
    wording = finding.wording()
    return "".join(part for part in (wording.message, wording.remedy) if part)

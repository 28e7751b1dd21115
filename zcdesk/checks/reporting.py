"""An evaluation as plain data, the shape that ``case status --json`` promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from zcdesk.checks.concerning.told import Told, ToldKind
from zcdesk.checks.states import CaseFinding, Evaluation, SectionState, State
from zcdesk.findings import Severity
from zcdesk.notices.profile import Who
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.vocabulary import FindingCode, one_of
from zcdesk.wording import in_language

StateWord = Annotated[str, one_of(State)]
WhoWord = Annotated[str, one_of(Who)]
Whose = tuple[WhoWord, ...]


class ToldDeadline(DataPart):
    """A last moment: RFC 3339 in Beijing time; ``hours_left`` is negative after it."""

    what: str
    at: str
    hours_left: float
    rule: str
    clause: str
    quote: str
    who: Whose


class ToldText(DataPart):
    """A text with its length in three ways of counting."""

    id: str
    title: str
    state: StateWord
    with_marks: int
    letters: int
    as_word: int


class ToldSlot(DataPart):
    """A slot; ``pages`` are numbers, which stay a page's own for the life of the case."""

    id: str
    title: str
    state: StateWord
    who: Whose
    pages: tuple[int, ...]
    rule: str
    clause: str
    quote: str
    reason: str
    given: int
    wanted: int


class ToldSection(DataPart):
    """A section with its slots and texts."""

    id: str
    title: str
    state: StateWord
    who: Whose
    slots: tuple[ToldSlot, ...]
    texts: tuple[ToldText, ...]


class ToldFinding(DataPart):
    """A finding; ``page`` is the number of a page, ``place`` what it is called on screen."""

    severity: Annotated[str, one_of(Severity)]
    code: FindingCode
    rule: str
    clause: str
    quote: str
    message: str
    remedy: str
    section: str
    slot: str
    page: int | None
    place: int | None
    field: str
    waived: bool
    to_do: bool
    who: Whose


class ToldPassage(DataPart):
    """What the notice says beside its demands; ``place`` is a section's id or a moment."""

    place: str
    slot: str
    kind: Annotated[str, one_of(ToldKind)]
    title: str
    clause: str
    quote: str
    because: str
    who: Whose


class StatusDocument(DataDocument):
    """All that ``case status`` tells."""

    notice: str
    deadlines: tuple[ToldDeadline, ...]
    sections: tuple[ToldSection, ...]
    findings: tuple[ToldFinding, ...]
    told: tuple[ToldPassage, ...]


def status_document(
    evaluation: Evaluation, language: str = "zh", told: Sequence[Told] = ()
) -> StatusDocument:
    """Return an evaluation as data; nothing in it is the applicant's.

    ``told`` is what the notice says beside its demands, each thing at its place.
    """
    return StatusDocument(
        notice=evaluation.notice,
        deadlines=tuple(
            ToldDeadline.of(
                deadline,
                what=in_language(deadline.what, language),
                at=deadline.at.isoformat(),
                clause=in_language(deadline.clause, language),
            )
            for deadline in evaluation.deadlines
        ),
        sections=tuple(_section(section, language) for section in evaluation.sections),
        findings=tuple(_finding(finding, language) for finding in evaluation.findings),
        told=tuple(
            ToldPassage.of(passage, title=in_language(passage.title, language)) for passage in told
        ),
    )


def _section(section: SectionState, language: str) -> ToldSection:
    slots = tuple(
        ToldSlot.of(slot, reason=in_language(slot.reason, language)) for slot in section.slots
    )
    return ToldSection.of(section, slots=slots)


def _finding(finding: CaseFinding, language: str) -> ToldFinding:
    wording = finding.wording(language)
    return ToldFinding.of(
        finding, message=wording.message, remedy=wording.typed, waived=bool(finding.waived)
    )

"""An evaluation as plain data, the shape that ``case status --json`` promises."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.checks.concerning.told import Told, told_data
from zcdesk.checks.states import CaseFinding, Evaluation, SectionState, SlotState, TextState

SCHEMA = 1


def status_document(
    evaluation: Evaluation, language: str = "zh", told: Sequence[Told] = ()
) -> dict[str, object]:
    """Return an evaluation as data for JSON; nothing in it is the applicant's.

    Times are RFC 3339 in Beijing time, hours are negative after the term, pages are numbers;
    ``told`` is what the notice says beside its demands, each thing at its place.
    """
    return {
        "schema": SCHEMA,
        "notice": evaluation.notice,
        "deadlines": [
            {
                "what": deadline.what,
                "at": deadline.at.isoformat(),
                "hours_left": deadline.hours_left,
                "rule": deadline.rule,
                "clause": deadline.clause,
                "quote": deadline.quote,
                "who": [str(who) for who in deadline.who],
            }
            for deadline in evaluation.deadlines
        ],
        "sections": [_section(section) for section in evaluation.sections],
        "findings": [_finding(finding, language) for finding in evaluation.findings],
        "told": [told_data(one) for one in told],
    }


def _section(section: SectionState) -> dict[str, object]:
    return {
        "id": section.id,
        "title": section.title,
        "state": str(section.state),
        "who": [str(who) for who in section.who],
        "slots": [_slot(slot) for slot in section.slots],
        "texts": [_text(text) for text in section.texts],
    }


def _text(text: TextState) -> dict[str, object]:
    return {
        "id": text.id,
        "title": text.title,
        "state": str(text.state),
        "with_marks": text.with_marks,
        "letters": text.letters,
        "as_word": text.as_word,
    }


def _slot(slot: SlotState) -> dict[str, object]:
    return {
        "id": slot.id,
        "title": slot.title,
        "state": str(slot.state),
        "who": [str(who) for who in slot.who],
        "pages": list(slot.pages),
        "rule": slot.rule,
        "clause": slot.clause,
        "quote": slot.quote,
        "reason": slot.reason,
        "given": slot.given,
        "wanted": slot.wanted,
    }


def _finding(finding: CaseFinding, language: str) -> dict[str, object]:
    wording = finding.wording(language)
    return {
        "severity": str(finding.severity),
        "code": finding.code,
        "rule": finding.rule,
        "clause": finding.clause,
        "quote": finding.quote,
        "message": wording.message,
        "remedy": wording.typed,
        "section": finding.section,
        "slot": finding.slot,
        "page": finding.page,
        "place": finding.place,
        "field": finding.field,
        "waived": bool(finding.waived),
        "to_do": finding.to_do,
        "who": [str(who) for who in finding.who],
    }

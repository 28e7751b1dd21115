"""The texts of a case, field by field, held against the notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from zcdesk.cases.case import Case
from zcdesk.checks.states import CaseFinding, State, TextState
from zcdesk.checks.written.texts import counted, text_findings
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Severity
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Medium, Section


def text_ids(section: Section) -> tuple[tuple[str, str], ...]:
    """Return id and title of every text of a section: its fields, and slots that may be typed."""
    fields = tuple((field.id, field.title) for field in section.fields)
    typed = tuple(
        (slot.id, slot.title) for slot in section.slots if slot.medium is Medium.TEXT_OR_SCAN
    )
    return (*fields, *typed)


EMPTY, NOT_WRITTEN = "check.text_empty", "check.text_not_written"
"""Codes: a field was left empty that may not be; one was not written here at all."""


def text_states(
    notice: Notice, case: Case, section: Section
) -> tuple[tuple[TextState, ...], tuple[CaseFinding, ...]]:
    """Return how the texts of a section stand, and what there is to tell about them.

    A text that nobody typed here may have been typed on the platform at once: it counts as not
    checked, and is nobody's fault. A field that the notice does not let stand empty is reported.
    """
    written = dict(case.texts)
    states: list[TextState] = []
    findings: list[CaseFinding] = []
    for text_id, title in text_ids(section):
        if text_id not in written:
            states.append(TextState(text_id, title, State.COULD_NOT_CHECK))
            if text_id in {field.id for field in section.fields}:
                findings += _not_written(notice, case, section, text_id)
            continue
        text = written[text_id]
        own = tuple(_text_findings(notice, case, section, text_id, text))
        findings += own
        counts = counted(text)
        states.append(
            TextState(
                text_id,
                title,
                _state(own, text),
                counts.with_marks,
                counts.letters,
                counts.as_word,
            )
        )
    return tuple(states), tuple(findings)


def _not_written(
    notice: Notice, case: Case, section: Section, text_id: str
) -> Iterator[CaseFinding]:
    """Yield that a field was not written here, where the notice lets none of its kind be empty."""
    for found in _text_findings(notice, case, section, text_id, ""):
        if found.code == EMPTY:
            yield replace(found, finding=finding_of(NOT_WRITTEN, **found.finding.details))


def typed(written: Mapping[str, str], text_id: str) -> bool:
    """Tell whether a text was typed here, with something in it."""
    return bool(written.get(text_id, "").strip())


def _text_findings(
    notice: Notice, case: Case, section: Section, text_id: str, text: str
) -> Iterator[CaseFinding]:
    facts = counting_answers(notice, dict(case.facts))
    for found in text_findings(notice, text_id, text, case.applicant, facts):
        slot = text_id if any(slot.id == text_id for slot in section.slots) else ""
        yield replace(found, section=section.id, slot=slot, field=text_id)


def _state(own: tuple[CaseFinding, ...], text: str) -> State:
    severities = {finding.severity for finding in own}
    if not severities and not text.strip():
        return State.COULD_NOT_CHECK  # left blank, and the notice says nothing of blanks
    if Severity.ERROR in severities:
        return State.MISSING
    return State.NEEDS_PERSON if Severity.WARNING in severities else State.SATISFIED

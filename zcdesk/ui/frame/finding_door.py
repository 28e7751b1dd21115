"""Where a finding is mended, and what the button says that leads there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.checks.states import CaseFinding
from zcdesk.findings import Severity
from zcdesk.ui.frame.door import Door

_IDENTITY = (
    "id_number", "nothing_found", "history_other_employer",
    "name_nowhere", "employer_nowhere",
)  # fmt: skip
_SPELLINGS = ("script_",)
_TRAY = ("pages_unsorted",)
_QUESTIONS = (
    "questions_open", "answer_unknown", "answer_assumed", "ladder", "end_set_elsewhere",
    "seniority", "term_", "history_", "told_differently", "employer_of_year", "dates_out_of_order",
    "date_in_future",
)  # fmt: skip
"""How the names of codes begin, behind their first point."""


def door_of(finding: CaseFinding) -> Door | None:
    """Return the page of the case where a finding is mended, or None where it says itself."""
    name = finding.code.partition(".")[2]
    if name.startswith(_SPELLINGS):
        return Door.ORGANISATIONS
    if finding.page is not None or (finding.slot and not name.startswith(_IDENTITY)):
        return None
    if finding.field:
        return None  # the text itself is on its section's page
    for door, codes in (
        (Door.IDENTITY, _IDENTITY),
        (Door.UNSORTED, _TRAY),
        (Door.INTERVIEW, _QUESTIONS),
    ):
        if name.startswith(codes):
            return door
    return None


def act_words(finding: CaseFinding) -> str:
    """Return what the button of a finding says: where it leads to, or what is to be done there."""
    if door_of(finding) is Door.ORGANISATIONS:
        return _tr("去核对")
    if finding.page is not None:
        return _tr("看这一页")
    match door_of(finding):
        case Door.IDENTITY:
            return _tr("去填写")
        case Door.UNSORTED:
            return _tr("去归类")
        case Door.INTERVIEW:
            return _tr("去回答")
    if finding.field:
        return _tr("去填写")
    if not finding.slot:
        return _tr("看原话")
    return _tr("去放材料") if finding.severity is Severity.ERROR else _tr("去决定")


def _tr(words: str) -> str:
    return QCoreApplication.translate("finding_door", words)

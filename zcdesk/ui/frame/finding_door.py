"""Where a finding is mended, and what the button says that leads there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import facts_of
from zcdesk.findings import Severity
from zcdesk.ui.frame.door import Door


def door_of(finding: CaseFinding) -> Door | None:
    """Return the page of the case where a finding is mended, or None where it says itself."""
    place = facts_of(finding.code).mend_at
    if place == "organisations":
        return Door.ORGANISATIONS
    if finding.page is not None or (finding.slot and place != "identity"):
        return None
    if finding.field or not place:
        return None  # the text itself is on its section's page
    return Door(place)


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

"""Where a finding is mended, and what the button says that leads there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import facts_of
from zcdesk.findings import Severity
from zcdesk.ui.keys.router import At


def page_of(finding: CaseFinding) -> str:
    """Return the page of the case where a finding is mended, "" where it says itself."""
    place = facts_of(finding.code).mend_at
    if place == "organisations":
        return place
    if finding.page is not None or (finding.slot and place != "identity"):
        return ""
    return "" if finding.field else place  # a text itself is on its section's page


def mended_at(finding: CaseFinding) -> At:
    """Return where a finding is about."""
    page = page_of(finding)
    if page and page != "unsorted":
        return At(page)
    if finding.page is not None:
        return At("review", finding.page)
    return At("sections", place=finding)


def act_words(finding: CaseFinding) -> str:
    """Return what the button of a finding says: where it leads to, or what is to be done there."""
    page = page_of(finding)
    if page == "organisations":
        return _tr("去核对")
    if finding.page is not None:
        return _tr("看这一页")
    match page:
        case "identity":
            return _tr("去填写")
        case "unsorted":
            return _tr("去归类")
        case "interview":
            return _tr("去回答")
        case "notice":
            return _tr("放入附件…")
    if finding.field:
        return _tr("去填写")
    if not finding.slot:
        return _tr("看原话")
    return _tr("去放材料") if finding.severity is Severity.ERROR else _tr("去决定")


def _tr(words: str) -> str:
    return QCoreApplication.translate("finding_door", words)

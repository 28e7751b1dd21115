"""Where a finding is mended, and what the button says that leads there, or does it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.checks.slots.pages import PAGE_LIES
from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import facts_of
from zcdesk.findings import Severity
from zcdesk.ui.keys.router import At

WORDS = "words"
"""The notice's own words tell more than any page of the case."""

_OF_A_SLOT = {
    "questions": "interview", "organisations": "organisations", "review": "review", WORDS: WORDS,
}  # fmt: skip
"""Where a finding is mended although it names a slot, and the page of it."""


def page_of(finding: CaseFinding) -> str:
    """Return the page of the case where a finding is mended, "" where it says itself."""
    place = facts_of(finding.code).mend_at
    if place in _OF_A_SLOT:
        return _OF_A_SLOT[place]
    if finding.page is not None or (finding.slot and place != "identity"):
        return ""
    return "" if finding.field else place  # a text itself is on its section's page


def mended_at(finding: CaseFinding) -> At:
    """Return where a finding is about."""
    page = page_of(finding)
    if page not in ("", "unsorted", WORDS):
        return At(page, part=finding.slot if page == "review" else "")
    if finding.page is not None:
        return At("review", finding.page)
    return At("sections", place=finding)


def is_decided_in_row(finding: CaseFinding) -> bool:
    """Tell whether a finding asks for a paper or for a reason: both are given where it stands."""
    told = finding.page is None and not finding.field and not page_of(finding)
    return bool(finding.slot) and told and finding.severity is Severity.WARNING


def act_words(finding: CaseFinding) -> str:
    """Return what the button of a finding says: where it leads to, or what is to be done there."""
    words = {
        "organisations": _tr("去核对"),
        "review": _tr("去复核"),
        "interview": _tr("去回答"),
        "identity": _tr("去填写"),
        "unsorted": _tr("去归类"),
        "notice": _tr("放入附件…"),
        WORDS: _tr("看原话"),
    }
    if page := page_of(finding):
        return words[page]
    if finding.page is not None:
        return _tr("转正") if finding.code == PAGE_LIES else _tr("看这一页")
    if finding.field:
        return _tr("去填写")
    if is_decided_in_row(finding):
        return _tr("放入文件…")
    if not finding.slot:
        return words[WORDS]
    return _tr("去放材料") if finding.severity is Severity.ERROR else _tr("看这一栏")


def _tr(words: str) -> str:
    return QCoreApplication.translate("finding_door", words)

"""What is told of a page's look: whether it questions the covers, or only how well it is read.

Notices want pages that can be read, so a dim page is told to the person in any case. Its covers are
another matter: whatever could not be read of it is asked about by itself. Only a page that lost its
letters, and print too small for the search, are doubted as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from zcdesk.finding_facts import About, FindingKind, facts_of
from zcdesk.findings import Finding, Severity
from zcdesk.pages.page import Clarity, Page

SMALLEST = 10.0
"""Line height in px below which no page is clear: a recogniser may still manage, but there one word
in eight of the smallest print slipped through the search for names."""


UNREAD = "clarity.unread"
"""Code of the finding that whatever a page shows is so soft that no letter could be told."""


class PictureVerdict(StrEnum):
    """What a page's picture comes to: taken again because of one of two faults, or good."""

    UNREADABLE = "unreadable"
    CUT_OFF = "cut_off"
    CLEAR = "clear"


_CUT_OFF = frozenset({"clarity.cut_below", "clarity.cut_above", "clarity.cut_off"})


def verdict_of(findings: Iterable[Finding], page: Page | None) -> PictureVerdict | None:
    """Return what the picture of a page comes to; None of one that nobody has measured."""
    faults = faults_of(findings)
    if faults:
        return PictureVerdict.CUT_OFF if faults <= _CUT_OFF else PictureVerdict.UNREADABLE
    measured = page is not None and page.clarity is not Clarity.UNMEASURED
    return PictureVerdict.CLEAR if measured else None


def faults_of(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the codes of what a new picture of a page would mend."""
    return frozenset(
        finding.code
        for finding in findings
        if facts_of(finding.code).to_do is FindingKind.SCAN_AGAIN
    )


def is_only_unclear(finding: Finding, page: Page | None) -> bool:
    """Tell whether a finding says no more than that a page is hard to read: no doubt of its covers.

    Args:
        finding: What is told of the page.
        page: What is known of it; nothing is settled without that.
    """
    if page is None or facts_of(finding.code).about is not About.SHARPNESS:
        return False
    borderline = page.clarity is Clarity.BORDERLINE
    return borderline and page.measures.get("height", 0.0) >= SMALLEST


def asks_for_a_look(finding: Finding, page: Page | None) -> bool:
    """Tell whether a finding keeps a page in review until a person has looked at it."""
    return finding.severity is not Severity.INFO and not is_only_unclear(finding, page)

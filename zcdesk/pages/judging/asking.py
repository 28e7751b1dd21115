"""What is said of a page's look, and the marks that free scanning apps print on it.

Notices want pages that can be read, so a dim page is told to the person in any case. Its covers are
another matter: whatever could not be read of it is asked about by itself. Only a page that lost its
letters, and print too small for the search, are doubted as a whole.

扫描全能王 (CamScanner) writes its name and 创建 into the bottom margin; others do alike. The mark
hides nothing that the program could bring back, so the page is only named, with what to do.
"""

from __future__ import annotations

from zcdesk.finding_facts import About, facts_of, finding_of
from zcdesk.findings import Finding, Severity
from zcdesk.pages.page import Clarity, Page
from zcdesk.reading.line import Reading

APP_MARK = "scan.app_mark"

_MARKS = ("扫描全能王", "CamScanner", "全能扫描王", "夸克扫描王", "布丁扫描", "白描")
"""Names that apps print on pages; 白描 only together with 扫描 or 创建 in the same line."""

_COMMON = {"白描": ("扫描", "创建")}
_MARGIN = 0.12
"""Apps print their marks into the lowest or highest eighth of a page."""


def app_marks(reading: Reading) -> tuple[Finding, ...]:
    """Return a finding for the first mark in the margins of a page, or nothing."""
    for line in reading.lines:
        middle = sum(y for _, y in line.quad) / len(line.quad) / max(1, reading.height)
        if _MARGIN < middle < 1 - _MARGIN:
            continue
        text = line.lattice.text.replace(" ", "").casefold()
        for mark in _MARKS:
            needed = _COMMON.get(mark, ("",))
            if mark.casefold() in text and any(word in text for word in needed):
                return (finding_of(APP_MARK, mark=mark),)
    return ()


SMALLEST = 10.0
"""Line height in px below which no page is clear: a recogniser may still manage, but there one word
in eight of the smallest print slipped through the search for names."""


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

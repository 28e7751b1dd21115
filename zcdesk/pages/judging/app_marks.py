"""The marks that free scanning apps print on a page, told from its own words.

扫描全能王 (CamScanner) writes its name and 创建 into the bottom margin; others do alike. The mark
hides nothing that the program could bring back, so the page is only named, with what to do.
"""

from __future__ import annotations

from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
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

"""After an export of changes: what is to be done beside uploading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from PySide6.QtWidgets import QHBoxLayout

from zcdesk.cases.sent import below_root
from zcdesk.export.papers.differences import Difference, PlatformChange
from zcdesk.ui.kit import Card, IconLabel
from zcdesk.ui.look import Label, Remark, Tone, beside, column, fill, rule, stacked
from zcdesk.ui.words.sentences import joined, worded

MOST_DIFFERENCES = 30
"""Lines that are shown; the difference page of the package tells all of them."""


class DifferenceCard(Card):
    """Counts what is to be done and names what no uploaded picture reminds of."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__()
        counts = Counter(difference.change for difference in differences)
        words = {
            PlatformChange.DELETE: self.tr("只删除 {n} 张"),
            PlatformChange.REPLACE: self.tr("删除后改传 {n} 张"),
            PlatformChange.ADD: self.tr("新增 {n} 张"),
            PlatformChange.CLICK: self.tr("重新点选 {n} 张"),
        }
        parts = [text.format(n=counts[kind]) for kind, text in words.items() if counts[kind]]
        inner = column(
            self,
            (18, 10, 18, 10),
            4,
            IconLabel("list", self.tr("，").join(parts), Tone.YOU, wrap=True),
        )
        shown = [
            difference for difference in differences if difference.change is not PlatformChange.ADD
        ]
        for difference in shown[:MOST_DIFFERENCES]:
            fill(inner, rule(), _line(difference))
        if len(shown) > MOST_DIFFERENCES:
            more = self.tr("还有 {n} 张，见“自用”里的改动对照。").format(
                n=len(shown) - MOST_DIFFERENCES
            )
            inner.addWidget(Remark(more))


def _line(difference: Difference) -> QHBoxLayout:
    """Return one line: where, which picture, what to do with it."""
    if difference.row is not None:
        name, click = f"{difference.row.folder}/{difference.row.file}", difference.row.click
        old = PurePosixPath(difference.old.file.name).name if difference.old is not None else ""
        if old not in ("", difference.row.file):
            name = f"{old} → {name}"
    else:
        name, click = below_root(difference.old.file.name) if difference.old is not None else "", ""
    change = joined(worded(f"export.change.{difference.change}"))
    does = "　".join(part for part in (change, click) if part)
    return beside(
        (
            stacked(
                Label(f"{difference.slot}　{name}", wrap=True),
                Remark(does),
                gap=0,
            ),
            1,
        ),
        margins=(0, 4, 0, 4),
    )

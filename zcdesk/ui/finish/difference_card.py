"""After an export of changes: what is to be done on the platform without a picture to upload."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from zcdesk.export.papers.differences import Change, Difference, below_root
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.icon_label import IconLabel
from zcdesk.ui.look.text import Label, column, rule
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.words.sentences import joined
from zcdesk.wording import sentence

MOST_LINES = 30
"""Lines that are shown; the difference page of the package tells all of them."""


class DifferenceCard(Card):
    """Counts what is to be done and names what no uploaded picture reminds of."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__()
        inner = column(self, (18, 10, 18, 10), 4)
        counts = Counter(one.change for one in differences)
        words = {
            Change.DELETE: self.tr("只删除 {n} 张"),
            Change.REPLACE: self.tr("删除后改传 {n} 张"),
            Change.ADD: self.tr("新增 {n} 张"),
            Change.CLICK: self.tr("重新点选 {n} 张"),
        }
        parts = [told.format(n=counts[kind]) for kind, told in words.items() if counts[kind]]
        inner.addWidget(IconLabel("list", self.tr("，").join(parts), Tone.YOU, wrap=True))
        shown = [one for one in differences if one.change in (Change.DELETE, Change.CLICK)]
        for one in shown[:MOST_LINES]:
            inner.addWidget(rule())
            inner.addLayout(_line(one))
        if len(shown) > MOST_LINES:
            more = self.tr("还有 {n} 张，见“自用”里的改动对照。").format(n=len(shown) - MOST_LINES)
            inner.addWidget(Label(more, Role.CAPTION, Tone.TEXT2, wrap=True))


def _line(one: Difference) -> QHBoxLayout:
    """Return one line: where, which picture, what to do with it."""
    if one.row is not None:
        name, click = f"{one.row.folder}/{one.row.file}", one.row.click
    else:
        name, click = below_root(one.old.file.name) if one.old is not None else "", ""
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(f"{one.slot}　{name}", Role.BODY, wrap=True))
    told = joined(sentence(f"export.change.{one.change}"))
    does = "　".join(part for part in (told, click) if part)
    words.addWidget(Label(does, Role.CAPTION, Tone.TEXT2, wrap=True))
    row = QHBoxLayout()
    row.setContentsMargins(0, 4, 0, 4)
    row.addLayout(words, 1)
    return row

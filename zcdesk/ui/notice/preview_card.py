"""The profile tried with invented people: what each hands in, until when, what is open."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from zcdesk.ui.kit import Card
from zcdesk.ui.look import Label, Tone, TypeRole, clear, column
from zcdesk.ui.notice.words import in_words
from zcdesk.ui.words.sentences import joined, say
from zcdesk.workflow.tasks.notice_draft import Worked

SHOWN = 40


class PreviewCard(Card):
    """One column a person; what nobody settled below."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = column(self, (16, 12, 16, 14), 10)

    def show_worked(self, worked: Worked | None) -> None:
        """Show the profile as it was worked out last."""
        clear(self._layout)
        if worked is None:
            self._layout.addWidget(Label(self.tr("正在试算…"), TypeRole.BODY, Tone.TEXT2))
            return
        for fault in worked.faults[:3]:
            label = Label(joined(say(fault)), TypeRole.BODY, Tone.MISS, wrap=True)
            self._layout.addWidget(label)
        if worked.people:
            self._layout.addWidget(self._people(worked))
        if worked.waiting:
            words = self.tr("旧通知带来的 %n 处还没有确认：标明是推算", None, worked.waiting)
            self._layout.addWidget(Label(words, TypeRole.STRONG, wrap=True))
        left = worked.asked
        title = self.tr("还没有定完的话 %n 句：申报人会在用到它的那一步看到原文", None, len(left))
        if not left:
            title = self.tr("没有留下没定的话。")
        self._layout.addWidget(Label(title, TypeRole.STRONG, wrap=True))
        for one in left[:SHOWN]:
            step = in_words(f"editing.topic_{one.topic}")
            words = f"{step}　{' '.join(one.words.split())}"
            self._layout.addWidget(Label(words, TypeRole.CAPTION, Tone.TEXT2, wrap=True))
        self._layout.addStretch(1)

    def _people(self, worked: Worked) -> Card:
        card = Card()
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(16)
        for place, one in enumerate(worked.people):
            day = f"{one.last} {one.hour}".strip() if one.last else self.tr("截止日原文未述")
            rows = (
                (one.level or self.tr("申报人"), TypeRole.STRONG, Tone.TEXT),
                (self.tr("要交 %n 样", None, len(one.papers)), TypeRole.BODY, Tone.TEXT),
                (self.tr("可以交 %n 样", None, one.may), TypeRole.CAPTION, Tone.TEXT2),
                (self.tr("截止：{day}").format(day=day), TypeRole.BODY, Tone.TEXT),
                ("；".join(one.papers), TypeRole.CAPTION, Tone.TEXT2),
            )
            for row, (words, role, tone) in enumerate(rows):
                grid.addWidget(Label(words, role, tone, wrap=True), row, place)
            grid.setColumnStretch(place, 1)
        return card

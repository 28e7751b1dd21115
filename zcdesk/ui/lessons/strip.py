"""The strip above every page of a practice case: it says so in words, and what a lesson offers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.icon_label import IconLabel
from zcdesk.ui.look.text import ElidedLabel, Label, column
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tokens import Role, Tone


class PracticeStrip(QWidget):
    """练习, the lesson and its number; below, while there is one, a hint or what to mend.

    Signals:
        hint_wanted: The next hint is wanted.
        score_wanted: How it is going is wanted.
        again_wanted: The lesson is to begin anew.
    """

    hint_wanted = Signal()
    score_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", Role.CAPTION, Tone.TEXT2)
        self.hint = Button(self.tr("提示（扣分）"), Kind.LINK, icon="search", key="F2", dense=True)
        self.hint.decides = True  # a hint costs points
        self.score = Button(self.tr("看看做得怎样"), Kind.LINK, icon="list", key="F4", dense=True)
        self.again = Button(self.tr("重新开始"), Kind.LINK, icon="repeat", key="F9", dense=True)
        self.again.decides = True  # all that was done is gone then
        self.told = Label("", Role.BODY, Tone.TEXT, wrap=True)
        self.told.setContentsMargins(12, 2, 12, 6)
        self.told.hide()
        row = QHBoxLayout()
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(IconLabel("cap", self.tr("练习"), Tone.YOU))
        row.addWidget(self.title, 1)
        layout = column(self, (0, 0, 0, 0), 0)
        layout.addLayout(row)
        layout.addWidget(self.told)
        for button, wanted in (
            (self.hint, self.hint_wanted),
            (self.score, self.score_wanted),
            (self.again, self.again_wanted),
        ):
            row.addWidget(button)
            button.clicked.connect(wanted)
        for key, wanted in (
            ("F2", self.hint_wanted), ("F4", self.score_wanted), ("F9", self.again_wanted),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self).activated.connect(wanted)

    def name(self, words: str) -> None:
        """Say which lesson it is."""
        self.title.say(words)
        self.setAccessibleName(self.tr("练习：{what}").format(what=words))

    def tell(self, words: str) -> None:
        """Show a sentence below, or nothing."""
        self.told.say(words)
        self.told.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ground that no page of a real case has."""
        painter, table = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(table.you_soft))
        painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(table.you))

"""The strip above every page of a practice case: it says so in words, and what a lesson offers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.kit import ButtonKind, IconLabel
from zcdesk.ui.look import FLUSH, ElidedLabel, Label, Tone, TypeRole, beside, column, tokens


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

    def __init__(self, parent: QWidget, **signals: Any) -> None:
        super().__init__(parent, visible=False, **signals)
        self.title = ElidedLabel("", TypeRole.CAPTION, Tone.TEXT2)
        actions = Actions(self, ACTIONS, self, WINDOW)
        self.hint = actions.button("hint", ButtonKind.LINK, dense=True)
        self.score = actions.button("score", ButtonKind.LINK, dense=True)
        self.again = actions.button("again", ButtonKind.LINK, dense=True)
        self.told = Label(wrap=True, visible=False)
        self.told.setContentsMargins(12, 2, 12, 6)
        row = beside(
            IconLabel("cap", self.tr("练习"), Tone.YOU),
            (self.title, 1),
            self.hint,
            self.score,
            self.again,
            gap=8,
            margins=(12, 2, 12, 2),
        )
        column(self, FLUSH, 0, row, self.told)

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
        painter.fillRect(self.rect(), table.you_soft)
        painter.fillRect(0, self.height() - 2, self.width(), 2, table.you)


ACTIONS: tuple[Action[PracticeStrip], ...] = (
    Action("hint", "提示（扣分）", "search", ("F2",), lambda strip: strip.hint_wanted.emit(),
           does="练习：下一步提示（扣分，先问一次）", decides=True),
    Action("score", "看看做得怎样", "list", ("F4",), lambda strip: strip.score_wanted.emit(),
           does="练习：看看做得怎样"),
    Action("again", "重新开始", "repeat", ("F9",), lambda strip: strip.again_wanted.emit(),
           does="练习：重新开始（再按一次才算）", decides=True),
)  # fmt: skip
"""A hint costs points; with the beginning all that was done is gone."""

"""Three lines for the first two minutes; Esc ends them for good."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from zcdesk.ui.help.everywhere import UNDO
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind, preferences
from zcdesk.ui.look import Label, Remark, Tone, TypeRole, beside, column, paint_line_below, tokens


class Coach(QWidget):
    """Shown in practice until the person has had enough of it."""

    def __init__(self, actions: Actions[Any], *, practice: bool) -> None:
        super().__init__()
        self._practice = practice
        layout = column(
            self,
            (16, 10, 10, 10),
            4,
            beside(
                (Label(self.tr("练习：三个键就够"), TypeRole.STRONG), 1),
                Button(self.tr("不再显示"), ButtonKind.LINK, do=self.end),
            ),
        )
        cover, leave = actions.key("cover"), actions.key("leave")
        lines = (
            (actions.key("advance"), self.tr("照右下角的按钮做：去看疑问，或确认本页、到下一页")),
            (f"{cover}　{leave}", self.tr("当前这一处：盖上，或不盖")),
            (UNDO.key, self.tr("任何一步都能撤销，放心试")),
        )
        for keys, words in lines:
            key = Label(keys, TypeRole.STRONG, Tone.ACCENT, minimumWidth=56, maximumWidth=56)
            layout.addLayout(
                beside(
                    (key, 0, Qt.AlignmentFlag.AlignTop),
                    (Remark(words), 1),
                    gap=10,
                )
            )
        preferences().changed.connect(self.refresh)
        # Never shown by itself here: without a parent yet it would open as a window of its own.
        if not self.wanted:
            self.hide()

    @property
    def wanted(self) -> bool:
        """Tell whether the lines are to be shown."""
        return self._practice and not preferences().settings.toured

    def give_way(self, low: bool) -> None:
        """Leave the room of a low window to what is to be decided."""
        self.setVisible(self.wanted and not low)

    def refresh(self) -> None:
        """Take the lines away when they are not wanted any more."""
        if not self.wanted:
            self.hide()

    def end(self) -> None:
        """Never show the lines again."""
        preferences().set(toured=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().accent_soft)
        paint_line_below(painter, QRectF(self.rect()))

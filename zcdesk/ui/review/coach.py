"""Three lines for the first two minutes, beside the list they speak of; Esc ends them for good."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tokens import Role, Tone


class Coach(QWidget):
    """Shown in practice until the person has had enough of it."""

    def __init__(self, *, practice: bool) -> None:
        super().__init__()
        self._practice = practice
        layout = column(self, (16, 10, 10, 10), 4)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("练习：三个键就够"), Role.STRONG), 1)
        enough = Button(self.tr("不再显示"), Kind.LINK)
        enough.clicked.connect(self.end)
        head.addWidget(enough)
        layout.addLayout(head)
        lines = (
            ("F", self.tr("照右下角的按钮做：去看疑问，或确认本页、到下一页")),
            ("E　R", self.tr("当前这一处：盖上，或不盖")),
            ("Ctrl+Z", self.tr("任何一步都能撤销，放心试")),
        )
        for keys, words in lines:
            row = QHBoxLayout()
            row.setSpacing(10)
            key = Label(keys, Role.STRONG, Tone.ACCENT)
            key.setFixedWidth(56)
            row.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(words, Role.CAPTION, Tone.TEXT2, wrap=True), 1)
            layout.addLayout(row)
        preferences().changed.connect(self.refresh)
        # Never shown by itself here: without a parent yet it would open as a window of its own.
        if not self.wanted:
            self.hide()

    @property
    def wanted(self) -> bool:
        """Tell whether the lines are to be shown."""
        return self._practice and not preferences().settings.toured

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
        painter.fillRect(self.rect(), QColor(tokens().accent_soft))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens().line))

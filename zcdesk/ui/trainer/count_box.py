"""A box that counts: none, one, two, three; Space and a click count on, the arrows both ways."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from zcdesk.ui.kit import CheckBox
from zcdesk.ui.look import TypeRole, fonts, tip

_TIMES = "　× {count}"


class CountBox(CheckBox):
    """How many of something are wanted.

    Attributes:
        part: Id of what is counted.

    Signals:
        counted: Another number is wanted.
    """

    counted = Signal()

    def __init__(self, part: str, title: str, most: int, parent: QWidget) -> None:
        super().__init__(title)
        self.setParent(parent)
        self.part, self._title, self._most, self._count = part, title, most, 0
        self.setToolTip(tip(self.tr("空格或点一下加一，左右键减、加；最多 {n}").format(n=most)))
        self.count_to(0)

    @property
    def count(self) -> int:
        """How many are wanted."""
        return self._count

    def count_to(self, count: int) -> None:
        """Want so many, as far as that may be."""
        self._count = min(max(count, 0), self._most)
        self.setChecked(self._count > 0)
        times = _TIMES.format(count=self._count) if self._count else ""
        self.setText(self._title + times)
        self.setAccessibleName(self.tr("{what}，{n} 个").format(what=self._title, n=self._count))
        self.counted.emit()

    def nextCheckState(self) -> None:
        """Count on; behind the most comes none."""
        self.count_to((self._count + 1) % (self._most + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count with the arrows."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Minus: -1}
        if event.key() in step:
            self.count_to(self._count + step[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for words and number, whatever is counted."""
        room = super().sizeHint()
        words = self._title + _TIMES.format(count=self._most)
        wide = round(fonts.metrics(TypeRole.BODY).horizontalAdvance(words)) + 36
        return QSize(max(room.width(), wide), room.height())

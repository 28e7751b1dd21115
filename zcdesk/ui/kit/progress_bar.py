"""A thin bar of progress."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zcdesk.ui.look import Look, theme, tokens


class Bar(QWidget):
    """A thin bar of progress, with its numbers for a screen reader."""

    def __init__(self, height: int = 6) -> None:
        super().__init__(
            sizePolicy=QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        )
        self._part = 0.0
        self._height = height
        theme().changed.connect(self.update)

    def show_part(self, part: float, words: str) -> None:
        """Fill ``part`` (0–1) of the bar."""
        self._part = min(max(part, 0.0), 1.0)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the bar's size."""
        return QSize(180, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().sunken)
        done = QRectF(0, 0, self.width() * self._part, self.height())
        painter.fillRect(done, tokens().accent)
        if tokens().look is Look.CONTRAST:
            painter.setPen(tokens().line)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

"""Quiet marks: an icon with words beside it, a number in a ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zcdesk.ui.look import (
    FLUSH,
    Label,
    Tone,
    TypeRole,
    beside,
    icons,
    paint_words,
    pen,
    smooth_painter,
    theme,
    tokens,
)

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Mark(QWidget):
    """Icon ``name``, or ``number`` in a ring when there is no name."""

    def __init__(self, name: str, tone: Tone, side: int, number: int) -> None:
        super().__init__()
        self._name, self._tone, self._side, self._number = name, tone, side, number
        self.setFixedSize(QSize(side + 2, side + 2))
        theme().changed.connect(self.update)

    def show_icon(self, name: str, tone: Tone) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = smooth_painter(self)
        box = QRectF(1, 1, self._side, self._side)
        if self._name:
            icons.paint(painter, self._name, tokens().colour(self._tone), box)
            return
        painter.setPen(pen(tokens().field, 1.2))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        align = Qt.AlignmentFlag.AlignCenter
        ink = tokens().text2
        paint_words(painter, box, str(self._number), TypeRole.CAPTION, ink, align=align)


class Drawing(QWidget):
    """An icon of 32 pixels for an empty region."""

    def __init__(self) -> None:
        super().__init__()
        self._name = "page-wait"
        self.setFixedHeight(40)

    def show_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's room."""
        return QSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.width() / 2 - 16, 4, 32, 32)
        icons.paint(painter, self._name, tokens().text3, box)


class IconLabel(QWidget):
    """A mark and words."""

    def __init__(
        self,
        name: str,
        words: str,
        tone: Tone,
        *,
        side: int = icons.SIZE,
        number: int = 0,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        if number:
            side = 20
        self.mark = Mark(name, tone, side, number)
        row = beside(
            (self.mark, 0, Qt.AlignmentFlag.AlignTop if wrap else _MIDDLE),
            on=self,
            gap=8,
            margins=FLUSH,
        )
        if words:
            row.addWidget(
                Label(words, TypeRole.BODY if number else TypeRole.CAPTION, tone, wrap=wrap), 1
            )
        else:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

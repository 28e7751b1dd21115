"""The sign of a step on a way: done, here, waits for the person, not yet; each another shape."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from zcdesk.ui.look import icons, pen, smooth_painter, theme, tokens
from zcdesk.workflow.path.stops import Sign

SIDE = 16
DIAMOND = QRectF(-4.2, -4.2, 8.4, 8.4)


def paint_sign(painter: QPainter, box: QRectF, sign: Sign, *, present: bool) -> None:
    """Draw how a step stands into a square ``box``; not only the colour differs."""
    table = tokens()
    ring = box.adjusted(1, 1, -1, -1)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    if present:
        painter.setBrush(table.accent)
        painter.drawEllipse(ring)
        painter.setBrush(table.on_accent)
        painter.drawEllipse(ring.center(), 3.0, 3.0)
    elif sign is Sign.DONE:
        icons.paint(painter, "check-circle", table.ok, box)
    elif sign is Sign.NEEDS_PERSON:
        painter.translate(box.center())
        painter.rotate(45)
        painter.setBrush(table.you)
        painter.drawRect(DIAMOND)
    else:
        painter.setPen(pen(table.field, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


class StopSign(QWidget):
    """The sign alone, beside words that say the same."""

    def __init__(self, sign: Sign, *, present: bool) -> None:
        super().__init__()
        self._sign, self._present = sign, present
        self.setFixedSize(QSize(SIDE + 2, SIDE + 2))
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_sign(
            smooth_painter(self), QRectF(1, 1, SIDE, SIDE), self._sign, present=self._present
        )

"""What widgets draw themselves with: boxes, focus, the dot of a choice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen
from PySide6.QtWidgets import QWidget

from zcdesk.ui.look import icons
from zcdesk.ui.look.theme import tokens


def smooth_painter(on: QPaintDevice) -> QPainter:
    """Return a painter on a widget or picture whose edges are smooth."""
    painter = QPainter(on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def paint_box(
    painter: QPainter,
    box: QRectF,
    radius: float,
    pen: QPen | QColor | Qt.PenStyle,
    brush: QColor | Qt.BrushStyle,
) -> None:
    """Draw a box with round corners."""
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.drawRoundedRect(box, radius, radius)


def paint_focus(painter: QPainter, box: QRectF, radius: float) -> None:
    """Draw the ring around what has the keyboard."""
    paint_box(painter, box, radius, QPen(QColor(tokens().accent), 2), Qt.BrushStyle.NoBrush)


def paint_own_focus(widget: QWidget, painter: QPainter, box: QRectF) -> None:
    """Draw the ring of a widget while it has the keyboard."""
    if widget.hasFocus():
        paint_focus(painter, box, 4)


def paint_choice(painter: QPainter, box: QRectF, *, chosen: bool, boxed: bool = False) -> None:
    """Draw the mark of an answer: a ring where one of several counts, a box where each may."""
    table = tokens()
    ground = QColor(table.accent if chosen else table.surface)
    edge = QPen(QColor(table.accent if chosen else table.field), 1.5)
    paint_box(painter, box, 3 if boxed else box.height() / 2, edge, ground)
    if chosen and boxed:
        icons.paint(painter, "check", table.on_accent, box)
    elif chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(table.on_accent))
        painter.drawEllipse(box.center(), 3.2, 3.2)

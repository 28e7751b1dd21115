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


def pen(colour: str, width: float = 1, line: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen of a colour of the tokens."""
    return QPen(QColor(colour), width, line)


def thin(colour: str, part: float) -> QColor:
    """Return a colour through which one sees what is below; of 1 it hides that, of 0 it is none."""
    made = QColor(colour)
    made.setAlphaF(part)
    return made


def inside(widget: QWidget, by: float) -> QRectF:
    """Return the area of a widget, smaller by so many pixels on each side."""
    return QRectF(widget.rect()).adjusted(by, by, -by, -by)


def paint_box(
    painter: QPainter,
    box: QRectF,
    radius: float,
    edge: QPen | str | Qt.PenStyle,
    ground: QColor | str | Qt.BrushStyle,
) -> None:
    """Draw a box with round corners."""
    painter.setPen(edge)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, radius, radius)


def paint_focus(painter: QPainter, box: QRectF, radius: float) -> None:
    """Draw the ring around what has the keyboard."""
    paint_box(painter, box, radius, pen(tokens().accent, 2), Qt.BrushStyle.NoBrush)


def paint_own_focus(widget: QWidget, painter: QPainter, box: QRectF) -> None:
    """Draw the ring of a widget while it has the keyboard."""
    if widget.hasFocus():
        paint_focus(painter, box, 4)


def paint_choice(painter: QPainter, box: QRectF, *, chosen: bool, boxed: bool = False) -> None:
    """Draw the mark of an answer: a ring where one of several counts, a box where each may."""
    table = tokens()
    ground, edge = (table.accent,) * 2 if chosen else (table.surface, table.field)
    paint_box(painter, box, 3 if boxed else box.height() / 2, pen(edge, 1.5), ground)
    if chosen and boxed:
        icons.paint(painter, "check", table.on_accent, box)
    elif chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(table.on_accent)
        painter.drawEllipse(box.center(), 3.2, 3.2)

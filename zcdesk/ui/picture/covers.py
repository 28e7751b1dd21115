"""Draws the places of a page over its picture; all widths are in screen pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from zcdesk.ui.look import (
    COVER,
    COVER_CONFIRMED,
    COVER_DOUBT,
    COVER_MANUAL,
    COVER_OPEN,
    LIGHT,
    TypeRole,
    fonts,
    icons,
    pen,
    thin,
)
from zcdesk.ui.picture.reshaping import HANDLES, SIDE, handle
from zcdesk.ui.words.entries import CoverKind, WordEntry

HATCH = 11


@dataclass(frozen=True)
class CoverStyle:
    """Fill strength (0–1), edge and tag of one kind."""

    colour: str
    fill: float
    edge: str
    width: float
    line: Qt.PenStyle = Qt.PenStyle.SolidLine


STYLES = {
    CoverKind.SURE: CoverStyle(COVER, 0.28, COVER, 2),
    CoverKind.DOUBT: CoverStyle(COVER_DOUBT, 0.16, COVER_DOUBT, 2, Qt.PenStyle.DashLine),
    CoverKind.CONFIRMED: CoverStyle(COVER_CONFIRMED, 0.70, COVER_CONFIRMED, 2),
    CoverKind.MANUAL: CoverStyle(COVER_CONFIRMED, 0.70, COVER_MANUAL, 2),
    CoverKind.OPEN: CoverStyle(COVER_OPEN, 0.0, COVER_OPEN, 1.6, Qt.PenStyle.DotLine),
}


def shape(entry: WordEntry, to_screen: QTransform) -> QPolygonF:
    """Return an entry's outline on the screen."""
    return to_screen.map(QPolygonF([QPointF(x, y) for x, y in entry.polygon]))


def outlines(entry: WordEntry, to_screen: QTransform) -> tuple[QPolygonF, ...]:
    """Return on the screen what is really covered: the words of a seal, or the whole outline."""
    parts = entry.parts or (entry.polygon,)
    return tuple(to_screen.map(QPolygonF([QPointF(x, y) for x, y in part])) for part in parts)


def draw_final(painter: QPainter, entry: WordEntry, to_screen: QTransform) -> None:
    """Draw what will be burnt: opaque black, exactly the exported outline."""
    if entry.kind is not CoverKind.OPEN:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        for outline in outlines(entry, to_screen):
            painter.drawPolygon(outline)


def draw_cover(
    painter: QPainter,
    entry: WordEntry,
    to_screen: QTransform,
    screen: QRectF,
    *,
    selected: bool,
    hovered: bool,
) -> None:
    """Draw one place in its kind's style, with its number where it is in ``screen``."""
    style = STYLES[entry.kind]
    outline = shape(entry, to_screen)
    painter.setBrush(thin(style.colour, style.fill))
    painter.setPen(Qt.PenStyle.NoPen)
    for part in outlines(entry, to_screen):
        painter.drawPolygon(part)
    if entry.kind is CoverKind.DOUBT:
        _hatch(painter, outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(style.edge, style.width + hovered, style.line))
    painter.drawPolygon(outline)
    if selected and entry.kind is not CoverKind.OPEN:
        _frame(painter, outline.boundingRect())
    box = outline.boundingRect()
    if box.intersects(screen):  # else its number would be at the edge, on other words
        _tag(painter, entry, box, QColor(style.edge), lifted=selected)


def _hatch(painter: QPainter, outline: QPolygonF) -> None:
    painter.save()
    path = QPainterPath()
    path.addPolygon(outline)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(thin(COVER_DOUBT, 0.75), 1.4))
    box = outline.boundingRect()
    step = HATCH * 2**0.5
    offset = box.left() - box.height()
    while offset < box.right():
        painter.drawLine(QPointF(offset, box.bottom()), QPointF(offset + box.height(), box.top()))
        offset += step
    painter.restore()


def _frame(painter: QPainter, box: QRectF) -> None:
    """Mark the selected place: white and accent lines outside it, eight handles."""
    painter.setPen(pen("#ffffff", 2))
    painter.drawRect(box.adjusted(-2, -2, 2, 2))
    accent = LIGHT.accent  # on paper, which is bright in every theme
    painter.setPen(pen(accent, 2))
    painter.drawRect(box.adjusted(-4, -4, 4, 4))
    painter.setPen(pen(accent, 1.5))
    painter.setBrush(Qt.GlobalColor.white)
    for grip in HANDLES:
        middle = handle(box, grip)
        square = QRectF(middle.x() - SIDE / 2, middle.y() - SIDE / 2, SIDE, SIDE)
        painter.drawRect(square)


def _tag(painter: QPainter, entry: WordEntry, box: QRectF, colour: QColor, *, lifted: bool) -> None:
    """Draw the number at the top left, outside the cover."""
    font = fonts.font(TypeRole.CAPTION)
    width = fonts.metrics(TypeRole.CAPTION).horizontalAdvance(entry.number) + 10
    pen_room = 14 if entry.kind is CoverKind.MANUAL else 0
    lift = 5 if lifted else 1
    top = max(box.top() - 18 - lift, 0.0)
    tag = QRectF(max(box.left() - lift, 0.0), top, width + pen_room, 18)
    painter.fillRect(tag, colour)
    painter.setPen(Qt.GlobalColor.white)
    painter.setFont(font)
    number = tag.adjusted(0, 0, -pen_room, 0)
    painter.drawText(number, Qt.AlignmentFlag.AlignCenter, entry.number)
    if pen_room:
        icons.paint(painter, "sign", "#ffffff", QRectF(tag.right() - 16, tag.top() + 2, 14, 14))

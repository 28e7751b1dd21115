"""Small pictures of pages: the sheet, its covers in black, and what stands for a page unread."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF, QTransform

from zcdesk.cases.case import CasePage
from zcdesk.pages.page import Page
from zcdesk.ui.look import icons, pen, tokens
from zcdesk.ui.picture.pictures import Pictures


def paint_thumb(
    painter: QPainter, box: QRectF, page: CasePage, pictures: Pictures, *, reading: bool = False
) -> QRectF:
    """Draw a page into ``box`` and return where its sheet is."""
    table = tokens()
    upright = page.page
    if upright is None:
        if not page.refused and (quick := pictures.sketch(page)) is not None:
            return _paint_sketch(painter, box, page, quick, reading=reading)
        painter.fillRect(box, table.sunken)
        name = "page-refused" if page.refused else "clock" if reading else "page-wait"
        side = QRectF(box.center().x() - 10, box.center().y() - 10, 20, 20)
        icons.paint(painter, name, table.text3, side)
        if reading:
            _paint_reading(painter, box)
        return box
    # As large as the screen shows it: a larger one is scaled down anew at every step of scrolling.
    ratio = painter.device().devicePixelRatioF()
    sharp = pictures.get(upright, round(box.width() * ratio), round(box.height() * ratio))
    image = sharp or pictures.best(upright)
    sheet = QRectF(fitted(box, upright).toRect())  # on whole pixels nothing is mixed
    # What stands there until the sharp one comes may be as large as the whole screen.
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, sharp is not None)
    painter.fillRect(sheet, "#f7f6f3")
    if isinstance(image, QImage):
        painter.drawImage(sheet, image)
    _paint_covers(painter, sheet, page, sheet.width() / upright.width)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(table.line2))
    painter.drawRect(sheet)
    return sheet


def _paint_sketch(
    painter: QPainter, box: QRectF, page: CasePage, quick: QImage, *, reading: bool
) -> QRectF:
    """Draw a page that waits to be read as its file and the person say it is."""
    shown = quick.transformed(QTransform().rotate(page.turned or 0))
    sheet = _within(box, shown.width(), shown.height())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(sheet, shown)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(tokens().line2))
    painter.drawRect(sheet)
    if reading:
        _paint_reading(painter, box)
    return sheet


def _paint_reading(painter: QPainter, box: QRectF) -> None:
    painter.fillRect(QRectF(box.left(), box.bottom() + 2, box.width(), 3), tokens().accent)


def fitted(box: QRectF, page: Page) -> QRectF:
    """Return the page's place inside ``box``, centred."""
    return _within(box, page.width, page.height)


def _within(box: QRectF, across: int, down: int) -> QRectF:
    scale = min(box.width() / max(across, 1), box.height() / max(down, 1))
    width, height = across * scale, down * scale
    return QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)


def _paint_covers(painter: QPainter, sheet: QRectF, page: CasePage, scale: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    for mask in page.covers():
        corners = [sheet.topLeft() + QPointF(x * scale, y * scale) for x, y in mask.polygon]
        painter.drawPolygon(QPolygonF(corners))

"""A place on its page, cut out and framed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QWidget

from zcdesk.cases.case import CasePage
from zcdesk.geometry import Polygon, bounds
from zcdesk.ui.gallery.cells import Crops, around
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.picture import covers
from zcdesk.ui.words.entries import CoverKind

CROP = 64
"""Height of the crop that shows where something stands."""


_LONG = 6  # heights; a longer line has small letters in a crop of that height


class Where(QWidget):
    """The place on its page, cut out."""

    def __init__(
        self, page: CasePage, place: Polygon, crops: Crops, *, legible: bool = False
    ) -> None:
        """Make one; with ``legible`` a long line is shown large enough to be read."""
        super().__init__()
        self._page, self._place, self._crops = page, place, crops
        left, top, right, bottom = bounds(place)
        long = right - left > _LONG * (bottom - top)
        self.setFixedHeight(2 * CROP if legible and long else CROP)
        crops.arrived.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the crop, as large as it fits."""
        painter = QPainter(self)
        page = self._page.page
        crop = self._crops.get(page, self._place) if page is not None else None
        if page is None or crop is None:
            painter.fillRect(self.rect(), QColor(tokens().sunken))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        part = around(self._place, page)
        scale = min(self.width() / part.width(), self.height() / part.height())
        painter.drawImage(QRectF(0, 0, part.width() * scale, part.height() * scale), crop)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_screen = QTransform()
        to_screen.scale(scale, scale)
        to_screen.translate(-part.left(), -part.top())
        painter.setPen(QColor(covers.STYLES[CoverKind.SURE].edge))
        left, top, right, bottom = bounds(self._place)
        painter.drawRect(to_screen.mapRect(QRectF(left, top, right - left, bottom - top)))

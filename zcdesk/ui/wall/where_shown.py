"""A place on its page, cut out and framed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from zcdesk.cases.case import CasePage
from zcdesk.geometry import Polygon, bounds
from zcdesk.ui.look import tokens
from zcdesk.ui.picture import covers
from zcdesk.ui.wall.crop_list import paint_crop
from zcdesk.ui.wall.crops import Crops, PlainPlace
from zcdesk.ui.words.entries import CoverKind

CROP = 64
"""Height of the crop that shows where something is."""


_LONG = 6  # heights; a longer line has small letters in a crop of that height


class Where(QWidget):
    """The place on its page, cut out."""

    def __init__(
        self, page: CasePage, place: Polygon, crops: Crops, *, legible: bool = False
    ) -> None:
        """Make one; with ``legible`` a long line is shown large enough to be read."""
        super().__init__()
        self._polygon, self._crops = place, crops
        self._place = PlainPlace(page.page, place) if page.page is not None else None
        left, top, right, bottom = bounds(place)
        long = right - left > _LONG * (bottom - top)
        self.setFixedHeight(2 * CROP if legible and long else CROP)
        crops.arrived.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the crop, as large as it fits."""
        painter = QPainter(self)
        crop = self._crops.ask(self._place) if self._place is not None else None
        if crop is None:
            painter.fillRect(self.rect(), tokens().sunken)
            return
        image, part = crop
        left, top, right, bottom = part
        wide = min(self.width(), self.height() * (right - left) / (bottom - top))
        to_screen = paint_crop(painter, QRectF(0, 0, wide, self.height()), part, image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(covers.STYLES[CoverKind.SURE].edge)
        left, top, right, bottom = bounds(self._polygon)
        painter.drawRect(to_screen.mapRect(QRectF(left, top, right - left, bottom - top)))

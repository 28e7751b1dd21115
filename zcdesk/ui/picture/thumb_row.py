"""A few pages in a row, small: what a sentence speaks of, to be seen beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zcdesk.cases.case import CasePage
from zcdesk.ui.look.painting import smooth_painter
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.picture.thumbs import paint_thumb

SIDE = QSize(42, 58)
GAP = 6
MOST = 3
"""Pages that are shown; the sentence beside counts all."""


class ThumbRow(QWidget):
    """Draws the first pages; its words are those of the row that it stands in."""

    def __init__(self, pages: Sequence[CasePage], pictures: Pictures) -> None:
        super().__init__()
        self._pages, self._pictures = tuple(pages[:MOST]), pictures
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        pictures.arrived.connect(self._repaint)
        pictures.sketched.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """Return room for as many as may be shown, so that the words of all rows are in line."""
        return QSize(MOST * (SIDE.width() + GAP) - GAP, SIDE.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages."""
        painter = smooth_painter(self)
        for place, page in enumerate(self._pages):
            left = place * (SIDE.width() + GAP)
            box = QRectF(left, 0, SIDE.width(), SIDE.height())
            paint_thumb(painter, box.adjusted(1, 1, -1, -1), page, self._pictures)

    def _repaint(self) -> None:
        self.update()

"""The sheet in the middle of the review page: one picture over the page's own pixels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


class PagePicture(QGraphicsItem):
    """The page's picture, stretched over the page's own pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.size = QSizeF(1, 1)
        self.image: QImage | None = None
        self.sharp = False
        self.painted = False

    def boundingRect(self) -> QRectF:
        """Return the page."""
        return QRectF(QPointF(0, 0), self.size)

    def set_size(self, size: QSizeF) -> None:
        """Take another page's size."""
        self.prepareGeometryChange()
        self.size = size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the picture, or blank paper while it is on its way."""
        if self.image is None:
            painter.fillRect(self.boundingRect(), "#f7f6f3")
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.boundingRect(), self.image)
        self.painted = self.painted or self.sharp

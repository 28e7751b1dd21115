"""A page's picture, fitted into the room that there is; what is over it is for subclasses."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from zcdesk.geometry import Polygon
from zcdesk.pages.page import Page
from zcdesk.ui.look import inside, pen, tokens
from zcdesk.ui.picture.pictures import Pictures, name_of

MARGIN = 14
"""Screen pixels of canvas around the page: half a handle may stand out."""

MOST_FITTED = 1.5
"""A small scan is enlarged no further than this."""


class FittedPicture(QWidget):
    """Shows a page as a whole, with places that can hardly be read marked on it."""

    def __init__(self, pictures: Pictures, side: int, **properties: Any) -> None:
        """``side`` is the longest side in pixels of the picture that is asked for."""
        super().__init__(minimumSize=QSize(160, 160), **properties)
        self._pictures, self._side = pictures, side
        self._page: Page | None = None
        self._image: QImage | None = None
        self._marked: tuple[Polygon, ...] = ()
        self._lost = False
        self.awaited = ""
        """What is said where no page is shown."""
        pictures.arrived.connect(self._arrived)
        pictures.failed.connect(self._miss)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    @property
    def image(self) -> QImage | None:
        """Its picture, once a worker has drawn it."""
        return self._image

    def show_page(self, page: Page | None, marked: tuple[Polygon, ...] = ()) -> None:
        """Show another page; until its picture is there, one of the same scan stays in sight."""
        before = self._page
        if page is None or before is None or page.source.sha256 != before.source.sha256:
            self._image = None
        self._page, self._marked, self._lost = page, marked, False
        self._look_up()

    def to_screen(self) -> QTransform:
        """Return the map from pixels of the page to those of this widget."""
        made = QTransform()
        if self._page is None:
            return made
        room = inside(self, MARGIN)
        scale = min(room.width() / self._page.width, room.height() / self._page.height, MOST_FITTED)
        left = room.center().x() - self._page.width * scale / 2
        top = room.center().y() - self._page.height * scale / 2
        made.translate(left, top)
        made.scale(max(scale, 1e-3), max(scale, 1e-3))
        return made

    def sheet(self) -> QRectF:
        """Return where the page is in this widget."""
        if self._page is None:
            return QRectF()
        return self.to_screen().mapRect(QRectF(0, 0, self._page.width, self._page.height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the canvas, the page and the places on it."""
        table = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), table.canvas)
        if self._page is None:
            self._say(painter, self.awaited)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = self.sheet()
        painter.fillRect(sheet, "#f7f6f3")
        if self._image is not None:
            painter.drawImage(sheet, self._image)
        elif self._lost:
            self._say(painter, self.tr("这一页的扫描件现在读不到：请放回原来的地方，再选一次"))
        else:
            self._say(painter, self.tr("正在等这一页的图"))
        painter.setPen(pen(table.you, 2))
        for polygon in self._marked:
            shape = QPolygonF([QPointF(x, y) for x, y in polygon])
            painter.drawPolygon(self.to_screen().map(shape))
        self.paint_over(painter)

    def paint_over(self, painter: QPainter) -> None:
        """Draw what is over the page."""

    def _say(self, painter: QPainter, words: str) -> None:
        """Say in the middle what is waited for."""
        room = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.setPen(tokens().text2 if self._page is None else "#535e58")
        painter.drawText(room, how, words)

    def _miss(self, page: object) -> None:
        if isinstance(page, Page) and self._page and name_of(page) == name_of(self._page):
            self._lost = self._image is None
            self.update()

    def _arrived(self, page: object, _image: QImage) -> None:
        if isinstance(page, Page) and self._page and name_of(page) == name_of(self._page):
            self._look_up()

    def _look_up(self) -> None:
        if self._page is not None:
            self._image = self._pictures.get(self._page, self._side, self._side) or self._image
        self.update()

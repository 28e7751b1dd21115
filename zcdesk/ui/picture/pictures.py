"""Pictures of pages for the screen: asked of the workers, kept while they fit."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from zcdesk.cases.case import CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.geometry import Polygon
from zcdesk.pages.page import Page
from zcdesk.picture import Picture
from zcdesk.ui.kit import Work
from zcdesk.ui.look import tokens
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.importing import Waiting, sketches
from zcdesk.workflow.tasks.showing import get_ready, render

ROOM = 160 << 20
"""Bytes of pictures that are kept; the longest unused goes first."""

LONGEST_SIDE = 4096
"""No picture is asked for with a longer side, in pixels."""

Name = tuple[str, int, int]
"""Page, and the box that its picture was to fit into."""


class Pictures(QObject):
    """Hands out pictures of pages; ``arrived`` tells that one asked for is there.

    ``failed`` tells of a page whose scan cannot be drawn any more (moved away, stick pulled out);
    it is not asked for again before ``try_again``. A drawing that was begun before that and fails
    after it is begun anew: the scan may have come back meanwhile.

    The pixels come from a worker process and become a QImage in the waiting thread, so the
    window's thread only takes a finished picture. Of a page that nobody read yet ``sketch`` shows
    a quick small one, kept in the case file that ``show_case`` named; ``sketched`` tells of it.
    """

    arrived = Signal(object, object)
    failed = Signal(object)
    sketched = Signal(object)
    _finished = Signal(object, object)

    def __init__(self, pool: WorkerPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._kept: OrderedDict[Name, QImage] = OrderedDict()
        self._asked: dict[Name, Future[Picture]] = {}
        self._failed: set[Name] = set()
        self._attempts: dict[str, int] = {}
        self._closed = False
        self._stored: CaseFile | None = None
        self._wanted: dict[Waiting, None] = {}
        self._blank: set[Waiting] = set()
        self._sketching, self._soon = Work(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw_sketches)
        self._finished.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    @property
    def pool(self) -> WorkerPool:
        """The workers that draw."""
        return self._pool

    def get(self, page: Page, width: int, height: int) -> QImage | None:
        """Return the page's picture that fits into ``width`` × ``height`` pixels, or ask for it."""
        width, height = min(width, LONGEST_SIDE), min(height, LONGEST_SIDE)
        name = name_of(page), width, height
        found = self._kept.get(name)
        if found is not None:
            self._kept.move_to_end(name)
            return found
        if name not in self._asked and name not in self._failed and not self._closed:
            future = render(self._pool, page, width, height)
            self._asked[name] = future
            attempt = self._attempts.get(name[0], 0)
            future.add_done_callback(partial(self._convert, name, page, attempt))
        return None

    def show_case(self, stored: CaseFile | None) -> None:
        """Keep quick pictures in the file of the case on screen from now on.

        Whoever draws begins to load: the first scans to come need not wait for that.
        """
        if stored is not None:
            get_ready(self._pool)
        self._sketching.stop()
        self._wanted, self._blank, self._stored = {}, set(), stored

    def sketch(self, page: CasePage) -> QImage | None:
        """Return the quick picture of a page that waits to be read, or ask for it."""
        waiting = page.path, page.index
        found = self._kept.get(_sketched(waiting))
        if found is None and waiting not in self._blank and not self._closed:
            self._wanted[waiting] = None
            self._soon.start()
        return found

    def _draw_sketches(self) -> None:
        """Draw what is wanted by now: one painting asks for many."""
        if self._wanted and not self._sketching.busy:
            steps = sketches(self._pool, self._stored, tuple(self._wanted))
            self._sketching.begin(steps, self._keep_sketch, self._do_without, self._draw_sketches)

    def _do_without(self, error: object) -> None:
        """Ask no more for what the case file does not give; reading tells what is wrong."""
        self._blank.update(self._wanted)
        self._wanted = {}

    def take_sketch(self, waiting: Waiting, packed: bytes) -> None:
        """Show the quick picture that came with a scan, if one did."""
        if packed:
            self._keep_sketch((waiting, packed))

    def _keep_sketch(self, drawn: tuple[Waiting, bytes]) -> None:
        waiting, packed = drawn
        self._wanted.pop(waiting, None)
        image = QImage.fromData(packed)
        if image.isNull():
            self._blank.add(waiting)
            return
        self._put(_sketched(waiting), image)
        self.sketched.emit(waiting)

    def try_again(self, page: Page) -> None:
        """Ask again for pictures of a page that could not be drawn."""
        again = name_of(page)
        self._failed = {name for name in self._failed if name[0] != again}
        self._attempts[again] = self._attempts.get(again, 0) + 1

    def best(self, page: Page) -> QImage | None:
        """Return the largest picture of the page that is there already."""
        wanted = name_of(page)
        kept = [image for name, image in self._kept.items() if name[0] == wanted]
        return max(kept, key=QImage.width, default=None)

    def close(self) -> None:
        """Take nothing more."""
        self._closed = True
        self.show_case(None)
        for future in tuple(self._asked.values()):
            future.cancel()

    def _convert(self, name: Name, page: Page, attempt: int, future: Future[Picture]) -> None:
        """Turn the pixels into a picture (in the thread that waited for them)."""
        image = None
        if not self._closed and not future.cancelled() and future.exception() is None:
            image = image_of(future.result())
        if not self._closed:
            self._finished.emit((name, page, attempt), image)

    def _keep(self, asked: tuple[Name, Page, int], image: QImage | None) -> None:
        name, page, attempt = asked
        self._asked.pop(name, None)
        if image is None and attempt != self._attempts.get(name[0], 0):
            self.get(page, *name[1:])
            return
        if image is None:
            self._failed.add(name)
            self.failed.emit(page)
            return
        self._put(name, image)
        self.arrived.emit(page, image)

    def _put(self, name: Name, image: QImage) -> None:
        self._kept[name] = image
        while sum(one.sizeInBytes() for one in self._kept.values()) > ROOM and len(self._kept) > 1:
            self._kept.popitem(last=False)


def image_of(picture: Picture) -> QImage:
    """Return the pixels as a QImage that owns them."""
    height, width = picture.shape[:2]
    shown = QImage(picture.data, width, height, width * 3, QImage.Format.Format_RGB888)
    return shown.convertToFormat(QImage.Format.Format_RGB32)


def name_of(page: Page) -> str:
    """Return what tells the pixels of an upright page from those of any other."""
    rows = ",".join(f"{value:.6g}" for row in page.transform.rows for value in row)
    light = "/even" if page.even_light else ""
    return f"{page.source.sha256}/{page.source.index}/{rows}/{page.width}x{page.height}{light}"


def _sketched(waiting: Waiting) -> Name:
    path, index = waiting
    return f"{path}#{index}", 0, 0


# --- A page's picture, fitted into the room that there is; what is over it is for subclasses ---


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
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
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
        painter.fillRect(self.rect(), QColor(table.canvas))
        if self._page is None:
            self._say(painter, self.awaited)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = self.sheet()
        painter.fillRect(sheet, QColor("#f7f6f3"))
        if self._image is not None:
            painter.drawImage(sheet, self._image)
        elif self._lost:
            self._say(painter, self.tr("这一页的扫描件现在读不到：请放回原来的地方，再选一次"))
        else:
            self._say(painter, self.tr("正在等这一页的图"))
        painter.setPen(QPen(QColor(table.you), 2))
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
        painter.setPen(QColor(tokens().text2 if self._page is None else "#535e58"))
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

"""Pictures of pages for the screen: asked of the workers, kept while they fit."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from zcdesk.cases.case import CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.pages.page import Page
from zcdesk.picture import Picture
from zcdesk.ui.kit import Work
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.importing import Waiting, sketches
from zcdesk.workflow.one_page.showing import get_ready, render

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
        image = self._kept.get(name)
        if image is not None:
            self._kept.move_to_end(name)
            return image
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
        image = self._kept.get(_sketched(waiting))
        if image is None and waiting not in self._blank and not self._closed:
            self._wanted[waiting] = None
            self._soon.start()
        return image

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
        images = [image for name, image in self._kept.items() if name[0] == wanted]
        return max(images, key=QImage.width, default=None)

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

"""Cut-outs of places for the screen: asked of the workers page by page, kept while they fit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QListView, QWidget

from zcdesk.cases.case import CasePage
from zcdesk.geometry import Box, Polygon, bounds
from zcdesk.pages.page import Page
from zcdesk.ui.kit import Timer
from zcdesk.ui.look import RADIUS_BUTTON, PaintedSpot, RowList, paint_box, tokens
from zcdesk.ui.picture import covers, image_of, name_of
from zcdesk.ui.words.entries import CoverKind
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.side_by_side.cutting import TILE, CutFrame, CutOut, Likeness, cut_out
from zcdesk.workflow.side_by_side.doubts import Key

ROOM = 128 << 20
"""Bytes of cut-outs that are kept; the longest unused goes first and is cut anew when wanted."""

Shown = tuple[QImage, Box]
"""A cut-out and the part of the page that it shows."""


class CutPlace(Protocol):
    """What is cut out: a doubt, or any other place of a page."""

    @property
    def key(self) -> Key:
        """What tells it from every other place."""

    @property
    def page(self) -> Page:
        """The upright page that it is on."""

    @property
    def polygon(self) -> Polygon:
        """Where, in pixels of that page."""


@dataclass(frozen=True)
class PlainPlace:
    """A place that nobody asks about."""

    page: Page
    polygon: Polygon

    @property
    def key(self) -> Key:
        """The page and where on it."""
        return 0, f"{name_of(self.page)} {self.polygon}"


class Crops(QObject):
    """Hands out cut-outs; a worker decodes each page once for all of its places.

    The pixels become a QImage in the thread that waited for them; the window's thread only takes
    finished pictures.

    Signals:
        arrived: Further cut-outs are there, or will not come.
    """

    arrived = Signal()
    _finished = Signal(object, object)

    def __init__(self, pool: WorkerPool, parent: QObject, frame: CutFrame = TILE) -> None:
        super().__init__(parent)
        self._pool, self._frame = pool, frame
        self._soon: dict[Key, CutPlace] = {}
        self._timer = Timer(self, self._want_soon)
        self._kept: OrderedDict[Key, Shown] = OrderedDict()
        self._asked: dict[Key, Future[list[CutOut]]] = {}
        self._closed = False
        self.known: dict[Key, Likeness] = {}
        self.failed: set[Key] = set()
        self._finished.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def get(self, key: Key) -> Shown | None:
        """Return a cut-out that is there."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def ask(self, place: CutPlace) -> Shown | None:
        """Return a cut-out, or ask for it: for all of one painting together, page by page."""
        found = self.get(place.key)
        if found is None:
            self._soon[place.key] = place
            self._timer.start()
        return found

    def _want_soon(self) -> None:
        self.want(self._soon.values())
        self._soon = {}

    def want(self, places: Iterable[CutPlace]) -> None:
        """Ask for those cut-outs that are neither there nor on their way, the first ones first."""
        by_page: dict[tuple[str, str], list[CutPlace]] = {}
        for place in places:
            lacks = place.key not in self._kept and place.key not in self._asked
            if lacks and place.key not in self.failed and not self._closed:
                scan = str(place.page.source.path)  # two people may have handed in the same one
                by_page.setdefault((scan, name_of(place.page)), []).append(place)
        for of_page in by_page.values():
            page, polygons = of_page[0].page, [place.polygon for place in of_page]
            future = cut_out(self._pool, page, polygons, self._frame)
            keys = [place.key for place in of_page]
            self._asked |= dict.fromkeys(keys, future)
            future.add_done_callback(partial(self._convert, keys))

    def waits_for(self, places: Iterable[CutPlace]) -> int:
        """Return how many of these cut-outs are still on their way."""
        return sum(p.key not in self._kept and p.key not in self.failed for p in places)

    def try_again(self) -> None:
        """Forget what could not be cut: its scan may be there again."""
        self.failed.clear()

    def close(self) -> None:
        """Take nothing more."""
        self._closed = True
        for future in tuple(self._asked.values()):
            future.cancel()

    def _convert(self, keys: list[Key], future: Future[list[CutOut]]) -> None:
        """Turn the pixels into pictures (in the thread that waited for them)."""
        cuts: list[tuple[Shown, Likeness]] = []
        if not self._closed and not future.cancelled() and future.exception() is None:
            cuts = [((image_of(cut.picture), cut.part), cut.likeness) for cut in future.result()]
        if not self._closed:
            self._finished.emit(keys, cuts)

    def _keep(self, keys: list[Key], cuts: list[tuple[Shown, Likeness]]) -> None:
        for key in keys:
            self._asked.pop(key, None)
        if not cuts:
            self.failed |= set(keys)
        for key, (shown, likeness) in zip(keys, cuts, strict=False):
            self._kept[key], self.known[key] = shown, likeness
        while sum(image.sizeInBytes() for image, _ in self._kept.values()) > ROOM:
            self._kept.popitem(last=False)
        self.arrived.emit()


# --- Cut-outs beside and below each other: the list of every page of the wall, and how it moves ---


GAP = 4
"""Pixels between what is drawn of a cell and its edge."""

STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
         Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}  # fmt: skip
"""How far each arrow goes, across and down."""


def paint_cell(painter: QPainter, spot: PaintedSpot) -> QRectF:
    """Draw the ground of a cell by how it stands; return where it is."""
    table, box = tokens(), spot.box.adjusted(GAP, GAP, -GAP, -GAP)
    hot = spot.below_pointer and not spot.chosen
    paint_box(
        painter,
        box,
        RADIUS_BUTTON,
        QPen(QColor(table.accent if spot.chosen else table.line), 1 + spot.chosen),
        QColor(table.sunken if hot else table.surface),
    )
    return box


def paint_crop(painter: QPainter, box: QRectF, part: Box, image: QImage | None) -> QTransform:
    """Draw a cut-out in the middle of ``box``, as large as it fits, and paint only there now.

    Args:
        part: What of the page it shows.
        image: None while it is on its way: its place is known before.

    Returns:
        From pixels of the page to the screen.
    """
    left, top, right, bottom = part
    scale = min(box.width() / (right - left), box.height() / (bottom - top))
    sheet = QRectF(0, 0, (right - left) * scale, (bottom - top) * scale)
    sheet.moveCenter(box.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if image is not None:
        painter.drawImage(sheet, image)
    painter.setClipRect(sheet)
    moved = QTransform.fromTranslate(sheet.left(), sheet.top())
    return moved.scale(scale, scale).translate(-left, -top)


class CropList(RowList):
    """Cells that go on in the next row where a row is full; arrows move, letters are the page's."""

    def __init__(self, name: str, crops: Crops, **properties: Any) -> None:
        super().__init__(
            name,
            viewMode=QListView.ViewMode.IconMode,
            resizeMode=QListView.ResizeMode.Adjust,
            movement=QListView.Movement.Static,
            **properties,
        )
        crops.arrived.connect(self.viewport().update)

    def step(self, across: int, down: int) -> None:
        """Go to the next cell in the order of reading, or to the nearest one above or below."""
        by = across or down
        rows = range(self.currentIndex().row() + by, len(self._drawn.rows) if by > 0 else -1, by)
        cells = [row for row in rows if self._drawn.can_be_chosen(self._drawn.rows[row])]
        if across:
            self.go_to(cells[0] if cells else -1)
        else:
            self.go_to(self._nearest(cells, down))

    def _nearest(self, cells: list[int], down: int) -> int:
        """Return which of ``cells`` is nearest in the next row of them, -1 without a row."""
        here = self.visualRect(self.currentIndex())
        top, nearest = None, (0, -1)
        for cell in cells:
            box = self.visualRect(self._drawn.index(cell))
            if (box.top() - here.top()) * down <= 0:
                continue
            beside = abs(box.center().x() - here.center().x()), cell
            if top is not None and box.top() != top:
                break
            nearest = min(nearest, beside) if top is not None else beside
            top = box.top()
        return nearest[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cells take the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


# --- A place on its page, cut out and framed -----------------------------------------------------


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
            painter.fillRect(self.rect(), QColor(tokens().sunken))
            return
        image, part = crop
        left, top, right, bottom = part
        wide = min(self.width(), self.height() * (right - left) / (bottom - top))
        to_screen = paint_crop(painter, QRectF(0, 0, wide, self.height()), part, image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(covers.STYLES[CoverKind.SURE].edge))
        left, top, right, bottom = bounds(self._polygon)
        painter.drawRect(to_screen.mapRect(QRectF(left, top, right - left, bottom - top)))

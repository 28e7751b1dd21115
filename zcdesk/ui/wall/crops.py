"""Cut-outs of places for the screen: asked of the workers page by page, kept while they fit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from zcdesk.geometry import Box, Polygon
from zcdesk.pages.page import Page
from zcdesk.ui.kit import Timer
from zcdesk.ui.picture import image_of, name_of
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
        crop = self._kept.get(key)
        if crop is not None:
            self._kept.move_to_end(key)
        return crop

    def ask(self, place: CutPlace) -> Shown | None:
        """Return a cut-out, or ask for it: for all of one painting together, page by page."""
        crop = self.get(place.key)
        if crop is None:
            self._soon[place.key] = place
            self._timer.start()
        return crop

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

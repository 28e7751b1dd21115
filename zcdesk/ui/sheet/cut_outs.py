"""Cut-outs of places for the screen: asked of the workers page by page, kept while they fit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from zcdesk.geometry import Box
from zcdesk.ui.picture.pictures import image_of, name_of
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.side_by_side.cutting import CutOut, cut_out
from zcdesk.workflow.side_by_side.doubts import DoubtPlace, Key
from zcdesk.workflow.side_by_side.likeness import Likeness

ROOM = 96 << 20
"""Bytes of cut-outs that are kept; the longest unused goes first and is cut anew when wanted."""

Shown = tuple[QImage, Box]
"""A cut-out and the part of the page that it shows."""


class CutOuts(QObject):
    """Hands out cut-outs; a worker decodes each page once for all of its places.

    The pixels become a QImage in the thread that waited for them; the window's thread only takes
    finished pictures.

    Signals:
        arrived: Further cut-outs are there, or will not come.
    """

    arrived = Signal()
    _finished = Signal(object, object)

    def __init__(self, pool: WorkerPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
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

    def want(self, doubts: Iterable[DoubtPlace]) -> None:
        """Ask for those cut-outs that are neither there nor on their way, the first ones first."""
        by_page: dict[tuple[int, str], list[DoubtPlace]] = {}
        for doubt in doubts:
            lacks = doubt.key not in self._kept and doubt.key not in self._asked
            if lacks and doubt.key not in self.failed and not self._closed:
                by_page.setdefault((doubt.owner, name_of(doubt.page)), []).append(doubt)
        for places in by_page.values():
            page = places[0].page
            future = cut_out(self._pool, page, [doubt.polygon for doubt in places])
            self._asked |= {doubt.key: future for doubt in places}
            future.add_done_callback(partial(self._convert, places))

    def waits_for(self, doubts: Iterable[DoubtPlace]) -> int:
        """Return how many of these cut-outs are still on their way."""
        return sum(d.key not in self._kept and d.key not in self.failed for d in doubts)

    def try_again(self) -> None:
        """Forget what could not be cut: its scan may be there again."""
        self.failed.clear()

    def close(self) -> None:
        """Take nothing more."""
        self._closed = True
        for future in tuple(self._asked.values()):
            future.cancel()

    def _convert(self, places: Sequence[DoubtPlace], future: Future[list[CutOut]]) -> None:
        """Turn the pixels into pictures (in the thread that waited for them)."""
        cuts: list[tuple[Shown, Likeness]] = []
        if not self._closed and not future.cancelled() and future.exception() is None:
            cuts = [((image_of(cut.picture), cut.part), cut.likeness) for cut in future.result()]
        if not self._closed:
            self._finished.emit([doubt.key for doubt in places], cuts)

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

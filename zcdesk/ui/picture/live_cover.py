"""The cover in hand while it is moved or resized, before the change becomes an act."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTransform

from zcdesk.geometry import Polygon
from zcdesk.ui.kit import Timer
from zcdesk.ui.look import ARROWS
from zcdesk.ui.picture.covers import shape
from zcdesk.ui.picture.reshaping import Grip, grip_at, reshaped
from zcdesk.ui.words.entries import CoverKind, WordEntry

PAUSE = 450
"""Milliseconds without a key after which moves by keys become one act."""

FAR = 10
"""Pixels of the page for an arrow with Shift; one without."""


class LiveCover(QObject):
    """Holds the outline of the selected cover while mouse or keys change it.

    Signals:
        moved: The outline on screen is another one.
        settled: Index of the entry and its new outline: one act.
    """

    moved = Signal()
    settled = Signal(int, object)

    def __init__(self, parent: QObject, **signals: Any) -> None:
        super().__init__(parent, **signals)
        self._entry: WordEntry | None = None
        self._polygon: Polygon | None = None
        self._grip: Grip | None = None
        self._begun = QPointF()
        self._pause = Timer(self, self.settle, PAUSE)

    @property
    def dragging(self) -> bool:
        """Tell whether the mouse holds the cover."""
        return self._grip is not None

    def shown(self, entry: WordEntry) -> WordEntry:
        """Return an entry as it is on screen now."""
        held = self._entry is not None and entry.index == self._entry.index
        return replace(entry, polygon=self._polygon) if held and self._polygon else entry

    def grip(self, entry: WordEntry | None, to_screen: QTransform, point: QPointF) -> Grip | None:
        """Return what of the selected cover is below ``point`` on the screen."""
        if entry is None or entry.kind is CoverKind.OPEN:
            return None
        box: QRectF = shape(self.shown(entry), to_screen).boundingRect()
        return grip_at(box, point)

    def take(self, entry: WordEntry, grip: Grip, at: QPointF) -> None:
        """Take a grip with the mouse at ``at`` (page pixels)."""
        self.settle()
        self._entry, self._grip, self._begun = entry, grip, at

    def drag(self, to: QPointF, page: QSizeF) -> None:
        """Move what is held to ``to`` (page pixels)."""
        if self._entry is None or self._grip is None:
            return
        moved = to - self._begun
        size = page.width(), page.height()
        self._polygon = reshaped(self._entry.polygon, self._grip, moved.x(), moved.y(), size)
        self.moved.emit()

    def let_go(self) -> None:
        """End a drag: what it led to becomes an act."""
        self._grip = None
        self.settle()

    def press(self, entry: WordEntry | None, event: QKeyEvent, page: QSizeF) -> bool:
        """Move or resize by a key; tell whether the key was one for this."""
        step = ARROWS.get(Qt.Key(event.key()))
        if entry is None or step is None or entry.kind is CoverKind.OPEN:
            return False
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        resize = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        reach = FAR if far else 1
        if self._entry is None or self._entry.index != entry.index:
            self.settle()
            self._entry = entry
        grip = Grip.SOUTH_EAST if resize else Grip.MOVE
        size = page.width(), page.height()
        polygon = self._polygon or entry.polygon
        self._polygon = reshaped(polygon, grip, step[0] * reach, step[1] * reach, size)
        self._pause.start()
        self.moved.emit()
        return True

    def settle(self) -> None:
        """Make an act of what was changed, at once."""
        self._pause.stop()
        entry, polygon = self._entry, self._polygon
        self._entry = self._polygon = self._grip = None
        if entry is not None and polygon is not None and polygon != entry.polygon:
            self.settled.emit(entry.index, polygon)

    def drop(self) -> None:
        """Forget a change under way, without an act."""
        self._pause.stop()
        self._entry = self._polygon = self._grip = None

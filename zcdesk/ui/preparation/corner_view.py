"""The picture as it was taken, with the page's four corners to drag or to move by keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPolygonF

from zcdesk.geometry import Point, Polygon, box
from zcdesk.pages.laying.standing import require_convex
from zcdesk.pages.page import Page
from zcdesk.ui.look import ARROWS, pen, tokens
from zcdesk.ui.picture import FittedPicture, Pictures

SIDE = 2400
"""Longest side in pixels of the picture: enough to see the very edge in the loupe."""

HANDLE = 13
REACH = 22.0
"""Screen pixels of a corner's handle, and around its middle where it is taken."""

LOUPE, CLOSER = 148, 3.0
"""Screen pixels of the loupe, and how much closer than the picture it shows the corner."""

FAR = 10
"""Pixels of the picture for an arrow with Shift; one without."""

_NUMBERS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class CornerView(FittedPicture):
    """Holds the outline while it is changed; what becomes of it is for the page around it.

    Signals:
        changed: The outline is another one.
        settled: A drag has ended, or a key has moved a corner.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(pictures, SIDE)
        self._corners: Polygon = ()
        self._held = -1
        self.corner = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("原图和页面的四个角：按 1 到 4 选一个角，方向键移动"))

    @property
    def corners(self) -> Polygon:
        """The outline as it is on screen: pixels of the picture, clockwise from the top left."""
        return self._corners

    @property
    def dragging(self) -> bool:
        """Tell whether the mouse holds a corner."""
        return self._held >= 0

    def show_outline(self, page: Page, corners: Polygon | None) -> None:
        """Show a picture (a page as it was decoded) and an outline, None for its own edges."""
        self._held = -1
        self._corners = corners or box(0, 0, page.width, page.height)
        self.show_page(page)

    def move_corner(self, corner: int, to: Point) -> bool:
        """Move a corner; tell whether a page can still have these corners."""
        page = self.page
        if page is None:
            return False
        x, y = min(max(to[0], 0.0), page.width), min(max(to[1], 0.0), page.height)
        moved = (*self._corners[:corner], (x, y), *self._corners[corner + 1 :])
        try:
            require_convex(moved)
        except ValueError:
            return False
        self._corners, self.corner = moved, corner
        self.changed.emit()
        self.update()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearest corner in reach."""
        if event.button() is Qt.MouseButton.LeftButton and self.page is not None:
            self.setFocus()
            self._held = self._corner_at(event.position())
            self.corner = self._held if self._held >= 0 else self.corner
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the corner that is held."""
        if self._held >= 0:
            there = self.to_screen().inverted()[0].map(event.position())
            self.move_corner(self._held, (there.x(), there.y()))
            return
        near = self._corner_at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.SizeAllCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._held >= 0:
            self._held = -1
            self.update()
            self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4 choose a corner, arrows move it."""
        key = Qt.Key(event.key())
        if key in _NUMBERS:
            self.corner = _NUMBERS.index(key)
            self.update()
        elif key in ARROWS and self._corners:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            far = FAR if shift else 1
            x, y = self._corners[self.corner]
            right, down = ARROWS[key]
            if self.move_corner(self.corner, (x + right * far, y + down * far)):
                self.settled.emit()
        else:
            super().keyPressEvent(event)

    def paint_over(self, painter: QPainter) -> None:
        """Draw the outline over what is cut off, its handles, and the loupe while one is held."""
        if len(self._corners) != 4:
            return
        table = tokens()
        shape = self.to_screen().map(QPolygonF([QPointF(x, y) for x, y in self._corners]))
        outside = QPainterPath()
        outside.addRect(self.sheet())
        inside = QPainterPath()
        inside.addPolygon(shape)
        painter.fillPath(outside.subtracted(inside), QColor(0, 0, 0, 110))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((table.surface, 4), (table.accent, 2)):
            painter.setPen(pen(colour, width))
            painter.drawPolygon(shape)
        for number, point in enumerate(shape.toList()[:4]):
            chosen = number == self.corner and (self.hasFocus() or self.dragging)
            size = HANDLE + 6 if chosen else HANDLE
            handle = QRectF(0, 0, size, size)
            handle.moveCenter(point)
            painter.setPen(pen(table.accent, 2))
            painter.setBrush(table.accent if chosen else table.surface)
            painter.drawEllipse(handle)
        if self.dragging or self.hasFocus():
            self._paint_loupe(painter, self._corners[self.corner], shape.at(self.corner))

    def _paint_loupe(self, painter: QPainter, corner: Point, on_screen: QPointF) -> None:
        """Show the corner in hand enlarged, in that corner of the view which is farthest off."""
        image, page = self.image, self.page
        if image is None or page is None:
            return
        right = on_screen.x() < self.width() / 2
        low = on_screen.y() < self.height() / 2
        left = self.width() - LOUPE - 8 if right else 8
        glass = QRectF(left, self.height() - LOUPE - 8 if low else 8, LOUPE, LOUPE)
        scale = image.width() / page.width
        reach = LOUPE / 2 / CLOSER / max(self.to_screen().m11(), 1e-3) * scale
        x, y = corner[0] * scale, corner[1] * scale
        painter.fillRect(glass, tokens().canvas)
        painter.drawImage(glass, image, QRectF(x - reach, y - reach, 2 * reach, 2 * reach))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(tokens().accent))
        middle = glass.center()
        painter.drawLine(QPointF(glass.left(), middle.y()), QPointF(glass.right(), middle.y()))
        painter.drawLine(QPointF(middle.x(), glass.top()), QPointF(middle.x(), glass.bottom()))
        painter.setPen(pen(tokens().field))
        painter.drawRect(glass)

    def _corner_at(self, point: QPointF) -> int:
        """Return the nearest corner within reach of a point of the screen, or -1."""
        places = [self.to_screen().map(QPointF(x, y)) for x, y in self._corners]
        away = [math.hypot(place.x() - point.x(), place.y() - point.y()) for place in places]
        nearest = min(range(len(away)), key=away.__getitem__, default=-1)
        return nearest if nearest >= 0 and away[nearest] <= REACH else -1

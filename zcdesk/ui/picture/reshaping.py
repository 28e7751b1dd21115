"""Moving and resizing a cover: where its handles are, and what a drag makes of its outline."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt

from zcdesk.geometry import Polygon, Transform, bounds

SIDE = 9
"""Pixels of a handle on the screen."""

REACH = 8.0
"""Pixels around a handle's middle in which it is taken: 16 across."""

OUTSIDE = 3.0
"""Pixels by which the handles are outside the cover."""

LEAST = 4.0
"""Pixels of the page that a cover keeps in each direction."""


class Grip(Enum):
    """A handle, by the edges that it moves: left, top, right, bottom."""

    MOVE = (1, 1, 1, 1)
    NORTH_WEST = (1, 1, 0, 0)
    NORTH = (0, 1, 0, 0)
    NORTH_EAST = (0, 1, 1, 0)
    EAST = (0, 0, 1, 0)
    SOUTH_EAST = (0, 0, 1, 1)
    SOUTH = (0, 0, 0, 1)
    SOUTH_WEST = (1, 0, 0, 1)
    WEST = (1, 0, 0, 0)


HANDLES = tuple(grip for grip in Grip if grip is not Grip.MOVE)

CURSORS = {
    Grip.MOVE: Qt.CursorShape.SizeAllCursor,
    Grip.NORTH_WEST: Qt.CursorShape.SizeFDiagCursor,
    Grip.SOUTH_EAST: Qt.CursorShape.SizeFDiagCursor,
    Grip.NORTH_EAST: Qt.CursorShape.SizeBDiagCursor,
    Grip.SOUTH_WEST: Qt.CursorShape.SizeBDiagCursor,
    Grip.NORTH: Qt.CursorShape.SizeVerCursor,
    Grip.SOUTH: Qt.CursorShape.SizeVerCursor,
    Grip.EAST: Qt.CursorShape.SizeHorCursor,
    Grip.WEST: Qt.CursorShape.SizeHorCursor,
}


def handle(box: QRectF, grip: Grip) -> QPointF:
    """Return the middle of a handle of a cover that is in ``box`` on the screen."""
    around = box.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
    left, top, right, bottom = grip.value
    x = around.left() if left else around.right() if right else around.center().x()
    y = around.top() if top else around.bottom() if bottom else around.center().y()
    return QPointF(x, y)


def grip_at(box: QRectF, point: QPointF) -> Grip | None:
    """Return what a press at ``point`` takes of a cover in ``box``: a handle, all of it, nothing.

    Corners go before edges, so that a small cover can still be made larger.
    """
    for grip in sorted(HANDLES, key=lambda grip: -sum(grip.value)):
        middle = handle(box, grip)
        if abs(middle.x() - point.x()) <= REACH and abs(middle.y() - point.y()) <= REACH:
            return grip
    return Grip.MOVE if box.contains(point) else None


def reshaped(
    polygon: Polygon, grip: Grip, right: float, down: float, size: tuple[float, float]
) -> Polygon:
    """Return a cover after its grip was moved by ``right`` and ``down`` pixels of the page.

    Args:
        polygon: The outline before.
        size: Width and height of the page; nothing goes beyond.
    """
    left, top, far, low = bounds(polygon)
    width, height = size
    if grip is Grip.MOVE:
        dx = min(max(right, -left), width - far)
        dy = min(max(down, -top), height - low)
        return Transform.shift(dx, dy).apply_all(polygon)
    moves_left, moves_top, moves_far, moves_low = grip.value
    new_left = min(max(left + right * moves_left, 0.0), far - LEAST) if moves_left else left
    new_top = min(max(top + down * moves_top, 0.0), low - LEAST) if moves_top else top
    new_far = max(min(far + right * moves_far, width), left + LEAST) if moves_far else far
    new_low = max(min(low + down * moves_low, height), top + LEAST) if moves_low else low
    new = new_left, new_top, new_far, new_low
    return Transform.stretch((left, top, far, low), new).apply_all(polygon)

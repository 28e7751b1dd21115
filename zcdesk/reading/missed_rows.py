"""Rows of letters that the detector passed over: small print on a large sheet.

The detector sees a page at one length of its long side; letters of less than some 6 px there are
lost, line by line, and nothing tells. What ink no box covers is looked at once more: where it lies
in rows of small parts, a few of these rows are read, and only what reads as text counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, bounds
from zcdesk.picture import GreyPicture

_SIDE = 1600  # px of the copy's long side: letters of 6 px at the detector have 10
_DARK = 205  # grey level of ink in the copy, where thin strokes are paler
_BESIDE = 2  # px around a box that belong to it
_RULE = 40  # px; a longer stroke is a rule or a frame
_PARTS = (4, 40)  # px that parts of letters are high
_JOIN = 1.5  # heights of such a part between two letters of a row
_HIGHEST = 3.0  # such heights
_LEAST_LENGTH = 4.0  # times as long as high
_FILLED = (0.1, 0.75)  # share of a row's box that is inked; ornaments and bars fill more
_LEAST_PARTS = 0.2  # parts for each square of the row's height
_LEVEL = 1.6  # times as high as across; the row is level then
_BEYOND = 0.15  # of its height that a row's box is enlarged by

_WHOLE = 80  # percentile of the heights of parts that is a whole letter's
_SEVERAL = 2.6  # times as high as letters; a line is up to twice as high
_MOST_OF_ROW = 0.5  # of its length
_SHARED = 0.3  # of the smaller of two boxes that show the same text

Mask = NDArray[np.uint8]
Box = tuple[float, float, float, float]


def missed_rows(page: GreyPicture, quads: Sequence[Polygon]) -> tuple[Polygon, ...]:
    """Return the places, in pixels of the page, that look like rows of letters outside all boxes.

    Args:
        page: Evened page, shape (height, width).
        quads: The boxes of the lines that were found.
    """
    scale = min(1.0, _SIDE / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = _without_rules((small < _DARK).astype(np.uint8))
    _, _, stats, middles = cv2.connectedComponentsWithStats(ink)
    kept = stats[:, cv2.CC_STAT_HEIGHT] >= _PARTS[0]
    parts = _Parts(np.asarray(middles[kept], np.float64), stats[kept, cv2.CC_STAT_HEIGHT])
    for quad in quads:
        place = np.array(quad) * scale
        if not _may_hold_rows(place, parts):
            corners = np.round(place).astype(np.int32)
            cv2.fillConvexPoly(ink, corners, 0)
            cv2.polylines(ink, [corners], True, 0, 2 * _BESIDE)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    heights = heights[(heights >= _PARTS[0]) & (heights <= _PARTS[1])]
    if not len(heights):
        return ()
    rows = [_on_page(corners, scale) for corners in _rows(ink, float(np.median(heights)))]
    return tuple(_without_shown(rows, [bounds(quad) for quad in quads]))


def _without_shown(rows: Sequence[Polygon], places: Sequence[Box]) -> list[Polygon]:
    """Return the rows without those that have a box for themselves, or most of one."""
    shown: set[int] = set()
    for place in places:
        inside = [number for number, row in enumerate(rows) if _shows(place, bounds(row))]
        if len(inside) == 1:
            shown |= set(inside)
    return [row for number, row in enumerate(rows) if number not in shown]


@dataclass(frozen=True)
class _Parts:
    """Parts of letters: their middles, shape (parts, 2), and heights, pixels of the copy."""

    middles: NDArray[np.float64]
    heights: NDArray[np.integer[Any]]


def _may_hold_rows(quad: NDArray[np.float64], parts: _Parts) -> bool:
    """Tell whether a box is so much larger than the letters in it that it may hold several rows.

    A column of letters that stand below each other is as wide as one of them.
    """
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    x, y = parts.middles[:, 0], parts.middles[:, 1]
    heights = parts.heights[(left <= x) & (x <= right) & (top <= y) & (y <= bottom)]
    least = min(right - left, bottom - top)
    return len(heights) > 0 and least > _SEVERAL * float(np.percentile(heights, _WHOLE))


def _shows(place: Box, row: Box) -> bool:
    """Tell whether a box holds most of a row."""
    across = min(place[2], row[2]) - max(place[0], row[0])
    middle = (row[1] + row[3]) / 2
    return place[1] <= middle <= place[3] and across >= _MOST_OF_ROW * (row[2] - row[0])


def joined_boxes(nearer: Sequence[Polygon], before: Sequence[Polygon]) -> tuple[Polygon, ...]:
    """Return the boxes of a nearer look, with those of the first one that it has no part of.

    From near large letters fall apart, from afar small lines flow together.

    Args:
        nearer: The boxes of the nearer look.
        before: Those of the first one.
    """
    places = [bounds(quad) for quad in nearer]
    alone = [quad for quad in before if not any(_share(bounds(quad), one) for one in places)]
    return (*nearer, *alone)


def _share(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    least = min(
        (one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1])
    )
    return across > 0 and down > 0 and across * down >= _SHARED * least


def _without_rules(ink: Mask) -> Mask:
    along = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _RULE), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_RULE, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(along, down), np.ones((3, 3), np.uint8))
    return np.asarray(ink * (1 - rules), np.uint8)


def _rows(ink: Mask, high: float) -> Iterator[NDArray[np.float32]]:
    """Yield the corners of the rows, clockwise from the top left."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(_JOIN * high)), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    long = stats[:, cv2.CC_STAT_WIDTH] >= _LEAST_LENGTH * high
    long[0] = False
    for number in np.flatnonzero(long).tolist():
        x, y, width, height = (int(value) for value in stats[number, :4])
        own = labels[y : y + height, x : x + width] == number
        (cx, cy), sides, angle = cv2.minAreaRect(np.argwhere(own)[:, ::-1].astype(np.float32))
        length, thick = max(sides) + 1, min(sides) + 1
        if thick > _HIGHEST * high or thick < _PARTS[0] or length < _LEAST_LENGTH * thick:
            continue
        part = (ink[y : y + height, x : x + width] * own).astype(np.uint8)
        share = np.count_nonzero(part) / (length * thick)
        parts = cv2.connectedComponents(part)[0] - 1
        if _FILLED[0] <= share <= _FILLED[1] and parts >= _LEAST_PARTS * length / thick:
            turn = math.radians(angle if sides[0] >= sides[1] else angle - 90)
            if height <= _LEVEL * thick:  # the smallest rectangle around level letters is turned
                cx, cy, length, thick, turn = (width - 1) / 2, (height - 1) / 2, width, height, 0.0
            yield _corners(x + cx + 0.5, y + cy + 0.5, length, thick, turn)


def _corners(x: float, y: float, length: float, thick: float, turn: float) -> NDArray[np.float32]:
    more = 2 * _BEYOND * thick
    half, across = (length + more) / 2, (thick + more) / 2
    along = np.array([math.cos(turn), math.sin(turn)]) * half
    down = np.array([-math.sin(turn), math.cos(turn)]) * across
    middle = np.array([x, y])
    corners = [middle - along - down, middle + along - down, middle + along + down]
    return np.array([*corners, middle - along + down], np.float32)


def _on_page(corners: NDArray[np.float32], scale: float) -> Polygon:
    return tuple((float(x) / scale, float(y) / scale) for x, y in corners)

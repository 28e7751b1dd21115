"""Rows of small inked parts on a copy of a page: what may be letters, whoever found them or not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture, square

PARTS = (4, 40)
"""Pixels of the copy that parts of letters are high."""

_SIDE = 1600  # px of the copy's long side: letters of 6 px at the detector have 10
_DARK = 205  # grey level of ink in the copy, where thin strokes are paler
_BESIDE = 2  # px around a box that belong to it
_RULE = 40  # px; a longer stroke is a rule or a frame
_JOIN = 1.5  # heights of such a part between two letters of a row
_HIGHEST = 3.0  # such heights
_LEAST_LENGTH = 4.0  # times as long as high
_FILLED = (0.1, 0.75)  # share of a row's box that is inked; ornaments and bars fill more
_LEAST_PARTS = 0.2  # parts for each square of the row's height
_LEVEL = 1.6  # times as high as across; the row is level then
_BEYOND = 0.15  # of its height that a row's box is enlarged by

Mask = NDArray[np.uint8]


@dataclass(frozen=True)
class InkCopy:
    """What is inked on a smaller copy of a page, rules left out.

    Attributes:
        ink: One where there is ink, shape (height, width).
        scale: Length in the copy by that on the page.
    """

    ink: Mask
    scale: float

    @cached_property
    def parts(self) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
        """The middles of what may be parts of letters, shape (parts, 2), and their heights."""
        _, _, stats, middles = components(self.ink)
        tall = stats[:, cv2.CC_STAT_HEIGHT] >= PARTS[0]
        return middles[tall], stats[tall, cv2.CC_STAT_HEIGHT]

    def without(self, quads: Iterable[Polygon]) -> Mask:
        """Return the ink that is in none of some places of the page."""
        ink = self.ink.copy()
        for quad in quads:
            corners = np.round(np.array(quad) * self.scale).astype(np.int32)
            cv2.fillConvexPoly(ink, corners, 0)
            cv2.polylines(ink, [corners], True, 0, 2 * _BESIDE)
        return ink

    def on_page(self, corners: NDArray[np.float32]) -> Polygon:
        """Return places of the copy in pixels of the page."""
        return tuple((float(x) / self.scale, float(y) / self.scale) for x, y in corners)


def ink_copy(page: GreyPicture, side: int = _SIDE) -> InkCopy:
    """Return the ink of an evened page, shape (height, width), in a copy of ``side`` px at most."""
    scale = min(1.0, side / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return InkCopy(_without_rules((small < _DARK).astype(np.uint8)), scale)


def _without_rules(ink: Mask) -> Mask:
    along = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _RULE), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_RULE, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(along, down), square(3))
    return np.asarray(ink * (1 - rules), np.uint8)


def rows_of_parts(ink: Mask) -> Iterator[NDArray[np.float32]]:
    """Yield the corners of the rows that small parts are in, clockwise from the top left."""
    _, _, stats, _ = components(ink)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    heights = heights[(heights >= PARTS[0]) & (heights <= PARTS[1])]
    if not len(heights):
        return
    high = float(np.median(heights))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(_JOIN * high)), np.uint8))
    _, labels, stats, _ = components(joined)
    long = stats[:, cv2.CC_STAT_WIDTH] >= _LEAST_LENGTH * high
    long[0] = False
    for number in np.flatnonzero(long).tolist():
        x, y, width, height = (int(value) for value in stats[number, :4])
        own = labels[y : y + height, x : x + width] == number
        (cx, cy), sides, angle = cv2.minAreaRect(_ends_of_rows(own))
        length, thick = max(sides) + 1, min(sides) + 1
        if thick > _HIGHEST * high or thick < PARTS[0] or length < _LEAST_LENGTH * thick:
            continue
        part = (ink[y : y + height, x : x + width] * own).astype(np.uint8)
        share = np.count_nonzero(part) / (length * thick)
        parts = cv2.connectedComponents(part)[0] - 1
        if _FILLED[0] <= share <= _FILLED[1] and parts >= _LEAST_PARTS * length / thick:
            turn = math.radians(angle if sides[0] >= sides[1] else angle - 90)
            if height <= _LEVEL * thick:  # the smallest rectangle around level letters is turned
                cx, cy, length, thick, turn = (width - 1) / 2, (height - 1) / 2, width, height, 0.0
            yield _corners(x + cx + 0.5, y + cy + 0.5, length, thick, turn)


def _ends_of_rows(part: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the first and last place of each row of a part: its hull is on them."""
    rows = np.flatnonzero(part.any(axis=1))
    held = part[rows]
    first, last = held.argmax(axis=1), part.shape[1] - 1 - held[:, ::-1].argmax(axis=1)
    places = np.concatenate([np.stack([first, rows], axis=1), np.stack([last, rows], axis=1)])
    return places.astype(np.float32)


def _corners(x: float, y: float, length: float, thick: float, turn: float) -> NDArray[np.float32]:
    more = 2 * _BEYOND * thick
    half, across = (length + more) / 2, (thick + more) / 2
    along = np.array([math.cos(turn), math.sin(turn)]) * half
    down = np.array([-math.sin(turn), math.cos(turn)]) * across
    middle = np.array([x, y])
    corners = [middle - along - down, middle + along - down, middle + along + down]
    return np.array([*corners, middle - along + down], np.float32)

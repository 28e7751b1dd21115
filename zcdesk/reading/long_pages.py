"""Finds the text lines of a page that is much longer than wide: a chat, a wide table, a plan.

The detector sees a page at one length of its long side, so that the letters of such a page would be
too small for it: of a screenshot of 700 by 5200 px with letters of 30 px it missed one line in ten.
It is looked at piece by piece, each cut where the page is emptiest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Point, Polygon, bounds, centre
from zcdesk.picture import GreyPicture
from zcdesk.reading.detecting import detect
from zcdesk.reading.evening import DARK
from zcdesk.runs import runs_of

LONG = 2.4
"""Times the short side from which on a page is looked at in pieces; a telephone's screen has 2.2"""

_PIECE = 1.6  # times the short side that a piece is long, about
_LEAST_WIDTH = 200  # px; a narrower strip holds few lines, and its letters are large enough
_LEAST_LENGTH = 1600  # px; a shorter one is hardly made smaller
_BEYOND = 0.16  # share of a piece that is seen of its neighbours on both sides
_WINDOW = 0.25  # of a piece, around an even cut, within which the emptiest place is sought
_SAME_ROW = 0.6  # of the thinner box across which two boxes are parts of one line


def is_long(page: GreyPicture) -> bool:
    """Tell whether a page is to be looked at piece by piece."""
    short, length = sorted(page.shape)
    return bool(short >= _LEAST_WIDTH and length >= max(_LEAST_LENGTH, LONG * short))


def detect_in_pieces(page: GreyPicture, side: int) -> tuple[Polygon, ...]:
    """Return the quadrilaterals of the text lines on a long evened page, in reading order.

    Args:
        page: Evened page, shape (height, width).
        side: Long side in pixels at which the detector looks at each piece.
    """
    along = 0 if page.shape[0] < page.shape[1] else 1  # of a point: x, or y
    length = max(page.shape)
    cuts = _cuts(page, along)
    beyond = round(_BEYOND * length / (len(cuts) - 1))
    polygons: list[Polygon] = []
    before: list[Polygon] = []
    for start, end in pairwise(cuts):
        first, last = max(0, start - beyond), min(length, end + beyond)
        piece = page[:, first:last] if along == 0 else page[first:last]
        moved = [_moved(quad, along, first) for quad in detect(np.ascontiguousarray(piece), side)]
        own = [quad for quad in moved if start <= centre(quad)[along] < end]
        polygons += before
        before = joined_on(polygons, own, along, beyond)
    return tuple(sorted((*polygons, *before), key=lambda quad: (quad[0][1], quad[0][0])))


def _cuts(page: GreyPicture, along: int) -> list[int]:
    """Return where the pieces begin and end, each at the emptiest row or column nearby."""
    length, short = max(page.shape), min(page.shape)
    count = max(2, round(length / (_PIECE * short)))
    ink = np.count_nonzero(page < DARK, axis=along)
    window = round(_WINDOW * length / count)
    return [
        0,
        *(_emptiest(ink, round(length * n / count), window) for n in range(1, count)),
        length,
    ]


def _emptiest(ink: NDArray[np.int64], place: int, window: int) -> int:
    """Return the middle of the longest run of the least ink around a place."""
    part = ink[place - window : place + window]
    start, end = max(runs_of(part == part.min()), key=lambda run: run[1] - run[0])
    return place - window + (start + end) // 2


def _moved(quad: Polygon, along: int, by: int) -> Polygon:
    return tuple((x + by, y) if along == 0 else (x, y + by) for x, y in quad)


def joined_on(
    kept: list[Polygon], own: Sequence[Polygon], along: int, beyond: int
) -> list[Polygon]:
    """Return a piece's boxes; where one goes on with a kept one, both become one line.

    Args:
        kept: Boxes of the pieces before; those that go on are taken out.
        own: Those of the piece.
        along: Of a point, the way in which pieces follow: 0 for x, 1 for y.
        beyond: Pixels that neighbouring pieces share.
    """
    joined = []
    for quad in own:
        ahead = next((polygon for polygon in kept if _goes_on(polygon, quad, along, beyond)), None)
        if ahead is not None:
            kept.remove(ahead)
            quad = _joined(ahead, quad, along)
        joined.append(quad)
    return joined


def _goes_on(polygon: Polygon, other: Polygon, along: int, beyond: int) -> bool:
    """Tell whether two boxes of neighbouring pieces show one line: both see it around the cut."""
    first, second, across = bounds(polygon), bounds(other), 1 - along
    shared = min(first[along + 2], second[along + 2]) - max(first[along], second[along])
    shorter = min(first[along + 2] - first[along], second[along + 2] - second[along])
    row = min(first[across + 2], second[across + 2]) - max(first[across], second[across])
    thinner = min(first[across + 2] - first[across], second[across + 2] - second[across])
    return shared >= min(beyond, shorter / 2) and row >= _SAME_ROW * thinner


def _joined(polygon: Polygon, other: Polygon, along: int) -> Polygon:
    """Return the rectangle from where a line begins to where it ends in the next piece.

    A rectangle it must be: the crop of a quadrilateral one end of which is a pixel wider shifts the
    letters in the middle of a long line by several letters.
    """
    if along == 0:
        start, end = _between(polygon[0], polygon[3]), _between(other[1], other[2])
        thickness = max(math.dist(polygon[0], polygon[3]), math.dist(other[1], other[2]))
    else:
        start, end = _between(polygon[0], polygon[1]), _between(other[3], other[2])
        thickness = max(math.dist(polygon[0], polygon[1]), math.dist(other[3], other[2]))
    length = math.dist(start, end)
    aside = thickness / 2 / length
    x, y = (end[1] - start[1]) * aside, (start[0] - end[0]) * aside
    corners = ((start[0] + x, start[1] + y), (end[0] + x, end[1] + y),
               (end[0] - x, end[1] - y), (start[0] - x, start[1] - y))  # fmt: skip
    return corners if along == 0 else (corners[3], corners[0], corners[1], corners[2])


def _between(first: Point, second: Point) -> Point:
    return (first[0] + second[0]) / 2, (first[1] + second[1]) / 2

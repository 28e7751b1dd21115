"""What is paler than the print of a page, and how it reads once it is turned straight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np

from zcdesk.geometry import Polygon, Transform, bounds, centre
from zcdesk.picture import GreyPicture, square
from zcdesk.reading.detecting import detect
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line
from zcdesk.reading.recognising import crop_line

_PRINT = 135
"""Grey level of an evened page below which ink is print; watermarks were seen at 150 to 225."""

PALE = 215
"""Level below which what is not print counts as a pale word; the other side of thin paper and the
rims of print are white still."""

_RIM = 1 / 1000  # of the page's long side: print is grey at its edges
_FILL = 8  # rims around print from which the level behind it is taken
_SIDE = 960  # px, long side of the copy in which slanting words are looked for
_DARKEST = 5  # percentile of a line's pixels, by their level; half as dark are the rims of strokes
_TIP = 0.06  # of the ink of a usual row of pixels; the ends of strokes have more, dust has less
_USUAL = 75  # percentile of the rows, by their ink
_LEAST_HIGH = 0.4  # of a box that its letters fill; less is what print has left of them
_WHITE = 0.05  # of a box's height that is left around them


@dataclass(frozen=True, eq=False)
class PaleLayer:
    """What is paler than the print of an evened page; several searches look at it, made once."""

    page: GreyPicture

    @cached_property
    def pixels(self) -> GreyPicture:
        """The page with its print replaced by the level that is around it."""
        return _without_print(self.page)

    @cached_property
    def small(self) -> GreyPicture:
        """A copy of ``pixels`` of at most 960 px a side."""
        scale = min(1.0, _SIDE / max(self.pixels.shape))
        size = [max(1, round(side * scale)) for side in self.pixels.shape[::-1]]
        return np.asarray(cv2.resize(self.pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _without_print(page: GreyPicture) -> GreyPicture:
    """Return the page with its print replaced by the level that is around it."""
    rim = max(1, round(max(page.shape) * _RIM))
    _, printed = cv2.threshold(page, _PRINT - 1, 1, cv2.THRESH_BINARY_INV)
    near = cv2.dilate(printed, square(2 * rim + 1))
    known = np.bitwise_xor(np.asarray(near, np.uint8), 1)
    reach = (_FILL * rim + 1, _FILL * rim + 1)
    # Whole numbers are added up, and divided only where they are needed: a sixth of a page.
    weight = cv2.boxFilter(known, cv2.CV_32S, reach, normalize=False)
    level = cv2.boxFilter(cv2.multiply(page, known), cv2.CV_32S, reach, normalize=False)
    covered = np.asarray(near, np.uint8).view(np.bool_)
    weights = np.asarray(weight)[covered]
    layer = page.copy()
    behind = np.asarray(level)[covered] // np.maximum(weights, 1)
    layer[covered] = np.where(weights > 0, behind, 255)
    return layer


def read_turned(
    layer: GreyPicture,
    degrees: float,
    places: Sequence[Polygon],
    rim: float,
    levels: tuple[int, int] = (0, PALE),
) -> Iterator[Line]:
    """Yield what is in some places once the layer is turned so that they are straight.

    Args:
        layer: A page without its print.
        degrees: How far the words are turned, clockwise.
        places: Where they are; lines whose middle is in none of them are left out.
        rim: Pixels of white around the places.
        levels: Between which the words' ink lies; what is darker is what is left of the print.
    """
    left, top, right, bottom = bounds([corner for place in places for corner in place])
    turn = Transform.rotation(-degrees, ((left + right) / 2, (top + bottom) / 2))
    x0, y0, x1, y1 = bounds(turn.apply_all(corner for place in places for corner in place))
    turn = turn.then(Transform.shift(rim - x0, rim - y0))
    size = (round(x1 - x0 + 2 * rim), round(y1 - y0 + 2 * rim))
    matrix = np.array(turn.rows)[:2]
    turned = cv2.warpAffine(layer, matrix, size, flags=cv2.INTER_CUBIC, borderValue=255)
    back = turn.inverse()
    straight = _stretched(np.asarray(turned, np.uint8), levels)
    for box in detect(straight):
        quad = back.apply_all(box)
        if any(meet(place, quad) for place in places):
            line = read_line(straight, box)
            quad, rows = back.apply_all(line.quad), inked_rows(straight, line.quad)
            yield replace(line, quad=quad, rows=rows)


def inked_rows(page: GreyPicture, quad: Polygon) -> tuple[float, float]:
    """Return between which shares of a line's height its letters' ink lies, with some white. The
    detector's box around large letters that stand alone is up to twice as high as they are.
    ``page``: page on which the line's ink is dark."""
    line = crop_line(page, quad)
    # What is left of print is paler than the letters, and is above and below them as well.
    ink = (float(np.percentile(line, _DARKEST)) + 255) / 2
    counts = np.count_nonzero(line < ink, axis=1)
    inked = np.flatnonzero(counts >= max(1.0, _TIP * float(np.percentile(counts, _USUAL))))
    if not inked.size or inked[-1] - inked[0] < _LEAST_HIGH * len(counts):
        return 0.0, 1.0
    first, last = inked[0] / len(counts), (inked[-1] + 1) / len(counts)
    return max(0.0, float(first) - _WHITE), min(1.0, float(last) + _WHITE)


def _stretched(layer: GreyPicture, levels: tuple[int, int]) -> GreyPicture:
    """Return a pale layer with its ink as dark as print."""
    inked = layer[layer < levels[1]]
    darkest = max(float(levels[0]), float(np.percentile(inked, 20)) if inked.size else 0.0)
    stretched = (layer.astype(np.float32) - darkest) * (255 / max(1.0, 250 - darkest))
    return np.asarray(np.clip(stretched, 0, 255), dtype=np.uint8)


def holds(place: Polygon, quad: Polygon) -> bool:
    """Tell whether the middle of a quadrilateral is in a place."""
    return bool(cv2.pointPolygonTest(np.array(place, np.float32), centre(quad), False) >= 0)


def meet(first: Polygon, second: Polygon) -> bool:
    """Tell whether the middle of one of two quadrilaterals is in the other one."""
    return holds(first, second) or holds(second, first)

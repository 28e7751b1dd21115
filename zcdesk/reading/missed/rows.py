"""Rows of letters that the detector passed over or cut.

It sees a page at one length of its long side; letters of less than some 6 px there are lost, line
by line, and nothing tells. What ink no box covers is looked at once more: where it is in rows of
small parts, a few of these rows are read, and only what reads as text counts. So is ink in a column
of small parts: of a faint column the detector sees the beginning alone, of a long one, as a name in
the margin of a drawing, it leaves out letters in the middle.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, bounds
from zcdesk.reading.missed.ink_rows import InkCopy, rows_of_parts

_WHOLE = 80  # percentile of the heights of parts that is a whole letter's
_SEVERAL = 2.6  # times as high as letters; a line is up to twice as high
_MOST_OF_ROW = 0.5  # of its length
_SHARED = 0.3  # of the smaller of two boxes that show the same text

Box = tuple[float, float, float, float]


def missed_rows(copy: InkCopy, quads: Sequence[Polygon]) -> tuple[Polygon, ...]:
    """Return the places, in pixels of the page, that look like rows of letters outside all boxes.

    Args:
        copy: The page's ink.
        quads: The boxes of the lines that were found.
    """
    lines, _ = parted(copy, quads)
    rows = [copy.on_page(corners) for corners in rows_of_parts(copy.without(lines))]
    return tuple(_without_shown(rows, [bounds(quad) for quad in quads]))


def parted(copy: InkCopy, quads: Sequence[Polygon]) -> tuple[list[Polygon], list[Polygon]]:
    """Return the boxes that are one line each, and those that may hold several rows."""
    several = [_may_hold_rows(np.array(quad) * copy.scale, *copy.parts) for quad in quads]
    lines = [quad for quad, blot in zip(quads, several, strict=True) if not blot]
    return lines, [quad for quad, blot in zip(quads, several, strict=True) if blot]


def _without_shown(rows: Sequence[Polygon], places: Sequence[Box]) -> list[Polygon]:
    """Return the rows without those that have a box for themselves, or most of one."""
    shown: set[int] = set()
    for place in places:
        inside = [number for number, row in enumerate(rows) if _shows(place, bounds(row))]
        if len(inside) == 1:
            shown |= set(inside)
    return [row for number, row in enumerate(rows) if number not in shown]


def _may_hold_rows(
    quad: NDArray[np.float64], middles: NDArray[np.float64], heights: NDArray[np.int32]
) -> bool:
    """Tell whether a box is so much larger than the letters in it that it may hold several rows.

    A column of letters that are below each other is as wide as one of them. All is in pixels of
    the copy: the box, and middles and heights of the parts of letters.
    """
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    x, y = middles[:, 0], middles[:, 1]
    heights = heights[(left <= x) & (x <= right) & (top <= y) & (y <= bottom)]
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
    alone = [quad for quad in before if not any(_share(bounds(quad), place) for place in places)]
    return (*nearer, *alone)


def _share(box: Box, other: Box) -> bool:
    across = min(box[2], other[2]) - max(box[0], other[0])
    down = min(box[3], other[3]) - max(box[1], other[1])
    least = min(
        (box[2] - box[0]) * (box[3] - box[1]), (other[2] - other[0]) * (other[3] - other[1])
    )
    return across > 0 and down > 0 and across * down >= _SHARED * least

"""Finds small letters on large sheets: title blocks and plot stamps of drawings.

The detector sees any page at one length of its long side, so that letters of 16 px on a sheet of
9 900 px are specks of two. Ink in parts as large as letters that no box covers is looked for in
half the page's size, and each place that has some is looked at by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon, bounds, centre, holds
from zcdesk.picture import GreyPicture
from zcdesk.reading.detecting import detect
from zcdesk.reading.long_pages import joined_on
from zcdesk.reading.missed.ink_rows import InkCopy, Mask, ink_copy
from zcdesk.reading.missed.rows import joined_boxes, parted

LARGE = 2600
"""Long side in pixels from which on letters of 16 px are less than 6 px high for the detector."""

PIECE = 1920
"""Pixels that one look takes in at most; its letters of 16 px are 8 px high for the detector."""

_BEYOND = 320  # px that neighbouring pieces share: a name is whole in one of them
_HIGH, _WIDE = (5, 26), 34  # px of the copy, half the page's size, that parts of letters are
_PARTS = 3  # that are in a row or column, at least
_TOGETHER = 2  # times: px of the copy around a part in which the others are
_MARGIN = 24  # px of the copy around a place
_SMALL = 72  # px that a box of letters of 40 px is thick
_ROWS = 2  # in a box that is no line
_LONGER, _THICKER = 1.15, 1.4  # times: a box that goes on where another one ends

Area = tuple[int, int, int, int]


def with_small_print(page: GreyPicture, quads: Sequence[Polygon], side: int) -> tuple[Polygon, ...]:
    """Return the boxes of a large sheet with those of small letters that they left out.

    Args:
        page: Evened page, shape (height, width).
        quads: The boxes that were found, pixels of the page.
        side: Long side in pixels at which the detector looks at a piece of ``PIECE`` px.
    """
    copy = ink_copy(page, max(page.shape) // 2)
    lines, blots = parted(copy, quads)
    mask = small_print(copy, lines)
    nearer = [
        quad
        for area in _areas(mask)
        for quad in _detected(page, mask, area, side / PIECE)
        if _thickness(quad) <= _SMALL
    ]
    whole = [row for row in nearer if any(_goes_beyond(row, line) for line in lines)]
    lines = [line for line in lines if not any(_goes_beyond(row, line) for row in whole)]
    blots = [blot for blot in blots if not _holds_rows(blot, nearer)]
    return (*blots, *joined_boxes([*lines, *whole], nearer))


def small_print(copy: InkCopy, lines: Sequence[Polygon]) -> Mask:
    """Return one in the copy around parts as large as letters that are in rows outside lines."""
    ink = copy.without(lines)
    _, _, stats, _ = components(ink)
    high, wide = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    small = (high >= _HIGH[0]) & (high <= _HIGH[1]) & (wide <= _WIDE)
    small[0] = False
    parts = stats[small]
    around = np.ones((2 * _MARGIN + 1,) * 2, np.uint8)
    near = np.asarray(cv2.dilate(_together(parts, ink.shape), around), np.uint8)
    level = _together(parts, ink.shape, below=False)
    upright = _together(parts, ink.shape, beside=False)
    count, places, _, _ = components(near)
    has_row = np.zeros(count, np.uint8)
    has_row[places[(level | upright) > 0]] = 1
    return near * has_row[places]


def _together(
    parts: NDArray[np.int32], shape: tuple[int, ...], beside: bool = True, below: bool = True
) -> Mask:
    """Return one where several parts are beside each other, below each other, or either.

    What is scattered over a photographed ground is in no row: 8 of 60 looks at five real pages
    went by that, and no box.
    """
    joined = np.zeros(shape, np.uint8)
    for x, y, across, down, _ in parts.tolist():
        pad = _TOGETHER + max(across, down) // _TOGETHER
        x_pad, y_pad = pad if beside else -(across // 4), pad if below else -(down // 4)
        rows = slice(max(0, y - y_pad), y + down + y_pad)
        joined[rows, max(0, x - x_pad) : x + across + x_pad] = 1
    count, groups, _, _ = components(joined)
    middles = groups[parts[:, 1] + parts[:, 3] // 2, parts[:, 0] + parts[:, 2] // 2]
    several = np.bincount(middles, minlength=count) >= _PARTS
    several[0] = False
    return several[groups].astype(np.uint8)


def _areas(found: Mask) -> Iterator[Area]:
    """Yield left, top, right and bottom of each place, in pixels of the page."""
    _, _, stats, _ = components(found)
    for x, y, across, down, _ in stats[1:].tolist():
        yield 2 * x, 2 * y, 2 * (x + across), 2 * (y + down)


def _detected(page: GreyPicture, found: Mask, area: Area, scale: float) -> list[Polygon]:
    """Return the boxes of one place, piece by piece; what goes on in the next one is one box."""
    left, top, right, bottom = area
    boxes: list[Polygon] = []
    for first, last in _pieces(top, min(bottom, page.shape[0])):
        row: list[Polygon] = []
        for start, end in _pieces(left, min(right, page.shape[1])):
            if not found[first // 2 : last // 2, start // 2 : end // 2].any():
                continue
            piece = np.ascontiguousarray(page[first:last, start:end])
            quads = detect(piece, max(1, round(scale * max(piece.shape))))
            moved = [tuple((x + start, y + first) for x, y in quad) for quad in quads]
            own = joined_on(row, moved, 0, _BEYOND)
            row += own
        own = joined_on(boxes, row, 1, _BEYOND)
        boxes += own
    return boxes


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where pieces of one length begin and end that share some with the next one."""
    count = max(1, -(-(end - start - _BEYOND) // (PIECE - _BEYOND)))
    cuts = [round(start + (end - start - _BEYOND) * n / count) for n in range(count + 1)]
    for first, last in pairwise(cuts):
        yield max(0, first), last + _BEYOND


def _thickness(quad: Polygon) -> float:
    return min(math.dist(quad[0], quad[1]), math.dist(quad[1], quad[2]))


def _holds_rows(blot: Polygon, rows: Sequence[Polygon]) -> bool:
    """Tell whether a box that is no line is rows that were seen from nearer."""
    return sum(holds(bounds(blot), centre(row)) for row in rows) >= _ROWS


def _goes_beyond(quad: Polygon, line: Polygon) -> bool:
    """Tell whether a box shows all of a line and more of its row."""
    box, part = bounds(quad), bounds(line)
    row = min(box[3], part[3]) - max(box[1], part[1])
    shared = min(box[2], part[2]) - max(box[0], part[0])
    high, part_high = box[3] - box[1], part[3] - part[1]
    wide, part_wide = box[2] - box[0], part[2] - part[0]
    return (
        row >= 0.6 * min(high, part_high)
        and shared >= 0.8 * part_wide
        and wide >= _LONGER * part_wide
        and high <= _THICKER * part_high
    )

"""Looks for small letters on large sheets by itself: where strokes change often along a row.

Reading looks for parts as large as letters (``reading/small_print.py``); what that passes over is
found here in another way, so that both readings do not miss it together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon, bounds, centre, holds
from zcdesk.picture import GreyPicture, square
from zcdesk.reading.detecting import detect
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_LARGE = 5000  # px of the long side: no page that a telephone or a scanner for A4 gives
_CHANGE = 60  # grey levels between neighbours of the copy, half the page's size
_ROW = (41, 5)  # px of the copy, across and down, in which changes are counted
_OFTEN = 0.16  # changes for each pixel of such a window: hatches have as many as letters
_TALL = (29, 3)  # px of the copy: what is as tall is a pattern or a picture, no row
_BESIDE = 6  # px of the page around a line that are known
_MARGIN = 20  # px of the copy
_PIECE, _SHARED = 1600, 300  # px of the page that are looked at at once, and that two pieces share
_SCALE = 0.66  # at which the detector looks
_MOST = 24  # places of a sheet, the largest first

Mask = NDArray[np.uint8]
Area = tuple[int, int, int, int]


def fine_lines(page: GreyPicture, known: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines of a large sheet that are not among those known.

    Args:
        page: Evened page; a smaller one has none.
        known: The lines that were read.
    """
    if max(page.shape) < _LARGE:
        return ()
    places = [bounds(line.quad) for line in known]
    rows, areas = _busy(page, known)
    quads = [quad for area in areas for quad in _boxes(page, rows, area)]
    new = [quad for quad in quads if not any(holds(place, centre(quad)) for place in places)]
    return tuple(read_line(page, quad) for quad in new)


def _busy(page: GreyPicture, known: Sequence[Line]) -> tuple[Mask, list[Area]]:
    """Return where strokes change often outside the known lines: one in a copy of half the size,
    and left, top, right, bottom of each place."""
    copy = cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    changes = np.zeros(copy.shape, np.uint8)
    changes[:, 1:] = cv2.absdiff(copy[:, 1:], copy[:, :-1]) > _CHANGE
    for line in known:
        left, top, right, bottom = (round(v / 2) for v in bounds(line.quad))
        cv2.rectangle(changes, (left - _BESIDE, top - _BESIDE),
                      (right + _BESIDE, bottom + _BESIDE), 0, thickness=-1)  # fmt: skip
    often = (cv2.boxFilter(changes.astype(np.float32), -1, _ROW) >= _OFTEN).astype(np.uint8)
    pattern = cv2.morphologyEx(often, cv2.MORPH_OPEN, np.ones(_TALL, np.uint8))
    rows = cv2.subtract(often, cv2.dilate(pattern, np.ones(_TALL, np.uint8)))
    near = cv2.dilate(rows, square(2 * _MARGIN + 1))
    _, _, stats, _ = components(np.asarray(near, np.uint8))
    largest = sorted(stats[1:].tolist(), key=lambda one: -one[cv2.CC_STAT_AREA])[:_MOST]
    areas = [(2 * x, 2 * y, 2 * (x + across), 2 * (y + down)) for x, y, across, down, _ in largest]
    return np.asarray(near, np.uint8), areas


def _boxes(page: GreyPicture, rows: Mask, area: Area) -> Iterator[Polygon]:
    left, top, right, bottom = area
    for y in range(top, max(top + 1, bottom - _SHARED), _PIECE - _SHARED):
        for x in range(left, max(left + 1, right - _SHARED), _PIECE - _SHARED):
            piece = page[y : min(y + _PIECE, bottom), x : min(x + _PIECE, right)]
            here = rows[y // 2 : (y + _PIECE) // 2, x // 2 : (x + _PIECE) // 2]
            if not here.any():
                continue
            side = round(_SCALE * max(piece.shape))
            for quad in detect(np.ascontiguousarray(piece), side):
                yield tuple((x + px, y + py) for px, py in quad)

"""Rows of print that the detector broke into boxes which share letters, read as one.

In the blur of a picture from a telephone it finds parts of a row a little above each other; none is
as high as the letters, so that each is read badly and no joint of theirs shows the word.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking.watermarks.pale_layer import direction
from zcdesk.masking.watermarks.skewed_text import STRAIGHT
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_SAME_ROW = 0.4  # of the thinner box's height that both have; boxes of two rows touch at most
_SHARED = 1.0  # thicknesses that both show: a letter; boxes of two cells overlap by half of one
_GOES_ON = 1.0  # thicknesses that each box reaches beyond the other: a letter of its own
_LONG = 3.0  # thicknesses of a box in such a row; shorter ones are marks and seals
_MOST = 12  # rows of one page, the longest first; a page with more is a pattern


def reread_split_rows(page: GreyPicture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Read each row that lies in several boxes with common letters once more, as a whole.

    Args:
        page: Evened page.
        lines: Its lines.
    """
    level = [line for line in lines if _is_level(line) and line.length >= _LONG * line.thickness]
    rows: list[list[Line]] = []
    for line in sorted(level, key=lambda line: bounds(line.quad)[0]):
        row = next((row for row in rows if _goes_on(row[-1], line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    broken = sorted((row for row in rows if len(row) > 1), key=_length, reverse=True)
    return tuple(read_line(page, _around(row), full_width=True) for row in broken[:_MOST])


def _is_level(line: Line) -> bool:
    """Tell whether a line is a row of print; what runs slantwise has a search of its own."""
    turn = abs(direction(line.quad)) % 180.0
    return not line.vertical and min(turn, 180.0 - turn) < STRAIGHT


def _goes_on(one: Line, other: Line) -> bool:
    """Tell whether a box shows letters of another one, and further ones behind them."""
    left, top, right, bottom = bounds(one.quad)
    left2, top2, right2, bottom2 = bounds(other.quad)
    both = min(bottom, bottom2) - max(top, top2)
    thick = min(one.thickness, other.thickness)
    shared = right - left2 >= _SHARED * thick
    shared = shared and min(left2 - left, right2 - right) >= _GOES_ON * thick
    return shared and both >= _SAME_ROW * min(bottom - top, bottom2 - top2)


def _length(row: Sequence[Line]) -> float:
    return bounds(row[-1].quad)[2] - bounds(row[0].quad)[0]


def _around(row: Sequence[Line]) -> Polygon:
    """Return the upright box around a row; it leans too little for more (see ``pages``)."""
    left, top, right, bottom = np.array([bounds(line.quad) for line in row]).T
    return box(float(left.min()), float(top.min()), float(right.max()), float(bottom.max()))

"""Columns of vertical print that the detector broke into boxes, read as one.

It breaks a column where little ink lies across it: at 一, 二 or 丁, which then lies in no box, and
neither half shows the word (新疆生产建设兵团第｜师农业科学研究所).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zcdesk.geometry import Polygon, bounds, box
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_LONG = 2.5  # thicknesses of the longer of two boxes; numbers below each other are cells of a table
_APART = 1.8  # thicknesses between two boxes: the room of one letter with the white around it
_ASIDE = 0.35  # thicknesses between the middles of two boxes of one column
_THICKER = 1.5


def reread_split_columns(page: GreyPicture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Read each column of vertical print that lies in several boxes once more, as a whole.

    Args:
        page: Evened page.
        lines: Its lines.
    """
    columns = sorted((line for line in lines if line.vertical), key=lambda line: _sides(line)[1])
    rows: list[list[Line]] = []
    for line in columns:
        row = next((row for row in rows if _goes_on(row[-1], line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return tuple(
        read_line(page, _around(row))
        for row in rows
        if len(row) > 1 and max(one.length / one.thickness for one in row) >= _LONG
    )


def _goes_on(upper: Line, lower: Line) -> bool:
    above, below = _sides(upper), _sides(lower)
    thick = max(upper.thickness, lower.thickness)
    aside = abs(above[0] + above[2] - below[0] - below[2]) / 2
    apart = below[1] - above[3]
    alike = thick <= _THICKER * min(upper.thickness, lower.thickness)
    return alike and aside <= _ASIDE * thick and -thick / 2 <= apart <= _APART * thick


def _around(row: Sequence[Line]) -> Polygon:
    left, top, right, bottom = np.array([_sides(line) for line in row]).T
    return box(float(left.min()), float(top.min()), float(right.max()), float(bottom.max()))


def _sides(line: Line) -> tuple[float, float, float, float]:
    return bounds(line.quad)

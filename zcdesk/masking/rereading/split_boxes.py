"""Rows and columns of print that the detector broke into boxes, read as one.

In the blur of a picture from a telephone it finds parts of a row a little above each other; none is
as high as the letters, so that each is read badly and no joint of theirs shows the word. A column
breaks where little ink is across it: at 一, 二 or 丁, which then is in no box, and neither half
shows the word (新疆生产建设兵团第｜师农业科学研究所).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from zcdesk.geometry import Polygon, around, bounds, box, direction
from zcdesk.masking.watermarks.skewed_text import STRAIGHT
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_SAME_ROW = 0.4  # of the thinner box's height that both have; boxes of two rows touch at most
_SHARED = 1.0  # thicknesses that both show: a letter; boxes of two cells overlap by half of one
_GOES_ON = 1.0  # thicknesses that each box reaches beyond the other: a letter of its own
_LONG = 3.0  # thicknesses of a box in such a row; shorter ones are marks and seals
MOST_REREAD = 12  # rows of one page, the longest first; a page with more is a pattern
_LONG_COLUMN = 2.5  # thicknesses of the longer of two boxes; numbers in cells of a table have less
_APART = 1.8  # thicknesses between two boxes: the room of one letter with the white around it
_ASIDE = 0.35  # thicknesses between the middles of two boxes of one column
_THICKER = 1.5


def reread_split_rows(page: GreyPicture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Read each row that is in several boxes with common letters once more, as a whole."""
    level = [line for line in lines if _is_level(line) and line.length >= _LONG * line.thickness]
    rows = _joined(sorted(level, key=lambda line: bounds(line.quad)[0]), _goes_on)
    rows.sort(key=lambda row: bounds(row[-1].quad)[2] - bounds(row[0].quad)[0], reverse=True)
    return tuple(read_line(page, _around(row), full_width=True) for row in rows[:MOST_REREAD])


def _is_level(line: Line) -> bool:
    """Tell whether a line is a row of print; what runs slantwise has a search of its own."""
    turn = abs(direction(line.quad)) % 180.0
    return not line.vertical and min(turn, 180.0 - turn) < STRAIGHT


def _goes_on(line: Line, other: Line) -> bool:
    """Tell whether a box shows letters of another one, and further ones behind them."""
    left, top, right, bottom = bounds(line.quad)
    left2, top2, right2, bottom2 = bounds(other.quad)
    both = min(bottom, bottom2) - max(top, top2)
    thick = min(line.thickness, other.thickness)
    shared = right - left2 >= _SHARED * thick
    shared = shared and min(left2 - left, right2 - right) >= _GOES_ON * thick
    return shared and both >= _SAME_ROW * min(bottom - top, bottom2 - top2)


def _joined(lines: Iterable[Line], goes_on: Callable[[Line, Line], bool]) -> list[list[Line]]:
    """Return the boxes that go on in each other, two and more together."""
    rows: list[list[Line]] = []
    for line in lines:
        row = next((row for row in rows if goes_on(row[-1], line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return [row for row in rows if len(row) > 1]


def _around(row: Sequence[Line]) -> Polygon:
    """Return the upright box around a row; it leans too little for more (see ``pages``)."""
    return box(*around(bounds(line.quad) for line in row))


def reread_split_columns(page: GreyPicture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Read each column of vertical print that is in several boxes once more, as a whole."""
    upright = (line for line in lines if line.vertical)
    columns = _joined(sorted(upright, key=lambda line: bounds(line.quad)[1]), _goes_on_below)
    return tuple(
        read_line(page, _around(column))
        for column in columns
        if max(line.length / line.thickness for line in column) >= _LONG_COLUMN
    )


def _goes_on_below(upper: Line, lower: Line) -> bool:
    above, below = bounds(upper.quad), bounds(lower.quad)
    thick = max(upper.thickness, lower.thickness)
    aside = abs(above[0] + above[2] - below[0] - below[2]) / 2
    apart = below[1] - above[3]
    alike = thick <= _THICKER * min(upper.thickness, lower.thickness)
    return alike and aside <= _ASIDE * thick and -thick / 2 <= apart <= _APART * thick

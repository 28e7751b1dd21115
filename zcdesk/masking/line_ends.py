"""Lines that end before their margin: what stands at such an end is not broken off there.

Running text is broken at the margin, in the middle of a word. An item of a list ends where it
ends, however long it is; a letter more behind a name makes a longer name there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from zcdesk.geometry import bounds
from zcdesk.masking.seams import Box
from zcdesk.reading.line import Line

_AROUND = 4.5  # line heights above and below that show how far lines reach
_SAME_LEFT = 1.0  # line heights by which lines of one column begin apart
_EARLY = 3.0  # line heights before the margin; punctuation alone makes a line a letter shorter
_HEIGHT_RATIO = 1.6
_SAME_WAY = 10.0  # degrees between a line and one that tells its margin; a watermark does not
_BEHIND = 4.0  # line heights to what may go on in the same row: a line may lie in several boxes
_SAME_ROW = 0.5  # line heights that two boxes of a row share
_UNBROKEN = 0.8  # line heights that each letter of a word or number takes that is not broken


def early_ends(lines: Sequence[Line], among: Iterable[int]) -> frozenset[int]:
    """Return those of some lines that end well before others near them with the same beginning.

    Not where the next line begins with a word or a number that had no room behind this one, and
    not where something stands behind it in its row: that may be the rest of it.
    """
    boxes = [bounds(line.quad) for line in lines]
    found = set()
    for index in set(among):
        line, (left, top, right, bottom) = lines[index], boxes[index]
        near = [
            other
            for other, box in enumerate(boxes)
            if abs(box[1] + box[3] - top - bottom) <= 2 * _AROUND * line.thickness
            and abs(box[0] - left) <= _SAME_LEFT * line.thickness
            and _is_of_column(line, lines[other])
        ]
        margin = max(boxes[other][2] for other in near) if near else right
        below = [other for other in near if boxes[other][1] > (top + bottom) / 2]
        following = min(below, key=lambda other: boxes[other][1], default=None)
        needed = 0 if following is None else _unbroken(lines[following].lattice.text)
        short = right + (_EARLY + _UNBROKEN * needed) * line.thickness < margin
        if short and not any(_goes_on(boxes[index], box, line.thickness) for box in boxes):
            found.add(index)
    return frozenset(found)


def _goes_on(line: Box, other: Box, thick: float) -> bool:
    """Tell whether another box of the row reaches further: another look, or what stands behind."""
    shared = min(line[3], other[3]) - max(line[1], other[1])
    reaches = other[2] > line[2] + thick and other[0] < line[2] + _BEHIND * thick
    return shared >= _SAME_ROW * min(thick, other[3] - other[1]) and reaches


def _is_of_column(line: Line, other: Line) -> bool:
    """Tell whether two lines are as high and run the same way."""
    if line.vertical or other.vertical:
        return False
    thick = line.thickness, other.thickness
    apart = abs(_degrees(line) - _degrees(other))
    same_way = min(apart, 360.0 - apart) <= _SAME_WAY
    return same_way and max(thick) <= _HEIGHT_RATIO * min(thick)


def _degrees(line: Line) -> float:
    (x0, y0), (x1, y1) = line.quad[:2]
    return float(np.degrees(np.arctan2(y1 - y0, x1 - x0)))


def _unbroken(text: str) -> int:
    """Count the letters and digits that a line begins with."""
    begun = text.lstrip()
    rest = begun.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-/_:%")
    return len(begun) - len(rest)

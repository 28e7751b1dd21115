"""Lines that end before their margin: what is at such an end is not broken off there.

Running text is broken at the margin, in the middle of a word. An item of a list ends where it
ends, however long it is; a letter more behind a name makes a longer name there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zcdesk.geometry import Box, bounds, direction
from zcdesk.masking.lines.reading_order import AROUND, HEIGHT_RATIO, SAME_WAY
from zcdesk.names.spellings import is_han
from zcdesk.reading.line import Line

_SAME_LEFT = 1.0  # line heights by which lines of one column begin apart
_EARLY = 3.0  # line heights before the margin; punctuation alone makes a line a letter shorter ...
_EARLY_BEFORE_LETTERS = 1.8  # ... which only happens where the next line's first letters are it
_BEHIND = 4.0  # line heights to what may go on in the same row: a line may be in several boxes
_FLUSH = 0.6  # line heights by which lines that end at one margin end apart
_NEXT_ROW = 2.6  # line heights from a line to the next one of its paragraph
_SAME_ROW = 0.5  # line heights that two boxes of a row share
_OPENING = tuple("（(〔[【《")
_UNBROKEN = 0.8  # line heights that each letter of a word or number takes that is not broken


def early_ends(lines: Sequence[Line], among: Iterable[int]) -> frozenset[int]:
    """Return those of some lines that end well before others near them with the same beginning. So
    do those before a line that begins with a bracket, as far as words go: none goes on so. Not
    where the next line begins with a word or a number that had no room behind this one, and not
    where something is behind it in its row: that may be the rest of it. Where nothing can be
    the rest of it, below either, all lines of the page tell how far they reach."""
    boxes = [bounds(line.quad) for line in lines]
    ends = set()
    for index in set(among):
        line, box, thick = lines[index], boxes[index], lines[index].thickness
        column = [
            other
            for other, place in enumerate(boxes)
            if abs(place[0] - box[0]) <= _SAME_LEFT * thick and _is_of_column(line, lines[other])
        ]
        near = [other for other in column if _apart(box, boxes[other]) <= AROUND * thick]
        below = [other for other in near if boxes[other][1] > (box[1] + box[3]) / 2]
        following = min(below, key=lambda other: boxes[other][1], default=None)
        begins = "" if following is None else lines[following].lattice.text.lstrip()
        room = _EARLY_BEFORE_LETTERS if is_han(begins[:1]) and is_han(begins[1:2]) else _EARLY
        least = box[2] + (room + _UNBROKEN * _unbroken(begins)) * thick
        last = not any(_may_follow(box, place, thick) for place in boxes)
        in_block = any(_is_flush(box, boxes[other], thick) for other in near)
        telling = column if last and not in_block else near
        short = begins[:1] in _OPENING or any(boxes[other][2] > least for other in telling)
        if short and not any(_goes_on(box, place, thick) for place in boxes):
            ends.add(index)
    return frozenset(ends)


def _apart(box: Box, other: Box) -> float:
    """Return how far the middle of one box lies above or below that of another."""
    return abs(box[1] + box[3] - other[1] - other[3]) / 2


def _is_flush(line: Box, other: Box, thick: float) -> bool:
    """Tell whether another row ends where a line does, as at a margin."""
    return _apart(line, other) > _SAME_ROW * thick and abs(other[2] - line[2]) <= _FLUSH * thick


def _may_follow(line: Box, other: Box, thick: float) -> bool:
    """Tell whether a box is below a line as the next one of its paragraph or cell does."""
    below = other[1] > (line[1] + line[3]) / 2 and _apart(line, other) <= _NEXT_ROW * thick
    return below and other[0] <= line[0] + _SAME_LEFT * thick and other[2] > line[0]


def _goes_on(line: Box, other: Box, thick: float) -> bool:
    """Tell whether another box of the row reaches further: another look, or what is behind."""
    shared = min(line[3], other[3]) - max(line[1], other[1])
    reaches = other[2] > line[2] + thick and other[0] < line[2] + _BEHIND * thick
    return shared >= _SAME_ROW * min(thick, other[3] - other[1]) and reaches


def _is_of_column(line: Line, other: Line) -> bool:
    """Tell whether two lines are as high and run the same way."""
    if line.vertical or other.vertical:
        return False
    thick = line.thickness, other.thickness
    apart = abs(direction(line.quad) - direction(other.quad))
    same_way = min(apart, 360.0 - apart) <= SAME_WAY
    return same_way and max(thick) <= HEIGHT_RATIO * min(thick)


def _unbroken(text: str) -> int:
    """Count the letters and digits that a line begins with."""
    rest = text.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-/_:%")
    return len(text) - len(rest)

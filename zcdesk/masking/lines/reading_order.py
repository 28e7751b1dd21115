"""Lines that may hold a word together: rows of letters set far apart, columns, running text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Box, bounds, direction, overlap
from zcdesk.masking.lines.line_confidence import UNREADABLE
from zcdesk.names.spellings import is_han
from zcdesk.reading.certainty import CERTAIN
from zcdesk.reading.line import Line

_SHORT_LINE = 110  # columns of a line that may be the middle of a word over three lines or more
_MOST_LINES = 8  # lines that one word is looked for over: as many boxes as a long name has letters
_MOST_BOXES = 20
"""Boxes of a Han letter each that hold one word: a form may have one for each of an employer."""

LYING = frozenset("一")
"""Letters of one stroke that lies: their ink is far wider than high, as a rule's or a dash's is."""

_Lengths = NDArray[np.float64]
"""Numbers of pixels, one for each pair of lines (or one for each line on one of the axes)."""

_Sides = NDArray[np.float64]
"""Left, top, right and bottom of lines, one behind the other."""

_Measure = Callable[[_Sides, _Sides, _Lengths, _Lengths], _Lengths]

_FURTHEST = 2.6  # line heights from one line to the next
_WIDEST_SPACE = 4.0  # line heights between two letters of one name
_COLUMNS = 8.0  # line heights between two columns of print
_NEXT = 0.5  # line heights by which the second of two boxes begins and ends further right
_LEVEL = 0.3  # line heights by which a letter is lower or higher than its row
_OVERLAP = 1.2  # line heights by which two boxes of one row may share a letter
HEIGHT_RATIO = 1.6
_SET_IN = 3.0  # line heights by which the first line of a paragraph is set in at most
SAME_WAY = 10.0  # degrees between lines that go on in each other
_ALONE = 1.5  # thicknesses that the box of one letter is long at most
_TELLING = 3.0  # thicknesses of a line from which on its box tells how it runs
_ANOTHER_ROW = 0.3
"""Line heights by which the next place to go on is further away than the nearest one, which may
be a second look at something else; several looks at one row are nearer to each other."""

_SWOLLEN = 1.5  # em that a box of Han letters is high at most: detected ones have 1.1 to 1.4
_STEPS = 4  # from one Han letter to the next, for that
_SAME_ROW = 0.6  # line heights that a part of a line shares with it
_LONGER = 1.5  # times as long
AROUND = 4.5  # line heights above and below that show how far lines reach
_FLAT = 1.3  # times as long as high is the box of a letter of one stroke, at least
_HIGHER = 1.25  # times as high as its ink is the em of any other flat letter, at most
_TOGETHER = 3  # letters in boxes of their own that are found as one line at most
_SAME_BOX = 0.5  # share of what two looks at one letter cover that both do
_BRACKETS = frozenset("（）()〔〕[]【】")
_PLAIN = CERTAIN  # probability from which on one letter by itself is no bracket that was misread


def continued_below(lines: Sequence[Line]) -> dict[int, int]:
    """Return for each line of running text the one on which its sentence goes on. A label with its
    value ends before the next line does, or is further left."""
    boxes = [bounds(line.quad) for line in lines]
    return {
        index: other
        for index, (other, *_) in _following(lines, boxes, _downwards).items()
        if _runs_on(boxes, index, other, lines[index].thickness)
    }


def _runs_on(boxes: Sequence[Box], index: int, other: int, thick: float) -> bool:
    """Tell whether a line ends as far right as its neighbours and the next begins as far left."""
    line, below = boxes[index], boxes[other]
    around = [box for box in boxes if abs(box[1] - line[1]) <= AROUND * thick and box[0] < line[2]]
    margin = max(box[2] for box in around)
    return below[0] <= line[0] + thick and line[2] >= margin - 2 * thick


def lines_in_reading_order(lines: Sequence[Line]) -> tuple[tuple[int, ...], ...]:
    """Return the lines that may hold a word together, each way of going on by itself. A word that
    goes over three lines or more fills those between, so they are short: the cells of a narrow
    column, or letters that stand alone."""
    boxes = [_letter_box(line) for line in lines]
    plainest = _plainest(lines, boxes)
    chains: dict[tuple[int, ...], None] = {}
    for measure in (_leftwards, _downwards, _to_margin, _rightwards, _stepping, _to_column):
        after = {
            index: others
            for index, others in _following(lines, boxes, measure).items()
            if lines[index].vertical == (measure is _leftwards)
            if measure is not _stepping or _is_boxed(lines[index])
        }
        for ways in (after, _by_plainest(after, plainest)):
            for index, others in ways.items():
                for following in others:
                    chains |= dict.fromkeys(_onwards(lines, ways, (index, following)))
    return tuple(chains)


def _by_plainest(
    after: dict[int, tuple[int, ...]], plainest: dict[int, int]
) -> dict[int, tuple[int, ...]]:
    """Return the lines that follow each other with the plainest look at each box of one letter."""
    return {
        plainest.get(index, index): tuple(plainest.get(other, other) for other in others)
        for index, others in after.items()
        if plainest.get(index, index) == index
    }


def _plainest(lines: Sequence[Line], boxes: Sequence[Box]) -> dict[int, int]:
    """Return for each look at one letter in its box the look at it that reads it most plainly."""
    alone = [index for index, line in enumerate(lines) if _is_box(line)]
    plainest = {}
    for index in alone:
        same = [other for other in alone if overlap(boxes[index], boxes[other]) >= _SAME_BOX]
        plainest[index] = max(same, key=lambda other: lines[other].lattice.confidence)
    return plainest


def all_reading_orders(lines: Sequence[Line]) -> tuple[tuple[int, ...], ...]:
    """Return the lines that may hold a word together, among all and among those that were read.
    What was made out of grain in a second look may be between two lines of print."""
    read = [number for number, line in enumerate(lines) if line.lattice.confidence >= UNREADABLE]
    of_read = lines_in_reading_order([lines[number] for number in read])
    inner = (tuple(read[place] for place in chain) for chain in of_read)
    return tuple(dict.fromkeys((*lines_in_reading_order(lines), *inner)))


def _onwards(
    lines: Sequence[Line], after: dict[int, tuple[int, ...]], chain: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    """Yield a pair of lines, and the same with each line more that may hold a piece of the word."""
    yield chain
    while lines[chain[-1]].lattice.columns <= _SHORT_LINE and len(chain) < _MOST_BOXES:
        following = after.get(chain[-1], chain)[0]
        if following in chain:
            return
        boxed = len(chain) < _MOST_LINES or all(
            map(_is_boxed, (lines[number] for number in chain[1:]))
        )
        if not boxed:
            return
        chain = (*chain, following)
        yield chain


def _is_boxed(line: Line) -> bool:
    """Tell whether a line is one letter in its box, or two or three that were taken together."""
    text = line.lattice.text.strip("|丨 ")
    return is_bracket(line) or (len(text) <= _TOGETHER and is_han(text))


def is_bracket(line: Line) -> bool:
    """Tell whether a line is a bracket in a box of its own, or what one may be misread as."""
    text = line.lattice.text.strip("|丨 ")
    if len(text) != 1 or is_han(text):
        return False
    return text in _BRACKETS or line.lattice.confidence < _PLAIN


def _is_box(line: Line) -> bool:
    """Tell whether a line is one Han letter or a bracket, which stands alone."""
    text = line.lattice.text.strip("|丨 ")
    return len(text) == 1 and (is_han(text) or is_bracket(line))


def _following(
    lines: Sequence[Line], boxes: Sequence[Box], measure: _Measure
) -> dict[int, tuple[int, ...]]:
    """Return for each line the nearest one behind it, by ``measure``, and the nearest after that.
    Where the nearest is another look at a part of a line, the line comes first. All pairs are
    measured at once: a form may have a hundred lines."""
    if not lines:
        return {}
    sides = np.array(boxes, np.float64).T
    left, _, right, _ = sides
    thick = np.array([_letters_high(line) for line in lines])
    vertical = np.array([line.vertical for line in lines])
    alone = np.array([line.length < _ALONE * line.thickness for line in lines])
    way = np.array([_degrees(line) for line in lines])
    distance = measure(sides[:, :, None], sides[:, None], thick[:, None], thick[None, :])
    # A letter that stands alone is as high as wide: it may be the rest of a column.
    distance[(vertical[:, None] != vertical[None, :]) & ~(vertical[:, None] & alone)] = np.inf
    apart = np.abs(way[:, None] - way[None, :])  # without a number where a box is too short
    distance[np.minimum(apart, 360.0 - apart) > SAME_WAY] = np.inf
    np.fill_diagonal(distance, np.inf)
    every = np.arange(len(lines))
    nearest = distance.argmin(axis=1)
    least = distance[every, nearest]
    beyond = (least + _ANOTHER_ROW * thick)[:, None]
    further = np.where(distance > beyond, distance, np.inf).argmin(axis=1)
    second = np.isfinite(distance[every, further]) & (distance[every, further] > beyond[:, 0])
    wholes = _wholes(sides, thick)
    following = {}
    for index, near in enumerate(nearest.tolist()):
        if np.isfinite(least[index]):
            behind = np.flatnonzero(wholes[near] & (distance[index] <= beyond[index]))
            longest = behind[np.argsort((right - left)[behind])][-1:].tolist()
            rest = [int(further[index])] if second[index] else []
            if measure is _to_margin:  # a row of names: the first of them may be half a name
                row = np.flatnonzero(distance[index] <= beyond[index])
                rest.insert(0, int(row[left[row].argmin()]))
            following[index] = tuple(dict.fromkeys((*longest, near, *rest)))
    return following


def _letter_box(line: Line) -> Box:
    """Return the box around a line, around a flat letter alone as high a one as around others."""
    left, top, right, bottom = bounds(line.quad)
    high = _flat_letter_high(line)
    if high is None:
        return left, top, right, bottom
    middle = (top + bottom) / 2
    return left, middle - high / 2, right, middle + high / 2


def _flat_letter_high(line: Line) -> float | None:
    """Return how high the em of a letter alone is that is wider than high; None for all else. 心
    and 四 are so, 一 is far more so; but a box may hold a part of its cell's border as well."""
    if line.lattice.text.strip("|丨 ") in LYING and line.length > _FLAT * line.thickness:
        return line.length
    if _is_box(line) and line.length > line.thickness:
        return min(line.length, _HIGHER * line.thickness)
    return None


def _letters_high(line: Line) -> float:
    """Return the thickness of a line, for a swollen box that of a line with its letters. A title
    that shines through, or a stroke across two rows, may double a box."""
    flat = _flat_letter_high(line)
    if flat is not None:
        return flat
    if len(line.lattice.han_steps) < _STEPS:
        return line.thickness
    em = line.lattice.han_step * line.length / line.lattice.columns
    return min(line.thickness, _SWOLLEN * em)


def _wholes(sides: _Sides, thick: _Lengths) -> NDArray[np.bool_]:
    """Return for each line which longer ones in its row share a letter with it, and more."""
    (left, top, right, bottom), (left2, top2, right2, bottom2) = sides[:, :, None], sides[:, None]
    shared = np.minimum(bottom, bottom2) - np.maximum(top, top2)
    slack = thick[:, None]
    return np.asarray(
        (shared > _SAME_ROW * slack)
        & (np.minimum(right, right2) - np.maximum(left, left2) > slack)
        & (right2 - left2 > _LONGER * (right - left))
    )


def _degrees(line: Line) -> float:
    """Return how a line runs; not a number for a few letters, whose box may be anyhow."""
    if line.length < _TELLING * line.thickness:
        return float("nan")
    return direction(line.quad)


def _downwards(upper: _Sides, lower: _Sides, line: _Lengths, below: _Lengths) -> _Lengths:
    """Return how far ``lower`` lies below ``upper``, infinite where it does not continue it."""
    overlaps = np.minimum(upper[2], lower[2]) - np.maximum(upper[0], lower[0]) > 0
    return np.where(overlaps, _below(upper, lower, line, below), np.inf)


def _below(upper: _Sides, lower: _Sides, line: _Lengths, below: _Lengths) -> _Lengths:
    """Return the same for all lines that are as high, wherever they are in their rows."""
    thick = np.maximum(line, below)
    distance = (lower[1] + lower[3] - upper[1] - upper[3]) / 2
    similar = thick <= HEIGHT_RATIO * np.minimum(line, below)
    near = (0.5 * thick < distance) & (distance <= _FURTHEST * thick)
    return np.where(similar & near, distance, np.inf)


def _to_margin(upper: _Sides, lower: _Sides, line: _Lengths, below: _Lengths) -> _Lengths:
    """Return the same for lines of running text, which begin as far left as the one above. What
    is between two such lines at their right end, like the other side's print, is passed over; and
    where the first line of a paragraph is set in, the last one may end before it begins."""
    thick = np.maximum(line, below)
    begins = (lower[0] <= upper[0] + thick) & (lower[2] > upper[0] - _SET_IN * thick)
    return np.where(begins, _below(upper, lower, line, below), np.inf)


def _rightwards(left: _Sides, right: _Sides, line: _Lengths, below: _Lengths) -> _Lengths:
    """Return how far ``right`` begins behind ``left`` in the same row: letters set far apart."""
    thick = np.maximum(line, below)
    shared = np.minimum(left[3], right[3]) - np.maximum(left[1], right[1])
    distance = right[0] - left[2]
    similar = thick <= HEIGHT_RATIO * np.minimum(line, below)
    near = (-_OVERLAP * thick < distance) & (distance <= _WIDEST_SPACE * thick)
    # Two looks at one line are no row.
    goes_on = (right[0] - left[0] > _NEXT * thick) & (right[2] - left[2] > _NEXT * thick)
    return np.where((shared > 0.6 * thick) & similar & near & goes_on, distance, np.inf)


def _leftwards(right: _Sides, left: _Sides, line: _Lengths, below: _Lengths) -> _Lengths:
    """The same for columns of vertical text, which run from right to left."""
    thick = np.maximum(line, below)
    distance = (right[0] + right[2] - left[0] - left[2]) / 2
    overlaps = np.minimum(right[3], left[3]) - np.maximum(right[1], left[1]) > 0
    near = (0.5 * thick < distance) & (distance <= _FURTHEST * thick)
    return np.where(overlaps & near, distance, np.inf)


def _to_column(last: _Sides, first: _Sides, line: _Lengths, above: _Lengths) -> _Lengths:
    """Return how far right of a column's last line the first one of the next column is."""
    thick = np.maximum(line, above)
    below = np.isfinite(_downwards(last, first, line, above))
    whole = ~below.any(axis=1, keepdims=True) & ~below.any(axis=0, keepdims=True)
    distance = first[0] - last[2]
    near = (distance > -thick) & (distance <= _COLUMNS * thick) & (first[3] < last[1])
    similar = thick <= HEIGHT_RATIO * np.minimum(line, above)
    return np.where(whole & near & similar, distance, np.inf)


def _stepping(one: _Sides, other: _Sides, line: _Lengths, below: _Lengths) -> _Lengths:
    """The same for letters of a word that step down or up, each in a box of its own."""
    thick = np.maximum(line, below)
    across = (other[0] + other[2] - one[0] - one[2]) / 2
    down = np.abs(other[1] + other[3] - one[1] - one[3]) / 2
    similar = thick <= HEIGHT_RATIO * np.minimum(line, below)
    near = (_NEXT * thick < across) & (np.maximum(across, down) <= _FURTHEST * thick)
    return np.where(similar & near & (down > _LEVEL * thick), across + down, np.inf)

"""Letters that stand so far apart that each of them was read as a line of its own.

Two boxes of one row are joined where lines are joined; a name of three letters, spread over a row
of a form, is three boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto

from zcdesk.geometry import bounds
from zcdesk.reading.line import Line
from zcdesk.verification.words.aligning import Strand
from zcdesk.verification.words.segments import cut

_SINGLE = 1.4  # a shorter line, in thicknesses, holds a single letter
_SAME_HEIGHT = 0.6  # the smaller letter's share of the larger one
_SHARED = 0.5  # share of the lower box by which two boxes of one row overlap
_FURTHEST = 12.0  # thicknesses between two letters of one word

_STEP = 4.0  # of its height from a letter to the next of a staircase, across and down

Bounds = tuple[float, float, float, float]


class Way(Enum):
    """How single letters follow each other: in a row, in a column, as a staircase."""

    ALONG = auto()
    DOWN = auto()
    ASLANT = auto()


def spaced_out(lines: Sequence[Line]) -> tuple[Strand, ...]:
    """Return rows, columns and staircases of at least two single letters with nothing between."""
    singles = {n for n, line in enumerate(lines) if line.length < _SINGLE * line.thickness}
    if len(singles) < 2:
        return ()
    rows = (row for way in Way for row in _rows(lines, singles, way))
    found = (tuple(segment for n in row for segment in cut(lines[n].lattice, n)) for row in rows)
    return tuple(Strand(segments, 1) for segments in found if len(segments) > 1)


def _rows(lines: Sequence[Line], singles: set[int], way: Way) -> Iterator[tuple[int, ...]]:
    # A stroke that was taken for a line of its own, and read as nothing, is no other text.
    boxes = {
        n: _box(line, way is Way.DOWN) for n, line in enumerate(lines) if line.lattice.characters
    }
    after: Mapping[int, int] = {
        number: other
        for number in singles & set(boxes)
        if (other := _next(number, boxes, way is Way.ASLANT)) is not None
        and other in singles
        and _alike(boxes[number], boxes[other])
    }
    for first in sorted(set(after) - set(after.values())):
        row = [first]
        while row[-1] in after and after[row[-1]] not in row:
            row.append(after[row[-1]])
        yield tuple(row)


def _box(line: Line, upright: bool) -> Bounds:
    """Return a line's box; that of a column as if it were a row."""
    left, top, right, bottom = bounds(line.quad)
    return (top, left, bottom, right) if upright else (left, top, right, bottom)


def _next(number: int, boxes: Mapping[int, Bounds], aslant: bool) -> int | None:
    """Return what stands next in the row of a letter, be it a letter or a whole line."""
    left, top, right, bottom = boxes[number]
    height = bottom - top
    if aslant:
        steps = {
            other: (box[0] + box[2] - left - right) / 2 + abs(box[1] + box[3] - top - bottom) / 2
            for other, box in boxes.items()
            if 0.5 * height < (box[0] + box[2] - left - right) / 2
        }
        nearest = min(steps, key=steps.__getitem__, default=number)
        return nearest if steps.get(nearest, _STEP * height) < _STEP * height else None
    beside = [
        (box[0], other)
        for other, box in boxes.items()
        if other != number
        and min(bottom, box[3]) - max(top, box[1]) > _SHARED * min(height, box[3] - box[1])
        and -0.5 * height < box[0] - right < _FURTHEST * height
    ]
    return min(beside)[1] if beside else None


def _alike(one: Bounds, other: Bounds) -> bool:
    first, second = one[3] - one[1], other[3] - other[1]
    return min(first, second) >= _SAME_HEIGHT * max(first, second)

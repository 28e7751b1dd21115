"""Letters in the orders in which they may be read on.

Lines alone and over the seams between them: a name may be broken at the end of a line, spread over
two boxes of one row, or run on from the foot of one column of vertical text to the head of the next
column on its left. And letters that were not read as one line: far apart, unequal, up and down, one
below the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.geometry import bounds
from zcdesk.reading.line import Line
from zcdesk.verification.words.aligning import Strand
from zcdesk.verification.words.segments import Segment, cut

_REACH = 24  # segments on either side of a seam; longer than any word
_SAME_HEIGHT = 0.6  # the thinner line's share of the thicker one
_NEXT_LINE = 2.2  # thicknesses from the foot of a line to the head of the next one
_NEXT_BOX = 6.0  # thicknesses between two boxes of one row
_SAME_ROW = 0.6  # thicknesses by which the heads of one row's boxes differ
_SINGLE = 1.4  # a shorter line, in thicknesses, holds a single letter and has no direction
_SHARED = 0.5  # share of the thinner line by which two boxes of one row overlap

Bounds = tuple[float, float, float, float]


def strands(lines: Sequence[Line]) -> tuple[Strand, ...]:
    """Return every line and every seam as a row of segments."""
    cuts = [cut(line.lattice, number) for number, line in enumerate(lines)]
    alone = [Strand(segments) for segments in cuts if segments]
    joined = [_joined(cuts[first], cuts[after]) for first, after in _seams(lines) if cuts[first]]
    return (*alone, *joined)


def _joined(first: tuple[Segment, ...], after: tuple[Segment, ...]) -> Strand:
    head = first[-_REACH:]
    return Strand((*head, *after[:_REACH]), len(head))


def _seams(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield pairs of lines of which the second may go on where the first one ends."""
    for vertical in (False, True):
        runs = {n: line for n, line in enumerate(lines) if _runs(line, vertical)}
        boxes = {n: _box(line, vertical) for n, line in runs.items()}
        for number, line in runs.items():
            others = [
                (boxes[other], other)
                for other, candidate in runs.items()
                if other != number and _alike(line.thickness, candidate.thickness)
            ]
            beside = _nearest_beside(boxes[number], others)
            after = {*beside, *_next_row(boxes[number], others, ends=not beside)}
            yield from ((number, other) for other in after)


def _runs(line: Line, vertical: bool) -> bool:
    """Tell whether a line may belong to text of this direction; a single letter to either."""
    return line.vertical == vertical or line.length < _SINGLE * line.thickness


def _box(line: Line, vertical: bool) -> Bounds:
    """Return a line's box as if the page were read in rows: down is right, left is down."""
    left, top, right, bottom = bounds(line.quad)
    return (top, -right, bottom, -left) if vertical else (left, top, right, bottom)


def _alike(first: float, second: float) -> bool:
    return min(first, second) >= _SAME_HEIGHT * max(first, second)


def _next_row(own: Bounds, others: Sequence[tuple[Bounds, int]], ends: bool) -> set[int]:
    """Return what is below, and where a row ends here the first box of the next row too."""
    left, _, right, bottom = own
    height = own[3] - own[1]
    below = [
        (place, number)
        for place, number in others
        if place[1] > bottom - 0.4 * height and place[1] - bottom < _NEXT_LINE * height
    ]
    below.sort(key=lambda one: one[0][1])
    nearest = [box for box in below if min(right, box[0][2]) > max(left, box[0][0])][:1]
    if ends:
        row = [box for box in below if box[0][1] - below[0][0][1] < _SAME_ROW * height]
        nearest += sorted(row)[:1]
    return {number for _, number in nearest}


def _nearest_beside(own: Bounds, others: Sequence[tuple[Bounds, int]]) -> list[int]:
    """Return the number of the next box of the row, in a list that is empty where none is."""
    _, top, right, bottom = own
    height = bottom - top
    beside = [
        (place[0], number)
        for place, number in others
        if min(bottom, place[3]) - max(top, place[1]) > _SHARED * min(height, place[3] - place[1])
        and -0.5 * height < place[0] - right < _NEXT_BOX * height
    ]
    return [number for _, number in sorted(beside)[:1]]

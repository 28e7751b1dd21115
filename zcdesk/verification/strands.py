"""Lines in the order in which they may be read on: alone, and over the seams between them.

A name may be broken at the end of a line, spread over two boxes of one row, or run on from the foot
of one column of vertical text to the head of the next column on its left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.geometry import bounds
from zcdesk.reading.line import Line
from zcdesk.verification.aligning import Strand
from zcdesk.verification.segments import Segment, cut

_REACH = 24  # segments on either side of a seam; longer than any word
_SAME_HEIGHT = 0.6  # the thinner line's share of the thicker one
_NEXT_LINE = 2.2  # thicknesses from the foot of a line to the head of the next one
_NEXT_BOX = 6.0  # thicknesses between two boxes of one row
_SHARED = 0.5  # share of the thinner line by which two boxes of one row overlap

Bounds = tuple[float, float, float, float]


def strands(lines: Sequence[Line]) -> tuple[Strand, ...]:
    """Return every line and every seam as a row of segments."""
    cuts = [cut(line.lattice, number) for number, line in enumerate(lines)]
    alone = [Strand(segments) for segments in cuts if segments]
    joined = [_joined(cuts[first], cuts[after]) for first, after in _seams(lines)]
    return (*alone, *(strand for strand in joined if strand is not None))


def _joined(first: tuple[Segment, ...], after: tuple[Segment, ...]) -> Strand | None:
    head, tail = first[-_REACH:], after[:_REACH]
    return Strand((*head, *tail), len(head)) if head and tail else None


def _seams(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield pairs of lines of which the second may go on where the first one ends."""
    boxes = [bounds(line.quad) for line in lines]
    for number, line in enumerate(lines):
        others = [
            other
            for other, candidate in enumerate(lines)
            if other != number
            and candidate.vertical == line.vertical
            and _alike(line.thickness, candidate.thickness)
        ]
        turned = [(_turned(boxes[o]) if line.vertical else boxes[o], o) for o in others]
        own = _turned(boxes[number]) if line.vertical else boxes[number]
        below = _nearest_below(own, turned)
        beside = _nearest_beside(own, turned)
        yield from ((number, other) for other in (below, beside) if other is not None)


def _turned(place: Bounds) -> Bounds:
    """Return a vertical line's box as if it lay in a row: down becomes right, left becomes down."""
    left, top, right, bottom = place
    return top, -right, bottom, -left


def _alike(first: float, second: float) -> bool:
    return min(first, second) >= _SAME_HEIGHT * max(first, second)


def _nearest_below(own: Bounds, others: Sequence[tuple[Bounds, int]]) -> int | None:
    left, _, right, bottom = own
    height = own[3] - own[1]
    found = [
        (place[1], number)
        for place, number in others
        if min(right, place[2]) > max(left, place[0])
        and place[1] > bottom - 0.4 * height
        and place[1] - bottom < _NEXT_LINE * height
    ]
    return min(found)[1] if found else None


def _nearest_beside(own: Bounds, others: Sequence[tuple[Bounds, int]]) -> int | None:
    _, top, right, bottom = own
    height = bottom - top
    found = [
        (place[0], number)
        for place, number in others
        if min(bottom, place[3]) - max(top, place[1]) > _SHARED * min(height, place[3] - place[1])
        and -0.5 * height < place[0] - right < _NEXT_BOX * height
    ]
    return min(found)[1] if found else None

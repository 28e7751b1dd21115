"""Letters in the orders in which they may be read on.

Lines alone and over the seams between them: a name may be broken at the end of a line, spread over
two boxes of one row, or run on from the foot of one column of vertical text to the head of the next
column on its left. And letters that were not read as one line: far apart, unequal, up and down, one
below the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zcdesk.geometry import bounds, centre
from zcdesk.reading.line import Line
from zcdesk.verification.words.aligning import Strand
from zcdesk.verification.words.segments import ABSENT, Segment, cut

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
    joined = [_joined(cuts[first], cuts[after]) for first, after in _seams(lines)]
    return (*alone, *(strand for strand in joined if strand is not None))


def _joined(first: tuple[Segment, ...], after: tuple[Segment, ...]) -> Strand | None:
    head, tail = first[-_REACH:], after[:_REACH]
    return Strand((*head, *tail), len(head)) if head and tail else None


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
            after = {*_next_row(boxes[number], others, ends=beside is None), beside}
            yield from ((number, other) for other in after if other is not None)


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
    if not below:
        return set()
    under = [one for one in below if min(right, one[0][2]) > max(left, one[0][0])]
    found = {min(under, key=lambda one: one[0][1])[1]} if under else set()
    if ends:
        top = min(place[1] for place, _ in below)
        row = [one for one in below if one[0][1] - top < _SAME_ROW * height]
        found.add(min(row, key=lambda one: one[0][0])[1])
    return found


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


# --- Letters that were not read as one line ------------------------------------------------------

_SINGLE_LETTER = 1.4  # a shorter line, in thicknesses, holds a single letter
_LIKELY = 3.0  # price of a letter that may be read
_LETTER = 0.85  # of a line's thickness is a letter high
_ROOM = 1.2  # letters from one to the next of its own line that leave room for another
_ALIKE = 0.6  # the smaller letter's share of the larger one, of those that are far apart
_FURTHEST, _NEAR, _STEP = 12.0, 2.5, 3.0
"""Letters that may be between two that are alike and level, between others, and across the way."""
_ASIDE = 0.8  # letters from one to the next of a column, across
_LONG, _MISSING = 6, 4  # letters of a Latin word in a column that may lack one; one of so many


@dataclass(frozen=True, eq=False)
class _Letter:
    """A letter: its segment, its place among its line's letters, its middle, its height, whether it
    is alone in its line, and whether there is room before and behind it."""

    segment: Segment
    number: int
    x: float
    y: float
    em: float
    alone: bool
    room: tuple[bool, bool]

    def turned(self) -> _Letter:
        return _Letter(self.segment, self.number, self.y, self.x, self.em, self.alone, self.room)


def spaced_out(
    lines: Sequence[Line], rows: Sequence[Strand], letters: Sequence[str]
) -> Iterator[Strand]:
    """Yield where the letters of a word follow each other over two lines or more, in a row or in a
    column.

    Args:
        lines: The lines of a page.
        rows: The same as rows of segments, see :func:`strands`.
        letters: The word's, folded.
    """
    every = [one for row in rows if not row.seam for one in _letters(lines, row)]
    for upright in (False, True):
        read = [one.turned() for one in every] if upright else every
        lost = upright and len(letters) >= _LONG and letters[0].isascii()
        chains: list[tuple[_Letter, ...]] = []
        for number, letter in enumerate(letters):
            here = [one for one in read if one.segment.costs.get(letter, ABSENT) <= _LIKELY]
            longer = [
                (*chain, one)
                for one in here
                for chain in chains
                if chain[-1] is not one and _follow(chain[-1], one, read, upright)
            ]
            begun = [(one,) for one in here] if number <= lost else []
            chains = [*begun, *_last_of_each(longer), *(chains if lost else ())]
        for chain in chains:
            several = len({one.segment.line for one in chain}) > 1
            if several and len(chain) >= len(letters) - lost * (len(letters) // _MISSING):
                yield Strand(tuple(one.segment for one in chain), 1)


def _letters(lines: Sequence[Line], row: Strand) -> Iterator[_Letter]:
    segments = [segment for segment in row.segments if segment.letter]
    for number, segment in enumerate(segments):
        line = lines[segment.line]
        alone = line.length < _SINGLE_LETTER * line.thickness
        x, y = centre(line.span(segment.column, segment.column + 1))
        em = line.thickness if alone else _LETTER * line.thickness
        least = _ROOM * em / line.column_pixels
        before, after = segments[number - 1 : number], segments[number + 1 : number + 2]
        room = (
            all(segment.column - one.column >= least for one in before),
            all(one.column - segment.column >= least for one in after),
        )
        yield _Letter(segment, number, x, y, em, alone, room)


def _follow(first: _Letter, second: _Letter, read: Sequence[_Letter], upright: bool) -> bool:
    if first.segment.line == second.segment.line:
        return not upright and second.number == first.number + 1
    large, small = max(first.em, second.em), min(first.em, second.em)
    between, across = second.x - first.x - (large + small) / 2, abs(second.y - first.y)
    if not first.room[1] or not second.room[0] or between < -0.6 * small:
        return False
    level = first.alone and second.alone and small >= _ALIKE * large and across <= large / 2
    if between > (_FURTHEST if level else _NEAR) * large:
        return False
    if across > (_ASIDE if upright else _STEP) * large:
        return False
    return not any(_stands_between(one, first, second, large) for one in read)


def _stands_between(one: _Letter, first: _Letter, second: _Letter, large: float) -> bool:
    share = (one.x - first.x) / max(second.x - first.x, 1.0)
    way = first.y + share * (second.y - first.y)
    apart = min(one.x - first.x, second.x - one.x) > 0.3 * large
    return apart and abs(one.y - way) < 0.5 * large


def _last_of_each(chains: Sequence[tuple[_Letter, ...]]) -> list[tuple[_Letter, ...]]:
    """Keep for each last letter the chain whose letters are nearest to each other."""
    best: dict[int, tuple[_Letter, ...]] = {}
    for chain in sorted(chains, key=lambda chain: (-len(chain), _length(chain))):
        best.setdefault(id(chain[-1]), chain)
    return list(best.values())


def _length(chain: Sequence[_Letter]) -> float:
    return sum(abs(b.x - a.x) + abs(b.y - a.y) for a, b in pairwise(chain))

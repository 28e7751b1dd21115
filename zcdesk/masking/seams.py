"""Words broken over lines, or set so far apart that each letter is a line of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from zcdesk.geometry import bounds
from zcdesk.masking.keywords import Keyword
from zcdesk.masking.spotting import Spot, spot
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line

TAIL = 110
"""Columns of either line that are joined: room for eighteen Han characters on each side."""

MOST_LINES = 8
"""Lines that one word is looked for over: as many boxes as a long name has letters."""

Box = tuple[float, float, float, float]
Measure = Callable[[Box, Box, Line, Line], float | None]

_FURTHEST = 2.6  # line heights from one line to the next
_WIDEST_SPACE = 4.0  # line heights between two letters of one name
_HEIGHT_RATIO = 1.6
_AROUND = 4.5  # line heights above and below that show how far lines reach


@dataclass(frozen=True)
class BrokenSpot:
    """A word that begins at the end of one line and goes on in the next one or more.

    ``parts`` are its pieces as spots of their own line, for the covers; ``lattice`` is the seam,
    in which ``whole`` was found.
    """

    whole: Spot
    parts: tuple[Spot, ...]
    lattice: Lattice


@dataclass(frozen=True)
class _Seam:
    """Lines behind each other: the end of the first, all of those between, the start of the last.

    ``starts`` tells in which column of the joined lattice each line begins, ``offsets`` how many
    of its own columns were left out before that.
    """

    lines: tuple[int, ...]
    lattice: Lattice
    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def column_of(self, column: int) -> int:
        """Return which of the lines a column of the seam belongs to."""
        return bisect_right(self.starts, column) - 1


def broken_spots(
    lines: Sequence[Line], keywords: Sequence[Keyword], least: float
) -> tuple[BrokenSpot, ...]:
    """Return the words above ``least`` whose path crosses from a line into its successors."""
    seams = [_seam(lines, chain) for chain in _chains(lines)]
    found = []
    for one in spot([seam.lattice for seam in seams], keywords, least):
        parts = _parts(one, seams[one.line])
        if len(parts) == len(seams[one.line].lines):
            found.append(BrokenSpot(one, parts, seams[one.line].lattice))
    return tuple(found)


def continued_below(lines: Sequence[Line]) -> dict[int, int]:
    """Return for each line of running text the one on which its sentence goes on.

    A label with its value ends before the next line does, or stands further left.
    """
    boxes = [bounds(line.quad) for line in lines]
    measures = {index: _nearest(lines, boxes, index, _downwards) for index in range(len(lines))}
    return {
        index: other
        for index, other in measures.items()
        if other is not None and _runs_on(boxes, index, other, lines[index].thickness)
    }


def _runs_on(boxes: Sequence[Box], index: int, other: int, thick: float) -> bool:
    """Tell whether a line reaches as far right as those around it, and the next begins as left."""
    line, below = boxes[index], boxes[other]
    around = [box for box in boxes if abs(box[1] - line[1]) <= _AROUND * thick and box[0] < line[2]]
    margin = max(box[2] for box in around)
    return below[0] <= line[0] + thick and line[2] >= margin - 2 * thick


def _seam(lines: Sequence[Line], chain: tuple[int, ...]) -> _Seam:
    pieces, starts, offsets, width = [], [], [], 0
    for place, index in enumerate(chain):
        lattice = lines[index].lattice
        first = max(0, lattice.columns - TAIL) if place == 0 else 0
        last = min(TAIL, lattice.columns) if place == len(chain) - 1 else lattice.columns
        pieces.append(lattice.part(first, last))
        starts.append(width)
        offsets.append(first)
        width += last - first
    return _Seam(chain, reduce(Lattice.joined, pieces), tuple(starts), tuple(offsets))


def _parts(one: Spot, seam: _Seam) -> tuple[Spot, ...]:
    """Return the pieces of a word as spots of the lines that hold a letter of it."""
    found = []
    for number, index in enumerate(seam.lines):
        shift = seam.offsets[number] - seam.starts[number]
        own = tuple(c + shift for c in one.columns if seam.column_of(c) == number)
        if own:
            first = one.first + shift if seam.column_of(one.first) == number else own[0]
            last = one.last + shift if seam.column_of(one.last) == number else own[-1]
            found.append(replace(one, line=index, columns=own, first=first, last=last))
    return tuple(found)


def _chains(lines: Sequence[Line]) -> Iterator[tuple[int, ...]]:
    """Yield the lines that may hold a word together, each way of going on by itself.

    A word that goes over three lines or more fills those between, so they are short: the cells of
    a narrow column, or letters that stand alone.
    """
    boxes = [bounds(line.quad) for line in lines]
    found: dict[tuple[int, ...], None] = {}
    for measure in (_leftwards, _downwards, _rightwards):
        after = {
            index: _nearest(lines, boxes, index, measure)
            for index, line in enumerate(lines)
            if line.vertical == (measure is _leftwards)
        }
        for index in after:
            chain: tuple[int, ...] = (index,)
            following = after[index]
            while following is not None and following not in chain and len(chain) < MOST_LINES:
                chain = (*chain, following)
                found[chain] = None
                if lines[following].lattice.columns > TAIL:
                    break
                following = after[following]
    yield from found


def _nearest(
    lines: Sequence[Line], boxes: Sequence[Box], index: int, measure: Measure
) -> int | None:
    """Return the line that ``measure`` finds nearest behind line ``index``."""
    found: tuple[float, int] | None = None
    for other, line in enumerate(lines):
        if other == index or line.vertical != lines[index].vertical:
            continue
        distance = measure(boxes[index], boxes[other], lines[index], line)
        if distance is not None and (found is None or distance < found[0]):
            found = (distance, other)
    return found[1] if found else None


def _downwards(upper: Box, lower: Box, line: Line, below: Line) -> float | None:
    """Return how far ``lower`` lies below ``upper``, or None when it does not continue it."""
    thick = max(line.thickness, below.thickness)
    distance = (lower[1] + lower[3] - upper[1] - upper[3]) / 2
    overlaps = min(upper[2], lower[2]) - max(upper[0], lower[0]) > 0
    similar = thick <= _HEIGHT_RATIO * min(line.thickness, below.thickness)
    near = 0.5 * thick < distance <= _FURTHEST * thick
    return distance if overlaps and similar and near else None


def _rightwards(left: Box, right: Box, line: Line, below: Line) -> float | None:
    """Return how far ``right`` begins behind ``left`` in the same row: letters set far apart."""
    thick = max(line.thickness, below.thickness)
    shared = min(left[3], right[3]) - max(left[1], right[1])
    distance = right[0] - left[2]
    similar = thick <= _HEIGHT_RATIO * min(line.thickness, below.thickness)
    near = -0.5 * thick < distance <= _WIDEST_SPACE * thick
    return distance if shared > 0.6 * thick and similar and near else None


def _leftwards(right: Box, left: Box, line: Line, below: Line) -> float | None:
    """The same for columns of vertical text, which run from right to left."""
    thick = max(line.thickness, below.thickness)
    distance = (right[0] + right[2] - left[0] - left[2]) / 2
    overlaps = min(right[3], left[3]) - max(right[1], left[1]) > 0
    near = 0.5 * thick < distance <= _FURTHEST * thick
    return distance if overlaps and near else None

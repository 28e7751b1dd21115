"""Words broken over two lines, or set so far apart that each letter is a line of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from zcdesk.geometry import bounds
from zcdesk.masking.keywords import Keyword
from zcdesk.masking.spotting import Spot, spot
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line

TAIL = 110
"""Columns of either line that are joined: room for eighteen Han characters on each side."""

Box = tuple[float, float, float, float]
Measure = Callable[[Box, Box, Line, Line], float | None]

_FURTHEST = 2.6  # line heights from one line to the next
_WIDEST_SPACE = 4.0  # line heights between two letters of one name
_HEIGHT_RATIO = 1.6


@dataclass(frozen=True)
class BrokenSpot:
    """A word that begins at the end of line ``upper`` and goes on at the start of ``lower``.

    ``head`` and ``rest`` are its two parts as spots of their own line, for the covers.
    """

    whole: Spot
    upper: int
    lower: int
    head: Spot
    rest: Spot


def broken_spots(
    lines: Sequence[Line], keywords: Sequence[Keyword], least: float
) -> tuple[BrokenSpot, ...]:
    """Return the words above ``least`` whose path crosses from a line into its successor."""
    pairs = list(_successions(lines))
    joined = [_joined(lines[upper], lines[lower]) for upper, lower in pairs]
    found = []
    for one in spot([lattice for lattice, _ in joined], keywords, least):
        seam = joined[one.line][1]
        if one.first < seam <= one.last:
            upper, lower = pairs[one.line]
            found.append(_parted(one, upper, lower, seam, lines[upper]))
    return tuple(found)


def continued_below(lines: Sequence[Line]) -> dict[int, int]:
    """Return for each line the nearest similar one below it, where there is one."""
    boxes = [bounds(line.quad) for line in lines]
    measures = {index: _nearest(lines, boxes, index, _downwards) for index in range(len(lines))}
    return {index: other for index, other in measures.items() if other is not None}


def _joined(upper: Line, lower: Line) -> tuple[Lattice, int]:
    tail = min(TAIL, upper.lattice.columns)
    head = min(TAIL, lower.lattice.columns)
    end = upper.lattice.part(upper.lattice.columns - tail, upper.lattice.columns)
    return end.joined(lower.lattice.part(0, head)), tail


def _parted(one: Spot, upper: int, lower: int, seam: int, line: Line) -> BrokenSpot:
    offset = line.lattice.columns - seam
    head = tuple(column + offset for column in one.columns if column < seam)
    rest = tuple(column - seam for column in one.columns if column >= seam)
    first, last = one.first + offset, one.last - seam
    return BrokenSpot(
        one,
        upper,
        lower,
        replace(one, line=upper, columns=head, first=first, last=head[-1]),
        replace(one, line=lower, columns=rest, first=rest[0], last=last),
    )


def _successions(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield (first, second) for each line and the nearest ones that may continue it."""
    boxes = [bounds(line.quad) for line in lines]
    for index, line in enumerate(lines):
        for measure in (_leftwards,) if line.vertical else (_downwards, _rightwards):
            nearest = _nearest(lines, boxes, index, measure)
            if nearest is not None:
                yield index, nearest


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

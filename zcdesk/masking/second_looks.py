"""Reads doubtful lines again from other crops: a second look costs little where it is rare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from zcdesk.applicant import Target
from zcdesk.geometry import Point, Polygon, bounds
from zcdesk.masking.judging import SURE
from zcdesk.masking.keywords import Keyword
from zcdesk.masking.lost_letters import lost_letter
from zcdesk.masking.spotting import Spot, spot
from zcdesk.picture import GreyPicture
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import DARK, read_line
from zcdesk.reading.recognising import crop_line

HARDLY = -24.0
"""A word between this and ``SURE`` may be there: the line is worth another look."""

UNCERTAIN = 0.75
"""Mean probability of a line's letters below which it is read again."""

_WITHOUT_DOUBT = 0.97
_TALLER = 0.08  # share of the line's thickness that the second crop adds
_SHARPEN = 1.0
_SHORT = 4.0  # times its thickness; a box of two rows in a cell is no longer
_TALL_ENOUGH = 24.0  # px; two rows of letters that can be read are together at least so high
_MIDDLE = (0.3, 0.7)  # share of the box within which the white between two rows lies
_WHITE = 0.02  # share of that row of pixels that may be inked
_SAME = 0.8  # of the larger box's sides; a taller crop of a line is as near
_MOST_LINES = 16  # of one page; more uncertain lines are a picture or a script we cannot read


def second_looks(
    page: GreyPicture, lines: Sequence[Line], keywords: Sequence[Keyword]
) -> tuple[Line, ...]:
    """Return further readings of the lines that may hide a word.

    Name and employer count each on its own: a line whose employer was found plainly may still hide
    the name next to it.

    Args:
        page: The evened page that ``lines`` were read from.
        lines: Its lines.
        keywords: What is looked for.
    """
    found = []
    for index in _doubtful(lines, keywords):
        line = lines[index]
        quad = _as_detected(line)
        found.append(read_line(page, _taller(quad), full_width=True))
        found.append(read_line(page, quad, sharpen=_SHARPEN))
        if line.lattice.confidence < UNCERTAIN:
            cuts = _otherwise_cut(page, line, quad)
            found += [read_line(page, other, full_width=True) for other in cuts]
    return tuple(found)


def best_looks(lines: Sequence[Line], again: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines, each as the look at it that reads best: letter by letter, and no fewer.

    Args:
        lines: The lines of a page.
        again: Further looks, see :func:`second_looks`.
    """
    return tuple(
        max((line, *(one for one in again if _is_same(line, one))), key=_legibility)
        for line in lines
    )


def _is_same(line: Line, look: Line) -> bool:
    if line.vertical or look.vertical or line.lattice.confidence >= UNCERTAIN:
        return False
    left, top, right, bottom = bounds(line.quad)
    left2, top2, right2, bottom2 = bounds(look.quad)
    across = min(right, right2) - max(left, left2)
    down = min(bottom, bottom2) - max(top, top2)
    wide, high = max(right - left, right2 - left2), max(bottom - top, bottom2 - top2)
    as_many = len(look.lattice.characters) >= len(line.lattice.characters)
    return as_many and across >= _SAME * wide and down >= _SAME * high


def _legibility(line: Line) -> float:
    return line.lattice.confidence


def _otherwise_cut(page: GreyPicture, line: Line, quad: Polygon) -> Iterator[Polygon]:
    """Yield other ways to take what may not be one row: two rows in one box, text that climbs."""
    if line.vertical:
        top_left, top_right, bottom_right, bottom_left = quad
        yield (bottom_left, top_left, top_right, bottom_right)
    elif line.length < _SHORT * line.thickness and line.thickness >= _TALL_ENOUGH:
        top_left, top_right, bottom_right, bottom_left = quad
        ink = np.count_nonzero(crop_line(page, quad) < DARK, axis=1)
        low, high = (round(share * len(ink)) for share in _MIDDLE)
        cut = low + int(np.argmin(ink[low:high]))
        if ink[cut] <= _WHITE * line.length * len(ink) / line.thickness:
            left = _between(top_left, bottom_left, cut / len(ink))
            right = _between(top_right, bottom_right, cut / len(ink))
            yield (top_left, top_right, right, left)
            yield (left, right, bottom_right, bottom_left)


def _doubtful(lines: Sequence[Line], keywords: Sequence[Keyword]) -> list[int]:
    best: dict[tuple[int, Target], Spot] = {}
    for one in spot([line.lattice for line in lines], keywords, HARDLY):
        key = one.line, one.keyword.word.kind.target
        if key not in best or one.score > best[key].score:
            best[key] = one
    near = {
        line
        for (line, _), one in best.items()
        if one.score <= SURE
        and (
            not _plainly_other(lines[line].lattice, one)
            or lost_letter(lines[line], one) is not None
        )
    }
    return sorted(near | set(_uncertain(lines)))[:_MOST_LINES]


def _plainly_other(lattice: Lattice, one: Spot) -> bool:
    """Tell whether other letters are read there without any doubt: a namesake, not a blur."""
    there = [c for c in lattice.characters if one.first - 1 <= c.column <= one.last + 1]
    return bool(there) and all(c.probability >= _WITHOUT_DOUBT for c in there)


def _uncertain(lines: Sequence[Line]) -> Iterator[int]:
    for index, line in enumerate(lines):
        if line.lattice.characters and line.lattice.confidence < UNCERTAIN:
            yield index


def _as_detected(line: Line) -> Polygon:
    """Return the quadrilateral as the detector gave it: a column's corners begin one earlier."""
    if not line.vertical:
        return line.quad
    top_right, bottom_right, bottom_left, top_left = line.quad
    return (top_left, top_right, bottom_right, bottom_left)


def _taller(quad: Polygon) -> Polygon:
    top_left, top_right, bottom_right, bottom_left = quad
    return (
        _beyond(bottom_left, top_left),
        _beyond(bottom_right, top_right),
        _beyond(top_right, bottom_right),
        _beyond(top_left, bottom_left),
    )


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _beyond(start: Point, end: Point) -> Point:
    return _between(start, end, 1 + _TALLER / 2)

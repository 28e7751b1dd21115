"""Reads doubtful lines again from other crops: a second look costs little where it is rare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, between, bounds, turned_back
from zcdesk.masking.letters.occluded_letters import occluded_letter
from zcdesk.masking.lines.line_confidence import FEW, reading_confidence
from zcdesk.masking.matching.verdicts import SURE
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot, spot
from zcdesk.picture import GreyPicture
from zcdesk.reading.certainty import LEGIBLE, PLAIN, WELL_READ
from zcdesk.reading.evening import DARK
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line
from zcdesk.reading.recognising import crop_line
from zcdesk.runs import runs_of

_HARDLY = -24.0  # a word between this and ``SURE`` may be there: the line is worth another look
_UNCERTAIN = LEGIBLE  # mean probability of a line's letters below which it is read again
_WELL_READ = WELL_READ
"""Mean probability of a line's letters from which on no better look is needed; below, a value is
half read (see ``unread_values``)."""

_WITHOUT_DOUBT = 0.97
_SURELY = PLAIN  # mean probability of a box ...
_HALF_READ = 0.5  # ... one half of which is no row of its own when it is read worse than this
_TALLER = 0.08  # share of the line's thickness that the second crop adds
_SHARPEN = 1.0
_SHORT = 4.0  # times its thickness; a box of two rows in a cell is no longer
_TALL_ENOUGH = 24.0  # px; two rows of letters that can be read are together at least so high
_MIDDLE = (0.3, 0.7)  # share of the box within which the white between two rows lies
_WHITE = 0.02  # share of that row of pixels that may be inked
_USUAL = 75  # percentile of the ink in a row of letters
_PALE = 0.4  # share of that ink; where two rows nearly touch there is no more
_LEAST_BAND = 0.25  # share of the box's height that the ink of each row fills
_SAME = 0.8  # of the larger box's sides; a taller crop of a line is as near
_MOST_CLIMBING = 8  # of one page, the largest first
_MOST_LINES = 16  # of one page; more uncertain lines are a picture or a script we cannot read


def reread_doubtful_lines(
    page: GreyPicture, lines: Sequence[Line], keywords: Sequence[Keyword]
) -> tuple[Line, ...]:
    """Return further readings of the lines that may hide a word. Name and employer count each on
    its own: a line whose employer was found plainly may still hide the name next to it."""
    reread = []
    doubtful = _doubtful(lines, keywords)
    for index, line in enumerate(lines):
        if index not in doubtful:
            reread += _rows(page, line)
    for index in doubtful:
        line = lines[index]
        quad = _as_detected(line)
        looks = (
            read_line(page, _taller(quad), full_width=True),
            read_line(page, quad, sharpen=_SHARPEN),
        )
        reread += looks
        reread += _rows(page, line, any(map(_is_surely_read, looks)))
        if line.vertical and line.lattice.confidence < _UNCERTAIN:
            reread.append(read_line(page, turned_back(quad), full_width=True))
    return tuple(reread)


def reread_columns_as_rows(page: GreyPicture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return columns of which nothing, or a sure colon alone, was read, as rows that climb. They
    are for searching: what is not found in them was not read, whatever they seem to say. ``lines``:
    its lines; what was badly read has its second look in :func:`reread_doubtful_lines`."""
    hardly = [line for line in lines if line.vertical and reading_confidence(line, FEW) == 0.0]
    hardly.sort(key=lambda line: -line.length * line.thickness)
    quads = [turned_back(_as_detected(line)) for line in hardly[:_MOST_CLIMBING]]
    return tuple(read_line(page, quad, full_width=True) for quad in quads)


def best_readings(lines: Sequence[Line], again: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines, each as the look at it that reads best: letter by letter, and no fewer."""
    return tuple(
        max(
            (line, *(look for look in again if _is_same(line, look))),
            key=lambda look: look.lattice.confidence,
        )
        for line in lines
    )


def _is_same(line: Line, look: Line) -> bool:
    if line.vertical or look.vertical or line.lattice.confidence >= _WELL_READ:
        return False
    left, top, right, bottom = bounds(line.quad)
    left2, top2, right2, bottom2 = bounds(look.quad)
    across = min(right, right2) - max(left, left2)
    down = min(bottom, bottom2) - max(top, top2)
    wide, high = max(right - left, right2 - left2), max(bottom - top, bottom2 - top2)
    as_many = len(look.lattice.characters) >= len(line.lattice.characters)
    return as_many and across >= _SAME * wide and down >= _SAME * high


def _is_surely_read(look: Line) -> bool:
    return bool(look.lattice.characters) and look.lattice.confidence >= _SURELY


@dataclass(frozen=True)
class _Parting:
    """Where a box may fall into two rows: white, or paler than the bands of ink on its sides."""

    rows: tuple[Polygon, Polygon]
    white: bool
    banded: bool


def _rows(page: GreyPicture, line: Line, sure: bool = False) -> list[Line]:
    """Read the two rows of a cell whose box holds both. The recogniser may read one of them well,
    or make one letter out of two. ``line``: the box as it was read. ``sure``: whether another look
    reads it well; half a figure is no letter then."""
    parting = _parting(page, line)
    unread = line.lattice.confidence < _UNCERTAIN
    if parting is None or not (parting.banded or (unread and parting.white)):
        return []
    rows = [read_line(page, quad, full_width=True) for quad in parting.rows]
    if not parting.white:
        return rows if all(row.lattice.confidence >= _UNCERTAIN for row in rows) else []
    least = _HALF_READ if sure or not unread else 0.0
    return [row for row in rows if row.lattice.confidence >= least]


def _parting(page: GreyPicture, line: Line) -> _Parting | None:
    if line.vertical or line.length >= _SHORT * line.thickness or line.thickness < _TALL_ENOUGH:
        return None
    ink = np.count_nonzero(crop_line(page, line.quad) < DARK, axis=1)
    low, high = (round(share * len(ink)) for share in _MIDDLE)
    cut = low + int(np.argmin(ink[low:high]))
    white = ink[cut] <= _WHITE * line.length * len(ink) / line.thickness
    full = min(np.percentile(side, _USUAL) if len(side) else 0 for side in (ink[:cut], ink[cut:]))
    level = _PALE * float(full)
    bands = (_longest_band(side > level / 2) for side in (ink[:cut], ink[cut:]))
    banded = ink[cut] <= level and min(bands) >= _LEAST_BAND * len(ink)
    top_left, top_right, bottom_right, bottom_left = line.quad
    left = between(top_left, bottom_left, cut / len(ink))
    right = between(top_right, bottom_right, cut / len(ink))
    rows = ((top_left, top_right, right, left), (left, right, bottom_right, bottom_left))
    return _Parting(rows, bool(white), bool(banded))


def _longest_band(inked: NDArray[np.bool_]) -> int:
    """Return the number of rows of the highest band of ink; a rule is one or two."""
    return max((end - start for start, end in runs_of(inked)), default=0)


def _doubtful(lines: Sequence[Line], keywords: Sequence[Keyword]) -> list[int]:
    best: dict[tuple[int, Target], Spot] = {}
    lacking = set()
    for spot_found in spot([line.lattice for line in lines], keywords, _HARDLY):
        key = spot_found.line, spot_found.keyword.word.kind.target
        if key not in best or spot_found.score > best[key].score:
            best[key] = spot_found
        # Beside the own name, plainly read, another one may lack a letter.
        if (
            spot_found.score <= SURE
            and occluded_letter(lines[spot_found.line], spot_found) is not None
        ):
            lacking.add(spot_found.line)
    near = {
        line
        for (line, _), spot_found in best.items()
        if spot_found.score <= SURE and not _plainly_other(lines[line].lattice, spot_found)
    }
    unsure = {
        index
        for index, line in enumerate(lines)
        if line.lattice.characters and line.lattice.confidence < _UNCERTAIN
    }
    return sorted(near | lacking | unsure)[:_MOST_LINES]


def _plainly_other(lattice: Lattice, one: Spot) -> bool:
    """Tell whether other letters are read there without any doubt: a namesake, not a blur."""
    there = [c for c in lattice.characters if one.first - 1 <= c.column <= one.last + 1]
    return bool(there) and all(c.probability >= _WITHOUT_DOUBT for c in there)


def _as_detected(line: Line) -> Polygon:
    """Return the quadrilateral as the detector gave it: a column's corners begin one earlier."""
    if not line.vertical:
        return line.quad
    top_right, bottom_right, bottom_left, top_left = line.quad
    return (top_left, top_right, bottom_right, bottom_left)


def _taller(quad: Polygon) -> Polygon:
    top_left, top_right, bottom_right, bottom_left = quad
    return (
        between(bottom_left, top_left, 1 + _TALLER / 2),
        between(bottom_right, top_right, 1 + _TALLER / 2),
        between(top_right, bottom_right, 1 + _TALLER / 2),
        between(top_left, bottom_left, 1 + _TALLER / 2),
    )

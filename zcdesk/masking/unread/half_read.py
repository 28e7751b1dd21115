"""Stretches of a line that is read otherwise, of which no look reads the letters.

Where a fold, a pen's stroke or a worn part goes through a word, the letters around it are
read surely, and so is the line on average; what is read in the word itself is a guess or
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from zcdesk.geometry import Point, bounds, centre, holds
from zcdesk.masking.letters.letter_ink import letter_height, usual_step
from zcdesk.masking.unread.unread_lines import (
    LEAST_LETTERS,
    LEAST_THICKNESS,
    inked_columns,
    letters_of_line,
)
from zcdesk.names.spellings import is_han
from zcdesk.reading.certainty import LEGIBLE, UNREADABLE
from zcdesk.reading.line import Line

_PLAINLY = LEGIBLE
"""Probability from which on a look reads a letter ..."""

_SMALL, _PLAIN_IN_SMALL = 14.0, 0.6  # ... and in letters of fewer pixels, which are hardly surer
_READ = UNREADABLE  # mean probability of a line that is read

_LONG = 1.7  # letters that the ink of a stretch takes; a letter or a box to tick takes one
_MOSTLY = 0.5  # share of the letters that are Han ones; Latin letters and figures are narrower
_AS_THICK = 0.6  # of the line's thickness that a look at all of it has
_COLONS = ":："
_LONGER = 1.3  # times the line's length that a look at all of it has at most
_AS_HIGH = 0.6  # of the thickness that the letters are apart; a box far higher than they are slants
_MOST = 3  # stretches of one page, the longest; a page with more is hard to read, and is told so

_MOSTLY_INKED = 0.4  # share of the stretch's columns of pixels that hold ink


def half_read_parts(lines: Sequence[Line], again: Sequence[Line]) -> tuple[Line, ...]:
    """Return the stretches of lines with room for a name in which no look reads a letter. Where a
    line has several they are one, with what is between them: it is one question. ``lines``: a
    page's lines; columns of vertical text and lines that are not Han are left out."""
    parts = []
    for line in lines:
        looks = [line, *(look for look in again if _is_look_at(look, line))]
        best = max(looks, key=lambda look: look.lattice.confidence)
        if not line.vertical and _is_han_line(best):
            read = sorted(letter for look in looks for letter in _plain_letters(look, best))
            stretches = list(_between(best, read))
            if stretches:
                parts.append(best.part(stretches[0][0], stretches[-1][1]))
    return tuple(sorted(parts, key=lambda one: -one.length)[:_MOST])


def _least(line: Line) -> float:
    """Return the probability from which on a letter of a line is read plainly."""
    return _PLAINLY if letter_height(line) >= _SMALL else _PLAIN_IN_SMALL


def _is_han_line(line: Line) -> bool:
    letters = letters_of_line(line)
    most = sum(map(is_han, letters)) >= _MOSTLY * max(1, len(letters))
    least = _least(line)
    plain = {c.text for c in line.lattice.characters if c.probability >= least}
    most &= sum(map(is_han, plain)) >= LEAST_LETTERS  # an ornament is one letter over and over
    high = usual_step(line) * line.column_pixels >= _AS_HIGH * line.thickness
    read = line.lattice.confidence >= _READ
    return most and high and read and line.thickness >= LEAST_THICKNESS


def _is_look_at(look: Line, line: Line) -> bool:
    return (
        not look.vertical
        and look.thickness >= _AS_THICK * line.thickness
        and 1 / _LONGER <= look.length / line.length <= _LONGER
        and holds(bounds(line.quad), centre(look.quad))
    )


def _plain_letters(look: Line, line: Line) -> Iterator[tuple[float, str]]:
    """Yield the letters that a look reads plainly, each with the column of the line it is at."""
    least = _least(line)
    start, end = (_column(line, centre(look.span(at, at))) for at in (0.0, look.columns))
    for letter in look.lattice.letters:
        if letter.probability >= least:
            yield start + (end - start) * (letter.column + 0.5) / look.columns, letter.text


def _column(line: Line, point: Point) -> float:
    """Return the column of a line that a point of the page is nearest to."""
    (x, y), (right, low) = line.quad[0], line.quad[1]
    along = ((point[0] - x) * (right - x) + (point[1] - y) * (low - y)) / max(1.0, line.length)
    return along / line.column_pixels


def _between(line: Line, read: Sequence[tuple[float, str]]) -> Iterator[tuple[int, int]]:
    """Yield the first and last column of the inked stretches between letters that are read. What
    is behind a colon is a label's value, which is judged by itself (``unread_values``), or
    somebody's signature."""
    step = usual_step(line)
    colons = [place for place, letter in read if letter in _COLONS]
    places = (place for place, _ in read)
    for before, after in pairwise([-step / 2, *places, line.columns + step / 2]):
        inked, all_of_it = inked_columns(line, before + step / 2, after - step / 2)
        if len(inked) < max(1, _MOSTLY_INKED * all_of_it):
            continue
        behind_colon = any(abs(before - colon) < step / 2 for colon in colons)
        if inked[-1] + 1 - inked[0] >= _LONG * step and not behind_colon:
            yield int(inked[0]), int(inked[-1]) + 1

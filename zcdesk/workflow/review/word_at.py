"""The word below a double click: adjacent letters, from what was read already."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from zcdesk.geometry import Polygon, area, bounds
from zcdesk.reading.lattice import Character
from zcdesk.reading.line import Line, Reading

APART = 1.9
"""Widths of a letter between two letters' middles above which another word begins."""

LONGEST = 24
"""Letters; a clause without a blank is cut around the click."""

PAD = 0.62
"""Widths of a letter beyond the middle of the first and the last one."""

ABOVE = 0.14
"""Share of the line's thickness that a cover reaches beyond it (as covers of found words)."""


def word_at(reading: Reading, x: float, y: float) -> Polygon | None:
    """Return the outline of the word at a point of the page, or None where nothing was read.

    Args:
        reading: What was read on the page.
        x: Pixels of the upright page from the left.
        y: Pixels of the upright page from the top.
    """
    under = [line for line in reading.lines if _inside(line.quad, x, y)]
    if not under:
        return None
    line = min(under, key=lambda one: area(one.quad))
    letters = [character for character in line.lattice.characters if character.text.strip()]
    if not letters:
        return None
    middles = [letter.column + 0.5 for letter in letters]
    column = _share(line, x, y) * line.columns
    here = min(range(len(letters)), key=lambda place: abs(middles[place] - column))
    steps = [after - before for before, after in pairwise(middles)]
    usual = median(steps) if steps else line.columns / 2
    first = last = here
    while first and here - first < LONGEST // 2 and _joined(letters, middles, first, usual):
        first -= 1
    while last + 1 < len(letters) and last - here < LONGEST // 2:
        if not _joined(letters, middles, last + 1, usual):
            break
        last += 1
    pad = PAD * usual
    return line.span(middles[first] - pad, middles[last] + pad, above=ABOVE, below=ABOVE)


def _joined(
    letters: Sequence[Character], middles: Sequence[float], place: int, usual: float
) -> bool:
    """Tell whether the letters before and at ``place`` belong to one word."""
    both = letters[place - 1].text[-1].isalnum() and letters[place].text[0].isalnum()
    return both and middles[place] - middles[place - 1] <= APART * usual


def _inside(quad: Polygon, x: float, y: float) -> bool:
    """Return whether a point is inside a line or a little beyond its edges."""
    left, top, right, bottom = bounds(quad)
    return left - 2 <= x <= right + 2 and top - 2 <= y <= bottom + 2


def _share(line: Line, x: float, y: float) -> float:
    """Return the position of a point along the line, 0–1."""
    (x0, y0), (x1, y1) = line.quad[0], line.quad[1]
    along = (x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)
    return min(max(along / max(line.length**2, 1e-6), 0.0), 1.0)

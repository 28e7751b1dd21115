"""From the columns of a spot to the polygon that covers it."""

from __future__ import annotations

import numpy as np

from zcdesk.geometry import Polygon
from zcdesk.masking.spotting.lattice_search import Spot, letter_columns
from zcdesk.reading.lattice import COLUMN_WIDTH, Character
from zcdesk.reading.line import Line

_SIDE_PAD = 0.66
"""Character widths beyond the outer columns: ink was seen to reach .61 of one from its column."""

_COLUMN_PAD = 0.6
"""Columns beyond that: where the box is loose a column is a quarter of a character wide, and the
peak may be a whole column off the middle."""

_ABOVE_PAD = 0.14
"""Share of the line's thickness; with .06 a sliver stayed visible in 9 of 80 clean words."""

_LATIN_PAD = 0.30  # latin letters rise and hang further out of their box
_LATIN_SIDE_PAD = 1.0
"""Letter widths: a wide letter like A or W reaches further from its column than it is counted."""

_WHITE_AT_RIM = 1.0
"""Columns of white between ink and the end of a cover where nothing is read beyond: a peak may be
at the far end of its character, whose outermost stroke then is where the full pad ends."""

_WHOLE_LETTER = 0.75  # character widths between two middles, at least
_NEAREST_CUT = 0.45  # character widths; nearer than this the white may be inside the character
_ABOUT_MIDDLE = 0.18
"""Shares of the way to the next character, about its middle, in which white parts the two. A peak
may be a column off the middle of its character, its neighbour's by nearly as much."""


def cover(line: Line, spot: Spot, first: float | None = None, last: float | None = None) -> Polygon:
    """Return the cover of a spot in page pixels. ``first``: column to begin at instead of the
    spot's own, for covers that take in more. ``last``: column to end at instead of the spot's own;
    it may be beyond the line."""
    width = letter_columns(spot, line.lattice.han_columns)
    start = (spot.first if first is None else first) + 0.5
    end = (spot.last if last is None else last) + 0.5
    latin = spot.keyword.latin
    side = (_LATIN_SIDE_PAD if latin else _SIDE_PAD) * width + _COLUMN_PAD
    pad = _LATIN_PAD if latin else _ABOVE_PAD
    columns = line.lattice.columns
    top, bottom = line.rows
    high = pad * (bottom - top)
    return line.span(
        max(-width / 2, _edge(line, start, -side)),
        end + side if end > columns else min(columns + width / 2, _edge(line, end, side)),
        above=high - top,
        below=high - (1 - bottom),
    )


def _edge(line: Line, column: float, pad: float) -> float:
    """Return where the cover ends: the full pad, or the white before a neighbour's ink. Where print
    is so tight that no white lies between the full pad and what may still be the character itself,
    the white half-way to the neighbour's peak is taken."""
    full = column + pad
    if _is_beside(line, column, pad):
        between = _half_way(line, column, full)
        return full if between is None else between
    if not _outside(line, column, full):
        return _at_rim(line, column, full)
    if not _inked(line, full):
        return full
    beyond = _own_end(line, column, full)
    if beyond is not None:
        return beyond
    nearest = column + pad * _NEAREST_CUT / _SIDE_PAD
    for place in np.arange(full, nearest, -_step(pad)):
        if not _inked(line, float(place)):
            return float(place)
    between = _half_way(line, column, full)
    return full if between is None else between


def _is_beside(line: Line, column: float, pad: float) -> bool:
    """Tell whether the middle of a neighbour lies within the full pad: its peak and the character's
    own are both a little off. Half of a character lies nearer (女 of 好)."""
    outward = float(np.sign(pad))
    apart = ((c.column + 0.5 - column) * outward for c in line.lattice.characters if c.text.strip())
    least = (abs(pad) - _COLUMN_PAD) * _WHOLE_LETTER / _SIDE_PAD
    return any(least <= distance <= abs(pad) for distance in apart)


def _own_end(line: Line, column: float, full: float) -> float | None:
    """Return where the ink at the full pad ends outside, where it is the character's own. A peak
    may be so far to one side of its character that its outermost stroke is there (氵 of 汤).
    Beside a letter the way to its peak tells whose the ink is (``_half_way``); a colon fills a part
    of its place only, so that what is nearer to the character is no part of it."""
    nearest = min(_outside(line, column, full), key=lambda one: abs(one.column + 0.5 - full))
    if nearest.text.isalnum():
        return None
    mark = nearest.column + 0.5
    step = _step(full - column)
    outer, inner = full, full
    while _inked(line, outer) and abs(outer - column) < abs(mark - column):
        outer += step
    while _inked(line, inner) and abs(inner - column) > abs(step):
        inner -= step
    middle = (outer + inner) / 2
    return outer if abs(middle - column) <= abs(mark - middle) else None


def _at_rim(line: Line, column: float, full: float) -> float:
    """Return where the cover of the first or last character of a line ends."""
    step = _step(full - column)
    for place in np.arange(full, full - _WHITE_AT_RIM * COLUMN_WIDTH * step, -step):
        if _inked(line, float(place)):
            return float(place) + _WHITE_AT_RIM * COLUMN_WIDTH * step
    return full


def _outside(line: Line, column: float, full: float) -> list[Character]:
    """Return what is read beyond the full pad, seen from the character at ``column``."""
    return [
        character
        for character in line.lattice.characters
        if (character.column + 0.5 - full) * (full - column) > 0 and character.text.strip()
    ]


def _half_way(line: Line, column: float, full: float) -> float | None:
    """Return where the white half-way between a character and its neighbour ends, or None. The end
    is the one at the neighbour: what is faint of the character's own ink counts as white.
    ``column``: peak of the character, in columns. ``full``: where its cover would end; a neighbour
    has its peak not far behind."""
    low, high = sorted((column, full + (full - column)))
    peaks = [character.column + 0.5 for character in line.lattice.characters]
    others = [peak for peak in peaks if low < peak < high and abs(peak - column) > 1]
    if not others:
        return None
    neighbour = min(others, key=lambda peak: abs(peak - column))
    middle, reach = (column + neighbour) / 2, abs(neighbour - column) * _ABOUT_MIDDLE
    places = np.arange(middle - reach, middle + reach, 1.0 / COLUMN_WIDTH)
    white = [float(place) for place in places if not _inked(line, float(place))]
    if not white:
        return None
    white_place, outward = min(white, key=lambda place: abs(place - middle)), _step(full - column)
    while abs(white_place + outward - column) < abs(neighbour - column):
        if _inked(line, white_place + outward):
            break
        white_place += outward
    return white_place


def _step(way: float) -> float:
    """Return a pixel in columns, with the sign of a way."""
    return float(np.sign(way)) / COLUMN_WIDTH


def _inked(line: Line, column: float) -> bool:
    pixel = int(column * COLUMN_WIDTH)
    return 0 <= pixel < len(line.ink) and bool(line.ink[pixel])

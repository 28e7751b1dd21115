"""Print that has the shape of a seal: a letter's frame, curls of two rows that make a ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zcdesk.geometry import bounds, centre
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.reading.certainty import CERTAIN
from zcdesk.reading.line import Line

_PLAIN = CERTAIN  # probability of a heading's letter, and mean probability of its line
_LEAST_LETTERS = 4  # of the line; a name in a stamp may have as many, but not in a row with it
_AS_HIGH = 1.25  # of the line's thickness; a seal on a line is higher
_WIDE = 1.3  # steps from letter to letter
_ROWS_THROUGH, _RING_OF_ROWS = 2, 3.2
"""Rows that run through a ring, and its height in lines: the smallest seals, of 18 mm over letters
of 5 mm, have 3.6."""


def without_letters(seals: Sequence[Seal], lines: Sequence[Line]) -> tuple[Seal, ...]:
    """Return the seals without those that are one plainly read letter in a row of letters: strokes
    of 国 and 限 in a coloured heading close a frame, all the more below a copier's streak. A dark
    ring of two or three rows' height may be made of them, where all that runs through it is plainly
    read; it may as well be stamped over signature and date, so that it is only ``crossed``.

    Source: GB/T 9704-2012, 7.3.5.1: a seal lies over the signing unit and the date.
    """
    return tuple(
        replace(seal, crossed=True)
        if sum(_is_row_through(seal, line) for line in lines) >= _ROWS_THROUGH
        else seal
        for seal in seals
        if not any(_is_letter(seal, line) for line in lines)
    )


def _is_row_through(seal: Seal, line: Line) -> bool:
    left, top, right, bottom = bounds(seal.polygon)
    begins, upper, ends, lower = bounds(line.quad)
    at = ((centre(line.span(c.column, c.column + 1))[0], c) for c in line.lattice.characters)
    return (
        seal.colour is Colour.DARK
        and seal.shape is Shape.RING
        and bottom - top <= _RING_OF_ROWS * line.thickness
        and begins < left <= right < ends
        and top <= (upper + lower) / 2 <= bottom
        and all(c.probability >= _PLAIN for x, c in at if left <= x <= right)
    )


def _is_letter(seal: Seal, line: Line) -> bool:
    letters = [character for character in line.lattice.characters if character.text.strip()]
    if line.vertical or len(letters) < _LEAST_LETTERS or line.lattice.confidence < _PLAIN:
        return False
    left, top, right, bottom = bounds(seal.polygon)
    _, line_top, _, line_bottom = bounds(line.quad)
    high = bottom - top > _AS_HIGH * line.thickness
    if high or not line_top <= (top + bottom) / 2 <= line_bottom:
        return False
    step = line.column_pixels * (letters[-1].column - letters[0].column) / (len(letters) - 1)
    at = [(centre(line.span(c.column, c.column + 1))[0], c.probability) for c in letters]
    touched = [p for x, p in at if left - step / 2 <= x <= right + step / 2]
    return right - left <= _WIDE * step and bool(touched) and min(touched) >= _PLAIN

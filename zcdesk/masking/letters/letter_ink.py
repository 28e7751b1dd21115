"""Single letters in a line: how seldom they are, how far apart, and how much ink one holds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from zcdesk.names.spellings import is_common_character, is_han
from zcdesk.reading.lattice import COLUMN_WIDTH, alphabet
from zcdesk.reading.line import Line

INSIDE = 0.35
"""Share of the usual distance of two letters to both sides of a middle: there a letter's ink is."""

SMALLEST = 10.0
"""Pixels of a letter below which even one in everyday use may be read as any other one."""

_NEAREST, _FURTHEST = 0.5, 1.2  # of a letter as wide as the line is high
_MOST_INK = 1.2
"""Times the ink of the letters around that a letter holds at most. In print of 9 to 15 pixels nine
tenths of the letters hold less; a disc over one made it 1.25 to 2 times as much."""


def is_common_class(letter: frozenset[int]) -> bool:
    """Tell whether a letter, as the symbols of its forms, is in everyday use. Where small print is
    misread such a letter is among those that were thought of; a seldom one may not be."""
    return any(is_common_character(alphabet()[symbol]) for symbol in letter)


def usual_step(line: Line) -> float:
    """Return the middle distance of neighbouring Han characters, in columns."""
    wide = line.lattice.han_columns
    places = [character.column for character in line.lattice.characters if is_han(character.text)]
    steps = [after - before for before, after in pairwise(places) if after - before <= 1.3 * wide]
    return float(np.median(steps)) if steps else 0.8 * wide


def letter_height(line: Line) -> float:
    """Return how many pixels high the Han letters of a line are that stand side by side. In print
    of 9.4 pixels one line in twenty came out above 9.9, of 10.9 pixels below 10."""
    wide = line.lattice.han_columns
    steps = line.lattice.han_steps
    near = [step for step in steps if _NEAREST * wide <= step <= _FURTHEST * wide]
    return (float(np.mean(near)) if near else usual_step(line)) * line.column_pixels


def is_inked_like_others(line: Line, place: float) -> bool:
    """Tell whether a place holds no more ink than the letters of its line do: nothing is there.
    ``place``: column of the middle of the letter."""
    step = usual_step(line)
    places = [character.column for character in line.lattice.characters if is_han(character.text)]
    others = [_ink_at(line, other, step) for other in places if abs(other - place) > step / 2]
    return bool(others) and _ink_at(line, place, step) <= _MOST_INK * float(np.median(others))


def _ink_at(line: Line, place: float, step: float) -> int:
    middle, reach = (place + 0.5) * COLUMN_WIDTH, INSIDE * step * COLUMN_WIDTH
    return int(line.ink[max(0, round(middle - reach)) : max(0, round(middle + reach))].sum())

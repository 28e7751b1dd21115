"""Single letters in a line: how far apart they are, and how high."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from zcdesk.names.spellings import is_han
from zcdesk.reading.line import Line

INSIDE = 0.35
"""Share of the usual distance of two letters to both sides of a middle: there a letter's ink is."""

_NEAREST, _FURTHEST = 0.5, 1.2  # of a letter as wide as the line is high


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

"""Words of which one letter is lost below a blot, a fold or a hole in the ink.

The letters that are left still tell the word to a reader, while its score is as low as that of
another word: a letter that is not there costs as much as one that is plainly another.
"""

from __future__ import annotations

import re
from itertools import accumulate

import numpy as np

from zcdesk.masking.letters.letter_ink import (
    INSIDE,
    usual_step,
)
from zcdesk.masking.spotting.lattice_search import LETTER_STANDS, Spot, letter_scores
from zcdesk.names.spellings import MIDDLE_DOTS, folded, is_han
from zcdesk.reading.lattice import COLUMN_WIDTH, alphabet
from zcdesk.reading.line import Line

LEAST_LETTERS = 3
"""Letters of a word that is told by all but one of them."""

LACKING = -18.0
"""Score above which such a word is looked at: a lost letter costs up to 16."""

_LONG = 8  # letters of a word of which those that are left need not be read plainly
_SURE, _SURE_OF_LONG = 0.8, 0.2  # probability of those letters
_HARDLY_READ = 0.7  # probability below which another letter in its place says nothing
_ROOM = 1.5  # of the usual distance of two letters; a lost one between them makes it two
_INKED = 0.6  # share of those columns of pixels that hold ink


def occluded_letter(line: Line, spot: Spot) -> float | None:
    """Return the column of the letter that a Han word lacks, None where it lacks none, or more. In
    its place is ink, but no letter that is read."""
    if spot.keyword.latin or len(spot.columns) < LEAST_LETTERS or not spot.keyword.complete:
        return None
    scores = letter_scores(line.lattice, spot)
    lost = [number for number, score in enumerate(scores) if score <= LETTER_STANDS]
    least = _SURE_OF_LONG if len(scores) >= _LONG else _SURE
    left = [column for number, column in enumerate(spot.columns) if number not in lost]
    if len(lost) != 1 or any(float(line.lattice.certain[column]) < least for column in left):
        return None
    place = _place(spot, lost[0], usual_step(line))
    return place if place is not None and _is_hidden(line, place, usual_step(line)) else None


def own_letters(spot: Spot) -> set[str]:
    """Return the letters of a word in all their forms."""
    names = alphabet()
    return {names[symbol] for letter in spot.keyword.classes for symbol in letter}


def _place(spot: Spot, lost: int, usual: float) -> float | None:
    """Return the column of a lost letter's middle, None where the others leave no room for it. A
    dot between two parts of a name takes any room: there the letter on the other side tells."""
    columns, dots = spot.columns, _letters_behind_dots(spot)
    if lost == 0:
        return columns[1] - usual
    if lost == len(columns) - 1:
        return columns[-2] + usual
    before, after = columns[lost - 1], columns[lost + 1]
    if after - before < _ROOM * usual:
        return None
    if lost in dots:
        return after - usual
    return before + usual if lost + 1 in dots else (before + after) / 2


def _letters_behind_dots(spot: Spot) -> frozenset[int]:
    """Return which letters of a name a dot is before."""
    parts = re.split(f"[{re.escape(MIDDLE_DOTS)}]", spot.keyword.word.text)
    return frozenset(accumulate(len(folded(part)) for part in parts))


def _is_hidden(line: Line, place: float, step: float) -> bool:
    near = [c for c in line.lattice.characters if abs(c.column - place) <= INSIDE * step]
    if any(c.probability >= _HARDLY_READ and (is_han(c.text) or c.text.isalnum()) for c in near):
        return False
    middle, reach = (place + 0.5) * COLUMN_WIDTH, INSIDE * step * COLUMN_WIDTH
    part = line.ink[max(0, round(middle - reach)) : max(0, round(middle + reach))]
    return len(part) > 0 and bool(np.count_nonzero(part) >= _INKED * len(part))

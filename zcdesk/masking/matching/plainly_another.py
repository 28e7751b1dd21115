"""Looks that read a whole word beyond doubt and show another one: 朔峻矿业 for 朔源矿业.

A seal's ring, a fold or a stroke makes one look at a line doubt a letter, which the others
read without any doubt. What two of them read is what is there, if the own letter is not even
thought of: no letter of print of 16 pixels and more was misread so, see another_or_misread.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from zcdesk.geometry import Point, centre
from zcdesk.masking.letters.another_or_misread import BEYOND_DOUBT, FIRM
from zcdesk.masking.letters.occluded_letters import lies_in
from zcdesk.masking.spotting.lattice_search import (
    LETTER_STANDS,
    Spot,
    letter_columns,
    letter_scores,
    pitch,
    spot,
)
from zcdesk.names.spellings import is_han
from zcdesk.reading.lattice import FLOOR, Character, Lattice
from zcdesk.reading.line import Line

_LOOKS = 2  # that must show the same other letter
_LEAST = FLOOR - 1.0  # sum of a word with one letter that was never thought of, all others read
REACH = 1.7  # letters to the first or last one of a word from the one beside it
_LEAST_LETTERS = 4  # fewer left tell too little of where the word is


def is_plainly_another(lines: Sequence[Line], line: Line, one: Spot) -> bool:
    """Tell whether two looks at a word's place surely read all of its letters, and one as another.
    ``one``: the word there, in Han letters."""
    height = letter_columns(one, line.lattice.han_columns) * line.column_pixels
    if one.keyword.latin or len(one.columns) < _LEAST_LETTERS or height < FIRM:
        return False
    place = centre(line.span(one.first, one.last + 1))
    looks = (each for each in lines if lies_in(place, each))
    shown = Counter(other for each in looks if (other := _other_letter(each, place, one)))
    return max(shown.values(), default=0) >= _LOOKS


def _other_letter(line: Line, place: Point, one: Spot) -> tuple[int, str] | None:
    """Return which letter of a word is another one in a look that is sure of all, and which."""
    lattice = line.lattice
    for there in spot([lattice], [one.keyword], _LEAST):
        if math.dist(centre(line.span(there.first, there.last + 1)), place) > line.thickness:
            continue
        scores = letter_scores(lattice, there)
        strange = [number for number, score in enumerate(scores) if score <= LETTER_STANDS]
        own = [column for n, column in enumerate(there.columns) if n not in strange]
        sure = all(float(lattice.certain[column]) >= BEYOND_DOUBT for column in own)
        if sure and len(strange) == 1 and scores[strange[0]] <= FLOOR:
            read = _letters_at(lattice, there, strange[0])
            if len(read) == 1 and is_han(read[0].text) and read[0].probability >= BEYOND_DOUBT:
                return strange[0], read[0].text
    return None


def _letters_at(lattice: Lattice, there: Spot, number: int) -> list[Character]:
    """Return what is read between the letters on both sides of one of a word, or where it ends."""
    columns = there.columns
    beside = REACH * pitch([c for n, c in enumerate(columns) if n != number], lattice.han_columns)
    first = columns[number - 1] if number > 0 else columns[1] - beside
    last = columns[number + 1] if number + 1 < len(columns) else columns[-2] + beside
    return [character for character in lattice.characters if first < character.column < last]

"""Words of which one letter is lost below a blot, a fold or a hole in the ink.

The letters that are left still tell the word to a reader, while its score is as low as that of
another word: a letter that is not there costs as much as one that is plainly another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import accumulate

import cv2
import numpy as np

from zcdesk.geometry import Point, centre
from zcdesk.masking.letters.letter_ink import (
    INSIDE,
    SMALLEST,
    is_common_class,
    letter_height,
    usual_step,
)
from zcdesk.masking.spotting.lattice_search import LETTER_STANDS, Spot, letter_scores
from zcdesk.names.spellings import MIDDLE_DOTS, folded, is_han
from zcdesk.reading.certainty import READ
from zcdesk.reading.lattice import COLUMN_WIDTH, alphabet
from zcdesk.reading.line import Line

LEAST_LETTERS = 3
"""Letters of a word that is told by all but one of them."""

LACKING = -18.0
"""Score above which such a word is looked at: a lost letter costs up to 16."""

_SMALL = 14.0
"""Pixels of a character below which an everyday one may be half read, but is always thought of."""

_LONG = 8  # letters of a word of which those that are left need not be read plainly
_SURE, _SURE_OF_LONG = 0.8, 0.2  # probability of those letters
_HARDLY_READ = 0.7  # probability below which another letter in its place says nothing
_PLAIN = READ  # probability from which on another look settles it ...
_PLAIN_FOR_SELDOM = 0.95  # ... where the own letter is a seldom one in small print
_LOOKS = 2  # that settle it together ...
_LEAST_READ, _MOSTLY_READ = 0.35, 0.5  # ... by the least and the mean probability of what they read
_LEAST_OF_ANY = 0.2  # the least probability of what each look reads, whichever letter it is
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


def is_read_by_other_readings(lines: Sequence[Line], line: Line, place: float, spot: Spot) -> bool:
    """Tell whether the looks at a lost letter's place read one that the word lacks. One other look
    settles it that reads one plainly; so do all looks together that read the same one: a blot is
    read as one letter by one look, and as another or none by the next. A seldom letter is not
    thought of in the smallest print even where it is, so that nothing settles it. ``line``: the
    one in which the letter is lost. ``place``: its column there, see :func:`occluded_letter`."""
    lost = spot.keyword.true_classes[int(np.argmin(letter_scores(line.lattice, spot)))]
    everyday = is_common_class(lost)
    height = letter_height(line)
    if height < SMALLEST and not everyday:
        return False
    looks = _looks(lines, line, place, spot)
    plain = _PLAIN if everyday or height >= _SMALL else _PLAIN_FOR_SELDOM
    if any(other is not line and max(look.values(), default=0.0) >= plain for other, look in looks):
        return True
    large_enough = height >= (SMALLEST if everyday else _SMALL)
    return len(looks) >= _LOOKS and large_enough and _agree([look for _, look in looks])


def _looks(
    lines: Sequence[Line], line: Line, place: float, spot: Spot
) -> list[tuple[Line, dict[str, float]]]:
    """Return the looks at a lost letter's place and what each of them reads there."""
    own, point = own_letters(spot), centre(line.span(place, place + 1))
    return [(other, read_at(other, point, own)) for other in lines if lies_in(point, other)]


def own_letters(spot: Spot) -> set[str]:
    """Return the letters of a word in all their forms."""
    names = alphabet()
    return {names[symbol] for letter in spot.keyword.classes for symbol in letter}


def _agree(looks: Sequence[dict[str, float]]) -> bool:
    """Tell whether all looks read the same letter, none of them hardly."""
    shares = [[look.get(letter, 0.0) for look in looks] for letter in looks[0]]
    return any(
        min(share) >= _LEAST_READ and float(np.mean(share)) >= _MOSTLY_READ for share in shares
    )


def read_at(line: Line, point: Point, own: set[str]) -> dict[str, float]:
    """Return how probable each letter is that a line reads at a point and that a word lacks.
    ``point``: where a letter is on the page."""
    if not lies_in(point, line):
        return {}
    return {
        character.text: character.probability
        for character in line.lattice.characters
        if is_han(character.text)
        and character.text not in own
        and _is_near(line, character.column, point)
    }


def lies_in(point: Point, line: Line) -> bool:
    """Tell whether a look shows a point of the page."""
    corners = np.array(line.quad, np.float32)
    return cv2.pointPolygonTest(corners, point, False) >= 0


def _is_near(line: Line, column: float, point: Point) -> bool:
    x, y = centre(line.span(column, column + 1))
    return math.dist((x, y), point) <= INSIDE * line.thickness


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

"""What other looks say of a doubted name: a letter that all read as the same other one is that.

The first look at a blurred line may read it half surely, so that the own one is not far behind it
and the name is doubted. Closer looks that all read it beyond doubt settle that; in small print so
do looks that read it half surely, where the own letter is one in everyday use and far behind.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from zcdesk.geometry import Point, centre
from zcdesk.masking.hits import Verdict
from zcdesk.masking.letters.another_or_misread import (
    BEYOND_DOUBT,
    FAR,
    FIRM,
    HALF_READ,
    NEVER_OWN,
    is_crossed,
)
from zcdesk.masking.letters.letter_ink import (
    SMALLEST,
    is_common_class,
    is_inked_like_others,
    letter_height,
)
from zcdesk.masking.letters.occluded_letters import (
    is_read_by_other_readings,
    is_unlike_in_all_readings,
    lies_in,
    own_letters,
    read_at,
    thought_of,
)
from zcdesk.masking.matching.verdicts import Judgement, is_whole_han_name
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

_OTHERS = 2  # looks besides the one in which the name is doubted ...


def after_all_readings(
    lines: Sequence[Line], line: Line, spot: Spot, judgement: Judgement
) -> Judgement | None:
    """Return a judgement as the other looks leave it, None where they show somebody else's word.
    ``line``: the one that was judged. ``judgement``: what that line alone tells of it."""
    lost, doubted = judgement.lost, judgement.verdict is Verdict.DOUBT
    if lost is None or not doubted:
        faint = judgement.reason.code == "hit.faint"
        another = faint and (
            readings_agree_on_another(lines, line, spot)
            or (spot.keyword.word.is_employer and is_plainly_another(lines, line, spot))
        )
        return None if another else judgement
    if is_read_by_other_readings(lines, line, lost, spot):
        return None
    unlike = is_unlike_in_all_readings(lines, line, lost, spot)
    return replace(judgement, points=True) if unlike else judgement


def readings_agree_on_another(lines: Sequence[Line], line: Line, one: Spot) -> bool:
    """Tell whether all looks at some letter of a doubted name agree that it is another one.
    ``line``: the one in which the name is doubted."""
    if not is_whole_han_name(one) or is_crossed(line, one):
        return False
    height = letter_columns(one, line.lattice.han_columns) * line.column_pixels
    scores = letter_scores(line.lattice, one)
    if height >= FIRM:
        return any(
            score <= FAR and _agree(lines, line, one, column)
            for column, score in zip(one.columns, scores, strict=True)
        )
    return letter_height(line) >= SMALLEST and any(
        score < LETTER_STANDS
        and is_common_class(letter)
        and is_inked_like_others(line, column)
        and _agree_in_small_print(lines, line, one, column, letter)
        for column, score, letter in zip(one.columns, scores, one.keyword.true_classes, strict=True)
    )


def _agree(lines: Sequence[Line], line: Line, spot: Spot, column: int) -> bool:
    own, point = own_letters(spot), centre(line.span(column, column + 1))
    others = [each for each in lines if each is not line and lies_in(point, each)]
    return len(others) >= _OTHERS and any(
        all(read_at(each, point, own).get(letter, 0.0) >= BEYOND_DOUBT for each in others)
        for letter in read_at(line, point, own)
    )


def _agree_in_small_print(
    lines: Sequence[Line], line: Line, spot: Spot, column: int, letter: frozenset[int]
) -> bool:
    """Tell whether all looks read the same letter and, together, hardly think of the own one."""
    own, point = own_letters(spot), centre(line.span(column, column + 1))
    looks = [each for each in lines if lies_in(point, each)]
    if len(looks) <= _OTHERS:
        return False
    mean = sum(thought_of(each, point, letter) for each in looks) / len(looks)
    return mean <= NEVER_OWN and any(
        all(read_at(each, point, own).get(other, 0.0) >= HALF_READ for each in looks)
        for other in read_at(line, point, own)
    )


# --- Looks that read a whole word beyond doubt and show another one: 朔峻矿业 for 朔源矿业 -------
# A seal's ring, a fold or a stroke makes one look at a line doubt a letter, which the others read
# without any doubt. What two of them read is what is there, if the own letter is not even
# thought of: no letter of print of 16 pixels and more was misread so, see another_or_misread.


_LOOKS = 2  # that must show the same other letter
_LEAST = FLOOR - 1.0  # sum of a word with one letter that was never thought of, all others read
_REACH = 1.7  # letters to the first or last one of a word from the one beside it
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
    beside = _REACH * pitch([c for n, c in enumerate(columns) if n != number], lattice.han_columns)
    first = columns[number - 1] if number > 0 else columns[1] - beside
    last = columns[number + 1] if number + 1 < len(columns) else columns[-2] + beside
    return [character for character in lattice.characters if first < character.column < last]

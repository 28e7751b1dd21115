"""Tells a letter that is plainly another one from an own letter that was misread.

In large print a letter that is read beyond doubt is that letter. Measured on 4 410 names in nine
faces, clean and damaged, two thirds of them with letters that names seldom hold: from 14 pixels on
one of 2 759 had something else in the place of a letter with a probability of .99 or more, from 16
pixels on none of 2 258; of 1 188 from 10.5 to 14 pixels eleven had. Smaller print settles nothing:
of 480 names and employers one letter off, on 30 pages of eight damages, nine were asked about
where rules for it were, and eleven without.
"""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import LETTER_STANDS, Spot, letter_scores, pitch
from zcdesk.reading import certainty
from zcdesk.reading.lattice import COLUMN_WIDTH, Character, Lattice
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import LINE_HEIGHT

LEAST_HEIGHT = 10.5
"""Pixels of a character from which on one that differs tells another value; 10 pixels come out a
little more."""

FIRM = 18.0
"""Pixels of a character from which on one that is read beyond doubt is that letter, however much
like it the own one looks; at 14 of them 淼 was read as 森 with .997 and more."""

FAR = -7.5
"""Score of the own letter up to which it is no letter that looks like the one that was read: in
faint print of 18.6 pixels 淼 was read as 森 with .999, and was itself thought of with -6.9."""

BEYOND_DOUBT = certainty.BEYOND_DOUBT  # what is read there, a letter, a dot or nothing

_CROSSED = 0.95  # of a line's height that a streak takes; no stroke of a letter is as long
_WITHIN = 0.4  # of a letter's width to both sides of its middle


def is_crossed(line: Line, spot: Spot) -> bool:
    """Tell whether a streak runs through a letter that was not read: 吴 comes out as 果. A copier
    with dirt on its glass draws one from the top of the page to its bottom."""
    reach = _WITHIN * pitch(spot.columns, line.lattice.han_columns)
    return any(
        score < LETTER_STANDS and _has_streak(line, column + 0.5 - reach, column + 0.5 + reach)
        for column, score in zip(spot.columns, letter_scores(line.lattice, spot), strict=True)
    )


def _has_streak(line: Line, first: float, last: float) -> bool:
    part = line.ink[max(0, round(first * COLUMN_WIDTH)) : max(0, round(last * COLUMN_WIDTH))]
    return bool((part >= _CROSSED * LINE_HEIGHT).any())


def shows_another(lattice: Lattice, spot: Spot, least: float = LETTER_STANDS) -> bool:
    """Tell whether something else than its letter is read beyond doubt in some place of a Han word.

    The letters that are right make the score of a long name good enough (努尔·巴合提 for
    努尔兰·巴合提): the worst one tells whose it is.

    Args:
        lattice: The line, or the seam, in which the word was found.
        spot: The word; all of its letters are ones that the recogniser knows.
        least: Score below which the own letter does not stand there.
    """
    pairs = zip(spot.columns, letter_scores(lattice, spot), strict=True)
    return any(
        score < least and float(lattice.certain[column]) >= BEYOND_DOUBT for column, score in pairs
    )


def reads_otherwise(
    lattice: Lattice, letters: Sequence[Character], keyword: Keyword, least: float
) -> bool:
    """Tell whether a value of as many letters has one in whose place the own was never thought of.

    Args:
        lattice: The line that holds the value.
        keyword: The word that it is held against.
        least: Probability of the letter that differs, at least.
    """
    if len(letters) != len(keyword.classes):
        return False
    return any(
        own and letter.probability >= least and not _is_thought_of(lattice, letter.column, own)
        for letter, own in zip(letters, keyword.classes, strict=True)
    )


def _is_thought_of(lattice: Lattice, column: int, own: frozenset[int]) -> bool:
    """Tell whether a letter is among those kept of a column or the ones beside it."""
    first, end = max(0, column - 1), min(lattice.columns, column + 2)
    part = lattice.symbols[int(lattice.starts[first]) : int(lattice.starts[end])]
    return not own.isdisjoint(part.tolist())

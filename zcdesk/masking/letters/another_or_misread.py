"""Tells a letter that is plainly another one from an own letter that was misread.

A letter that is misread is taken for one that looks like it (森 for 淼), and then the true letter
is among those that the recogniser thought of first. One that a dozen others came before is not what
is there. Measured on names with rare letters: of 7 letters that were misread in print of 10 to
15 pixels, with a probability of .95 and more, none had twelve others before the true one; of 42 in
smaller print 3 had, and with .9 two of 7 in print of 10 to 12 pixels.

In larger print a letter that is read beyond doubt needs no such count. Measured on 4 410 names in
nine faces, clean and damaged, two thirds of them with letters that names seldom hold: from 14
pixels on one of 2 759 had something else in the place of a letter with a probability of .99 or
more, from 16 pixels on none of 2 258; of 1 188 from 10.5 to 14 pixels eleven had.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.masking.letters.letter_ink import (
    SMALLEST,
    is_common_class,
    is_inked_like_others,
    letter_height,
)
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import LETTER_STANDS, Spot, letter_scores, pitch
from zcdesk.names.spellings import is_common_character, is_han
from zcdesk.reading import certainty
from zcdesk.reading.certainty import CERTAIN, READ
from zcdesk.reading.lattice import COLUMN_WIDTH, FLOOR, Character, Lattice, alphabet
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import LINE_HEIGHT

LEAST_HEIGHT = 10.5
"""Pixels of a character from which on that is so; 10 pixels come out a little more."""

FIRM = 18.0
"""Pixels of a character from which on one that is read beyond doubt is that letter, however much
like it the own one looks; at 14 of them 淼 was read as 森 with .997 and more."""

_SURELY_FIRM = 24.0
"""Pixels from which on that needs nothing more in names of everyday letters; in smaller print the
own letter must be ``FAR``, and in larger one ``_APART`` where the name has a seldom one."""

FAR = -7.5
"""Score of the own letter up to which it is no letter that looks like the one that was read: in
faint print of 18.6 pixels 淼 was read as 森 with .999, and was itself thought of with -6.9."""

_APART = -6.0
"""Score of the own letter in the place of another one, at most. In a shaken photo 湉 of 25 pixels
was read as 活 with .99, and was itself thought of next with -4.9."""

NEVER_OWN = -9.5
"""Score of an own everyday letter up to which what is read in its place is another one. Of 25 000
letters of own words of 10.9 to 14.5 pixels, scanned, skewed, faint and grey, every everyday one was
thought of with -8.7 or better wherever another was read; seldom ones were not."""

NEVER_OWN_IN_BAD = -11.5
"""The same in a line that is badly read: on a fax of 11 pixels 甫 was thought of with -9.95."""

HALF_READ = 0.6
"""Probability of that other one, at least."""

BEYOND_DOUBT = certainty.BEYOND_DOUBT  # what is read there, a letter, a dot or nothing

_HARDLY = READ  # probability of letters that are probably misread ...
_MISREAD = (3, 0.1)  # ... and how many of a line, and which share, tell that it is a bad one

_READ = CERTAIN  # probability of what is read in its place
_BEFORE = 12  # letters that are likelier there
_BESIDE = 0.6  # of a letter's columns
_BESIDE_PAPER = 1.0  # the same where the path has a letter in bare paper, between spaced ones
_CROSSED = 0.95  # of a line's height that a streak takes; no stroke of a letter is as long
_WITHIN = 0.4  # of a letter's width to both sides of its middle


def is_badly_read(line: Line) -> bool:
    """Tell whether so many letters of a line are probably misread that no other one is sure. On
    that fax 甫 was read as 用 with .98, and twelve others came before it, in a line of which 阿勒泰
    came out as 同劲系."""
    han = [c.probability for c in line.lattice.characters if is_han(c.text)]
    bad = sum(probability < _HARDLY for probability in han)
    least, share = _MISREAD
    return bad >= max(least, share * len(han))


def reads_another_letter(line: Line, spot: Spot) -> bool:
    """Tell whether some letter of a Han word is plainly another one on the page."""
    lattice = line.lattice
    pairs = [*zip(spot.columns, spot.keyword.classes, strict=True), *_in_place_of_lost(line, spot)]
    return any(_is_another(lattice, column, own) for column, own in pairs)


def lacks_common_character(line: Line, spot: Spot, least: float = NEVER_OWN) -> bool:
    """Tell whether an everyday letter of a Han word was hardly thought of where another is read.
    ``least``: score of the own letter, at most."""
    if letter_height(line) < SMALLEST:
        return False
    scores = letter_scores(line.lattice, spot)
    everyday = map(is_common_class, spot.keyword.true_classes)
    return any(
        score <= least
        and is_known
        and _is_read_there(line.lattice, column)
        and is_inked_like_others(line, column)
        for column, score, is_known in zip(spot.columns, scores, everyday, strict=True)
    )


def least_apart(word: str, height: float) -> float:
    """Return up to which score of the own letter one that is read beyond doubt is another one.
    Seldom letters are thought of less than everyday ones that look like them. ``height``: pixels of
    its letters, ``FIRM`` or more."""
    if height < _SURELY_FIRM:
        return FAR
    return LETTER_STANDS if all(map(is_common_character, word)) else _APART


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


def _in_place_of_lost(line: Line, spot: Spot) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield the column of the letter that is where the path has one of the word in blank paper.
    A letter that is not there is found where it costs least, which may be beside the one that
    is."""
    lattice = line.lattice
    scores, inked = letter_scores(lattice, spot), line.inked_columns
    for place, (column, own) in enumerate(zip(spot.columns, spot.keyword.classes, strict=True)):
        if scores[place] > _APART:
            continue
        before = spot.columns[place - 1] if place > 0 else -1
        after = spot.columns[place + 1] if place + 1 < len(scores) else lattice.columns
        for letter in lattice.characters:
            reach = _BESIDE if inked[column] else _BESIDE_PAPER
            near = abs(letter.column - column) <= reach * lattice.han_columns
            if near and before < letter.column < after:
                yield letter.column, own


def shows_another(lattice: Lattice, spot: Spot, least: float = LETTER_STANDS) -> bool:
    """Tell whether something else than its letter is read beyond doubt in some place of a Han word.

    The letters that are right make the score of a long name good enough (努尔·巴合提 for
    努尔兰·巴合提): the worst one tells whose it is.

    Args:
        lattice: The line, or the seam, in which the word was found.
        one: The word; all of its letters are ones that the recogniser knows.
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


def _is_read_there(lattice: Lattice, column: int) -> bool:
    """Tell whether a Han letter is read in a column, if not plainly."""
    part = slice(int(lattice.starts[column]), int(lattice.starts[column + 1]))
    first = alphabet()[int(lattice.symbols[part][lattice.scores[part].argmax()])]
    return float(lattice.certain[column]) >= HALF_READ and is_han(first)


def _is_another(lattice: Lattice, column: int, own: frozenset[int]) -> bool:
    part = slice(int(lattice.starts[column]), int(lattice.starts[column + 1]))
    symbols, scores = lattice.symbols[part], lattice.scores[part]
    if not own or float(lattice.certain[column]) < _READ:
        return False
    mine = max(
        (float(score) for symbol, score in zip(symbols, scores, strict=True) if int(symbol) in own),
        default=FLOOR,
    )
    first = alphabet()[int(symbols[scores.argmax()])]
    # Where few letters were thought of at all, the others are far behind the floor.
    behind = mine <= FLOOR or int((scores > mine).sum()) > _BEFORE
    return mine <= _APART and behind and is_han(first)

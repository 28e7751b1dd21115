"""Judges words in Latin letters: whose they are shows in what is between and beside them.

``Sun, Yingqian`` is one person, ``Wei, Zhang`` in ``Li Wei, Zhang San`` the ends of two; an initial
is a letter of its own; ``Zhang Wei-Guo`` is longer than ``Zhang Wei``, but not ``Zhang Wei's``.
A space that the model did not read shows in the ink: ``Zhang Weiwithout`` is two words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from zcdesk.masking.hits import Choice, choice
from zcdesk.masking.spotting.keywords import LATIN_SIGNS, Keyword
from zcdesk.masking.spotting.lattice_search import UNSURE_WORD, Spot
from zcdesk.names.other_writings import TONES, is_other_writing
from zcdesk.names.pinyin import fewest_syllables, without_mark
from zcdesk.names.spellings import is_latin
from zcdesk.reading.lattice import COLUMN_WIDTH, Character, Lattice
from zcdesk.resources import Patterns
from zcdesk.verdict_rows import first_row

_FIRM_LETTERS = 16
"""Letters of a Latin word beyond which the bounds of its score are loosened ..."""

_LOOSER = 0.25
"""... by this much a letter: an English employer of 40 letters lost 4 of 4 without it."""

_NEXT_WORD = 0.84  # widths of a Han letter between two Latin letters of one word, at most
_SPACE = 1.25
"""White between two words over the widest within one, at least; A and V are in much of it ..."""

_USUAL_SPACE = 2.0
"""... and over the usual one within a word. In even print spaces have 1.3 and 2.4 times as much."""

_LEAST_WITHIN = 3
"""Pairs of letters without a sign between from which on a word tells how wide its letters stand."""

_MOST_SYLLABLES = 4
"""Of a Han name; more are the transcription of another, which any letters may follow."""

_LEAST_REST = 3  # letters behind a name that make it no pinyin; one or two may be misread
_WHITE_INK = 4  # dark pixels of a column that are dirt, of the 48 that a line is high
_FILLERS = "<＜く《〈"
_LEAST_FILLERS = 4  # signs < from which on a line is the machine-readable zone of a passport

_AROUND = Patterns("characters/latin_names.toml", "around")
_BEGINS, _ENDS = "\n", "\r"  # as the patterns call them
_TONE = "'"  # for a digit within a name


@dataclass(frozen=True)
class _Written:
    """How a spotted word is written.

    Attributes:
        before: Text in front of it, nearest character last.
        after: Text behind it.
        letters: The letters as they were read, in their case.
        parted: The letters with the signs between them, and | where one part of a name ends.
        digits: How many digits are between them.
    """

    before: str
    after: str
    letters: str
    parted: str
    digits: int

    @property
    def text(self) -> str:
        """All of it, as the patterns read it."""
        return f"{self.before}{_BEGINS}{self.parted}{_ENDS}{self.after}"


def looser(keyword: Keyword) -> float:
    """Return by how much the bounds of a score are lowered for a long Latin word, 0 or below."""
    return -_LOOSER * max(0, len(keyword.classes) - _FIRM_LETTERS) if keyword.latin else 0.0


def judge_latin(
    lattice: Lattice, spot: Spot, sure: float, ink: NDArray[np.uint8] | None = None
) -> Choice:
    """Return verdict and reason of a Latin word; the reason is None when it means nothing.
    ``sure``: score above which the letters count as read. ``ink``: dark pixels in each pixel column
    of the line, see ``Line``; None of joined lines."""
    return choice(first_row("latin", _LatinFacts(lattice, spot, sure, ink)))


@dataclass(frozen=True, eq=False)
class _LatinFacts:
    """What the rows of a Latin word's verdict ask of it; patterns tell the rest."""

    lattice: Lattice
    spot: Spot
    bound: float
    ink: NDArray[np.uint8] | None

    def __getattr__(self, name: str) -> bool:
        """Tell what a pattern of ``resources/characters/latin_names.toml`` says of the text."""
        pattern: re.Pattern[str] = getattr(_AROUND, name)
        return pattern.search(self.written.text) is not None

    @cached_property
    def written(self) -> _Written:
        """How it is written."""
        return _written(self.lattice, self.spot)

    @property
    def tokens(self) -> list[str]:
        """The parts of the word."""
        return self.spot.keyword.word.text.split()

    @property
    def name(self) -> bool:
        """It is a person's name."""
        return self.spot.keyword.word.is_name

    @property
    def told(self) -> bool:
        """The person told it, or all that it is derived from is hers alone."""
        return self.spot.keyword.word.sure

    @property
    def sure(self) -> bool:
        """Its letters are read."""
        return self.spot.score > self.bound

    @property
    def plain(self) -> bool:
        """They are read plainly."""
        return self.spot.score > UNSURE_WORD

    @property
    def other_writing(self) -> bool:
        """It is the name, written otherwise."""
        return is_other_writing(self.spot.keyword.word)

    @property
    def brand(self) -> bool:
        """The letters are a brand by itself, and no given name, as of Zhang Hengyue."""
        beside = (
            *re.findall(r"([A-Za-z]+)[.．]?\s*$", self.written.before),
            *re.findall(r"^\s*([A-Za-z]+)", self.written.after),
        )
        return self.brand_alone and 1 not in map(fewest_syllables, beside)

    @property
    def in_longer_word(self) -> bool:
        """Letters touch it in the same case, or are joined to it by a hyphen."""
        return self.hyphen_before or self._goes_on_before() or self._goes_on_behind()

    @property
    def runs_into_a_word(self) -> bool:
        """What is joined to a Chinese name makes it no other one: ``Jianzhiwithout``. A fold or a
        copier's line in a space leaves no white to be measured."""
        syllables = [fewest_syllables(token) or 0 for token in self.tokens]
        rest = re.split(r"[^A-Za-z]", self.written.after, maxsplit=1)[0]
        chinese = min(syllables) > 0 and sum(syllables) <= _MOST_SYLLABLES
        longer = len(rest) >= _LEAST_REST and fewest_syllables(self.tokens[-1] + rest) is None
        return chinese and longer

    @property
    def one_initial_first(self) -> bool:
        """It begins with an initial."""
        return len(self.tokens[0]) == 1

    @property
    def digits(self) -> bool:
        """Digits are within it."""
        return self.written.digits > 0

    @property
    def one_digit(self) -> bool:
        """One digit is."""
        return self.written.digits == 1

    @property
    def toned(self) -> bool:
        """They tell the tones of its syllables: Ou1yang2 Zhe2. Raised ones behind the names of a
        paper's authors are one for each name."""
        syllables = sum(fewest_syllables(token) or len(token) for token in self.tokens)
        return self.written.digits >= syllables - 1 and self.tone_behind

    @property
    def turned(self) -> bool:
        """The surname in capitals is its last part."""
        return self.tokens[-1].isupper() and not self.tokens[0].isupper()

    def _goes_on_before(self) -> bool:
        before, inside, _ = _parts(self.lattice, self.spot)
        fillers = sum(letter.text in _FILLERS for letter in self.lattice.characters)
        passport = fillers >= _LEAST_FILLERS and self.state_before
        return not passport and self._touch(inside, before[-1:], inside[:1])

    def _goes_on_behind(self) -> bool:
        """Tell whether the word goes on. What touches it may be the s of a possessive, small
        letters behind capitals (``QINwas``: a space between was not read), or the raised 1 of an
        affiliation, which is read as l (``MA Yuel``); no syllable ends in l. Behind a large initial
        small letters are its own word's (``CAI Limin`` is not CAI L)."""
        _, inside, after = _parts(self.lattice, self.spot)
        small = self.small_behind_capitals and len(self.tokens[-1]) > 1
        raised = self.l_behind and None not in map(fewest_syllables, self.tokens)
        ends = self.possessive or small or raised
        return not ends and (self.hyphen_behind or self._touch(inside, inside[-1:], after[:1]))

    def _touch(
        self, inside: list[Character], left: list[Character], right: list[Character]
    ) -> bool:
        """Tell whether the letter at an end of the word and the one beside it are of one word."""
        if not left or not right or _is_spaced(self.ink, inside, left[0], right[0]):
            return False
        return _same_word(left[0], right[0], _NEXT_WORD * self.lattice.han_columns)


def _written(lattice: Lattice, spot: Spot) -> _Written:
    ahead, inside, behind = _parts(lattice, spot)
    before, after = ("".join(without_mark(c.text) for c in part) for part in (ahead, behind))
    # Signs by the columns of the word: letters of the best reading may be others, or fewer.
    between, letters, digits = [""] * len(spot.columns), "", 0
    for character in inside:
        apart = min(abs(column - character.column) for column in spot.columns) > 1
        tone = apart and character.text in TONES
        place = sum(column < character.column for column in spot.columns) % len(between)
        digits += tone and place > 0
        if character.text.isalnum() and not tone:
            letters += without_mark(character.text)
        else:
            between[place] += _TONE if tone else character.text
    lengths = [len(_alphanumeric(token)) for token in spot.keyword.word.text.split()]
    for end in accumulate(lengths[:-1]):
        between[end] += "|"
    between[0] = ""
    pieces = (letters[place : place + 1] + signs for place, signs in enumerate([*between[1:], ""]))
    return _Written(before, after, letters, "".join(pieces) + letters[len(between) :], digits)


def _parts(
    lattice: Lattice, spot: Spot
) -> tuple[list[Character], list[Character], list[Character]]:
    """Return what is read before, within and behind a spot; signs at its edges are outside."""
    characters = lattice.characters
    inside = [
        number
        for number, c in enumerate(characters)
        if spot.first - 1 <= c.column <= spot.last + 1 and c.text.isalnum()
    ]
    if not inside:
        before = [c for c in characters if c.column < spot.first]
        return before, [], [c for c in characters if c.column > spot.last]
    first, end = inside[0], inside[-1] + 1
    return list(characters[:first]), list(characters[first:end]), list(characters[end:])


def _is_spaced(
    ink: NDArray[np.uint8] | None,
    inside: list[Character],
    left: Character,
    right: Character,
) -> bool:
    """Tell whether the white between two letters is a space, measured by the own word's letters. In
    a typewriter's hand thin letters are in much white, at the same distance as all others."""
    if ink is None:
        return False
    within = [
        pair for pair in pairwise(inside) if pair[0].text.isalnum() and pair[1].text.isalnum()
    ]
    if len(within) < _LEAST_WITHIN:
        return False
    steps = [_step(*pair) for pair in within]
    whites = [_white(ink, *pair) for pair in within]
    least = max(_SPACE * max(whites), _USUAL_SPACE * float(np.median(whites)))
    apart = _step(left, right) > max(steps)
    return apart and _white(ink, left, right) >= max(least, COLUMN_WIDTH)


def _step(left: Character, right: Character) -> int:
    return right.column - left.column


def _white(ink: NDArray[np.uint8], left: Character, right: Character) -> int:
    """Return how many pixel columns in a row are white between the peaks of two letters."""
    first, last = (round((character.column + 0.5) * COLUMN_WIDTH) for character in (left, right))
    dark = np.flatnonzero(ink[first:last] > _WHITE_INK)
    edges = np.concatenate([[-1], dark, [last - first]])
    return int(np.diff(edges).max()) - 1


def _same_word(left: Character, right: Character, near: float) -> bool:
    latin = is_latin(left.text) and is_latin(right.text)
    new_word = left.text.islower() and right.text.isupper()
    return latin and not new_word and right.column - left.column <= near


def _alphanumeric(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum() and letter not in LATIN_SIGNS)

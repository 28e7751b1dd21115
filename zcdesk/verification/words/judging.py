"""From an alignment to what it means: surely readable, worth a person's look, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise, starmap

from zcdesk.applicant import Word, WordKind
from zcdesk.names.brand_rarity import ASKED_BRAND
from zcdesk.names.organisations import is_another_body
from zcdesk.names.pinyin import without_mark
from zcdesk.names.spellings import folded
from zcdesk.names.word_facts import WordFacts
from zcdesk.reading.certainty import FIRMLY, LEGIBLE
from zcdesk.reading.line import Line
from zcdesk.reading.taken_for import taken_for
from zcdesk.verdict_rows import first_row
from zcdesk.verification.words.aligning import Alignment, Strand, readable
from zcdesk.verification.words.neighbours import Neighbours, neighbours
from zcdesk.verification.words.segments import Segment, letters_of

PLAIN = 6.0
"""Up to this price a word is read; words of 18-pixel characters stay below 1."""

BOUND = 14.0
"""Above this price a word of small print is another word."""

_BOUND_LARGE = 12.0
"""The same for characters of at least ``_LARGE`` pixels, which are read well."""

_LARGE = 14.0

BOUND_LATIN = 7.0
"""Latin letters resemble each other; a pinyin of four letters is soon found in another word."""

SHARED = 3.0
"""Forms that others share (initials, half a name) count only when they are read plainly."""

_FIRMLY = FIRMLY  # probability of another letter from which on it is that other letter
_FIRM_PRICE = 7.0
_LETTER = 5.0  # columns from one Latin letter to the next of the same word


class Certainty(IntEnum):
    """How surely a word can still be read."""

    REVIEW = 1
    LEAK = 2


def bound(word: Word) -> float:
    """Return the highest price at which an alignment of ``word`` is worth looking at."""
    letters = letters_of(word.text)
    if not word.sure:
        return SHARED
    if all(letter.isascii() for letter in letters):
        return BOUND_LATIN + 0.25 * max(0, len(letters) - 16)
    return BOUND


def judge(
    lines: Sequence[Line], strand: Strand, word: Word, found: Alignment, names: Sequence[str] = ()
) -> Certainty | None:
    """Return what an alignment means, or None when it is somebody or something else.

    ``names`` are all names of the employer, folded; they tell the own place from another one.
    """
    line = lines[strand.segments[found.places[0]].line]
    if _another_word(line, found) or line.lattice.confidence < _least_of_line(word):
        return None
    certainty = _of_kind(strand, word, found, names)
    if certainty is None:
        return None
    letters = letters_of(word.text)
    plainly = all(map(readable, letters)) and not any(map(taken_for, letters))
    torn = strand.seam > 0 and len(found.places) == 2
    sure = word.sure and plainly and not torn and found.cost <= PLAIN
    return certainty if sure else Certainty.REVIEW


def _least_of_line(word: Word) -> float:
    """Return the mean probability of a line that may hold a word: in a rule of ornaments two
    initials are soon read."""
    return 0.0 if word.sure else LEGIBLE


def _another_word(line: Line, found: Alignment) -> bool:
    """Tell whether a letter was firmly read as another one, or large print is too unlike."""
    firmly = found.worst > _FIRM_PRICE and found.against > _FIRMLY
    large = line.thickness * 0.75 >= _LARGE and found.cost > _BOUND_LARGE
    return large or (firmly and found.cost > PLAIN)


def _of_kind(
    strand: Strand, word: Word, found: Alignment, names: Sequence[str]
) -> Certainty | None:
    number = word.kind is WordKind.ID_NUMBER
    if not number and all(letter.isascii() for letter in letters_of(word.text)):
        return _latin(strand.segments, found)
    around = neighbours(strand.segments, found.places)
    facts = _Facts(word, around.before, around.after, around, names)
    kind = "number" if number else "name" if word.is_name else "employer"
    certainty = first_row(f"{kind}_read_again", facts).get("certainty")
    return Certainty[certainty] if certainty else None


@dataclass(frozen=True)
class _Facts(WordFacts):
    """What the rows of a word that is read again ask of it; what is around tells the rest.

    Attributes:
        names: All names of the employer, folded.
    """

    around: Neighbours
    names: Sequence[str]

    def __getattr__(self, name: str) -> bool:
        """Tell what the words around say."""
        return bool(getattr(self.around, name))

    @property
    def two(self) -> bool:
        """A word of two letters."""
        return len(letters_of(self.word.text)) == 2

    @property
    def rare(self) -> bool:
        """The letters are rather the brand."""
        return self.odds >= ASKED_BRAND

    @property
    def another_body(self) -> bool:
        """Another place's school or office."""
        return is_another_body(folded(self.before), self.letters, self.names)


def _latin(segments: Sequence[Segment], found: Alignment) -> Certainty | None:
    """A word inside a longer Latin word is nothing."""
    first, last = found.places[0], found.places[-1]
    before = [segment for segment in segments[:first] if segment.symbol][-1:]
    after = [segment for segment in segments[last + 1 :] if segment.symbol][:1]
    beside = (*pairwise((*before, segments[first])), *pairwise((segments[last], *after)))
    return None if any(starmap(_one_word, beside)) else Certainty.LEAK


def _one_word(left: Segment, right: Segment) -> bool:
    pair = without_mark(left.symbol) + without_mark(right.symbol)
    latin = pair.isascii() and pair.isalpha()
    begins = left.symbol.islower() and right.symbol.isupper()
    near = left.line == right.line and right.column - left.column <= _LETTER
    return latin and near and not begins

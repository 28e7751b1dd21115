"""Evidence becomes a verdict: cover, doubt or leave, with a reason that a person understands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zcdesk.applicant import WordKind
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.masking.hits import Choice, Verdict, choice
from zcdesk.masking.letters.another_or_misread import (
    BEYOND_DOUBT,
    FAR,
    FIRM,
    is_crossed,
    shows_another,
)
from zcdesk.masking.letters.occluded_letters import occluded_letter
from zcdesk.masking.matching.context import (
    Context,
    context_of,
    is_transliterated,
    letters_between,
)
from zcdesk.masking.matching.latin_words import judge_latin, looser
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import (
    LETTER_STANDS,
    UNSURE_WORD,
    Spot,
    letter_columns,
    letter_scores,
    letters_read,
)
from zcdesk.names.brand_rarity import ASKED_BRAND, ENDED_NAME, SURE_BRAND, ended_odds
from zcdesk.names.organisations import (
    beginning,
    legal_forms,
    organisation_parts,
)
from zcdesk.names.spellings import folded
from zcdesk.names.word_facts import WordFacts
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.line import Line
from zcdesk.verdict_rows import first_row

SURE = -8.0
"""Above this score a word is read; one inserted character costs about 10.5."""

FLAG = -14.0
"""Above this score a person is asked; true words of 8-pixel characters came down to -11.8."""

FLAG_LARGE = -11.0
"""The same for characters that are large enough to be read well (see ``LARGE``)."""

LARGE = 14.0
"""Pixels of a character from which on a different letter is a different letter."""

_OPENING, _CLOSING = frozenset("（(〔[【"), frozenset("）)〕]】")

_LEAST_KNOWN = 2  # letters of a word with an unknown one; a surname alone is everybody's
_LONG_BRAND = 5  # letters of a form that is not sure from which on one of them may be hardly read
_LONG_EMPLOYER = 10  # letters of an employer of which so many may be hardly read ...
_FEW_UNREAD = 1 / 3  # ... each with another letter in its place that is no surer than this
_GUESSED = 0.75
HARDLY_READ = -45.0
"""Score above which such an employer is looked at."""

_CLEARLY = PLAIN  # probability from which on a letter of the best reading is taken as read


@dataclass(frozen=True)
class Judgement:
    """Verdict and reason of one spot, and how far its cover reaches (columns). ``points`` tells
    that there is no evidence for a cover: the place is shown only."""

    verdict: Verdict
    reason: Finding
    first: float
    last: float
    points: bool = False


def judge(
    line: Line, spot: Spot, number: int, below: str = "", ends_early: bool = False
) -> Judgement | None:
    """Return what is to be done about a spot, or None when it means nothing.

    Args:
        number: Number of the line on the page from 1, for the reason.
        below: How the line that continues it begins.
        ends_early: Whether the line ends before its margin does.
    """
    around = context_of(line.lattice, spot, below, ends_early)
    height = letter_columns(spot, line.lattice.han_columns) * line.column_pixels
    lost = occluded_letter(line, spot)
    low = spot.score <= (FLAG_LARGE if height >= LARGE else FLAG) + looser(spot.keyword)
    if low and lost is None and not _is_hardly_read(line, spot):
        return None
    beside, last = _beside(line, spot, around)
    if beside[1] is None:
        return None
    row = first_row("letters", LetterFacts(line, spot, height, beside[0], lost is not None))
    verdict, code = beside if "as_beside" in row else choice(row)
    if code is None:
        return None
    points = not spot.keyword.complete and _hardly_known(line, spot, around)
    places = [float(spot.first), float(last)] + ([] if lost is None else [lost])
    reason = finding_of(code, line=number)
    return Judgement(verdict, reason, min(places), max(places), points)


def _beside(line: Line, spot: Spot, around: Context) -> tuple[Choice, int]:
    """Judge a word by its kind and by what touches it; tell where its cover ends, too."""
    word = spot.keyword.word
    if word.kind is WordKind.ID_NUMBER:
        return choice(first_row("number", _facts(spot, around))), spot.last
    if spot.keyword.latin:
        return judge_latin(line.lattice, spot, SURE, line.ink), spot.last
    if word.is_name:
        return judge_name(spot, around), spot.last
    last = end_of_organisation(line, spot)
    facts = _facts(spot, around, last == spot.last)
    return choice(first_row("employer", facts)), last


def judge_name(spot: Spot, around: Context) -> Choice:
    """Judge a plainly found Han name by what touches it: hers, a longer one, or doubtful."""
    return choice(first_row("name", _facts(spot, around)))


@dataclass(frozen=True)
class SpotFacts(WordFacts):
    """What the rows of a Han word's verdict ask of a spot; what is around tells the rest.

    Attributes:
        ends_there: No part of an organisation's name is behind it.
    """

    spot: Spot
    around: Context
    ends_there: bool

    def __getattr__(self, name: str) -> bool:
        """Tell what the words around say."""
        return bool(getattr(self.around, name))

    @property
    def sure(self) -> bool:
        """Its letters are read."""
        return self.spot.score > SURE

    @property
    def plain(self) -> bool:
        """They are read plainly."""
        return self.spot.score > UNSURE_WORD

    @property
    def likely(self) -> bool:
        """They are read as well as so many letters must be."""
        return self.sure if len(self.letters) >= _LONG_BRAND else self.plain

    @property
    def a_part(self) -> bool:
        """It may be a part of a name that is written with dots."""
        return self.spot.keyword.dotted or is_transliterated(self.letters)

    @property
    def word_follows(self) -> bool:
        """What follows is rather a word, or another name, than its last letter."""
        return ended_odds(self.after) >= ENDED_NAME

    @property
    def rare(self) -> bool:
        """The letters are rather the brand."""
        return self.likely and self.odds >= ASKED_BRAND

    @property
    def surely_rare(self) -> bool:
        """They are surely the brand."""
        return min(self.odds - SURE_BRAND, self.spot.score - UNSURE_WORD) >= 0


def _facts(spot: Spot, around: Context, ends_there: bool = True) -> SpotFacts:
    return SpotFacts(spot.keyword.word, around.before, around.after, spot, around, ends_there)


@dataclass(frozen=True)
class LetterFacts:
    """What the rows of how letters were read ask of a word.

    Attributes:
        height: Pixels of its letters.
        beside: The verdict by what touches it.
        lost: Something hides one letter.
    """

    line: Line
    spot: Spot
    height: float
    beside: Verdict
    lost: bool

    def __getattr__(self, name: str) -> bool:
        """Tell whether the verdict is that: ``cover``, ``doubt``, ``leave``."""
        return self.beside is Verdict(name)

    @property
    def complete(self) -> bool:
        """The recogniser knows all letters."""
        return self.spot.keyword.complete

    @property
    def sure(self) -> bool:
        """The letters are read."""
        return self.spot.score > SURE

    @property
    def loosely(self) -> bool:
        """They are, as far as those of a long Latin word need be."""
        return self.spot.score > SURE + looser(self.spot.keyword)

    @property
    def large(self) -> bool:
        """Another letter of that size is another letter."""
        return self.height >= LARGE

    @property
    def letters_between(self) -> bool:
        """More letters are read there than it has."""
        return letters_between(self.line.lattice, self.spot, _CLEARLY) > len(self.spot.columns)

    @property
    def scrawl(self) -> bool:
        """Less than half of its letters are read: any is as good as another."""
        return 2 * letters_read(self.line.lattice, self.spot) < len(self.spot.columns)

    @property
    def latin(self) -> bool:
        """It is in Latin letters."""
        return self.spot.keyword.latin

    @property
    def whole(self) -> bool:
        """It is a name in Han letters, all of which the recogniser knows."""
        return is_whole_han_name(self.spot)

    @property
    def another(self) -> bool:
        """One letter is plainly another one. Of a long name of an employer the letters that are
        left tell more than one that differs."""
        return "is" in first_row("another", self)

    @property
    def plainly_others(self) -> bool:
        """All letters there are read beyond doubt, so that one of them is another."""
        return _plainly_others(self.line, self.spot)

    @property
    def crossed(self) -> bool:
        """A streak runs through a letter that was not read."""
        return is_crossed(self.line, self.spot)

    @property
    def firm(self) -> bool:
        """A letter that is read beyond doubt is that letter, however like it the own one looks."""
        return self.height >= FIRM

    @property
    def shows_another(self) -> bool:
        """Something else is read beyond doubt in the place of a letter."""
        return shows_another(self.line.lattice, self.spot)

    @property
    def shows_one_apart(self) -> bool:
        """It does, and looks unlike the own letter."""
        return shows_another(self.line.lattice, self.spot, FAR)

    @property
    def by_likeness(self) -> bool:
        """One of two letters is a rare one, and what was read is what it is taken for. The other
        letters of a longer name tell whose it is."""
        keyword = self.spot.keyword
        true = replace(self.spot, keyword=replace(keyword, classes=keyword.true_classes))
        few = len(self.spot.columns) <= _LEAST_KNOWN and keyword.classes != keyword.true_classes
        return few and min(letter_scores(self.line.lattice, true)) <= LETTER_STANDS


def is_whole_han_name(spot: Spot) -> bool:
    """Tell whether a word is a name in Han letters, all of which the recogniser knows."""
    keyword = spot.keyword
    return keyword.complete and not keyword.latin and keyword.word.is_name


def _hardly_known(line: Line, spot: Spot, around: Context) -> bool:
    """Tell whether a word with an unknown letter rests on one letter, in a list or in a sentence.
    Behind a label, and alone in its cell, it is covered all the same."""
    known = sum(1 for symbols in spot.keyword.classes if symbols)
    anchored = not around.before or around.before[-1] in "：:"
    return known < _LEAST_KNOWN and not anchored and _plainly_others(line, spot)


def _is_hardly_read(line: Line, spot: Spot) -> bool:
    """Tell whether most letters of a long employer are read, and no other one is in the place of
    those that are not. In blurred print 伊犁葱岭建筑… came out as 伊矩息叶建筑…: of 22 such lines
    no misread letter had more than .74, and of another company one had .88 or more."""
    scores = letter_scores(line.lattice, spot)
    unread = [c for c, score in zip(spot.columns, scores, strict=True) if score <= LETTER_STANDS]
    long = is_long_employer(spot.keyword) and len(unread) <= _FEW_UNREAD * len(scores)
    return long and all(float(line.lattice.certain[column]) < _GUESSED for column in unread)


def is_long_employer(keyword: Keyword) -> bool:
    """Tell whether a word is an employer with so many letters that two thirds of them tell it."""
    told = keyword.word.is_employer and keyword.word.sure and keyword.complete
    return told and not keyword.latin and len(keyword.classes) >= _LONG_EMPLOYER


def _plainly_others(line: Line, spot: Spot) -> bool:
    """Tell whether all letters there are read beyond doubt: then one of them is another letter."""
    there = [c for c in line.lattice.characters if spot.first - 1 <= c.column <= spot.last + 1]
    return len(there) >= len(spot.columns) and all(c.probability >= BEYOND_DOUBT for c in there)


def end_of_organisation(line: Line, spot: Spot) -> int:
    """Return the column where bracket, legal form and part of the organisation behind it end."""
    read = line.lattice.characters
    after = [c for c in read if c.column > spot.last + 1]
    letters = [c for c in after if folded(c.text)]
    text = folded("".join(c.text for c in letters))
    taken = 0
    for endings in (legal_forms(), organisation_parts()):
        taken += len(beginning(text[taken:], endings))
    known = 0 < taken <= len(letters)
    last = letters[taken - 1].column if known else spot.last
    within = [c for c in read if spot.first - 1 <= c.column <= max(last, spot.last + 1)]
    opened = sum((c.text in _OPENING) - (c.text in _CLOSING) for c in within)
    behind = next((c for c in after if c.column > last), None)
    if opened > 0 and behind is not None and behind.text in _CLOSING:
        return behind.column
    return last

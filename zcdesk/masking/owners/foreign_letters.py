"""Tells another organisation's seal by what is plainly read and is in no own word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache

from zcdesk.applicant import Word, WordKind
from zcdesk.masking.owners.letter_evidence import PLAIN, evidences
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.masking.spotting.keywords import Keyword, keyword
from zcdesk.names.organisations import BRAND, issuing_bodies, legal_forms, without_place
from zcdesk.names.spellings import folded, is_han, traditional_forms
from zcdesk.reading import certainty
from zcdesk.reading.certainty import CERTAIN
from zcdesk.reading.lattice import Lattice

FOREIGN_LETTERS = 3
"""Plainly read letters that are in no own word, for seals that are like no own word at all."""

LEGIBLE = certainty.LEGIBLE
"""Mean probability of a reading that may prove another organisation."""

_TWICE = CERTAIN
"""Mean probability of two readings of a ring that show the same letters and end its reading: none
of 524 rings of the own employer that were drawn for it gave two such readings of another."""

GUESSED = 0.35
"""Probability up to which a letter was guessed at."""

REPEATED = 1.0  # sum over the readings from which on a letter counts as plain
_SURE_LETTERS, _SURE_READINGS = 2, 2  # are enough, so well read, where the own brand is in none
_NAME_LETTERS = 2  # the same as FOREIGN_LETTERS for stamps, where two letters make a name
_OF_BODY, _ALIKE = -2.0, 2
"""Mean score of a letter above which a reading shows a body's words, and readings that must be like
them: of 190 own seals drawn for it none came above -2.4, and none with no own word above -3.7."""

_COMMON = "章印之专用合同财务业省市县区州部委局厅处科院所中心"


@dataclass(frozen=True)
class _WordLetters:
    """Letters of one own word, and how many of them a ring shows that says the word."""

    letters: frozenset[str]
    least: int


class ForeignLetters:
    """Collects what the readings of one seal plainly show that is in no own word."""

    def __init__(
        self,
        seal: Seal,
        own: frozenset[_WordLetters],
        telling: frozenset[_WordLetters],
        legible: float = LEGIBLE,
        more: int = 0,
    ) -> None:
        self._telling = telling
        self._ring = seal.shape is Shape.RING
        self._legibility = legible
        self._least = more + (FOREIGN_LETTERS if self._ring else _NAME_LETTERS)
        self._own = own
        self._weights: dict[str, float] = defaultdict(float)
        self._plain: set[str] = set()
        self._sure: set[frozenset[str]] = set()
        self.agreeing = 0
        self.surely_read = 0
        self.same_twice = False

    def heard(self, lattice: Lattice, like_own: bool) -> None:
        """Take in one more reading, and whether it is like an own word."""
        if lattice.confidence < self._legibility or like_own:
            return
        read = [c for c in lattice.characters if is_han(c.text) and c.probability > GUESSED]
        best = {c.text: c.probability for c in sorted(read, key=lambda c: c.probability)}
        for letter, probability in best.items():
            self._weights[letter] += probability
        plain = {letter for letter, probability in best.items() if probability >= PLAIN}
        self._plain |= plain
        tells = self._tells(plain)
        self.agreeing += tells
        if tells and self._ring and lattice.confidence >= _TWICE:
            letters = frozenset(best)
            self.same_twice = self.same_twice or letters in self._sure
            self._sure.add(letters)
        foreign = plain - _common_letters() - self._among(self._own, best.keys())
        self.surely_read += (
            lattice.confidence >= _TWICE
            and len(foreign) >= _SURE_LETTERS
            and not self._among(self._telling, best.keys()) & best.keys()
        )

    @property
    def is_sure(self) -> bool:
        """Tell whether enough surely read readings show others' letters and not the own brand."""
        return self.surely_read >= _SURE_READINGS

    @property
    def together(self) -> bool:
        """Tell whether all readings together show another organisation."""
        return self._tells(self._plain | {a for a, w in self._weights.items() if w >= REPEATED})

    def _tells(self, letters: set[str]) -> bool:
        telling = letters - _common_letters()
        own = self._among(self._own, letters)
        return len(telling - own) >= self._least and len(telling - own) > len(telling & own) / 2

    def _among(self, words: Iterable[_WordLetters], read: Set[str]) -> set[str]:
        """Return the letters of the words that may be there; in a name seal one is enough."""
        there = (w for w in words if len(w.letters & read) >= (w.least if self._ring else 1))
        return set().union(*(word.letters for word in there))


def is_of_body(readings: Sequence[Lattice], sought: Iterable[Keyword]) -> bool:
    """Tell whether readings show what only bodies have in their names that issue documents. Worn
    letters may be too few to be foreign by themselves; sought as an own word is, they tell it."""
    return says_one_of(readings, issuing_bodies(folded(one.word.text) for one in sought))


def says_one_of(readings: Sequence[Lattice], texts: Iterable[str]) -> bool:
    """Tell whether some readings of a seal show one of the texts, sought as an own word is."""
    bodies = [keyword(Word(WordKind.EMPLOYER, 0, text)) for text in texts]
    spots = [evidence.spot for reading in readings for evidence in evidences(reading, bodies)]
    plain = [spot.keyword for spot in spots if spot.score > _OF_BODY * len(spot.columns)]
    return any(sum(spot.keyword == body for spot in spots) >= _ALIKE for body in plain)


def own_letters(sought: Iterable[Keyword]) -> frozenset[_WordLetters]:
    """Return the letters of the own words, in both scripts."""
    return frozenset(_letters(keyword, folded(keyword.word.text)) for keyword in sought)


def telling_letters(sought: Iterable[Keyword]) -> frozenset[_WordLetters]:
    """Return the letters of the names and brands by which the own words are told from others."""
    return frozenset(
        _letters(keyword, text if keyword.word.is_name else without_place(text)[:BRAND])
        for keyword in sought
        for text in [folded(keyword.word.text)]
    )


def _letters(keyword: Keyword, text: str) -> _WordLetters:
    """Return letters of a word; of a name half of them must be there, of an employer one."""
    least = (len(set(text)) + 1) // 2 if keyword.word.is_name else 1
    both = {form for letter in text for form in traditional_forms().get(letter, "")}
    return _WordLetters(frozenset({*text, *both}), least)


@cache
def _common_letters() -> frozenset[str]:
    return frozenset(_COMMON).union(*legal_forms())

"""Turns the applicant's words into what is looked for in a lattice: a row of symbol classes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from zcdesk.applicant import Word, WordKind
from zcdesk.names.other_writings import is_other_writing
from zcdesk.names.spellings import MIDDLE_DOTS, figures_for, folded, is_latin, written_forms
from zcdesk.reading.lattice import symbol_numbers
from zcdesk.reading.taken_for import is_unsteady, taken_for

DOTTED_SIGNS = ".．。-‐‑–—－_*"
"""Dots and dashes that are typed for the middle dot of a name (买买提.吐尔逊)."""

LATIN_SIGNS = ".,;'’‘`´-‐‑–—&/，．；＇<＜@_"
"""Signs that may be between two letters of a Latin word or address, besides a space."""

READ_AS_RULES = "lI1!丨"
"""What an upright rule between two letters is read as."""


@dataclass(frozen=True)
class Keyword:
    """A word as classes of symbols that count as equal, one class for each letter. An empty class
    stands for a character that the recogniser does not know: any symbol passes it, at a price, and
    what is found that way is never sure. ``true_classes`` are the same without the letters that the
    recogniser takes a rare one for. ``parted``: a sign is in each gap (欧，阳，哲)."""

    word: Word
    classes: tuple[frozenset[int], ...]
    latin: bool
    true_classes: tuple[frozenset[int], ...] = ()
    parted: bool = False

    @property
    def dotted(self) -> bool:
        """It is a name of parts in Han letters, between which any dot or dash may be typed."""
        return not self.latin and any(dot in self.word.text for dot in MIDDLE_DOTS)

    @property
    def complete(self) -> bool:
        """Every character of the word is one that the recogniser can read."""
        return all(self.classes)


def keywords(words: Iterable[Word]) -> tuple[Keyword, ...]:
    """Return the keywords of some words; a word without any readable character is left out. Use
    :func:`unreadable_words` to learn of those: they can never be found by their own letters, and
    the person must be told."""
    built = (keyword(word) for word in words)
    return tuple(one for one in built if any(one.classes))


def unreadable_words(words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the words that hold a character which the recogniser does not know. Nobody told the
    other writings of her name, and those in Cyrillic are for texts."""
    return tuple(word for word in words if not (is_other_writing(word) or keyword(word).complete))


def keyword(word: Word) -> Keyword:
    """Return the keyword of one word."""
    letters = folded(word.text)
    latin = word.kind is WordKind.ID_NUMBER or is_latin(letters)
    if latin:
        # Hyphens, commas and the like are written or left out at will (see ``LATIN_SIGNS``).
        letters = "".join(letter for letter in letters if letter.isalnum())
    true = tuple(_symbol_class(letter) for letter in letters)
    return Keyword(word, tuple(map(_with_others, letters, true)), latin, true)


def _with_others(letter: str, symbols: frozenset[int]) -> frozenset[int]:
    """Return a letter's symbols with those of the letters it is taken for, none if for any."""
    if is_unsteady(letter):
        return frozenset()
    return symbols.union(*(_symbol_class(other) for other in taken_for(letter)))


def _symbol_class(letter: str) -> frozenset[int]:
    """Return the symbols that count as ``letter``: case, width, tone marks, traditional forms, and
    figures in its place."""
    alike, forms = _alike(), (letter, *written_forms(letter), *figures_for(letter))
    return frozenset().union(*(alike.get(form, ()) for form in forms))


@cache
def symbols_of(signs: str) -> frozenset[int]:
    """Return the numbers of some characters, as far as the recogniser knows them."""
    numbers = symbol_numbers()
    return frozenset(numbers[sign] for sign in signs if sign in numbers)


@cache
def _alike() -> dict[str, list[int]]:
    """Return the symbols of each folded letter; raised and ringed ones are none of them."""
    by_class: dict[str, list[int]] = {}
    for symbol, number in symbol_numbers().items():
        how = unicodedata.decomposition(symbol)
        if not how.startswith("<") or how.startswith("<wide>"):
            by_class.setdefault(folded(symbol) or symbol, []).append(number)
    return by_class

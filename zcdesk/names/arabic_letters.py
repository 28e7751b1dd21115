"""Finds a known word among read letters of the Arabic script, as Uyghur and Kazakh are written.

On a bad scan dots are lost or run together, so letters that differ only in them count as nearly the
same, and so do the many forms of one vowel. Grammatical endings hang on to a name (…نىڭ, …غا): the
word is looked for as a part of the line, not as a whole of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from zcdesk.resources import table

_PLAIN = str.maketrans(table("characters", "arabic.toml")["typed"])

_ALIKE = ("ىېبپتنيثے", "جچحخ", "درزژذ", "سش", "غعف", "قف", "كگڭ", "صض", "طظ")
"""Letters that look alike when dots and small strokes are lost."""

_ROUND = "وۇۆۈۋ"
"""The rounded vowels, and ۋ, which differ in a stroke above: the reader's most frequent slip, 12 of
16 in 90 names that it read (ت for ن and the like: 4)."""

_NEARLY, _STROKE = 0.35, 0.15
"""What a letter costs in the place of one that looks alike, and of one that differs in the stroke;
another letter costs 1."""


def _costs() -> Mapping[tuple[str, str], float]:
    alike = {(letter, other): _NEARLY for group in _ALIKE for letter in group for other in group}
    return alike | {(letter, other): _STROKE for letter in _ROUND for other in _ROUND}


COST = _costs()
"""What one letter costs in the place of another, where that is less than 1."""


def is_arabic(text: str) -> bool:
    """Tell whether a text holds letters of the Arabic script."""
    return any("ARABIC" in unicodedata.name(letter, "") and letter.isalpha() for letter in text)


def plain_letters(text: str) -> str:
    """Return the letters of a text in one spelling, without spaces, stretching and vowel signs."""
    wide = unicodedata.normalize("NFKC", text)
    bare = "".join(letter for letter in wide if letter.isalpha() and letter != "\u0640")
    return bare.translate(_PLAIN)


@dataclass(frozen=True)
class FoundLetters:
    """Where a word is among letters.

    Attributes:
        start, end: Letters of the text, the end exclusive.
        likeness: 1 for the same letters, 0 for none that are alike.
    """

    start: int
    end: int
    likeness: float


def find_letters(word: str, text: str) -> FoundLetters:
    """Return the part of a text that is most like a word.

    Args:
        word: What is looked for, as typed.
        text: Letters as they were read, one character each.

    Raises:
        ValueError: The word has no letter.
    """
    sought = plain_letters(word)
    if not sought:
        raise ValueError("a word without a letter")
    given, places = spread(text)
    letters = find_plain(sought, given)
    if letters.start >= letters.end:
        return letters
    return FoundLetters(places[letters.start], places[letters.end - 1] + 1, letters.likeness)


def find_plain(sought: str, given: str) -> FoundLetters:
    """Return the part of letters that is most like others, both in one spelling."""
    return closest(sought, given, _change, lambda _: 1.0, len(sought))


def _change(letter: str, other: str) -> float:
    return 0.0 if letter == other else COST.get((letter, other), 1.0)


def closest(
    sought: str,
    given: str,
    change: Callable[[str, str], float],
    alone: Callable[[str], float],
    most: float,
) -> FoundLetters:
    """Return the part of some letters that costs least to be made of others.

    Args:
        change: What one letter costs in the place of another.
        alone: What a letter more or less costs.
        most: What a part costs that is like them in nothing.
    """
    # Costs of the first letters against a part of the others that ends at each letter.
    costs = [0.0] * (len(given) + 1)
    starts = list(range(len(given) + 1))
    for letter in sought:
        above, above_starts = costs, starts
        costs, starts = [above[0] + alone(letter)], [above_starts[0]]
        for place, other in enumerate(given):
            ways = (
                (above[place] + change(letter, other), above_starts[place]),
                (above[place + 1] + alone(letter), above_starts[place + 1]),
                (costs[place] + alone(other), starts[place]),
            )
            cost, start = min(ways)
            costs.append(cost)
            starts.append(start)
    end = min(range(len(costs)), key=costs.__getitem__)
    likeness = max(0.0, 1.0 - costs[end] / most)
    return FoundLetters(starts[end], end, likeness if starts[end] < end else 0.0)


def spread(
    text: str, letters_of: Callable[[str], str] = plain_letters
) -> tuple[str, Sequence[int]]:
    """Return the letters in one spelling, and from which character each came."""
    parts = [letters_of(character) for character in text]
    places = [place for place, part in enumerate(parts) for _ in part]
    return "".join(parts), places


_ENDINGS = frozenset(
    {"نىڭ", "نى", "غا", "قا", "گە", "كە", "دا", "تا", "دە", "تە", "دىن", "تىن", "مۇ"}
)


_TWICE = re.compile(r"(.)\1")


def is_ending(text: str) -> bool:
    """Tell whether letters behind a name only decline it, in Uyghur: of, to, in, from. One of them
    may be read as one that looks alike, or twice."""
    read = _TWICE.sub(r"\1", plain_letters(text))
    return any(
        len(ending) == len(read) and find_plain(ending, read).likeness >= 1 - _NEARLY / len(ending)
        for ending in _ENDINGS
    )

"""Judges words in Latin letters: whose they are shows in what is between and beside them.

``Sun, Yingqian`` is one person, ``Wei, Zhang`` in ``Li Wei, Zhang San`` the ends of two; an initial
is a letter of its own; ``Zhang Wei-Guo`` is longer than ``Zhang Wei``, but not ``Zhang Wei's``.
A space that the model did not read shows in the ink: ``Zhang Weiwithout`` is two words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from zcdesk.masking.hits import Verdict
from zcdesk.masking.spotting.keywords import LATIN_SIGNS, Keyword
from zcdesk.masking.spotting.lattice_search import UNSURE_WORD, Spot
from zcdesk.names.other_writings import TONES, is_other_writing
from zcdesk.names.pinyin import fewest_syllables, without_mark
from zcdesk.names.spellings import is_latin
from zcdesk.reading.lattice import COLUMN_WIDTH, Character, Lattice

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
_COMMAS = ",;，；、"
_JOINS = "-‐‑–—'’‘`´"
_APOSTROPHES = "'’‘`´"
_STOPS = ".．"
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Engineer"})
_MISREAD_AT = "AaOoQCGe&0"  # what a fax's @ is read as
_ADDRESS = re.compile(rf"[{_MISREAD_AT}](?:\d{{3}}|[a-z]{{2,8}})[.．](?:com|cn|net|org|edu)\b")
_BRAND = re.compile(
    r"(?:^|[^A-Za-z]|(?i:xj|www))\|"
    r"(?:\w+\|[-\w@&]*[.．](?:com|cn|net|org)|(?:[A-Z]+|\w{8,})\|(?![A-Za-z]))",
    re.ASCII,
)
_STATE = "CHN"
_FILLERS = "<＜く《〈"
_LEAST_FILLERS = 4  # signs < from which on a line is the machine-readable zone of a passport

Choice = tuple[Verdict, str | None]


@dataclass(frozen=True)
class _Written:
    """How a spotted word is written.

    Attributes:
        before: Text in front of it, nearest character last.
        after: Text behind it.
        between: For each number of letters the signs that are behind so many of them.
        letters: The letters as they were read, in their case.
    """

    before: str
    after: str
    between: dict[int, str]
    letters: str


def looser(keyword: Keyword) -> float:
    """Return by how much the bounds of a score are lowered for a long Latin word, 0 or below."""
    return -_LOOSER * max(0, len(keyword.classes) - _FIRM_LETTERS) if keyword.latin else 0.0


def judge_latin(
    lattice: Lattice, spot: Spot, sure: float, ink: NDArray[np.uint8] | None = None
) -> Choice:
    """Return verdict and reason of a Latin word; the reason is None when it means nothing.
    ``sure``: score above which the letters count as read. ``ink``: dark pixels in each pixel column
    of the line, see ``Line``; None of joined lines."""
    written = _written(lattice, spot)
    word = spot.keyword.word
    if not word.is_name and not word.sure:
        told = spot.score > UNSURE_WORD and _is_brand(written)
        return Verdict.DOUBT, "hit.brand" if told else None
    if _part_of_longer_word(lattice, spot, written, ink):
        goes_on = _runs_into_a_word(word.text, written) or bool(_ADDRESS.match(written.after))
        if word.is_name and word.sure and goes_on:
            return Verdict.DOUBT, "hit.maybe_longer_name"
        longer = word.sure and spot.score > sure
        return Verdict.LEAVE, "hit.longer_word" if longer else None
    if not word.is_name:
        return Verdict.COVER, "hit.read"
    tokens = word.text.split()
    if not word.sure:
        plain = spot.score > UNSURE_WORD and _are_initials(tokens, written)
        code = "hit.written_otherwise" if is_other_writing(word) else "hit.initials"
        return Verdict.DOUBT, code if plain else None
    return _full_name(tokens, written)


def _full_name(tokens: list[str], written: _Written) -> Choice:
    parting = _partings(written)
    digits = sum(sign in TONES for signs in written.between.values() for sign in signs)
    if digits and not _has_tones(tokens, digits, written):
        return Verdict.DOUBT, "hit.faint" if digits == 1 else None
    if not parting:
        return Verdict.COVER, "hit.read"
    boundaries = set(accumulate(len(_alphanumeric(token)) for token in tokens[:-1]))
    if len(parting) > 1 or not parting <= boundaries or _beside_a_word(written):
        return Verdict.DOUBT, None
    turned = len(tokens) > 1 and tokens[-1].isupper() and not tokens[0].isupper()
    return (Verdict.DOUBT, "hit.turned_name") if turned else (Verdict.COVER, "hit.read")


def _has_tones(tokens: list[str], digits: int, written: _Written) -> bool:
    """Tell whether the digits within a name tell the tones of its syllables: Ou1yang2 Zhe2. Raised
    ones behind the names of a paper's authors are one for each name."""
    syllables = sum(fewest_syllables(token) or len(token) for token in tokens)
    return digits >= syllables - 1 and written.after[:1] in tuple(TONES)


def _are_initials(tokens: list[str], written: _Written) -> bool:
    """Tell whether each token of one letter is as an initial: large, and by itself."""
    if _partings(written) and (len(tokens[0]) == 1 or _beside_a_word(written)):
        return False
    place = 0
    for token in tokens:
        first, last = place, place + len(token)
        place = last
        if len(token) > 1:
            continue
        alone = first == 0 or _apart(written, first)
        alone = alone and (last == len(written.letters) or _apart(written, last))
        if not written.letters[first : first + 1].isupper() or not alone:
            return False
    return not _further_initial(written)


def _apart(written: _Written, place: int) -> bool:
    """Tell whether the letters before and behind a place do not belong to one word."""
    left, right = written.letters[place - 1 : place], written.letters[place : place + 1]
    both_initials = left.isupper() and right.isupper()
    return bool(written.between.get(place)) or both_initials or (left.islower() and right.isupper())


def _further_initial(written: _Written) -> bool:
    """Tell whether another initial is beside the spot: Zhang W.M. is not Zhang W."""
    after = re.match(r"[\s.．·\-‐–]*[A-Z](?![a-z])", written.after)
    before = re.search(r"(?<![A-Za-z])[A-Z][\s.．·\-‐–]*$", written.before)
    return bool(after or before)


def _beside_a_word(written: _Written) -> bool:
    """Tell whether a name may be right before or behind, with no sign between. A word of a
    sentence is written small, and a title is no name."""
    return any(not word.islower() and word not in _TITLES for word in _words_beside(written))


def _words_beside(written: _Written) -> list[str]:
    before = re.findall(r"([A-Za-z]+)[.．]?\s*$", written.before)
    return before + re.findall(r"^\s*([A-Za-z]+)", written.after)


def _is_brand(written: _Written) -> bool:
    """Tell whether letters are a brand by itself: where an address begins, in capitals, or in prose
    where they are too many for a word of it; and no given name, as of Zhang Hengyue."""
    whole = _BRAND.search(f"{written.before}|{written.letters}|{written.after}")
    return whole is not None and 1 not in map(fewest_syllables, _words_beside(written))


def _partings(written: _Written) -> set[int]:
    """Return behind how many letters a comma stands, or the full stop of a sentence."""
    partings = set()
    for place, signs in written.between.items():
        stop = any(sign in _STOPS for sign in signs) and place > 1
        initial = written.letters[place - 2 : place - 1].islower() if place > 1 else False
        if any(sign in _COMMAS for sign in signs) or (stop and initial):
            partings.add(place)
    return partings


def _written(lattice: Lattice, spot: Spot) -> _Written:
    ahead, inside, behind = _parts(lattice, spot)
    before, after = ("".join(without_mark(c.text) for c in part) for part in (ahead, behind))
    between: dict[int, str] = {}
    letters = ""
    for character in inside:
        apart = min(abs(column - character.column) for column in spot.columns) > 1
        if character.text.isalnum() and not (apart and character.text in TONES):
            letters += without_mark(character.text)
        else:
            # By the columns of the word: letters of the best reading may be others, or fewer.
            place = sum(column < character.column for column in spot.columns)
            if 0 < place < len(spot.columns):
                between[place] = between.get(place, "") + character.text
    return _Written(before, after, between, letters)


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


def _part_of_longer_word(
    lattice: Lattice, spot: Spot, written: _Written, ink: NDArray[np.uint8] | None
) -> bool:
    """Tell whether letters touch the spot in the same case, or are joined to it by a hyphen."""
    before, inside, after = _parts(lattice, spot)
    joins, near = re.escape(_JOINS), _NEXT_WORD * lattice.han_columns
    own_end = _ends_there(spot.keyword.word.text, written)
    if _follows_a_state(lattice, written) or _is_spaced(ink, inside, before[-1:], inside[:1]):
        before = []
    if _is_spaced(ink, inside, inside[-1:], after[:1]):
        after = []
    return (
        bool(before and inside and _same_word(before[-1], inside[0], near))
        or bool(after and inside and not own_end and _same_word(inside[-1], after[0], near))
        or bool(re.search(rf"[A-Za-z][{joins}]$", written.before))
        or bool(not own_end and re.match(rf"[{joins}][A-Za-z]", written.after))
    )


def _is_spaced(
    ink: NDArray[np.uint8] | None,
    inside: list[Character],
    left: list[Character],
    right: list[Character],
) -> bool:
    """Tell whether the white between two letters is a space, measured by the own word's letters. In
    a typewriter's hand thin letters are in much white, at the same distance as all others."""
    if ink is None or not left or not right:
        return False
    within = [
        pair for pair in pairwise(inside) if pair[0].text.isalnum() and pair[1].text.isalnum()
    ]
    if len(within) < _LEAST_WITHIN:
        return False
    steps = [_step(*pair) for pair in within]
    whites = [_white(ink, *pair) for pair in within]
    least = max(_SPACE * max(whites), _USUAL_SPACE * float(np.median(whites)))
    apart = _step(left[0], right[0]) > max(steps)
    return apart and _white(ink, left[0], right[0]) >= max(least, COLUMN_WIDTH)


def _step(left: Character, right: Character) -> int:
    return right.column - left.column


def _white(ink: NDArray[np.uint8], left: Character, right: Character) -> int:
    """Return how many pixel columns in a row are white between the peaks of two letters."""
    first, last = (round((character.column + 0.5) * COLUMN_WIDTH) for character in (left, right))
    dark = np.flatnonzero(ink[first:last] > _WHITE_INK)
    edges = np.concatenate([[-1], dark, [last - first]])
    return int(np.diff(edges).max()) - 1


def _ends_there(word: str, written: _Written) -> bool:
    """Tell whether what touches a word behind it is the s of a possessive, or small letters. Behind
    capitals small ones begin another word (``QINwas``): a space between was not read. Behind a
    large initial they are its own word's (``CAI Limin`` is not CAI L)."""
    possessive = re.match(rf"(?:[{_APOSTROPHES}]\s?[sS]|s)(?![A-Za-z])", written.after)
    initial = len(word.split()[-1]) == 1
    capitals = len(written.letters) > 1 and written.letters[-2:].isupper() and not initial
    return bool(possessive) or (capitals and written.after[:1].islower()) or _is_mark(word, written)


def _is_mark(word: str, written: _Written) -> bool:
    """Tell whether an l behind a Chinese name is the raised 1 of an affiliation: ``MA Yuel``. No
    syllable ends in l."""
    known = all(fewest_syllables(token) is not None for token in word.split())
    return known and bool(re.match(r"l(?![A-Za-z])", written.after))


def _runs_into_a_word(name: str, written: _Written) -> bool:
    """Tell whether what is joined to a Chinese name makes it no other one: ``Jianzhiwithout``. A
    fold or a copier's line in a space leaves no white to be measured."""
    tokens = name.split()
    known = [fewest_syllables(token) for token in tokens]
    rest = re.match(r"[A-Za-z]*", written.after)
    if rest is None or len(rest[0]) < _LEAST_REST or None in known:
        return False
    chinese = sum(score or 0 for score in known) <= _MOST_SYLLABLES
    return chinese and fewest_syllables(tokens[-1] + rest[0]) is None


def _follows_a_state(lattice: Lattice, written: _Written) -> bool:
    """Tell whether a passport's state is before the name: P<CHNZHANG<<WEIGUO<<<<."""
    fillers = sum(c.text in _FILLERS for c in lattice.characters)
    return fillers >= _LEAST_FILLERS and written.before.rstrip().endswith(_STATE)


def _same_word(left: Character, right: Character, near: float) -> bool:
    latin = is_latin(left.text) and is_latin(right.text)
    new_word = left.text.islower() and right.text.isupper()
    return latin and not new_word and right.column - left.column <= near


def _alphanumeric(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum() and letter not in LATIN_SIGNS)

"""What a read line in Arabic script holds: a told word, words of headings, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zcdesk.applicant import Target, Word
from zcdesk.geometry import Polygon
from zcdesk.names.arabic_letters import (
    FoundLetters,
    everyday_share,
    find_letters,
    is_arabic,
    is_ending,
    plain_letters,
)
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic_script import ArabicReading, Look, read_arabic_script, text_of
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line

_PERHAPS = 0.62  # likeness from which on a line may hold a word
_SURELY = 0.8  # the same of a short word, and of what nobody need look at
_PART = 0.85  # the same of a word that others share, and of a part of a broken word
_OTHER = 0.5  # likeness up to which a line that was read does not hold the word
_SLIPS = 1 / 12  # of an employer's letters that may be others: a name's own ones may not
_FEW = 4  # letters; a shorter word stands in others, and in what chance reads
_BROKEN = 8  # letters of a broken word's part
_EVERYDAY = 0.8  # share of a line's letters that make up headings and labels
_LONG = 12  # letters of a heading that one look proves: chance makes no such row of labels
_SLACK = 1.0  # letters beside a found word: their places are told for whole words only
_SPACE = 0.2  # letters' widths between two printed words


@dataclass(frozen=True)
class ArabicWord:
    """A told word in a line.

    Attributes:
        word: Which one.
        likeness: 1 for the same letters.
        sure: Whether it is the word, and not one that is like it.
        left, right: Shares of the line's width.
    """

    word: Word
    likeness: float
    sure: bool
    left: float
    right: float


def told_in_arabic(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words that are looked for in Arabic script."""
    return tuple(word for word in words if is_arabic(word.text))


def find_words(reading: ArabicReading, told: Sequence[Word]) -> tuple[ArabicWord, ...]:
    """Return the likeliest of the told words for each target.

    A name that was read and differs in a letter, or is part of another one, is not returned: it is
    somebody else's.
    """
    best: dict[Target, ArabicWord] = {}
    for word in told:
        for look in reading.looks:
            found = _found(word, look, agreed=reading.agreed)
            target = word.kind.target
            if found is not None and (target not in best or _rank(found) > _rank(best[target])):
                best[target] = found
    return tuple(best.values())


def _rank(found: ArabicWord) -> tuple[bool, float]:
    return found.sure, found.likeness


def _found(word: Word, look: Look, *, agreed: bool) -> ArabicWord | None:
    text, letters = text_of(look), len(plain_letters(word.text))
    found = find_letters(word.text, text)
    slips = (1 - found.likeness) * letters
    name = word.kind.target is Target.NAME
    least = _PERHAPS if word.sure and letters >= _FEW else _SURELY if word.sure else _PART
    if found.likeness < least:
        return _broken(word, look) if word.sure and agreed else None
    same = slips < (1.0 if name else max(1.0, _SLIPS * letters))
    if name and agreed and not (same and _stands_alone(look, found)):
        return None
    part = look[found.start : found.end]
    slack = _SLACK * max(letter.right - letter.left for letter in part)
    left = min(letter.left for letter in part) - slack
    right = max(letter.right for letter in part) + slack
    sure = word.sure and agreed and same and found.likeness >= _SURELY
    return ArabicWord(word, round(found.likeness, 3), sure, max(0.0, left), min(1.0, right))


def _broken(word: Word, look: Look) -> ArabicWord | None:
    """Return a whole line that is a part of a longer word: it goes on in the next one."""
    text = text_of(look)
    if len(plain_letters(text)) < _BROKEN:
        return None
    likeness = find_letters(text, word.text).likeness
    if likeness < _PART or everyday_share(text) >= _EVERYDAY:
        return None
    return ArabicWord(word, round(likeness, 3), sure=False, left=0.0, right=1.0)


def _stands_alone(look: Look, found: FoundLetters) -> bool:
    """Tell whether the letters are a printed word but for its endings, or stand behind a label."""
    before = plain_letters(text_of(_joined(look[found.start :: -1])[:0:-1]))
    behind = plain_letters(text_of(_joined(look[found.end - 1 :])[1:]))
    fits = not before or everyday_share(before) >= _EVERYDAY
    return fits and (not behind or is_ending(behind) or everyday_share(behind) >= _EVERYDAY)


def _joined(letters: Look) -> Look:
    """Return the first letters up to the next space, in the order in which they are given."""
    for place, (one, other) in enumerate(pairwise(letters), start=1):
        gap = max(one.left, other.left) - min(one.right, other.right)
        if gap > _SPACE * min(one.right - one.left, other.right - other.left):
            return letters[:place]
    return letters


def is_heading(reading: ArabicReading) -> bool:
    """Tell whether a look of a line that was read, or a long one by itself, is words of headings.

    Short labels are read with a letter too few or too many in one look and rightly in another.
    """
    least = _FEW if reading.agreed else _LONG
    return any(
        len(look) >= least and everyday_share(text_of(look)) >= _EVERYDAY for look in reading.looks
    )


def is_unlike(reading: ArabicReading, told: Sequence[Word]) -> bool:
    """Tell whether a line was read and holds none of the words, not even nearly."""
    return reading.agreed and all(
        find_letters(word.text, text_of(look)).likeness <= _OTHER
        for word in told
        if word.sure
        for look in reading.looks
    )


@dataclass(frozen=True)
class SortedLines:
    """Lines in Arabic script by what reading says of them.

    Attributes:
        found: Those in which a told word stands, or perhaps, each with the word.
        left: Those that were not read, or hold words that nobody knows.
        nobodys: Those that were read and hold no told word, where both words were told.
        headings: Those of everyday words.
    """

    found: tuple[tuple[Line, ArabicWord], ...]
    left: tuple[Line, ...]
    nobodys: tuple[Line, ...]
    headings: tuple[Line, ...]


def sort_lines(
    page: GreyPicture, lines: Sequence[Line], words: Sequence[Word], asked: frozenset[Target]
) -> SortedLines:
    """Read lines and sort them.

    Args:
        page: Evened page.
        lines: Some of its lines.
        words: The applicant's words.
        asked: Of which targets words are looked for.
    """
    told = told_in_arabic(words)
    complete = {word.kind.target for word in told} >= asked
    read = [(line, read_arabic_script(crop_line(page, line.quad))) for line in lines]
    found = tuple((line, word) for line, one in read for word in find_words(one, told))
    # Where both words were found as they were told there is no other spelling of them.
    all_found = {each.word.kind.target for _, each in found if each.sure} >= asked
    left: list[Line] = []
    nobodys: list[Line] = []
    headings: list[Line] = []
    for line, reading in read:
        if is_heading(reading):
            headings.append(line)
        elif all(line is not other for other, _ in found):
            unlike = complete and is_unlike(reading, told)
            (left if not unlike else headings if all_found else nobodys).append(line)
    return SortedLines(found, tuple(left), tuple(nobodys), tuple(headings))


def place_of(line: Line, found: ArabicWord) -> Polygon:
    """Return where a word stands in its line, in pixels of the page."""
    columns = line.lattice.columns
    return line.span(round(columns * found.left), round(columns * found.right))

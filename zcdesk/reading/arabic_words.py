"""What a read line in Arabic script holds: a told word, words of headings, or neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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
from zcdesk.reading.arabic_script import ArabicReading, Look, text_of
from zcdesk.reading.line import Line

_PERHAPS = 0.62  # likeness from which on a line may hold a word
_READ = 0.72  # the same of an employer in a line that was read: others had up to .68, own ones .8
_SURELY = 0.8  # the same of a short word, and of what nobody need look at
_PART = 0.85  # the same of a word that others share, and of a part of a broken word
_OTHER = 0.5  # likeness up to which a line that was read does not hold the word
_SAME_NAME = 0.36  # a dot lost in a name, or two strokes above; with more it is doubted
_MAYBE_NAME = 0.8  # two letters of a name that look alike; with another letter it is another name
_SLIPS = 1 / 12  # of an employer's letters that may be others: a name's own ones may not
_FEW = 4  # letters; a shorter word stands in others, and in what chance reads
_BROKEN = 8  # letters of a broken word's part
_EVERYDAY = 0.8  # share of a line's letters that make up headings and labels
_LONG = 12  # letters of a heading that one look proves: chance makes no such row of labels
_SLACK = 1.0  # letters beside a found word: their places are told for whole words only
_DOTS = 0.1  # of a line's height above and below it; of 199 words 5 reached beyond, by .05 at most
_TAKEN = "x"  # stands for letters of which a word was made already; no word has it


@dataclass(frozen=True)
class ArabicWord:
    """A told word in a line.

    Attributes:
        word: Which one.
        likeness: 1 for the same letters.
        sure: Whether it is the word, and not one that is like it.
        left, right: Shares of the line's width.
        by_sound: Whether the line only sounds like a word that was told in another script.
    """

    word: Word
    likeness: float
    sure: bool
    left: float
    right: float
    by_sound: bool = False


def told_in_arabic(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words that are looked for in Arabic script."""
    return tuple(word for word in words if is_arabic(word.text))


def find_words(reading: ArabicReading, told: Sequence[Word]) -> tuple[ArabicWord, ...]:
    """Return where told words stand, for each place and target the likeliest.

    A name that was read and differs in a letter, or is part of another one, is not returned: it is
    somebody else's, and so is a part of it that is the same.
    """
    found: list[ArabicWord] = []
    for look in reading.looks:
        others: list[FoundLetters] = []
        for word in sorted(told, key=lambda word: not word.sure):
            least = _least(word, agreed=reading.agreed)
            parts = list(parts_like(word.text, look, least, find_letters))
            for part in parts:
                each = _judged(word, look, part, agreed=reading.agreed)
                if each is None:
                    others.append(part)
                elif word.sure or not any(_share_letters(part, other) for other in others):
                    found.append(each)
            if not parts and word.sure and reading.agreed:
                found += _broken(word, look)
    return likeliest(found)


def likeliest(found: Sequence[ArabicWord]) -> tuple[ArabicWord, ...]:
    """Return the likeliest word for each place of a line and target."""
    kept: list[ArabicWord] = []
    for each in sorted(found, key=_rank, reverse=True):
        if not any(_at_one_place(each, other) for other in kept):
            kept.append(each)
    return tuple(kept)


def _rank(found: ArabicWord) -> tuple[bool, bool, float]:
    return found.sure, found.word.sure, found.likeness


def _share_letters(first: FoundLetters, second: FoundLetters) -> bool:
    return min(first.end, second.end) > max(first.start, second.start)


def _at_one_place(first: ArabicWord, second: ArabicWord) -> bool:
    shared = min(first.right, second.right) - max(first.left, second.left)
    narrower = min(first.right - first.left, second.right - second.left)
    return 2 * shared > narrower and first.word.kind.target is second.word.kind.target


def _least(word: Word, *, agreed: bool) -> float:
    """Return the likeness from which on a line may hold a word."""
    if not word.sure or len(plain_letters(word.text)) < _FEW:
        return _SURELY if word.sure else _PART
    return _READ if agreed and word.kind.target is Target.EMPLOYER else _PERHAPS


def parts_like(
    word: str, look: Look, least: float, find: Callable[[str, str], FoundLetters]
) -> Iterator[FoundLetters]:
    """Yield the parts of a line that are like a word by some measure, the likeliest first."""
    text = text_of(look)
    while (found := find(word, text)).likeness >= least:
        yield found
        text = text[: found.start] + _TAKEN * (found.end - found.start) + text[found.end :]


def _judged(word: Word, look: Look, found: FoundLetters, *, agreed: bool) -> ArabicWord | None:
    """Return what a part like a word is; None for somebody else's name."""
    letters = len(plain_letters(word.text))
    slips, name = (1 - found.likeness) * letters, word.kind.target is Target.NAME
    if name and agreed and not (slips <= _MAYBE_NAME and stands_alone(look, found)):
        return None
    same = slips <= (_SAME_NAME if name else max(1.0, _SLIPS * letters))
    sure = word.sure and agreed and same and found.likeness >= _SURELY
    return found_at(word, look, found, sure=sure)


def found_at(
    word: Word, look: Look, found: FoundLetters, *, sure: bool, by_sound: bool = False
) -> ArabicWord:
    """Return a word at the place of some letters, and a little beside them."""
    part = look[found.start : found.end]
    slack = _SLACK * max(letter.right - letter.left for letter in part)
    left = max(0.0, min(letter.left for letter in part) - slack)
    right = min(1.0, max(letter.right for letter in part) + slack)
    return ArabicWord(word, round(found.likeness, 3), sure, left, right, by_sound)


def _broken(word: Word, look: Look) -> Iterator[ArabicWord]:
    """Yield a whole line that is a part of a longer word: it goes on in the next one."""
    text = text_of(look)
    if len(plain_letters(text)) < _BROKEN:
        return
    likeness = find_letters(text, word.text).likeness
    if likeness >= _PART and everyday_share(text) < _EVERYDAY:
        yield ArabicWord(word, round(likeness, 3), sure=False, left=0.0, right=1.0)


def stands_alone(look: Look, found: FoundLetters) -> bool:
    """Tell whether the letters are printed words but for endings, or stand behind a label."""
    first, last = found.start, found.end
    while first > 0 and not look[first].begins:
        first -= 1
    while last < len(look) and not look[last].begins:
        last += 1
    before = plain_letters(text_of(look[first : found.start]))
    behind = plain_letters(text_of(look[found.end : last]))
    fits = not before or everyday_share(before) >= _EVERYDAY
    return fits and (not behind or is_ending(behind) or everyday_share(behind) >= _EVERYDAY)


def is_heading(reading: ArabicReading) -> bool:
    """Tell whether a look of a line that was read, or a long one by itself, is words of headings.

    Short labels are read with a letter too few or too many in one look and rightly in another.
    """
    least = _FEW if reading.agreed else _LONG
    return any(
        len(look) >= least and everyday_share(text_of(look)) >= _EVERYDAY for look in reading.looks
    )


def is_unlike(reading: ArabicReading, told: Sequence[Word]) -> bool:
    """Tell whether a line in which no word was found was read and holds none, not even nearly.

    Where all copies of the line gave the same letters, a name that is nearly hers is another one.
    """
    steady = len(reading.looks) == 1
    return reading.agreed and all(
        find_letters(word.text, text_of(look)).likeness <= (_READ if steady else _OTHER)
        or (steady and word.kind.target is Target.NAME)
        for word in told
        if word.sure
        for look in reading.looks
    )


def place_of(line: Line, found: ArabicWord) -> Polygon:
    """Return where a word stands in its line, in pixels of the page, with the dots of its letters:
    boxes of lines are cut to the strokes."""
    columns = line.lattice.columns
    first, last = round(columns * found.left), round(columns * found.right)
    return line.span(first, last, _DOTS, _DOTS)

"""What a read line in Arabic script holds: a given word, words of headings, or neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zcdesk.applicant import Word
from zcdesk.geometry import Box, Polygon, box
from zcdesk.names.arabic_labels import everyday_share
from zcdesk.names.arabic_letters import (
    FoundLetters,
    find_letters,
    is_arabic,
    is_ending,
    plain_letters,
)
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.script import ArabicReading, Look, read_arabic_script, text_of
from zcdesk.reading.arabic.search import Spelled, spelled
from zcdesk.reading.certainty import FIRMLY
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line

_SURE_NAME = -3.0  # score from which on letters are the name: of 90 that differ in one 2 had more
_MAYBE_NAME = -8.0  # the same of what is asked about in a line that was read, ...
_HARDLY_NAME = -10.0  # ... and in one that was read hesitantly or not at all
_PLAIN = -3.0  # score of a short word, and of one that others share
_ANOTHER = -60.0  # the same of what is surely somebody else's nearly equal name
_SLIPS, _MAYBE = -1.6, -2.5  # score for each letter of an employer: others had -6 at most
_PART = -4.0  # mean score of each of its parts: another brand is another employer
_OTHER_LETTER = 12.0  # what another letter costs
_PLAINLY = FIRMLY  # mean probability of a line that was not read hesitantly
_SURE_READING = 0.85  # the same of a line in which no word is that was not found
_NEARLY = 0.72  # likeness up to which a line that was read hesitantly does not hold a word
_FEW = 4  # letters; a shorter word is in others, and in what chance reads
EVERYDAY = 0.8  # share of a line's letters that make up headings and labels
_LONG = 12  # letters of a heading that one look proves: chance makes no such row of labels
_BESIDE = 2.0  # columns that a letter's peak may be beside the one that was read
_DOTS = 0.1, 0.2  # of a line's height above and below it: boxes are cut to the strokes
_AROUND = 0.2  # of the height of a place that was cut to its ink
_TAKEN = "x"  # stands for letters of which a word was made already; no word has it


@dataclass(frozen=True)
class ArabicWord:
    """A given word in a line.

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


def find_words(reading: ArabicReading, wanted: Sequence[Word]) -> tuple[ArabicWord, ...]:
    """Return where given words are, for each place and target the likeliest.

    A name that was read and differs in a letter, or is part of another one, is not returned: it is
    somebody else's, and so is a part of it that is the same.
    """
    words: list[ArabicWord] = []
    order = sorted(wanted, key=lambda word: not word.sure)
    sought = [word.text for word in order], [_least(word) for word in order]
    for look, table in zip(reading.looks, reading.tables, strict=True):
        others: list[FoundLetters] = []
        for word, spots in zip(order, spelled(table, *sought), strict=True):
            for spot in spots:
                part = letters_of(look, spot, len(table), turned=reading.turned)
                if part.start >= part.end:
                    continue
                sure = _judged(word, look, part, spot, reading)
                if sure is None:
                    others.append(part)
                elif word.sure or not any(_share_letters(part, other) for other in others):
                    words.append(found_at(word, look, part, sure=sure))
    return likeliest(words)


def found_in(
    line: GreyPicture, wanted: Sequence[Word]
) -> tuple[ArabicReading, tuple[ArabicWord, ...]]:
    """Read a straightened line and return what it holds; where a word is that may be one of the
    told ones, from two looks.

    Raises:
        MissingModelError: The model's file is not there.
        AlteredModelError: It is another one.
    """
    reading = read_arabic_script(line)
    words = find_words(reading, wanted)
    if not all(each.sure for each in words):
        reading = read_arabic_script(line, again=not reading.turned)
        words = find_words(reading, wanted)
    return reading, words


def letters_of(look: Look, one: Spelled, columns: int, *, turned: bool) -> FoundLetters:
    """Return the letters of a look that are where a word is spelled."""
    ends = (one.first - _BESIDE) / columns, (one.last + 1 + _BESIDE) / columns
    left, right = (1 - ends[1], 1 - ends[0]) if turned else ends
    places = [n for n, each in enumerate(look) if left <= each.peak <= right]
    likeness = max(0.0, 1 + one.score / (_OTHER_LETTER * len(one.letters)))
    start, end = min(places, default=0), max(places, default=-1) + 1
    while end and start > 0 and not plain_letters(look[start - 1].text):
        start -= 1  # the hamza before a first vowel
    return FoundLetters(start, end, likeness)


def likeliest(found: Sequence[ArabicWord]) -> tuple[ArabicWord, ...]:
    """Return the likeliest word for each place of a line and target."""
    words: list[ArabicWord] = []
    for each in sorted(found, key=_rank, reverse=True):
        if not any(_at_one_place(each, other) for other in words):
            words.append(each)
    return tuple(words)


def _rank(found: ArabicWord) -> tuple[bool, bool, float]:
    return found.sure, found.word.sure, found.likeness


def _share_letters(first: FoundLetters, second: FoundLetters) -> bool:
    return min(first.end, second.end) > max(first.start, second.start)


def _at_one_place(first: ArabicWord, second: ArabicWord) -> bool:
    shared = min(first.right, second.right) - max(first.left, second.left)
    narrower = min(first.right - first.left, second.right - second.left)
    return 2 * shared > narrower and first.word.kind.target is second.word.kind.target


def _least(word: Word) -> float:
    """Return the score from which on a line may hold a word."""
    letters = len(plain_letters(word.text))
    if not word.sure or letters < _FEW:
        return _PLAIN
    return _ANOTHER if word.is_name else _MAYBE * letters


def parts_like(
    word: str, look: Look, least: float, find: Callable[[str, str], FoundLetters]
) -> Iterator[FoundLetters]:
    """Yield the parts of a line that are like a word by some measure, the likeliest first."""
    text = text_of(look)
    while (letters := find(word, text)).likeness >= least:
        yield letters
        text = text[: letters.start] + _TAKEN * (letters.end - letters.start) + text[letters.end :]


def _judged(
    word: Word, look: Look, part: FoundLetters, one: Spelled, reading: ArabicReading
) -> bool | None:
    """Tell whether a part like a word is surely the word; None for somebody else's name."""
    if not word.is_name:
        return word.sure and reading.agreed and _is_employer(word, one)
    surely = reading.agreed and reading.confidence >= _PLAINLY
    if one.score < (_MAYBE_NAME if surely else _HARDLY_NAME):
        return None
    if reading.agreed and not stands_alone(look, part):
        return None
    return word.sure and reading.agreed and one.score >= _SURE_NAME


def _is_employer(word: Word, one: Spelled) -> bool:
    """Tell whether every part of an employer's name is there, but for slips."""
    ends = [0]
    for part in word.text.split():
        ends.append(ends[-1] + len(plain_letters(part)))
    parts = (one.letters[first:last] for first, last in pairwise(ends) if last > first)
    alike = all(sum(part) >= _PART * len(part) for part in parts)
    return alike and one.score >= _SLIPS * len(one.letters)


def found_at(
    word: Word, look: Look, found: FoundLetters, *, sure: bool, by_sound: bool = False
) -> ArabicWord:
    """Return a word at the place of some letters, with the ending that declines it: a cover that
    ends in paper cuts no letter."""
    behind = _end_of_word(look, found.end)
    declined = is_ending(text_of(look[found.end : behind]))
    part = look[found.start : behind if declined else found.end]
    left, right = min(letter.left for letter in part), max(letter.right for letter in part)
    return ArabicWord(word, round(found.likeness, 3), sure, left, right, by_sound)


def stands_alone(look: Look, found: FoundLetters) -> bool:
    """Tell whether the letters are printed words but for endings, or are behind a label."""
    first, last = found.start, _end_of_word(look, found.end)
    while first > 0 and not look[first].begins:
        first -= 1
    before = plain_letters(text_of(look[first : found.start]))
    behind = plain_letters(text_of(look[found.end : last]))
    fits = not before or everyday_share(before) >= EVERYDAY
    return fits and (not behind or is_ending(behind) or everyday_share(behind) >= EVERYDAY)


def _end_of_word(look: Look, place: int) -> int:
    """Return where the printed word ends that the letters before a place begin."""
    return next((n for n in range(place, len(look)) if look[n].begins), len(look))


def is_heading(reading: ArabicReading) -> bool:
    """Tell whether a look of a line that was read, or a long one by itself, is words of headings.

    Short labels are read with a letter too few or too many in one look and rightly in another.
    """
    least = _FEW if reading.agreed else _LONG
    return any(
        len(look) >= least and everyday_share(text_of(look)) >= EVERYDAY for look in reading.looks
    )


def holds_heading(page: GreyPicture, place: Box) -> bool:
    """Tell whether a place of an evened page holds a heading or label in Arabic script alone."""
    left, top, right, bottom = place
    edge = _AROUND * (bottom - top)
    quad = box(left - edge, top - edge, right + edge, bottom + edge)
    return is_heading(read_arabic_script(crop_line(page, quad)))


def is_unlike(reading: ArabicReading, wanted: Sequence[Word]) -> bool:
    """Tell whether a line in which no word was found was read and holds none, not even nearly."""
    sure = reading.confidence >= _SURE_READING
    return reading.agreed and all(
        sure or find_letters(word.text, text_of(look)).likeness <= _NEARLY
        for word in wanted
        if word.sure
        for look in reading.looks
    )


def place_of(line: Line, found: ArabicWord) -> Polygon:
    """Return where a word is in its line, in pixels of the page, with the dots of its letters:
    boxes of lines are cut to the strokes."""
    columns = line.lattice.columns
    first, last = round(columns * found.left), round(columns * found.right)
    return line.span(first, last, *_DOTS)

"""Told words in Arabic script that begin at the end of a line and go on in the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from zcdesk.applicant import Target, Word
from zcdesk.geometry import centre
from zcdesk.names.arabic_letters import is_ending, plain_letters
from zcdesk.reading.arabic.script import ArabicReading, Look, text_of
from zcdesk.reading.arabic.search import spelled
from zcdesk.reading.arabic.words import ArabicWord, found_at, letters_of
from zcdesk.reading.line import Line

_LIKE = -1.5  # score for each letter of a half
_ROWS = (0.5, 2.5)  # line heights between the middles of a line and the next one

ReadLine = tuple[Line, ArabicReading]

_Half = tuple[int, int]
"""A told word's number, and after how many of its parts it is broken."""


def broken_words(
    read: Sequence[ReadLine], told: Sequence[Word]
) -> Iterator[tuple[Line, ArabicWord]]:
    """Yield both halves of told words that two lines share, each with its line.

    Of an employer both are sure; a name's halves may be two people's names in a list.
    """
    pairs = [
        (upper, lower)
        for upper, lower in permutations(range(len(read)), 2)
        if _follows(read[lower][0], read[upper][0]) and read[upper][1].agreed
        if read[lower][1].agreed
    ]
    found = {
        place: _halves_in(read[place][1], told)
        for place in {place for pair in pairs for place in pair}
    }
    for upper, lower in pairs:
        for half, above in found[upper][0].items():
            if below := found[lower][1].get(half):
                yield read[upper][0], above
                yield read[lower][0], below


def _halves_in(
    reading: ArabicReading, told: Sequence[Word]
) -> tuple[Mapping[_Half, ArabicWord], Mapping[_Half, ArabicWord]]:
    """Return the first halves of words that end a line, and the second ones that begin it."""
    look, table = reading.looks[0], reading.tables[0]
    halves = [
        ((number, place), second, "".join(parts))
        for number, word in enumerate(told)
        if word.sure
        for place in range(1, len(word.text.split()))
        for second, parts in enumerate((word.text.split()[:place], word.text.split()[place:]))
    ]
    found: tuple[dict[_Half, ArabicWord], dict[_Half, ArabicWord]] = {}, {}
    bounds = [_LIKE * len(plain_letters(text)) for _, _, text in halves]
    spots = spelled(table, [text for _, _, text in halves], bounds)
    for (half, second, _), each in zip(halves, spots, strict=True):
        for one in each:
            part = letters_of(look, one, len(table), turned=reading.turned)
            if _fits(look, part.start, part.end, second=bool(second)):
                word = told[half[0]]
                sure = word.kind.target is Target.EMPLOYER
                found[second][half] = found_at(word, look, part, sure=sure)
    return found


def _fits(look: Look, start: int, end: int, *, second: bool) -> bool:
    """Tell whether letters end the line, or begin it, declined or not."""
    if start >= end:
        return False
    if not second:
        return end == len(look) and look[start].begins
    last = next((n for n in range(end, len(look)) if look[n].begins), len(look))
    behind = plain_letters(text_of(look[end:last]))
    return start == 0 and (not behind or is_ending(behind))


def _follows(lower: Line, upper: Line) -> bool:
    down = centre(lower.quad)[1] - centre(upper.quad)[1]
    return _ROWS[0] * upper.thickness <= down <= _ROWS[1] * upper.thickness

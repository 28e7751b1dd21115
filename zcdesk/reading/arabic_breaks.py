"""Told words in Arabic script that begin at the end of a line and go on in the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from zcdesk.applicant import Target, Word
from zcdesk.geometry import centre
from zcdesk.names.arabic_letters import find_letters, is_ending, plain_letters
from zcdesk.reading.arabic_script import ArabicReading, Look, text_of
from zcdesk.reading.arabic_words import ArabicWord
from zcdesk.reading.line import Line

_LIKE = 0.85  # likeness of each half
_ROWS = (0.5, 2.5)  # line heights between the middles of a line and the next one

ReadLine = tuple[Line, ArabicReading]


def broken_words(
    read: Sequence[ReadLine], told: Sequence[Word]
) -> Iterator[tuple[Line, ArabicWord]]:
    """Yield both halves of told words that two lines share, each with its line.

    Of an employer both are sure; a name's halves may be two people's names in a list.
    """
    for (upper, first), (lower, second) in permutations(read, 2):
        if not _follows(lower, upper) or not (first.agreed and second.agreed):
            continue
        for word in told:
            for head, tail in _halves(word):
                above, below = _at_end(head, first.looks[0]), _at_start(tail, second.looks[0])
                if above and below:
                    yield upper, _found(word, above)
                    yield lower, _found(word, below)


def _follows(lower: Line, upper: Line) -> bool:
    down = centre(lower.quad)[1] - centre(upper.quad)[1]
    return _ROWS[0] * upper.thickness <= down <= _ROWS[1] * upper.thickness


def _halves(word: Word) -> Iterator[tuple[str, str]]:
    parts = word.text.split()
    for place in range(1, len(parts) if word.sure else 0):
        yield "".join(parts[:place]), "".join(parts[place:])


def _at_end(head: str, look: Look) -> Look:
    """Return the printed words at the end of a line that are the beginning of a word."""
    for first in range(len(look) - 1, -1, -1):
        if look[first].begins and _is(head, text_of(look[first:])):
            return look[first:]
    return ()


def _at_start(tail: str, look: Look) -> Look:
    """Return the printed words at the start of a line that end a word, declined or not."""
    for last in range(1, len(look) + 1):
        if last < len(look) and not look[last].begins:
            continue
        read = text_of(look[:last])
        found = find_letters(tail, read)
        if found.start == 0 and _is(tail, read[: found.end]):
            behind = plain_letters(read[found.end :])
            return look[: found.end] if not behind or is_ending(behind) else ()
    return ()


def _is(part: str, read: str) -> bool:
    longer = max(part, read, key=lambda text: len(plain_letters(text)))
    return find_letters(longer, read if longer is part else part).likeness >= _LIKE


def _found(word: Word, part: Look) -> ArabicWord:
    sure = word.kind.target is Target.EMPLOYER
    return ArabicWord(word, _LIKE, sure, part[-1].left, part[0].right)

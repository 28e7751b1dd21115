"""Sorts lines in Arabic script: own words, headings, what is somebody else's, what is unread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target, Word
from zcdesk.names.arabic_labels import names_organisation
from zcdesk.names.arabic_letters import plain_letters
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.breaks import words_by_parts
from zcdesk.reading.arabic.script import ArabicReading, text_of
from zcdesk.reading.arabic.sounds import find_by_sound, names_by_sound, sounds_unlike
from zcdesk.reading.arabic.words import (
    ArabicWord,
    found_in,
    is_heading,
    is_unlike,
    told_in_arabic,
)
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")  # as the reader of Han shows it
_OF_YEAR = plain_letters("يى")  # the first letters of the word for it, the surest of a small one
_MONTH = 12  # letters of a year and a month at most; with a name there are more


@dataclass(frozen=True)
class SortedLines:
    """Lines in Arabic script by what reading says of them.

    Attributes:
        found: Those in which a given word is, or perhaps, or what sounds like the name.
        left: Those that were not read, or hold words that nobody knows.
        nobodys: Those that were read and hold no given word as it was told, but perhaps in another
            spelling: where all were told they sound like the name or name an organisation.
        headings: Those of everyday words, and dates.
    """

    found: tuple[tuple[Line, ArabicWord], ...]
    left: tuple[Line, ...]
    nobodys: tuple[Line, ...]
    headings: tuple[Line, ...]


def sort_lines(
    page: GreyPicture,
    lines: Sequence[Line],
    words: Sequence[Word],
    asked: frozenset[Target],
    beside: Sequence[Line] = (),
) -> SortedLines:
    """Read lines and sort them.

    Args:
        page: Evened page.
        lines: Some of its lines.
        words: The applicant's words.
        asked: Of which targets words are looked for.
        beside: Lines that were sorted before; a word may go on in one of them.
    """
    arabic = told_in_arabic(words)
    untold = asked - {word.kind.target for word in arabic}
    han = names_by_sound(words)
    names = han if Target.NAME in untold else ()
    looked = [(line, *found_in(crop_line(page, line.quad), arabic)) for line in lines]
    read = [(line, reading) for line, reading, _ in looked]
    found = [
        (line, word)
        for line, reading, words_found in looked
        for word in (*words_found, *find_by_sound(reading, names))
    ]
    before = [(line, found_in(crop_line(page, line.quad), arabic)[0]) for line in beside if lines]
    found += words_by_parts(page, [*before, *read], arabic)
    # Where both words were found, or nearly, there is no other spelling of them.
    all_found = {each.word.kind.target for _, each in found} >= asked
    left: list[Line] = []
    nobodys: list[Line] = []
    headings: list[Line] = []
    for line, reading in read:
        if is_heading(reading) or _is_date(line, reading):
            headings.append(line)
        elif all(line is not other for other, _ in found):
            unlike = is_unlike(reading, arabic) and sounds_unlike(reading, names)
            organisation = any(names_organisation(text_of(look)) for look in reading.looks)
            unlike = unlike and not (Target.EMPLOYER in untold and organisation)
            if not unlike:
                left.append(line)
            elif all_found:
                headings.append(line)
            elif untold or organisation or not sounds_unlike(reading, han):
                nobodys.append(line)
    return SortedLines(tuple(found), tuple(left), tuple(nobodys), tuple(headings))


def _is_date(line: Line, reading: ArabicReading) -> bool:
    """Tell whether a line is a date: a year, letters of that word and few others.

    The network takes figures for letters and the reader of Han letters for figures: each alone
    proves nothing.
    """
    year = len(reading.text) <= _MONTH and _YEAR.search(line.lattice.text)
    return bool(year) and any(_OF_YEAR in plain_letters(text_of(look)) for look in reading.looks)

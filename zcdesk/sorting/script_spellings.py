"""Spellings in the Arabic script that are where a bilingual page says an own word again.

The places come from the search for the own words: a line of the script in the row of the Han name,
right above or below it, beside its label, or with the sound of the name. What was read there is put
before the applicant once; nothing is decided by it. So it has to have been read alike more than
once, and the words of labels (ئىسمى) are taken off its ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.applicant import Target
from zcdesk.geometry import Box, Polygon, bounds
from zcdesk.names.arabic_labels import everyday_share, names_organisation
from zcdesk.names.arabic_letters import is_ending, plain_letters
from zcdesk.names.arabic_sounds import find_sounds
from zcdesk.names.spellings import MIDDLE_DOTS
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.script import (
    ArabicLetter,
    ArabicReading,
    Look,
    read_arabic_script,
)
from zcdesk.reading.arabic.words import EVERYDAY
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line
from zcdesk.sorting.told import ScriptSpelling

_LETTERS = {Target.NAME: (4, 40), Target.EMPLOYER: (8, 90)}
"""Fewest and most letters of a spelling."""

_MOST = 16  # places of a page

_MOST_WORDS = {Target.NAME: 3, Target.EMPLOYER: 14}
"""A name is one's own and one's father's; more words in the row of a name are an employer."""

_SOUND = 0.45
"""Likeness of sound from which on letters may be the name's. Of 400 names and their Han letters all
had .55 and more; of 400 with somebody else's 44 had .45."""


def spellings_at(
    page: GreyPicture,
    lines: Sequence[Line],
    places: Sequence[tuple[Target, Polygon]],
    names: Sequence[str] = (),
) -> tuple[ScriptSpelling, ...]:
    """Return what was read in the Arabic script at places that say an own word again, one for each
    place: what most of them read is likeliest to be right.

    Args:
        page: Evened page.
        lines: All its lines.
        places: What each place may spell, and where it is, in pixels of the page.
        names: The applicant's name in other scripts, as it was told; what sounds like none of them
            is somebody else's. Without any, every name may be hers.

    Raises:
        MissingModelError: The model's file is not there.
        AlteredModelError: It is another one.
    """
    spellings: list[ScriptSpelling] = []
    for target, place in places:
        text = _cleared(_words_at(page, lines, place))
        text = without_ending(text, names) if target is Target.NAME else text
        if text and _may_spell(target, text, names):
            spellings.append(ScriptSpelling(target, text, place))
    return tuple(spellings[:_MOST])


def _words_at(page: GreyPicture, lines: Sequence[Line], place: Polygon) -> list[str]:
    """Return the words read at a place from right to left, none where a part was not read."""
    wanted = bounds(place)
    words: list[str] = []
    for line in _lines_at(lines, wanted):
        reading = read_arabic_script(crop_line(page, line.quad))
        if not _is_read(reading):
            break
        left, _, right, _ = bounds(line.quad)
        across = (wanted[0] - left) / (right - left), (wanted[2] - left) / (right - left)
        words += _words(reading.looks[0], across)
    else:
        if words:
            return words
    # A part of a line in both scripts, which read as a whole is neither.
    reading = read_arabic_script(crop_line(page, place))
    return list(_words(reading.looks[0], (0.0, 1.0))) if _is_read(reading) else []


def _lines_at(lines: Sequence[Line], place: Box) -> list[Line]:
    """Return the lines that run through a place, the rightmost first: the script begins there."""
    middle = (place[1] + place[3]) / 2
    inside = []
    for line in lines:
        left, top, right, bottom = bounds(line.quad)
        if top < middle < bottom and min(right, place[2]) > max(left, place[0]):
            inside.append(line)
    return sorted(inside, key=lambda line: -bounds(line.quad)[2])


def _is_read(reading: ArabicReading) -> bool:
    return bool(reading.looks) and reading.agreed


def _words(look: Look, across: tuple[float, float]) -> Iterator[str]:
    """Yield the printed words of a look. ``across``: shares of the line's width between which a
    word's middle lies."""
    word: list[ArabicLetter] = []
    for letter in look:
        if word and letter.begins:
            yield from _text(word, across)
            word = []
        word.append(letter)
    yield from _text(word, across)


def _text(word: Sequence[ArabicLetter], across: tuple[float, float]) -> Iterator[str]:
    if word and across[0] <= (word[0].right + word[-1].left) / 2 <= across[1]:
        yield "".join(letter.text for letter in word)


def _cleared(words: Sequence[str]) -> str:
    """Return the words without those of labels at both ends."""
    cleared = list(words)
    for end in (0, -1):
        while cleared and everyday_share(cleared[end]) >= EVERYDAY:
            del cleared[end]
    return " ".join(cleared)


def without_ending(text: str, names: Sequence[str]) -> str:
    """Return a name without the ending that declines it in a sentence: what sounds like the told
    name ends before it. One that only ends alike (غەنى) sounds like it to its end."""
    for name in names:
        heard = find_sounds(name, text)
        if heard.likeness >= _SOUND and is_ending(text[heard.end :]):
            return text[: heard.end]
    return text


def _may_spell(target: Target, text: str, names: Sequence[str]) -> bool:
    least, most = _LETTERS[target]
    if names_organisation(text) is not (target is Target.EMPLOYER):
        return False
    if target is Target.NAME and names and not any(_sounds_like(name, text) for name in names):
        return False
    if target is Target.NAME and len(text.split()) < _fewest_words(names):
        return False
    return (
        least <= len(plain_letters(text)) <= most
        and len(text.split()) <= _MOST_WORDS[target]
        and everyday_share(text) < EVERYDAY
    )


def _fewest_words(names: Sequence[str]) -> int:
    """Return two for a name of two parts: a part by itself is another one's as well."""
    return 2 if any(dot in name for name in names for dot in MIDDLE_DOTS) else 1


def _sounds_like(name: str, text: str) -> bool:
    return find_sounds(name, text).likeness >= _SOUND

"""Spellings in the Arabic script that stand where a bilingual page says an own word again.

The places come from the search for the own words: a line of the script in the row of the Han name,
right above or below it, or beside its label. What was read there is put before the applicant once;
nothing is decided by it. So it has to have been read alike more than once, and the words of labels
(ئىسمى) are taken off its ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.applicant import Target
from zcdesk.geometry import Box, Polygon, bounds, centre, holds
from zcdesk.names.arabic_letters import everyday_share, plain_letters
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic_script import ArabicReading, Look, read_arabic_script
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line
from zcdesk.sorting.told import ScriptSpelling

_LETTERS = {Target.NAME: (4, 40), Target.EMPLOYER: (8, 90)}
"""Fewest and most letters of a spelling."""

_MOST_WORDS = {Target.NAME: 5, Target.EMPLOYER: 14}
_EVERYDAY = 0.8  # share of a word's letters that are one of labels
_SPACE = 0.2  # letters' widths between two printed words


def spellings_at(
    page: GreyPicture, lines: Sequence[Line], places: Sequence[tuple[Target, Polygon]]
) -> tuple[ScriptSpelling, ...]:
    """Return what was read in the Arabic script at places that say an own word again.

    Args:
        page: Evened page.
        lines: All its lines.
        places: What each place may spell, and where it is, in pixels of the page.

    Raises:
        MissingModelError: The model's file is not there.
        AlteredModelError: It is another one.
    """
    found: dict[tuple[Target, str], ScriptSpelling] = {}
    for target, place in places:
        text = _cleared(_words_at(page, lines, place))
        if text and _may_spell(target, text):
            spelling = ScriptSpelling(target, text, place)
            found.setdefault((target, plain_letters(text)), spelling)
    return tuple(found.values())


def _words_at(page: GreyPicture, lines: Sequence[Line], place: Polygon) -> list[str]:
    """Return the words read at a place from right to left, none where a part was not read."""
    read = [read_arabic_script(crop_line(page, quad)) for quad in _parts(lines, bounds(place))] or [
        read_arabic_script(crop_line(page, place))
    ]
    if not all(_is_read(reading) for reading in read):
        return []
    return [word for reading in read for word in _words(reading.looks[0])]


def _parts(lines: Sequence[Line], place: Box) -> list[Polygon]:
    """Return the lines that make up a place, the rightmost first: the script begins there."""
    inside = [
        line.quad
        for line in lines
        if holds(place, centre(line.quad)) and holds(bounds(line.quad), _middle(line, place))
    ]
    return sorted(inside, key=lambda quad: -bounds(quad)[2])


def _middle(line: Line, place: Box) -> tuple[float, float]:
    """Return the point of the place's middle row in the line's middle column."""
    return centre(line.quad)[0], (place[1] + place[3]) / 2


def _is_read(reading: ArabicReading) -> bool:
    return bool(reading.looks) and reading.agreed


def _words(look: Look) -> Iterator[str]:
    """Yield the printed words of a look, which holds no spaces, by the gaps between its letters."""
    word: list[str] = []
    before = None
    for letter in look:
        if before is not None:
            gap = before.left - letter.right
            if gap > _SPACE * min(letter.right - letter.left, before.right - before.left):
                yield "".join(word)
                word = []
        word.append(letter.text)
        before = letter
    if word:
        yield "".join(word)


def _cleared(words: Sequence[str]) -> str:
    """Return the words without those of labels at both ends."""
    kept = list(words)
    for end in (0, -1):
        while kept and everyday_share(kept[end]) >= _EVERYDAY:
            del kept[end]
    return " ".join(kept)


def _may_spell(target: Target, text: str) -> bool:
    least, most = _LETTERS[target]
    return (
        least <= len(plain_letters(text)) <= most
        and len(text.split()) <= _MOST_WORDS[target]
        and everyday_share(text) < _EVERYDAY
    )

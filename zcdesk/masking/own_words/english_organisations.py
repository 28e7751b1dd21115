"""Organisations in Latin letters that may be the own employer: its English name is often not told.

An English name cannot be derived. But it is asked about where the employer's brand is in it in
pinyin (and so is the brand alone behind its place), where it is behind or below the own name in
Latin letters (a paper's authors), and where it is right above or below the employer in Han
letters (a letterhead). Where the person told the English name, and it was found, there is nothing
to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from zcdesk.applicant import OWN_WORDS, Target, WordKind
from zcdesk.geometry import Box, Polygon, bounds
from zcdesk.masking.hits import EVIDENCE, Hit, Mask, Origin, Verdict
from zcdesk.masking.spotting.character_runs import cover_of, plain_text
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.organisations import each
from zcdesk.names.other_writings import (
    latin_brands,
    latin_placed_brands,
    words_behind_affiliations,
    words_of_organisations,
)
from zcdesk.names.spellings import is_latin
from zcdesk.reading.lattice import Character
from zcdesk.reading.line import Line

_SURE_BUT_ONE = 6  # letters of a word that is told although one of them is misread
_LONG, _POORLY = 15, 0.88  # Latin letters of a line whose mean probability tells that it is misread
_EMPLOYERS = (WordKind.EMPLOYER, WordKind.EMPLOYER_ALIAS)
_BELOW_NAME = 6.0  # heights of the name's cover between it and its affiliation, at most
_BESIDE = 1.0  # heights of a line between it and its counterpart
_OVERLAP = 0.5  # of the shorter line, so that one is above the other
_SAME_ROW = 0.7  # of the height of two places in one row
_HIDDEN = 0.3  # of a name's length, that other hits tell of already
_RUN = re.compile(r"[!-~‐-―‘-”·•’]+")  # what a name in Latin letters consists of
_ENDS = re.compile(r"[,;:()\[\]|，；：（）]")  # between the parts of an affiliation


@dataclass(frozen=True)
class _Named:
    """A name in a line: its letters, and what was read."""

    line: Line
    letters: tuple[Character, ...]
    text: str

    @property
    def polygon(self) -> Polygon:
        return cover_of(self.line, self.letters)


def judge_latin_organisations(
    lines: Sequence[Line], hits: Sequence[Hit], keywords: Sequence[Keyword]
) -> tuple[Hit, ...]:
    """Return a doubt for each name of an organisation that may be the employer's English one."""
    clues = _clues(lines, hits, keywords)
    own = (*clues.brands, *clues.placed)
    likely: list[_Named] = []
    possible: list[_Named] = []
    told = [*clues.told]
    texts = [(line, *plain_text(line)) for line in lines if not line.vertical]
    for part in (*_named(texts), *_hardly_read(texts), *_placed_brands(texts, clues.placed)):
        place = bounds(part.polygon)
        if _stands_beside(place, told):
            continue
        if _holds(part.text, own) or any(_is_stacked(place, han_place) for han_place in clues.han):
            likely.append(part)
        elif any(top <= (place[1] + place[3]) / 2 <= bottom for top, bottom in clues.bylines):
            possible.append(part)
        else:
            continue
        told.append(place)
    if likely:
        return tuple(_doubt(part, EVIDENCE) for part in likely)
    alone = len({id(part.line) for part in possible}) == 1
    return tuple(_doubt(part, EVIDENCE * alone) for part in possible)


@dataclass(frozen=True)
class _Clues:
    """What makes an organisation's name in Latin letters the employer's.

    Attributes:
        brands: What may be in it.
        placed: The place with the brand, which tell it by themselves.
        han: Where the employer is in Han letters.
        bylines: From where to where affiliations are below the own name in Latin letters.
        told: What a person is told of already.
    """

    brands: list[str]
    placed: list[str]
    han: tuple[Box, ...]
    bylines: tuple[tuple[float, float], ...]
    told: tuple[Box, ...]


def _clues(lines: Sequence[Line], hits: Sequence[Hit], keywords: Sequence[Keyword]) -> _Clues:
    employers = [k.word.text for k in keywords if k.word.kind in _EMPLOYERS]
    labelled = _latin_labels(keywords, Target.EMPLOYER)
    brands = _latin_labels(keywords, Target.EMPLOYER, sure=False)
    # Brands are parts of a name.
    found = (hit.mask for hit in hits if hit.verdict is not Verdict.LEAVE)
    clues = [mask for mask in found if mask.matched not in brands]
    known = any(mask.matched in labelled for mask in clues)
    names = set() if known else _latin_labels(keywords, Target.NAME)
    return _Clues(
        brands=each(latin_brands, employers),
        placed=each(latin_placed_brands, employers),
        han=tuple(
            bounds(mask.polygon)
            for mask in clues
            if mask.target is Target.EMPLOYER and mask.matched and mask.matched not in labelled
        ),
        bylines=tuple(
            _byline(bounds(mask.polygon), lines) for mask in clues if mask.matched in names
        ),
        told=tuple(bounds(mask.polygon) for mask in clues if mask.target in OWN_WORDS),
    )


def _latin_labels(keywords: Sequence[Keyword], target: Target, sure: bool = True) -> set[str]:
    """Return the labels of the words in Latin letters; initials are in every list of papers."""
    return {
        keyword.word.label
        for keyword in keywords
        if keyword.latin and keyword.word.kind.target is target and keyword.word.sure is sure
    }


def _byline(name: Box, lines: Sequence[Line]) -> tuple[float, float]:
    """Return from where to where an author's affiliation is: before the abstract begins."""
    high = name[3] - name[1]
    bottom = name[3] + _BELOW_NAME * high
    ends = tuple(words_behind_affiliations())
    for line in lines:
        top = bounds(line.quad)[1]
        if name[3] - high / 2 <= top and plain_text(line)[0].lower().startswith(ends):
            bottom = min(bottom, top)
    return name[1] - high / 2, bottom


def _doubt(part: _Named, confidence: float) -> Hit:
    return Mask(Target.EMPLOYER, part.polygon, "", confidence, Origin.SCRIPT).hit(
        "hit.latin_organisation"
    )


_Text = tuple[Line, str, tuple[Character, ...]]
"""A line, its letters without spaces, and the character of each."""


def _named(texts: Sequence[_Text]) -> Iterator[_Named]:
    """Yield what each line shows of the name of an organisation, from its words for one on."""
    for line, text, letters in texts:
        for run in _RUN.finditer(text):
            words = _organisation().finditer(run[0].lower())
            # In prose they are small: the test group.
            named = [word for word in words if run[0][word.start()].isupper()]
            if named:
                first, end = _affiliation(run[0], named[0].start(), named[-1].end())
                taken = letters[run.start() + first : run.start() + end]
                yield _Named(line, taken, run[0][first:end])


def _hardly_read(texts: Sequence[_Text]) -> list[_Named]:
    """Return long lines in Latin letters of which the words cannot be told: a fold hides half.
    Where most such lines are read no better, the page is a bad scan, and says so by itself."""
    long = [
        _Named(line, letters, "")
        for line, text, letters in texts
        if sum(map(is_latin, text)) >= _LONG
    ]
    poor = [named for named in long if named.line.lattice.confidence < _POORLY]
    return poor if 2 * len(poor) <= len(long) else []


def _affiliation(text: str, first: int, end: int) -> tuple[int, int]:
    """Return from where to where the parts of an affiliation are in which an organisation is."""
    before, behind = _ENDS.split(text[:first])[-1], _ENDS.split(text[end:])[0]
    return first - len(before), end + len(behind)


def _placed_brands(texts: Sequence[_Text], placed: Sequence[str]) -> Iterator[_Named]:
    """Yield what each line shows of the own place and brand that stand by themselves."""
    for line, text, letters in texts:
        for first, end in _places_of(text, placed):
            yield _Named(line, letters[first:end], text[first:end])


def _holds(text: str, words: Sequence[str]) -> bool:
    """Tell whether one of the words is a word of a text: Huaxin, but not Huaxinyuan."""
    return next(_places_of(text, words), None) is not None


def _places_of(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where one of the words is in a text, whatever its letters part."""
    at = [place for place, letter in enumerate(text) if letter.isalpha()]
    letters = "".join(filter(str.isalpha, text))
    for word in words:
        for match in re.finditer(f"(?=[A-Z])(?i:{word})(?![a-z])", letters):
            yield at[match.start()], at[match.end() - 1] + 1


def _is_stacked(box: Box, other: Box) -> bool:
    across = min(box[2], other[2]) - max(box[0], other[0])
    high = max(box[3] - box[1], other[3] - other[1])
    down = max(box[1], other[1]) - min(box[3], other[3])
    return down <= _BESIDE * high and across >= _OVERLAP * min(box[2] - box[0], other[2] - other[0])


def _stands_beside(place: Box, others: Sequence[Box]) -> bool:
    left, top, right, bottom = place
    return any(
        min(bottom, y1) - max(top, y0) > _SAME_ROW * (bottom - top)
        and min(right, x1) - max(left, x0) >= _HIDDEN * (right - left)
        for x0, y0, x1, y1 in others
    )


@cache
def _organisation() -> re.Pattern[str]:
    """Return what finds the words; of a long one a letter behind the first may be misread."""
    spellings = []
    for word in words_of_organisations():
        spellings.append(re.escape(word))
        if len(word) >= _SURE_BUT_ONE:
            spellings += [f"{word[:place]}.{word[place + 1 :]}" for place in range(1, len(word))]
    return re.compile("|".join(spellings))

"""Words that are learned while a case is worked on: searched again without reading anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from zcdesk.applicant import Applicant, Target, Word
from zcdesk.geometry import Point, Polygon, bounds, holds, share_in
from zcdesk.masking.hits import Hit, covered_places
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.character_runs import plain_text
from zcdesk.masking.spotting.keywords import Keyword, keyword, keywords, unreadable_words
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded, is_latin
from zcdesk.reading.line import Line, Reading

__all__ = [
    "Keyword",
    "further_hits",
    "keyword",
    "learned_keywords",
    "learned_words",
    "text_under",
    "unreadable_words",
]

_SAME_PLACE = 0.7  # share of a new cover under one cover that hides it already
_LONGEST, _LONGEST_LATIN = 40, 90
"""Letters of a text that may be a form of a name or an employer, in Han and in Latin letters."""


def learned_words(before: Applicant, after: Applicant) -> tuple[Word, ...]:
    """Return the forms that the applicant gained, with everything derived from them."""
    known = {folded(word.text) for word in words(before)}
    return tuple(word for word in words(after) if folded(word.text) not in known)


def learned_keywords(before: Applicant, after: Applicant) -> tuple[Keyword, ...]:
    """Return what is looked for because of the forms that the applicant gained."""
    return keywords(learned_words(before, after))


def further_hits(
    reading: Reading, before: Sequence[Hit], learned: Sequence[Keyword], targets: Collection[Target]
) -> tuple[Hit, ...]:
    """Return what a page shows of learned words and no cover hides yet.

    Args:
        reading: The page's reading, stored or fresh; pixels are not needed.
        before: What was found on the page so far.
    """
    covers = covered_places(before)
    hits = search(reading.lines, learned, targets)
    return tuple(hit for hit in hits if not _is_hidden(hit.mask.polygon, covers))


def text_under(reading: Reading, polygon: Polygon) -> str:
    """Return the letters below a cover that a person drew: perhaps a form worth learning. It is ""
    when nothing was read there, or more than a name or an employer can be."""
    texts = [_letters_inside(line, polygon) for line in reading.lines]
    text = "".join(text for text in texts if text)
    return text if len(text) <= (_LONGEST_LATIN if is_latin(text) else _LONGEST) else ""


def _letters_inside(line: Line, polygon: Polygon) -> str:
    text, characters = plain_text(line)
    return "".join(
        letter
        for letter, character in zip(text, characters, strict=True)
        if holds(bounds(polygon), _middle(line, character.column))
    )


def _middle(line: Line, column: int) -> Point:
    left, top, right, bottom = bounds(line.span(column, column + 1))
    return (left + right) / 2, (top + bottom) / 2


def _is_hidden(polygon: Polygon, covers: Iterable[Polygon]) -> bool:
    return any(share_in(bounds(polygon), bounds(cover)) >= _SAME_PLACE for cover in covers)

"""All that sorting keeps of one page."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.reading.line import Reading
from zcdesk.sorting.guessing import guess
from zcdesk.sorting.own_data import id_numbers, labelled_names
from zcdesk.sorting.page_words import page_words
from zcdesk.sorting.years import years

_MOST_YEARS = 12
_PORTRAIT = (0.6, 0.85)
"""Width by height of a one-inch photo, 25 × 35 mm, with some room for trimming."""


@dataclass(frozen=True)
class PageTold:
    """What a page says of itself.

    Attributes:
        kind: Id of the kind of document that it probably is, or "".
        sure: Clearly more points to that kind than to any other.
        also: Other kinds that stand on the page as clearly (both sides of a card on one sheet).
        words: Words that decided, the weightiest first.
        years: Years that it speaks of, the likeliest to be its own first.
        names: What stands behind 姓名.
        id_numbers: Numbers of ID cards.
        begins: It has a heading, so that it hardly goes on from the page before.
        wordless: Nothing at all was read.
        portrait: It has the shape of a one-inch photo.
    """

    kind: str = ""
    sure: bool = False
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    id_numbers: tuple[str, ...] = ()
    begins: bool = False
    wordless: bool = False
    portrait: bool = False


NOTHING = PageTold()


def told_by(reading: Reading) -> PageTold:
    """Return what a page says of itself."""
    words = page_words(reading)
    found = guess(words)
    low, high = _PORTRAIT
    return PageTold(
        kind=found.kind,
        sure=found.sure,
        also=found.also,
        words=found.words,
        years=years(words)[:_MOST_YEARS],
        names=labelled_names(words),
        id_numbers=id_numbers(words),
        begins=bool(words.headings),
        wordless=not words.body,
        portrait=low <= reading.width / reading.height <= high,
    )

"""What a page says of itself, out of its reading."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.reading.line import Reading
from zcdesk.sorting.copy_marks import is_marked_copy
from zcdesk.sorting.guessing import guess
from zcdesk.sorting.own_data import id_numbers, labelled_fields
from zcdesk.sorting.page_words import page_words
from zcdesk.sorting.stated import stated_on
from zcdesk.sorting.subject import PersonPart, Subject
from zcdesk.sorting.told import PageTold
from zcdesk.sorting.years import years

_MOST_YEARS = 12
_FEW = 5
"""Characters; a portrait without a word still gives one or two readings of a collar."""

_PORTRAIT = (0.6, 0.85)
"""Width by height of a one-inch photo, 25 × 35 mm, with some room for trimming."""


def told_by(reading: Reading, people: Sequence[Subject]) -> PageTold:
    """Return what a page says of itself. ``people``: whom it names in a part."""
    words = page_words(reading)
    found = guess(words)
    low, high = _PORTRAIT
    return PageTold(
        kind=found.kind,
        sure=found.sure,
        also=found.also,
        words=found.words,
        years=years(words)[:_MOST_YEARS],
        names=tuple(
            dict.fromkeys(person.name for person in people if person.part is not PersonPart.HELPS)
        ),
        id_numbers=id_numbers(words),
        labelled=labelled_fields(words),
        begins=bool(words.headings),
        wordless=len(words.body) < _FEW,
        copied=is_marked_copy(words),
        stated=stated_on(words, found.kind),
        portrait=low <= reading.width / reading.height <= high,
    )

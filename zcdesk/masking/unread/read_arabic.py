"""Covers of told words in lines of Arabic script that were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.findings import info
from zcdesk.geometry import bounds, centre, holds
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.reading.arabic_words import ArabicWord, place_of
from zcdesk.reading.line import Line


def covers_in_script(found: Sequence[tuple[Line, ArabicWord]]) -> Iterator[Hit]:
    """Yield a cover for each word; what may be one is asked about unless it is covered already."""
    places = [bounds(place_of(line, word)) for line, word in found if word.sure]
    for line, each in found:
        place = place_of(line, each)
        mask = Mask(each.word.kind.target, place, each.word.label, each.likeness, Origin.SCRIPT)
        if each.sure:
            yield Hit(mask, Verdict.COVER, info("hit.in_script"))
        elif not any(holds(covered, centre(place)) for covered in places):
            yield Hit(mask, Verdict.DOUBT, info("hit.maybe_in_script"))

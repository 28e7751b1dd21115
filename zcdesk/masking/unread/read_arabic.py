"""Covers of told words in lines of Arabic script that were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from zcdesk.applicant import Target
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
            code = "hit.sounds_alike" if each.by_sound else "hit.maybe_in_script"
            yield Hit(mask, Verdict.DOUBT, info(code))


def not_found_in_script(
    covers: Sequence[Hit], hits: Sequence[Hit], told: AbstractSet[Target]
) -> Iterator[Hit]:
    """Yield a question where a page has one told word in Arabic script and the other in Han alone:
    its counterpart may be a line that the detector missed."""
    sure = any(hit.verdict is Verdict.COVER for hit in covers)
    for target in told - {hit.mask.target for hit in covers} if sure else ():
        if own := [h.mask for h in hits if h.mask.target is target and h.covers_by_default]:
            mask = Mask(target, own[0].polygon, "", 0.0, Origin.SCRIPT)
            yield Hit(mask, Verdict.DOUBT, info("hit.maybe_in_script"))

"""Lines in Arabic script that were read: they hold a told word, are nobody's, or say neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target, Word
from zcdesk.findings import info
from zcdesk.geometry import Box, Polygon, bounds, centre, holds
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic_script import read_arabic_script
from zcdesk.reading.arabic_words import (
    ArabicWord,
    find_words,
    is_heading,
    is_unlike,
    place_of,
    told_in_arabic,
)
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line


@dataclass(frozen=True)
class Judged:
    """Covers of told words, and the lines without one that something else has to explain.

    Attributes:
        hits: The covers.
        left: Lines that only what stands beside them can explain.
        nobodys: Lines that were read and hold no told word.
    """

    hits: tuple[Hit, ...]
    left: tuple[Line, ...]
    nobodys: tuple[Line, ...]


def judge_read_arabic(
    page: GreyPicture, lines: Sequence[Line], words: Sequence[Word], wanted: frozenset[Target]
) -> Judged:
    """Read lines in Arabic script and look for the words that were told in it. Headings fall away.

    Args:
        page: Evened page.
        lines: Those of its lines that look like Arabic script.
        words: The applicant's words that are to be covered.
        wanted: What is to be covered.
    """
    told = told_in_arabic(words)
    complete = {word.kind.target for word in told} >= wanted & {Target.NAME, Target.EMPLOYER}
    read = [(line, read_arabic_script(crop_line(page, line.quad))) for line in lines]
    hits = [(line, _cover(line, each)) for line, one in read for each in find_words(one, told)]
    places = [bounds(hit.mask.polygon) for _, hit in hits if not hit.is_doubt]
    kept = [hit for _, hit in hits if not hit.is_doubt or not _lies_in(hit.mask.polygon, places)]
    found = [id(line) for line, _ in hits]
    left: list[Line] = []
    nobodys: list[Line] = []
    for line, reading in read:
        if id(line) in found or is_heading(reading) or _lies_in(line.quad, places):
            continue
        (nobodys if complete and is_unlike(reading, told) else left).append(line)
    return Judged(tuple(kept), tuple(left), tuple(nobodys))


def _lies_in(polygon: Polygon, places: Sequence[Box]) -> bool:
    return any(holds(place, centre(polygon)) for place in places)


def _cover(line: Line, found: ArabicWord) -> Hit:
    place, word = place_of(line, found), found.word
    mask = Mask(word.kind.target, place, word.label, found.likeness, Origin.SCRIPT)
    if found.sure:
        return Hit(mask, Verdict.COVER, info("hit.in_script"))
    return Hit(mask, Verdict.DOUBT, info("hit.maybe_in_script"))

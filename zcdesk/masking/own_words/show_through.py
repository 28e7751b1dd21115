"""Own words on a sheet's other side that can be read through thin paper: they are covered.

What is there is no print of this page, so that a cover too many costs little, and nobody needs
to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zcdesk.applicant import Target
from zcdesk.finding_facts import finding_of
from zcdesk.geometry import Polygon, bounds, centre, holds
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.reading.certainty import CERTAIN
from zcdesk.reading.line import Line
from zcdesk.reading.other_side import OtherSide

_PLAIN = CERTAIN
"""Mean probability of a line in the mirror from which on it says what is there, and letters
that the page's own reading made of it say nothing."""


def judge_show_through(
    behind: OtherSide, sought: Sequence[Keyword], wanted: Iterable[Target], width: int
) -> tuple[Hit, ...]:
    """Return covers for the applicant's words that shine through, doubtful ones too."""
    reason = finding_of("hit.shines_through")
    return tuple(
        replace(
            hit.moved(lambda outline: _mirrored(outline, width)),
            verdict=Verdict.COVER,
            reason=reason,
        )
        for hit in search(behind.lines, sought, wanted)
        if hit.covers_by_default
    )


def without_show_through_doubts(
    found: Sequence[Hit], behind: OtherSide, front: Sequence[Line], width: int
) -> tuple[Hit, ...]:
    """Return what was found without doubts that rest on letters which the mirror reads plainly.
    ``front``: the lines of this side; a doubt on one of them stays."""
    plain = [
        _mirrored(line.quad, width)
        for line in behind.lines
        if not line.vertical and line.lattice.confidence >= _PLAIN
    ]
    return tuple(
        hit
        for hit in found
        if hit.verdict is not Verdict.DOUBT
        or not any(_lies_on(hit, place) for place in plain)
        or any(_lies_on(hit, line.quad) for line in front)
    )


def _lies_on(hit: Hit, place: Polygon) -> bool:
    return holds(bounds(place), centre(hit.mask.polygon))


def _mirrored(polygon: Polygon, width: int) -> Polygon:
    """Return a polygon of the mirrored page on the page itself, clockwise from its top left."""
    first, second, third, fourth = ((round(width - x, 1), y) for x, y in polygon)
    return (second, first, fourth, third)

"""Own words on a sheet's other side that can be read through thin paper: they are covered.

What stands there is no print of this page, so that a cover too many costs little, and nobody needs
to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.keywords import Keyword
from zcdesk.masking.searching import search
from zcdesk.reading.other_side import OtherSide


def judge_other_side(
    behind: OtherSide, sought: Sequence[Keyword], wanted: Iterable[Target], width: int
) -> tuple[Hit, ...]:
    """Return covers for the applicant's words that shine through, doubtful ones too.

    Args:
        behind: What the page shows of its other side.
        sought: The applicant's words.
        wanted: What is to be covered.
        width: Of the page, in pixels.
    """
    return tuple(
        Hit(
            replace(hit.mask, polygon=_mirrored(hit.mask.polygon, width)),
            Verdict.COVER,
            info("hit.shines_through"),
        )
        for hit in search(behind.lines, sought, wanted)
        if hit.covers_by_default
    )


def _mirrored(polygon: Polygon, width: int) -> Polygon:
    """Return a polygon of the mirrored page on the page itself, clockwise from its top left."""
    first, second, third, fourth = ((round(width - x, 1), y) for x, y in polygon)
    return (second, first, fourth, third)

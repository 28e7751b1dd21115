"""How much of a place's ink is below covers, by points: is a word covered, open, asked about?"""

from __future__ import annotations

import math

from zcdesk.applicant import Target
from zcdesk.cases.case import CasePage, Decision
from zcdesk.geometry import Point, Polygon, bounds, contains, shared
from zcdesk.masking.hits import Mask, Verdict
from zcdesk.training.lessons.truth import on_page

_ACROSS, _DOWN = 12, 4
"""Points at which it is looked whether ink is covered: a letter of a long name has one or two."""

_COLUMNS = 48
"""Columns at which it is looked how much of a line is covered: a line has forty letters."""

_WHOLE = {Target.SEAL: 0.6, Target.PHOTO: 0.9, Target.SIGNATURE: 0.85}
_WHOLE_WORD = 0.95
"""Share of the points that has to be covered. Seals are measured on the square around them, of
which their disc has 0.79; a signature's strokes run out."""

OPEN = 0.3
"""Share below which something counts as left open: a neighbour's cover may touch it."""


def is_covered(page: CasePage, boxes: tuple[Polygon, ...], target: Target | None) -> bool:
    """Tell whether ink is wholly covered on a page as it is.

    Args:
        page: The page.
        boxes: Where the ink is, in pixels of the decoded scan.
        target: What it is.
    """
    if target is Target.SEAL and any(
        decision is Decision.WORDS and _meets(page.hits[index].mask, page, boxes)
        for index, decision in page.decisions
    ):
        return True
    least = _WHOLE.get(target, _WHOLE_WORD) if target is not None else _WHOLE_WORD
    places = on_page(boxes, page)
    return bool(places) and all(share(place, page.covers()) >= least for place in places)


def is_open(page: CasePage, boxes: tuple[Polygon, ...]) -> bool:
    """Tell whether ink can be seen on a page as it is."""
    return all(share(place, page.covers()) < OPEN for place in on_page(boxes, page))


def share(place: Polygon, covers: tuple[Mask, ...]) -> float:
    """Return which part of a place of four corners is below covers, 0–1."""
    near = [cover for cover in covers if shared(bounds(cover.polygon), bounds(place)) > 0]
    if not near:
        return 0.0
    points = [_inside(place, (x + 0.5) / _ACROSS, (y + 0.5) / _DOWN)
              for x in range(_ACROSS) for y in range(_DOWN)]  # fmt: skip
    hidden = sum(any(contains(cover.polygon, point) for cover in near) for point in points)
    return hidden / len(points)


def letters_below(place: Polygon, cover: Mask) -> float:
    """Return about how many letters of a line a cover hides; its edge over a line hides none.

    Args:
        place: Four corners around a run of letters, which are about as wide as high.
        cover: The cover.
    """
    if shared(bounds(cover.polygon), bounds(place)) <= 0:
        return 0.0
    (a, b), (c, d), _, (g, h) = place
    hidden = sum(
        sum(
            contains(cover.polygon, _inside(place, (x + 0.5) / _COLUMNS, (y + 0.5) / _DOWN))
            for y in range(_DOWN)
        ) >= _DOWN - 1
        for x in range(_COLUMNS)
    )  # fmt: skip
    wide, high = math.dist((a, b), (c, d)), math.dist((a, b), (g, h))
    return hidden / _COLUMNS * wide / max(1.0, high)


def _inside(place: Polygon, across: float, down: float) -> Point:
    """Return the point at these shares of a place's width and height; it may be askew."""
    (a, b), (c, d), (e, f), (g, h) = place
    top = a + (c - a) * across, b + (d - b) * across
    bottom = g + (e - g) * across, h + (f - h) * across
    return top[0] + (bottom[0] - top[0]) * down, top[1] + (bottom[1] - top[1]) * down


def _meets(mask: Mask, page: CasePage, boxes: tuple[Polygon, ...]) -> bool:
    return any(share(place, (mask,)) >= OPEN for place in on_page(boxes, page))


def is_asked(page: CasePage, boxes: tuple[Polygon, ...]) -> bool:
    """Tell whether a place is in doubt and nobody has decided it."""
    return any(
        hit.verdict is Verdict.DOUBT
        and page.decision(index) is None
        and _meets(hit.mask, page, boxes)
        for index, hit in enumerate(page.hits)
    ) and not any(_meets(mask, page, boxes) for mask in page.drawn)

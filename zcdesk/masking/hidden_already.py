"""Doubts about what sure covers hide anyway: nobody need be asked about those.

Letters of an own seal's ring are read as a brand, print below it as the modules of a code; the
seal is covered, so that nothing of either stays to be seen. One look reads a word plainly, another
guesses it a little higher or wider: it stands there once.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.hits import Hit, Origin, Verdict

OPEN = 0.1
"""Of a letter, the square of a place's short side, that may stay open where a word may stand."""

OPEN_POINT = 0.5
"""The same for places that are only pointed at, and for codes, which nobody reads by a corner."""

RIM = 0.25
"""Of a doubt's height, by which its place is made smaller on each side where a sure cover is of
the same word: so much do two looks differ over the same letters, and no second word fits there."""

_ELSEWHERE = frozenset({Origin.SEAL, Origin.SCRIPT})
"""Doubts whose place is not all that they are about: other lines of the page, the rim of a seal."""


def without_hidden(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits without the doubts whose places lie under sure covers of other hits."""
    sure = [hit for hit in hits if hit.verdict is Verdict.COVER]
    return tuple(hit for hit in hits if not (hit.is_doubt and _is_hidden(hit, sure)))


def _is_hidden(hit: Hit, covers: Sequence[Hit]) -> bool:
    if hit.mask.origin in _ELSEWHERE:
        return False
    place = bounds(hit.mask.polygon)
    near = [cover for cover in covers if _touch(place, bounds(cover.mask.polygon))]
    if not near:
        return False
    left, top, right, bottom = place
    shape = (max(1, round(bottom - top)), max(1, round(right - left)))
    rest = np.zeros(shape, np.uint8)
    cv2.fillPoly(rest, [_moved(hit.mask.polygon, left, top)], 1)
    if any(_is_same_word(hit, cover) for cover in near):
        rim = round(RIM * min(shape))
        rest = rest[rim : shape[0] - rim, rim : shape[1] - rim]
        left, top = left + rim, top + rim
    rest = np.ascontiguousarray(rest)
    for cover in near:
        cv2.fillPoly(rest, [_moved(cover.mask.polygon, left, top)], 0)
    points = hit.mask.confidence == 0 or hit.mask.target is Target.CODE
    return int(rest.sum()) <= (OPEN_POINT if points else OPEN) * min(shape) ** 2


def _is_same_word(one: Hit, other: Hit) -> bool:
    spotted = one.mask.origin is other.mask.origin is Origin.SPOTTED
    return spotted and bool(one.mask.matched) and one.mask.matched == other.mask.matched


def _moved(polygon: Polygon, left: float, top: float) -> NDArray[np.int32]:
    return np.rint(np.array(polygon) - (left, top)).astype(np.int32)


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

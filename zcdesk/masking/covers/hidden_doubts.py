"""Doubts about what sure covers hide anyway: nobody need be asked about those.

Letters of an own seal's ring are read as a brand, print below it as the modules of a code; the
seal is covered, so that nothing of either stays to be seen. One look reads a word plainly, another
guesses it a little higher or wider: it is there once. A place that reaches out of the covers
over bare paper shows nothing there. A large letter of a watermark looks like a square stamp; below
the word's cover it is hidden whatever it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, bounds, centre, shared
from zcdesk.masking.hits import Hit, Origin, Verdict
from zcdesk.picture import GreyPicture, square

_OPEN = 0.1
"""Of a letter, the square of a place's short side, that may stay open where a word may be."""

_OPEN_POINT = 0.5
"""The same for places that are only pointed at."""

_DRAWN = frozenset({Target.CODE, Target.SIGNATURE, Target.PHOTO})
"""What tells whose it is by any part of it: nothing of it may be seen."""

_RIM = 0.25
"""Of a doubt's height, by which its place is made smaller on each side where a sure cover is of
the same word: so much do two looks differ over the same letters, and no second word fits there."""

_BARE = 225
"""Grey level of an evened page from which on paper is bare; pale words were seen at up to 215."""

_AROUND = 8
"""Around each stroke this part of a place's short side counts as written on: a letter's own white
and the rim that damage leaves of it."""

_GRAIN = 3  # px over which paper's grain is evened; a faint stroke of one pixel still shows

_ELSEWHERE = frozenset({Origin.SCRIPT})
"""Doubts whose place is not all that they are about: there are other lines of the page."""

_SEAL_GROWN = 1.05
"""Times its size that the place of a seal must be hidden as well: nothing of its rim may show."""


def without_hidden_doubts(page: GreyPicture, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits without the doubts of which sure covers leave nothing to see."""
    sure = [hit for hit in hits if hit.verdict is Verdict.COVER]
    return tuple(hit for hit in hits if not (hit.is_doubt and _is_hidden(page, hit, sure)))


def _is_hidden(page: GreyPicture, hit: Hit, covers: Sequence[Hit]) -> bool:
    if hit.mask.origin in _ELSEWHERE:
        return False
    whole = hit.mask.origin is Origin.SEAL
    polygon = _grown(hit.mask.polygon) if whole else hit.mask.polygon
    place = bounds(polygon)
    near = [cover for cover in covers if shared(place, bounds(cover.mask.polygon)) > 0]
    if not near:
        return False
    left, top, right, bottom = place
    shape = (max(1, round(bottom - top)), max(1, round(right - left)))
    rest = np.zeros(shape, np.uint8)
    cv2.fillPoly(rest, [_moved(polygon, left, top)], 1)
    if any(_is_same_word(hit, cover) for cover in near):
        rim = round(_RIM * min(shape))
        rest = rest[rim : shape[0] - rim, rim : shape[1] - rim]
        left, top = left + rim, top + rim
    rest = np.ascontiguousarray(rest)
    for mask in (mask for cover in near for mask in cover.proposed):
        cv2.fillPoly(rest, [_moved(mask.polygon, left, top)], 0)
    if whole:
        return not rest.any()
    share = _OPEN_POINT if hit.mask.confidence == 0 else _OPEN
    most = 0 if hit.mask.target in _DRAWN else share * min(shape) ** 2
    return _shown(page, rest, left, top) <= most


def _grown(polygon: Polygon) -> Polygon:
    x, y = centre(polygon)
    return tuple((x + (a - x) * _SEAL_GROWN, y + (b - y) * _SEAL_GROWN) for a, b in polygon)


def _shown(page: GreyPicture, rest: NDArray[np.uint8], left: float, top: float) -> int:
    """Return how many pixels of what is left open show something: strokes and what is around them.
    ``rest`` is 1 where the place is open, and may reach over the page's edge."""
    high, wide = rest.shape
    x, y = round(left), round(top)
    x0, y0 = max(0, x), max(0, y)
    part = page[y0 : max(y0, y + high), x0 : max(x0, x + wide)]
    if not part.size:
        return 0
    ink = cv2.GaussianBlur(part, (_GRAIN, _GRAIN), 0) < _BARE
    open_part = rest[y0 - y :, x0 - x :][: part.shape[0], : part.shape[1]]
    around = max(1, min(high, wide) // _AROUND)
    near = cv2.dilate(ink * open_part, square(2 * around + 1))
    return int(np.count_nonzero(near * open_part))


def _is_same_word(hit: Hit, other: Hit) -> bool:
    spotted = hit.mask.origin is other.mask.origin is Origin.SPOTTED
    return spotted and bool(hit.mask.matched) and hit.mask.matched == other.mask.matched


def _moved(polygon: Polygon, left: float, top: float) -> NDArray[np.int32]:
    return np.rint(np.array(polygon) - (left, top)).astype(np.int32)

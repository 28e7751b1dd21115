"""Strokes of large letters, which are as dark and as straight as a cover.

A dark area is painted over before a picture is read, so that it draws neither light nor contrast to
itself. The strokes of a name in large print must not go with it.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture, level_at, square
from zcdesk.verification.covers.dark_regions import DARK, DarkRegion
from zcdesk.verification.covers.left_open import MOSTLY
from zcdesk.verification.words.seeing import share_inside

_THIN = 24
"""px of an area's narrower side below which it may be a stroke: a cover is as high as a line."""

_GAP = 4  # px around an area where its own edge is soft
_RING = 3  # px beyond them, where other strokes of the same letter go on
_TOUCHED = 0.01  # share of that ring that is ink


def may_be_letters(
    grey: GreyPicture, regions: Sequence[DarkRegion], covers: Sequence[Polygon]
) -> tuple[Polygon, ...]:
    """Return those of the flat dark areas of a picture that may be part of a letter.

    They are so narrow that they may, or ink runs on at the edge, and no cover is known to be there.

    Args:
        grey: The finished picture in grey.
        regions: Its dark areas.
        covers: What was covered, in its pixels.
    """
    paper = level_at(grey, 75)
    return tuple(
        region.outline
        for region in regions
        if region.flat
        and (min(region.inside.shape) < _THIN or _is_touched(grey, region, DARK * paper))
        and not any(share_inside(region.outline, cover) > MOSTLY for cover in covers)
    )


def _is_touched(grey: GreyPicture, region: DarkRegion, dark: float) -> bool:
    room = 2 + _GAP + _RING  # two pixels of its rim are left out of ``inside``
    height, width = region.inside.shape
    rows = slice(max(0, region.top - room), region.top + height + room)
    columns = slice(max(0, region.left - room), region.left + width + room)
    area = np.zeros(grey.shape, np.uint8)
    area[region.box] = region.inside
    part = area[rows, columns]
    near = _grown(part, 2 + _GAP)
    ring = _grown(near, _RING) & ~near & 1
    count = int(ring.sum())
    return count > 0 and int((grey[rows, columns][ring > 0] < dark).sum()) > _TOUCHED * count


def _grown(area: GreyPicture, by: int) -> GreyPicture:
    kernel = square(2 * by + 1)
    return np.asarray(cv2.dilate(area, kernel), dtype=np.uint8)

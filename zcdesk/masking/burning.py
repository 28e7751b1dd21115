"""Burns covers into a page: the pixels below them are gone."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from zcdesk.masking.hits import Mask
from zcdesk.pages.emptying import ROOM
from zcdesk.picture import Picture, require_picture

COVER = (0, 0, 0)
"""Solid black; half-transparent or pixelated covers can be read back (Hill et al., PETS 2016)."""


def burn(page: Picture, masks: Sequence[Mask]) -> Picture:
    """Return a copy of ``page`` with ``masks`` covered in solid black, and nothing else changed.

    The paint ends at the outline, and ``ROOM`` pixels at least beyond what may be hidden
    (:mod:`zcdesk.pages.emptying`).

    Args:
        page: Upright page, shape (height, width, 3), RGB, 0–255. It is left as it is.
        masks: Polygons in pixels of ``page``; parts outside the page are ignored.

    Raises:
        ValueError: ``page`` is not an RGB picture.

    Source:
        盲评: 和田 2025 五（一）4; 自治区 2024 四（一）14.
    """
    require_picture(page)
    burnt = page.copy()
    for mask in masks:
        outline, hidden = (
            np.rint(np.array(each)).astype(np.int32)
            for each in (mask.polygon, mask.hidden or mask.polygon)
        )
        cv2.fillPoly(burnt, [outline], COVER)
        cv2.polylines(burnt, [hidden], True, COVER, 2 * ROOM)
    return burnt

"""Burns covers into a page: the pixels below them are gone, and so is what spread around them."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Mask
from zcdesk.picture import Picture, require_picture

COVER = (0, 0, 0)
"""Solid black; half-transparent or pixelated covers can be read back (Hill et al., PETS 2016)."""

_NEAR, FAR = 8, 16
"""Pixels beyond a cover to which the source's own compression carries traces of the ink below.

Measured between two names: 66 grey levels still differ 4 px beyond the ink, none at 8 px; coloured
ink under halved chroma spreads twice as far, but faintly.
"""

_INK_NEAR, _INK_FAR = 48, 16
"""Grey levels below the paper from which on a pixel is a neighbour's ink and stays."""


def burn(page: Picture, masks: Sequence[Mask]) -> Picture:
    """Return a copy of ``page`` with ``masks`` covered in solid black.

    Around each cover, to ``FAR`` pixels, whatever is not ink becomes plain paper, so that two
    pages that differ only below a cover come out alike.

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
        _clean_around(burnt, mask.polygon)
    for mask in masks:
        corners = np.rint(np.array(mask.polygon)).astype(np.int32)
        cv2.fillPoly(burnt, [corners], COVER)
    return burnt


def _clean_around(page: Picture, polygon: Polygon) -> None:
    """Set the background around a polygon to the colour of its paper; ink and its edges stay."""
    corners = np.rint(np.array(polygon)).astype(np.int32)
    height, width = page.shape[:2]
    left, top = np.maximum(corners.min(axis=0) - FAR - 1, 0)
    right, bottom = np.minimum(corners.max(axis=0) + FAR + 2, (width, height))
    if right <= left or bottom <= top:
        return
    part = page[top:bottom, left:right]
    inside = np.zeros(part.shape[:2], np.uint8)
    cv2.fillPoly(inside, [corners - (left, top)], 1)
    near = _grown(inside, _NEAR) & (inside == 0)
    far = _grown(inside, FAR) & (inside == 0) & ~near
    if not near.any():
        return
    paper = _paper(part, near | far)
    darker = int(paper.astype(int).sum()) - part.astype(np.int32).sum(axis=2)
    # The softened edge of a stroke belongs to its ink.
    ink = _grown((darker >= 3 * _INK_NEAR).astype(np.uint8), 1)
    part[near & ~ink] = paper
    part[far & ~ink & (darker < 3 * _INK_FAR)] = paper


def _grown(shape: NDArray[np.uint8], pixels: int) -> NDArray[np.bool_]:
    reach = cv2.getStructuringElement(cv2.MORPH_RECT, (2 * pixels + 1, 2 * pixels + 1))
    return np.asarray(cv2.dilate(shape, reach) > 0)


def _paper(part: Picture, around: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return the paper's colour: the median of the brighter half of the surrounding pixels."""
    pixels = part[around]
    brightness = pixels.astype(np.int32).sum(axis=1)
    bright = pixels[brightness >= np.median(brightness)]
    return np.asarray(np.median(bright, axis=0), dtype=np.uint8)

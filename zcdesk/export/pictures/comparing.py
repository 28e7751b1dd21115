"""Was anything damaged on the way? Compares a written picture with the page it was made from."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from zcdesk.geometry import Polygon
from zcdesk.masking.burning import FAR
from zcdesk.picture import Picture

_CELL = 16
"""Pixels a side of the squares that are compared by their mean."""

_DIFFERS = 14.0
"""Grey levels; a JPEG of quality 50 moves a square's mean by 3 at most, a lost square by 40."""


def is_undamaged(page: Picture, written: Picture, covers: Sequence[Polygon]) -> bool:
    """Tell whether a picture still shows the page everywhere but below and beside its covers.

    Args:
        page: What it was made from, before anything was covered.
        written: What was read back from the disk, maybe smaller.
        covers: What was covered, in pixels of ``page``.
    """
    width, height = (max(1, side // _CELL) for side in (page.shape[1], page.shape[0]))
    left_out = np.zeros(page.shape[:2], np.uint8)
    for cover in covers:
        corners = np.rint(np.array(cover)).astype(np.int32)
        cv2.fillPoly(left_out, [corners], 255)
    reach = 2 * FAR + 1
    left_out = np.asarray(cv2.dilate(left_out, np.ones((reach, reach), np.uint8)), dtype=np.uint8)
    size = (width, height)
    free = cv2.resize(left_out, size, interpolation=cv2.INTER_AREA) == 0
    before = cv2.resize(page, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    after = cv2.resize(written, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    return not bool((np.abs(before - after).max(axis=2) > _DIFFERS)[free].any())

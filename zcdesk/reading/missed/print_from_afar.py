"""Print that is seen from afar alone: a needle printer's dots, a board's lamps, ornate titles.

From near each dot is a part of its own, and no box holds them. Where ink of many parts is outside
of all boxes, it is thickened until its neighbours touch, and looked at once more at half the size.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon, bounds, share_in
from zcdesk.picture import GreyPicture
from zcdesk.reading.detecting import detect
from zcdesk.reading.missed.ink_rows import InkCopy

_PARTS = 24  # outside of all boxes and close to each other; two letters of needles have more
_LEAST, _LARGEST = 3, 200  # pixels of a part, and px that it is high or wide
_COMPARED = 400  # parts whose nearest neighbour is looked for
_THICKEST = 9  # px
_SHOWN = 0.3  # of such a place that is in a box


def print_from_afar(
    page: GreyPicture, copy: InkCopy, quads: Sequence[Polygon], side: int
) -> tuple[GreyPicture, tuple[Polygon, ...]]:
    """Return the page with thickened ink, and the places of it that look like print.

    Args:
        page: Evened page.
        copy: Its ink.
        quads: The boxes of the lines that were found.
        side: Long side in pixels at which these were looked for.
    """
    _, _, stats, middles = components(copy.without(quads))
    sizes = stats[1:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_AREA].max(axis=1)
    is_part = (stats[1:, cv2.CC_STAT_AREA] >= _LEAST) & (sizes < _LARGEST)
    parts = middles[1:][is_part]
    if len(parts) < _PARTS:
        return page, ()
    some = parts[:: max(1, len(parts) // _COMPARED)]
    apart = np.linalg.norm(some[:, None] - parts, axis=2)
    nearest = float(np.median(np.partition(apart, 1, axis=1)[:, 1])) / copy.scale
    width = min(_THICKEST, round(nearest)) | 1
    if not _are_together(copy, stats[1:][is_part], round(width * copy.scale)):
        return page, ()
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    thick = np.asarray(cv2.erode(page, kernel), np.uint8)
    boxes = [bounds(quad) for quad in quads]
    seen = detect(thick, side // 2)
    return thick, tuple(
        quad for quad in seen if all(share_in(bounds(quad), box) <= _SHOWN for box in boxes)
    )


def _are_together(copy: InkCopy, parts: NDArray[np.int32], apart: int) -> bool:
    """Tell whether so many parts are close to each other as make letters from afar; on 11 of 53
    real pages specks far from each other were looked at, and nothing was read there."""
    near = np.zeros(copy.ink.shape, np.uint8)
    for left, top, across, down, _ in parts.tolist():
        near[
            max(0, top - apart) : top + down + apart, max(0, left - apart) : left + across + apart
        ] = 1
    groups = components(near)[1][parts[:, 1], parts[:, 0]]
    return int(np.bincount(groups).max()) >= _PARTS

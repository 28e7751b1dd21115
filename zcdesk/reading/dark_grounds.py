"""Dark grounds with light letters (slides, posters, coloured covers) become dark on light.

Evening a page divides it by its local ground and takes everything lighter than that for
paper; on a dark ground the letters themselves would go. Where most of a wide neighbourhood
is dark and what differs from it is lighter, the grey levels are turned over before.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.picture import GreyPicture, square

_COPY_SIDE = 500  # px of the longer side; the median costs by its area
_MEDIAN_DARK = (
    21  # px of the copy: bands that are thinner keep their look, the recogniser reads those
)
_DARK = 125  # grey level of a ground below which letters may be the lighter part
_LEAST_SHARE = 0.003  # of the page; a smaller dark place is a stamp or a logo
_BRUSH = square(7)  # the surroundings of a dark place reach into its edge
_DIFFERS = 45  # grey levels between a ground and what counts as a letter on it
_LEAST_LETTERS = 0.002  # share of a ground that is lighter than it


def small_copy(grey: GreyPicture) -> GreyPicture:
    """Return a copy of at most 500 px a side, on which a page's grounds are looked at."""
    height, width = grey.shape
    scale = min(1.0, _COPY_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def turned_over(grey: GreyPicture, copy: GreyPicture) -> GreyPicture:
    """Return the page with its dark grounds turned over; the same picture where it has none.

    Args:
        grey: Page, shape (height, width); left as it is.
        copy: Its :func:`small_copy`.
    """
    height, width = grey.shape
    ground = np.asarray(cv2.medianBlur(copy, _MEDIAN_DARK), dtype=np.uint8)
    dark = (ground < _DARK).astype(np.uint8)
    if np.count_nonzero(dark) < _LEAST_SHARE * dark.size:
        return grey
    count, regions, stats, _ = components(dark, connectivity=4)
    turned = np.zeros(dark.shape, np.uint8)
    for number in range(1, count):
        if stats[number, cv2.CC_STAT_AREA] < _LEAST_SHARE * dark.size:
            continue
        region = (regions == number).astype(np.uint8)
        inner = np.asarray(cv2.erode(region, _BRUSH, borderValue=1), dtype=np.uint8)
        if _has_light_letters(copy, ground, inner):
            turned |= inner
    if not turned.any():
        return grey
    where = cv2.resize(turned, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.where(where > 0, 255 - grey, grey).astype(np.uint8)


def _has_light_letters(
    copy: NDArray[np.uint8], ground: NDArray[np.uint8], region: NDArray[np.uint8]
) -> bool:
    """Tell whether what differs from a dark ground is lighter than it, not darker."""
    difference = copy[region > 0].astype(np.int16) - ground[region > 0]
    lighter = int(np.count_nonzero(difference > _DIFFERS))
    darker = int(np.count_nonzero(difference < -_DIFFERS))
    return lighter > darker and lighter > _LEAST_LETTERS * difference.size

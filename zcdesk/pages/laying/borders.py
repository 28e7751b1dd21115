"""Dark strips that a scanner leaves beside a page smaller than its glass."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon
from zcdesk.pages.laying.grounds import Grounds, Mask, clockwise
from zcdesk.pages.laying.sides import FittedSides, fitted

_DARK, _GREY = 38.0, 14.0  # CIELAB lightness and chroma of a lid left open
_PAPER = 62.0  # CIELAB lightness just inside a strip; a dark tablecloth has less
_EVEN = 9.0  # standard deviation of its lightness; a photographed table has more
_LEAST = 0.004  # of the picture's shorter side: thinner strips disturb nobody
_MOST = 0.85  # of the picture may be dark; then little page is left
_STRAIGHT = 0.975  # share of its own rectangle that the page must fill
_SPECKS = 0.0004  # share of the picture: more light in the strips may be writing
_LEAN, _SQUARE = 8.0, 1.5  # degrees: how far the page leans, how square its corners are
_SUPPORT = 0.85  # share of each side along which its edge was seen
_AT_RIM = 2.5  # px of the copy: a side as near to the rim is the rim


def find_border(ground: Grounds) -> Polygon | None:
    """Return the corners of the page beside dark strips, or None where there are none for sure.

    Returns:
        Clockwise from the top left, pixels of the picture. A scanner sees without perspective, so
        they span a rectangle.
    """
    page = _lit(ground)
    if page is None:
        return None
    contours, _ = cv2.findContours(page, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outer = max(contours, key=cv2.contourArea)
    rectangle = cv2.minAreaRect(outer)
    wide, high = rectangle[1]
    if cv2.contourArea(outer) < _STRAIGHT * (wide - 1) * (high - 1):
        return None
    # Contours run through the middles of pixels, corners are counted at their rims.
    grown = (rectangle[0], (wide + 1, high + 1), rectangle[2])
    corners = clockwise(np.asarray(cv2.boxPoints(grown), np.float64) + 0.5)
    found = fitted(ground.colours, corners)
    if found is None:
        return None
    framed = _framed(found, (page.shape[1], page.shape[0]))
    if framed is None:
        return None
    return tuple((float(x) / ground.ratio, float(y) / ground.ratio) for x, y in framed)


def _lit(ground: Grounds) -> Mask | None:
    """Return the page as a mask, or None where what surrounds it is no even dark lid."""
    dark = ((ground.colours[:, :, 0] < _DARK) & (ground.chroma < _GREY)).astype(np.uint8)
    _, labels = cv2.connectedComponents(dark, connectivity=4)
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    strips = np.isin(labels, np.unique(rim[rim > 0]))
    share = float(strips.mean())
    if not _LEAST / 2 <= share <= _MOST:
        return None
    lightness = cv2.cvtColor(ground.small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[:, :, 0]
    inner = cv2.erode(strips.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    if inner.any() and float(lightness[inner].std()) > _EVEN:
        return None
    count, labels, stats, _ = components((~strips).astype(np.uint8))
    if count < 2:
        return None
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    others = int(stats[1:, cv2.CC_STAT_AREA].sum() - stats[largest, cv2.CC_STAT_AREA])
    # Letters in the strips vanish with their ground's writing only when they are darker.
    bright = int((lightness[inner] > _DARK + 12).sum())
    if (others + bright) > _SPECKS * labels.size:
        return None
    return np.asarray(labels == largest, dtype=np.uint8)


def _framed(found: FittedSides, size: tuple[int, int]) -> NDArray[np.float64] | None:
    """Return the corners with sides at the picture's rim moved onto it, or None when unsure."""
    width, height = size
    corners = found.corners
    strip = 0.0
    for number, side in enumerate(found.sides):
        start, end = corners[number], corners[(number + 1) % 4]
        away = _from_rim(number, start, end, size)
        if away > _AT_RIM and (side.support < _SUPPORT or side.inside[0] < _PAPER):
            return None
        strip = max(strip, away)
    if strip < max(_LEAST * min(size), 1.5):
        return None
    edges = np.roll(corners, -1, axis=0) - corners
    angles = np.degrees(np.arctan2(edges[:, 1], edges[:, 0]))
    turns = (np.roll(angles, -1) - angles) % 360
    lean = (angles[0] + 45) % 90 - 45
    if np.abs(turns - 90).max() > _SQUARE or abs(lean) > _LEAN:
        return None
    if (corners < -_AT_RIM).any() or (corners > (width + _AT_RIM, height + _AT_RIM)).any():
        return None
    return np.clip(corners, 0, (width, height))


def _from_rim(
    number: int, start: NDArray[np.float64], end: NDArray[np.float64], size: tuple[int, int]
) -> float:
    """Return how far a side (0 top, 1 right, 2 bottom, 3 left) lies from the picture's rim."""
    width, height = size
    middle = (start + end) / 2
    return float((middle[1], width - middle[0], height - middle[1], middle[0])[number])

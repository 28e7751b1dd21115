"""Two or more documents in one picture: cards on a glass, certificates side by side on a desk."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, area, bounds
from zcdesk.pages.laying.grounds import Grounds, Mask, clockwise
from zcdesk.pages.laying.sides import fitted

_LEVELS = (5.0, 9.0, 16.0)  # CIELAB: how unlike the rim a document is, tried one after the other
_LEAST, _MOST = 0.035, 0.6  # share of the picture that each of them takes
_RECTANGULAR = 0.9  # share of its own rectangle that each of them fills
_SUPPORT, _CONTRAST = 0.72, 4.0  # of each side, as for a single outline
_ALIKE = 3.0  # the largest has at most so many times the area of the smallest
_INK_OUTSIDE = 0.2  # share of all writing: more beside them means that the page is one
_REACHES = ((6, 4), (3, 2))
"""Pixels within which a side's edge is looked for; the nearer ones where the farther fail: a card's
portrait is darker than the card's own edge and lies close to it (of 24 glasses with two cards 9
were told by the first alone, 24 with both).
"""
_INK_STEP = 16  # grey levels by which writing is darker than its ground
_COUNTS = (2, 4)


def find_documents(ground: Grounds) -> tuple[Polygon, ...]:
    """Return the outlines of two to four documents, or nothing.

    The outlines are a proposal: nothing is cut by them without asking. They are ordered from top
    to bottom, then from left to right; corners clockwise from the top left, pixels of the picture.
    """
    for level in _LEVELS:
        mask = np.asarray(ground.unlike_rim > level, dtype=np.uint8)
        found = _separate(ground, mask)
        if _COUNTS[0] <= len(found) <= _COUNTS[1] and not _written_outside(ground, found):
            ordered = sorted(found, key=lambda each: (round(_top(each) / 40), each[:, 0].min()))
            return tuple(
                tuple((float(x) / ground.ratio, float(y) / ground.ratio) for x, y in corners)
                for corners in ordered
            )
    return ()


def _top(corners: NDArray[np.float64]) -> float:
    return float(corners[:, 1].min())


def _separate(ground: Grounds, mask: Mask) -> list[NDArray[np.float64]]:
    """Return fitted corners of all rectangular parts; nothing when a part is no rectangle."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    large = [each for each in contours if cv2.contourArea(each) >= _LEAST * mask.size]
    if not _COUNTS[0] <= len(large) <= _COUNTS[1]:
        return []
    found = []
    for contour in large:
        hull = cv2.convexHull(contour)
        rectangle = cv2.minAreaRect(hull)
        space = rectangle[1][0] * rectangle[1][1]
        filled = cv2.contourArea(contour)
        if filled > _MOST * mask.size or filled < _RECTANGULAR * space:
            return []
        around = cv2.arcLength(hull, True)
        few = cv2.approxPolyDP(hull, 0.03 * around, True)
        four = few[:, 0, :] if len(few) == 4 else cv2.boxPoints(rectangle)
        corners = _on_edges(ground, clockwise(np.asarray(four, np.float64) + 0.5))
        if corners is None:
            return []
        height, width = mask.shape
        found.append(np.clip(corners, 0, (width, height)))
    sizes = [area([(x, y) for x, y in corners]) for corners in found]
    if max(sizes) > _ALIKE * min(sizes) or _overlap(found):
        return []
    return found


def _on_edges(ground: Grounds, rough: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return corners on clear edges near the rough ones, or None."""
    for reaches in _REACHES:
        fit = fitted(ground.colours, rough, reaches)
        if fit is not None and all(
            side.support >= _SUPPORT and side.contrast >= _CONTRAST for side in fit.sides
        ):
            return fit.corners
    return None


def _overlap(found: list[NDArray[np.float64]]) -> bool:
    boxes = [bounds([(x, y) for x, y in corners]) for corners in found]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            if wide > 4 and high > 4:
                return True
    return False


def _written_outside(ground: Grounds, found: list[NDArray[np.float64]]) -> bool:
    """Return whether a fair part of all writing is outside the documents."""
    grey = cv2.cvtColor(ground.small, cv2.COLOR_RGB2GRAY)
    ink = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8)) > _INK_STEP
    inside = np.zeros(grey.shape, np.uint8)
    for corners in found:
        cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), 1)
    near = cv2.dilate(inside, np.ones((7, 7), np.uint8))
    total = int(ink.sum())
    return int((ink & (near == 0)).sum()) > _INK_OUTSIDE * max(total, 200)

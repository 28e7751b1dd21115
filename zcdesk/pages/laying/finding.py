"""What a picture shows: a bare page, one on a desk or beside dark strips, several documents."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.geometry import Polygon, area, bounds
from zcdesk.pages.laying.outline import find_outline
from zcdesk.pages.laying.sides import FittedSides, Grounds, Mask, clockwise, fitted, grounds
from zcdesk.pages.laying.standing import is_perspective
from zcdesk.picture import Picture, square

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
    border = fitted(ground.colours, corners)
    if border is None:
        return None
    framed = _framed(border, (page.shape[1], page.shape[0]))
    if framed is None:
        return None
    return tuple((float(x) / ground.ratio, float(y) / ground.ratio) for x, y in framed)


def _lit(ground: Grounds) -> Mask | None:
    """Return the page as a mask, or None unless an even dark lid surrounds it."""
    dark = ((ground.colours[:, :, 0] < _DARK) & (ground.chroma < _GREY)).astype(np.uint8)
    _, labels = cv2.connectedComponents(dark, connectivity=4)
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    strips = np.isin(labels, np.unique(rim[rim > 0]))
    share = float(strips.mean())
    if not _LEAST / 2 <= share <= _MOST:
        return None
    lightness = cv2.cvtColor(ground.small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[:, :, 0]
    inner = cv2.erode(strips.astype(np.uint8), square(5)).astype(bool)
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
    """Return how far a side (0 top, 1 right, 2 bottom, 3 left) is from the picture's rim."""
    width, height = size
    middle = (start + end) / 2
    return float((middle[1], width - middle[0], height - middle[1], middle[0])[number])


_LEVELS = (5.0, 9.0, 16.0)  # CIELAB: how unlike the rim a document is, tried one after the other
_SMALLEST, _LARGEST = 0.035, 0.6  # share of the picture that each of them takes
_RECTANGULAR = 0.9  # share of its own rectangle that each of them fills
_SEEN, _CONTRAST = 0.72, 4.0  # of each side, as for a single outline
_ALIKE = 3.0  # the largest has at most so many times the area of the smallest
_INK_OUTSIDE = 0.2  # share of all writing: more beside them means that the page is one
_REACHES = ((6, 4), (3, 2))
"""Pixels within which a side's edge is looked for; the nearer ones where the farther fail: a card's
portrait is darker than the card's own edge and is close to it (of 24 glasses with two cards 9
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
        outlines = _separate(ground, mask)
        if _COUNTS[0] <= len(outlines) <= _COUNTS[1] and not _written_outside(ground, outlines):
            ordered = sorted(
                outlines, key=lambda each: (round(float(each[:, 1].min()) / 40), each[:, 0].min())
            )
            return tuple(
                tuple((float(x) / ground.ratio, float(y) / ground.ratio) for x, y in corners)
                for corners in ordered
            )
    return ()


def _separate(ground: Grounds, mask: Mask) -> list[NDArray[np.float64]]:
    """Return fitted corners of all rectangular parts; nothing when a part is no rectangle."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, square(5))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    large = [each for each in contours if cv2.contourArea(each) >= _SMALLEST * mask.size]
    if not _COUNTS[0] <= len(large) <= _COUNTS[1]:
        return []
    outlines = []
    for contour in large:
        hull = cv2.convexHull(contour)
        rectangle = cv2.minAreaRect(hull)
        space = rectangle[1][0] * rectangle[1][1]
        filled = cv2.contourArea(contour)
        if filled > _LARGEST * mask.size or filled < _RECTANGULAR * space:
            return []
        around = cv2.arcLength(hull, True)
        few = cv2.approxPolyDP(hull, 0.03 * around, True)
        four = few[:, 0, :] if len(few) == 4 else cv2.boxPoints(rectangle)
        corners = _on_edges(ground, clockwise(np.asarray(four, np.float64) + 0.5))
        if corners is None:
            return []
        height, width = mask.shape
        outlines.append(np.clip(corners, 0, (width, height)))
    sizes = [area([(x, y) for x, y in corners]) for corners in outlines]
    if max(sizes) > _ALIKE * min(sizes) or _overlap(outlines):
        return []
    return outlines


def _on_edges(ground: Grounds, rough: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return corners on clear edges near the rough ones, or None."""
    for reaches in _REACHES:
        fit = fitted(ground.colours, rough, reaches)
        if fit is not None and all(
            side.support >= _SEEN and side.contrast >= _CONTRAST for side in fit.sides
        ):
            return fit.corners
    return None


def _overlap(found: list[NDArray[np.float64]]) -> bool:
    boxes = [bounds([(x, y) for x, y in corners]) for corners in found]
    for number, box in enumerate(boxes):
        for other in boxes[number + 1 :]:
            wide = min(box[2], other[2]) - max(box[0], other[0])
            high = min(box[3], other[3]) - max(box[1], other[1])
            if wide > 4 and high > 4:
                return True
    return False


def _written_outside(ground: Grounds, found: list[NDArray[np.float64]]) -> bool:
    """Return whether a fair part of all writing is outside the documents."""
    grey = cv2.cvtColor(ground.small, cv2.COLOR_RGB2GRAY)
    ink = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, square(9)) > _INK_STEP
    inside = np.zeros(grey.shape, np.uint8)
    for corners in found:
        cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), 1)
    near = cv2.dilate(inside, square(7))
    total = int(ink.sum())
    return int((ink & (near == 0)).sum()) > _INK_OUTSIDE * max(total, 200)


_WORTH_OFFERING = 0.9  # share of the weakest side's edge that was seen


@dataclass(frozen=True)
class Laid:
    """The place of a page in its picture.

    Attributes:
        corners: Of the page, where the program is sure; None means the whole picture.
        offered: Outlines that only a person can choose: one in doubt, or several documents.
        findings: What there is to tell about it.
    """

    corners: Polygon | None = None
    offered: tuple[Polygon, ...] = ()
    findings: tuple[Finding, ...] = ()


def laid(picture: Picture) -> Laid:
    """Find the page in a picture; corners are pixels of ``picture``.

    Nothing is ever cut where more than one document is, where something is written beside the
    outline, or where its edges are in doubt.
    """
    ground = grounds(picture)
    if ground is None:
        return Laid()
    documents = find_documents(ground)
    if documents:
        return Laid(None, documents, (finding_of("page.several_documents", count=len(documents)),))
    outline = find_outline(ground)
    if outline is not None and outline.sure:
        return Laid(outline.corners, (), (finding_of("page.outlined"),))
    border = find_border(ground)
    if border is not None:
        return Laid(border, (), (finding_of("page.border_cut"),))
    if (  # it looks like a page seen from aside, as no frame does
        outline is not None
        and outline.support >= _WORTH_OFFERING
        and is_perspective(outline.corners)
    ):
        return Laid(None, (outline.corners,), (finding_of("page.outline_unsure"),))
    return Laid()

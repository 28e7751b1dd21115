"""Finds roughly where lines of writing lie, cheaply and without any model."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import GreyPicture

_SIDE = 1600  # px of the reduced copy's long side
_PAPER_STEP = 5  # the paper is estimated on a copy smaller by this
_INK_SHARE = 0.35  # of the depth of the darkest strokes: what is darker is ink
_RULE = 81  # px of the copy: straight ink longer than this is a rule, not writing
_LEAST_CONTRAST = 12.0  # grey levels between ink and what surrounds it
_HEIGHTS = (5, 110)  # px of the copy
_LEAST_FILL, _MOST_FILL = 0.35, 0.98  # share of a line's box that ink and its gaps cover


@dataclass(frozen=True)
class TextBox:
    """An upright box around a line of writing, in pixels of the page."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Height in pixels, about that of a Chinese character."""
        return self.bottom - self.top


def text_boxes(page: GreyPicture) -> list[TextBox]:
    """Return the boxes of what looks like lines of writing on an upright page, in any order."""
    height, width = page.shape
    ratio = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    small = np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    ink = _ink(np.asarray(cv2.GaussianBlur(small, (3, 3), 0), dtype=np.uint8))
    gap = np.ones((1, 13), np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, gap)
    _, _, found, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = []
    for left, top, wide, high, filled in found[1:].tolist():
        share = filled / (wide * high)
        if (
            _HEIGHTS[0] <= high <= _HEIGHTS[1]
            and wide >= 2.2 * high
            and _LEAST_FILL <= share <= _MOST_FILL
        ):
            right, bottom = left + wide, top + high
            boxes.append(TextBox(*(round(edge / ratio) for edge in (left, top, right, bottom))))
    return boxes


def _ink(small: GreyPicture) -> NDArray[np.uint8]:
    """Return 1 where there are thin things darker than their paper that are not long rules."""
    depth = cv2.subtract(_paper(small), small)
    threshold = max(_LEAST_CONTRAST, _INK_SHARE * float(np.percentile(depth, 99.5)))
    ink = np.asarray(depth > threshold, dtype=np.uint8)
    for shape in ((1, _RULE), (_RULE, 1)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink &= 1 - np.asarray(cv2.dilate(rules, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    return ink


def _paper(small: GreyPicture) -> GreyPicture:
    """Return what the page would be without strokes: brightened and smoothed on a small copy."""
    height, width = small.shape
    size = (max(1, width // _PAPER_STEP), max(1, height // _PAPER_STEP))
    copy = cv2.resize(small, size, interpolation=cv2.INTER_AREA)
    copy = cv2.dilate(copy, np.ones((5, 5), np.uint8))
    copy = cv2.medianBlur(copy, 5)
    return np.asarray(
        cv2.resize(copy, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8
    )

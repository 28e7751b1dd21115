"""Joins ink over round gaps, as OpenCV's closing by an ellipse does, in less than half the time.

OpenCV looks at every place of a round brush for every pixel: at 650 of them for one of 29 pixels.
The rows of the brush are lines of a few different lengths; ink is widened from one length to the
next, and the rows are laid over each other.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_SMALL = 9  # px across: OpenCV is as quick with so small a brush

Mask = NDArray[np.uint8]


def closed(ink: Mask, across: int) -> Mask:
    """Return ink, 0 or 1, closed by a round brush that is ``across`` pixels wide, an odd number."""
    if across <= _SMALL:
        return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _brush(across)), dtype=np.uint8)
    return _brushed(_brushed(ink, across, cv2.dilate, 0), across, cv2.erode, 1)


@cache
def _brush(across: int) -> Mask:
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across))
    return np.asarray(brush, dtype=np.uint8)


def _brushed(ink: Mask, across: int, way: Any, beyond: int) -> Mask:
    """Return the ink grown or shrunk; ``beyond`` is what lies beyond the edge of the picture."""
    join = np.maximum if way is cv2.dilate else np.minimum
    lengths = _brush(across).sum(axis=1)
    half, height = across // 2, ink.shape[0]
    wide = cv2.copyMakeBorder(ink, half, half, 0, 0, cv2.BORDER_CONSTANT, value=beyond)
    reached, done = 1, np.full_like(ink, beyond)
    for length in np.unique(lengths).tolist():
        wide = way(wide, np.ones((1, length - reached + 1), np.uint8))
        reached = length
        for row in np.flatnonzero(lengths == length).tolist():
            join(done, wide[row : row + height], out=done)
    return done

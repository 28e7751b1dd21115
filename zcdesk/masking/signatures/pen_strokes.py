"""What a pen may have written, told from rules, dots and specks."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import square

INKED = 0.08
"""Ink in squares of the line height from which on a space is signed; one character has .15."""

_SPECK = 0.2  # line heights; dots of a dotted rule are lower


def strokes(
    ink: NDArray[np.uint8], height: float, rules: tuple[float, float] = (2.2, 1.7)
) -> NDArray[np.uint8]:
    """Return ink without rules, dots and specks.

    Args:
        height: Pixels that a line of print is high there.
        rules: Such heights from which on straight ink is a rule that lies, or an upright one.
    """
    if not ink.size:
        return ink
    lying = np.ones((1, max(3, round(rules[0] * height))), np.uint8)
    flat = cv2.morphologyEx(ink, cv2.MORPH_OPEN, lying)
    upright = np.ones((max(3, round(rules[1] * height)), 1), np.uint8)
    tall = cv2.morphologyEx(ink, cv2.MORPH_OPEN, upright)
    rest = ink * (1 - cv2.dilate(cv2.bitwise_or(flat, tall), square(3)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest)
    large = (stats[:, 3] >= _SPECK * height) | (stats[:, 2] >= 2 * _SPECK * height)
    large[0] = False
    return np.asarray(large[labels], np.uint8)

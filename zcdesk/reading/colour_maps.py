"""What colours a page has, as maps beside those of the text detector."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import Picture

Planes = NDArray[np.float32]

CELL = 8
"""Pixels of the detector's copy that one place of the finest maps is wide."""


def colour_maps(picture: Picture, size: tuple[int, int]) -> Planes:
    """Return how red, blue, dark and colourful a page is at each place.

    Args:
        picture: Page, RGB.
        size: Width and height of the maps.

    Returns:
        Shape (10, rows, columns): mean, most and spread of red, blue and darkness, and how far the
        channels lie apart; 0 to 1.
    """
    wide, tall = size
    shrinks = picture.shape[0] >= tall * CELL
    way = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    copy = cv2.resize(picture, (wide * CELL, tall * CELL), interpolation=way)
    red, green, blue = cv2.split(copy)
    most, least = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    grey = cv2.cvtColor(copy, cv2.COLOR_RGB2GRAY)
    maps = []
    reds, blues = cv2.subtract(red, cv2.max(green, blue)), cv2.subtract(blue, red)
    for level in (reds, blues, cv2.bitwise_not(grey)):
        cells = level.reshape(tall, CELL, wide, CELL)
        exact = level.astype(np.float32)
        mean = cv2.resize(exact, size, interpolation=cv2.INTER_AREA)
        square = cv2.resize(exact * exact, size, interpolation=cv2.INTER_AREA)
        spread = np.sqrt(np.maximum(square - mean * mean, 0))
        maps += [mean, cells.max((1, 3)), spread]
    maps.append(cv2.resize(cv2.subtract(most, least), size, interpolation=cv2.INTER_AREA))
    return np.asarray(np.stack(maps), np.float32) / np.float32(255)

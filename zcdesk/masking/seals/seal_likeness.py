"""What a place that the rules found looks like: a seal, or one of what is taken for seals.

Source:
    Trained on drawn crops by ``benchmarks/things/seal_training.py``; what it finds and misses is
    told in ``benchmarks/results``.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Box, bounds
from zcdesk.masking.seals.seal_detection import Seal
from zcdesk.picture import Picture
from zcdesk.reading.engine import shipped_session

SIDE = 48
"""Pixels of the square that the network sees."""

_AROUND = 0.1  # of the longer side, cut out around a place
_MODEL, _SEALS = "seals.onnx", 2


def likeness(picture: Picture, seal: Seal) -> float:
    """Return how likely a place shows a seal, 0 to 1; errors as in ``engine.shipped_model``."""
    cut = cut_around(picture, bounds(seal.polygon)).astype(np.float32) / 255
    (answer,) = shipped_session(_MODEL).run(["kinds"], {"crop": cut.transpose(2, 0, 1)[None]})
    likely: NDArray[np.float32] = np.asarray(answer, np.float32)[0]
    return float(likely[:_SEALS].sum())


def cut_around(picture: Picture, place: Box) -> Picture:
    """Return the square around a place, ``SIDE`` pixels wide; beyond the page it is white."""
    left, top, right, bottom = place
    half = max(right - left, bottom - top) * (0.5 + _AROUND)
    x, y = (left + right) / 2, (top + bottom) / 2
    size = max(4, round(2 * half))
    page = picture[
        max(0, round(y - half)) : round(y + half), max(0, round(x - half)) : round(x + half)
    ]
    above, beside = max(0, -round(y - half)), max(0, -round(x - half))
    square = np.full((size, size, 3), 255, np.uint8)
    page = page[: size - above, : size - beside]
    square[above : above + page.shape[0], beside : beside + page.shape[1]] = page
    way = cv2.INTER_AREA if size >= SIDE else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(square, (SIDE, SIDE), interpolation=way), np.uint8)

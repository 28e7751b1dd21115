"""What a place that the rules found looks like: a seal, or one of what is taken for seals.

Source:
    Trained on drawn crops by ``benchmarks/things/seal_training.py``; what it finds and misses is
    told in ``benchmarks/results/seal-places-2026-11-27.md``.
"""

from __future__ import annotations

import cv2
import numpy as np

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
    return float(np.asarray(answer)[0, :_SEALS].sum())


def cut_around(picture: Picture, place: Box) -> Picture:
    """Return the square around a place, ``SIDE`` pixels wide; the page's edge goes on beyond it."""
    left, top, right, bottom = place
    size = max(4, round(max(right - left, bottom - top) * (1 + 2 * _AROUND)))
    square = cv2.getRectSubPix(picture, (size, size), ((left + right) / 2, (top + bottom) / 2))
    way = cv2.INTER_AREA if size >= SIDE else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(square, (SIDE, SIDE), interpolation=way), np.uint8)

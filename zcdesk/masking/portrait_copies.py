"""The small, evened copy of a page in which portraits are looked for."""

from __future__ import annotations

import cv2
import numpy as np

from zcdesk.picture import GreyPicture, Picture

_DARKEST = 0.005  # share of pixels that become black, as faint copies have no black of their own
_LEAST_SPAN = 70


def white_paper(copy: Picture) -> Picture:
    """Divide paper and light away; the level of paper is taken from farther away than a photo."""
    height, width = copy.shape[:2]
    share = 96 / max(height, width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    coarse = cv2.resize(copy, size, interpolation=cv2.INTER_AREA)
    # Beyond the edge the page goes on as it ends, else a margin's photo would become paper.
    coarse = cv2.morphologyEx(
        coarse, cv2.MORPH_CLOSE, np.ones((33, 33), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    paper = cv2.resize(cv2.blur(coarse, (9, 9)), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(copy, np.maximum(paper, 1), scale=255), np.uint8)


def stretched(flat: Picture) -> Picture:
    """Make the darkest ink black: faint copies have the same portraits in fewer levels."""
    levels = darkest(flat)
    counts = np.bincount(levels.ravel(), minlength=256)
    black = int(np.searchsorted(np.cumsum(counts), levels.size * _DARKEST))
    black = min(black, 255 - _LEAST_SPAN)
    table = (np.arange(256) - black) * (255.0 / (255 - black))
    return np.asarray(cv2.LUT(flat, np.clip(table, 0, 255).astype(np.uint8)), np.uint8)


def darkest(flat: Picture) -> GreyPicture:
    """Return the lowest of the three colours; along the last axis numpy takes ten times as long."""
    return np.minimum(np.minimum(flat[:, :, 0], flat[:, :, 1]), flat[:, :, 2])

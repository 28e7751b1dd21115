"""The small, evened copy of a page in which portraits are looked for."""

from __future__ import annotations

import cv2
import numpy as np

from zcdesk.picture import Picture


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

"""How tests look for ink inside a mark."""

from __future__ import annotations

import cv2
import numpy as np

from zcdesk.geometry import Polygon, bounds
from zcdesk.picture import Picture


def contrast(picture: Picture, polygon: Polygon) -> int:
    """Return the largest difference of any channel between two pixels inside ``polygon``."""
    left, top, right, bottom = bounds(polygon)
    x0, y0 = max(0, int(left)), max(0, int(top))
    part = picture[y0 : int(np.ceil(bottom)) + 1, x0 : int(np.ceil(right)) + 1]
    mask = np.zeros(part.shape[:2], np.uint8)
    corners = np.array(polygon, np.float32) - (x0 + 0.5, y0 + 0.5)
    cv2.fillPoly(mask, [np.rint(corners).astype(np.int32)], 1)
    inside = part[mask > 0]
    if not inside.size:
        return 0
    return int((inside.max(axis=0).astype(int) - inside.min(axis=0)).max())

"""Portraits: a face between hair and shoulders, by a search of its own.

A rectangle of middle tones in a photo's shape is taken for a portrait when down its middle a
dark part, a lighter even one and another part follow each other, and both sides above are
alike.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from zcdesk.geometry import Polygon, box
from zcdesk.picture import GreyPicture, Picture, grey_of, scaled, square

_SIDE = 600  # px of the long side of the copy
_LEAST, _LARGEST = 0.05, 0.62  # of the long side
_SHAPE = (0.55, 1.1)  # width by height
_FILLED = 0.45  # of its box that a photo's outline fills
_STROKE = 5  # px of the copy: thinner is text
_LEVELS = (22, 60)  # below the paper's level
_LIGHTER = 28.0  # levels from hair to face
_ALIKE = 24.0  # levels between both upper corners
_EVEN = 40.0  # levels of deviation in a corner or in the face


def portraits_left(picture: Picture) -> Iterator[Polygon]:
    """Yield the places of portraits on a finished picture.

    Args:
        picture: The finished picture, opaque covers painted over.
    """
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    copy = scaled(picture, scale)
    grey, side = grey_of(copy), max(copy.shape[:2])
    paper = float(np.percentile(grey, 85))
    darkest = copy.min(axis=2)
    seen: list[tuple[int, int]] = []
    for level in _LEVELS:
        ink = (darkest < paper - level).astype(np.uint8)
        ink = cv2.morphologyEx(ink, cv2.MORPH_OPEN, square(_STROKE))
        outlines, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for outline in outlines:
            left, top, width, height = cv2.boundingRect(outline)
            sized = _LEAST * side <= height <= _LARGEST * side
            shaped = _SHAPE[0] <= width / max(1, height) <= _SHAPE[1]
            if not sized or not shaped or cv2.contourArea(outline) < _FILLED * width * height:
                continue
            new = all(abs(left - x) + abs(top - y) > 0.3 * height for x, y in seen)
            if new and _is_portrait(grey[top : top + height, left : left + width]):
                seen.append((left, top))
                corners = (left, top, left + width, top + height)
                yield box(*(value / scale for value in corners))


def _is_portrait(part: GreyPicture) -> bool:
    small = cv2.resize(part, (32, 40), interpolation=cv2.INTER_AREA).astype(np.float32)
    hair = float(np.percentile(small[3:14, 12:20], 15))
    face = small[15:22, 13:19]
    corners = small[3:9, 2:6], small[3:9, 26:30]
    sides = [float(np.median(corner)) for corner in corners]
    low = small[34:38, 6:26]
    return bool(
        float(np.median(face)) - hair >= _LIGHTER
        and float(face.std()) <= _EVEN
        and abs(sides[0] - sides[1]) <= _ALIKE
        and max(float(corner.std()) for corner in corners) <= _EVEN
        and abs(float(np.median(low)) - float(np.mean(sides))) >= _LIGHTER
        and min(sides) - hair >= _LIGHTER / 2
    )

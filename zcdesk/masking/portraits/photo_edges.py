"""Tells where the photo around a face ends: at its straight edges, else where photos usually do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, box
from zcdesk.masking.portraits.face_detection import Face
from zcdesk.picture import Picture

_COPY_FACE = 40
"""Pixels of a face's height in the copy that is looked at."""

_NEAREST, _USUAL = (0.62, 0.25, 0.3), (1.15, 0.75, 0.95)
_LIKELY, _FARTHEST = (1.6, 1.0, 1.5), (1.9, 1.4, 1.9)
"""Distance of a photo's sides from the face's middle in its widths, of the upper edge from the
forehead and of the lower one from the chin in its heights. One-inch and card photos have .8 to 1.3,
.3 to .9 and .5 to 1.3."""

_STEP = 10.0  # levels between both sides of an edge ...
_STRAIGHT = 0.75  # ... on so much of its length; a shoulder's outline leaves its column soon
_BLUR = 2  # pixels of the copy over which an edge may be spread


@dataclass(frozen=True)
class PhotoPlace:
    """Where a photo lies, and how many of its four sides were seen."""

    polygon: Polygon
    seen: int


def photo_around(picture: Picture, face: Face) -> PhotoPlace:
    """Return the rectangle of the photo that shows a face.

    Args:
        picture: Upright page, RGB; left as it is.
        face: A face on it.
    """
    x, _ = face.middle
    wide, tall = face.width, face.height
    height, width = picture.shape[:2]
    left = max(0, round(x - _FARTHEST[0] * wide) - 2)
    right = min(width, round(x + _FARTHEST[0] * wide) + 2)
    top = max(0, round(face.top - _FARTHEST[1] * tall) - 2)
    bottom = min(height, round(face.bottom + _FARTHEST[2] * tall) + 2)
    ratio = min(1.0, _COPY_FACE / tall)
    size = max(8, round((right - left) * ratio)), max(8, round((bottom - top) * ratio))
    copy = cv2.resize(picture[top:bottom, left:right], size, interpolation=cv2.INTER_AREA)
    middle = (x - left) * ratio
    rows = slice(*_span(face.top - top, face.bottom + 0.3 * tall - top, ratio, size[1]))
    upright = _straightness(copy[rows], axis=1)
    sides = [_edge(upright, middle, sign * wide * ratio, 0) for sign in (-1, 1)]
    photo = _inside(sides, size[0])
    # Hair ends in a straight line as well: above the head only what lies beside it tells.
    inner = (face.left - left) * ratio, (face.right - left) * ratio
    beside = [
        np.arange(photo[0], round(inner[0]), dtype=np.intp),
        np.arange(round(inner[1]), photo[1], dtype=np.intp),
    ]
    above = _straightness(copy[:, np.concatenate(beside)], axis=0)
    below = _straightness(copy[:, slice(*photo)], axis=0)
    sides += [
        _edge(above, (face.top - top) * ratio, -tall * ratio, 1),
        _edge(below, (face.bottom - top) * ratio, tall * ratio, 2),
    ]
    usual = (
        x - _USUAL[0] * wide,
        x + _USUAL[0] * wide,
        face.top - _USUAL[1] * tall,
        face.bottom + _USUAL[2] * tall,
    )
    found = [
        origin + edge / ratio if edge is not None else other
        for origin, edge, other in zip((left, left, top, top), sides, usual, strict=True)
    ]
    x0, x1, y0, y1 = max(0.0, found[0]), min(width, found[1]), max(0.0, found[2]), found[3]
    polygon = box(x0, y0, x1, min(float(height), y1))
    return PhotoPlace(polygon, sum(edge is not None for edge in sides))


def _inside(sides: Sequence[float | None], size: int) -> tuple[int, int]:
    """Return the columns between a photo's sides without its rim."""
    first = round(sides[0] or 0) + _BLUR + 1
    last = round(size if sides[1] is None else sides[1]) - _BLUR
    return first, max(first + 1, last)


def _span(first: float, last: float, ratio: float, size: int) -> tuple[int, int]:
    start = max(0, min(size - 1, round(first * ratio)))
    return start, max(start + 1, min(size, round(last * ratio)))


def _straightness(part: NDArray[np.generic], axis: int) -> NDArray[np.float32]:
    """Return for each place along ``axis`` on how much of its length the levels change there."""
    levels = part.astype(np.float32)
    before = np.roll(levels, _BLUR, axis=axis)
    after = np.roll(levels, -_BLUR, axis=axis)
    change = np.abs(after - before).max(axis=2) >= _STEP
    share = np.asarray(change.mean(axis=1 - axis), np.float32)
    share[:_BLUR] = share[-_BLUR:] = 0
    return share


def _edge(share: NDArray[np.float32], start: float, length: float, distances: int) -> float | None:
    """Return the place of the straight edge where a photo usually ends, None without any.

    Within the usual distances it is the last one, as long hair is straight too; beyond them the
    nearest one, which may be a cell's.
    """
    near, usual, far = (
        round(start + length * reach[distances]) for reach in (_NEAREST, _LIKELY, _FARTHEST)
    )
    step = 1 if length > 0 else -1
    inner = _first_straight(share, range(usual, near, -step))
    if inner is not None:
        return float(inner)
    outer = _first_straight(share, range(usual, far, step))
    return None if outer is None else float(outer + step * _BLUR)


def _first_straight(share: NDArray[np.float32], places: range) -> int | None:
    seen = (one for one in places if 0 <= one < len(share) and share[one] >= _STRAIGHT)
    return next(seen, None)

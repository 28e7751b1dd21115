"""Finds the text lines of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture
from zcdesk.reading.crossings import is_crossing, taken_apart
from zcdesk.reading.engine import detection_session
from zcdesk.system.memory import give_back

DETECTION_SIDE = 960
"""Long side in pixels that the detector sees; 640 finds less, 1600 no more, 2240 loses text."""

Pixels = NDArray[np.integer[Any] | np.floating[Any]]
Maps = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]
"""What the network holds within: fine, middle and coarse maps, shape (1, 96, rows, columns)."""

_STEP = 32  # the network halves the picture five times
_INK = 0.25  # pixel probability from which on a pixel belongs to a line
_LINE = 0.35  # mean probability from which on a box is a line
_GROW = 1.7  # the network draws lines thinner than they are
_LARGE = 400_000  # px of a copy; the detector's results of a cut-out need no room made first
_LEAST_SIDE = 3.0  # px of the detector's copy


def detect(page: GreyPicture, side: int = DETECTION_SIDE) -> tuple[Polygon, ...]:
    """Return the quadrilaterals of the text lines on an evened page, see :func:`look`."""
    return look(page, side)[0]


def look(page: GreyPicture, side: int = DETECTION_SIDE) -> tuple[tuple[Polygon, ...], Maps]:
    """Return the quadrilaterals of the text lines on an evened page, and the maps behind them.

    Args:
        page: Evened page, shape (height, width).
        side: Long side in pixels at which the detector looks.

    Returns:
        Rectangles (mostly upright, sometimes tilted) in pixels of ``page``, corners clockwise from
        the top left of the text, in reading order (top to bottom); and what the network holds.

    Source:
        Differentiable binarisation (Liao et al. 2020, arXiv 1911.08947): threshold, box, grow.
    """
    height, width = page.shape
    copy = copy_of(page, side)
    probability, maps = _answer(copy)
    ratio = (width / copy.shape[1], height / copy.shape[0])
    quads = [_scaled(corners, ratio) for corners in _boxes(probability)]
    return tuple(sorted(quads, key=lambda quad: (quad[0][1], quad[0][0]))), maps


def copy_of(page: GreyPicture, side: int = DETECTION_SIDE) -> Pixels:
    """Return the copy of an evened page that the detector looks at; both sides go by 32."""
    height, width = page.shape
    scale = min(side / max(height, width), 2.0)
    size = (_stepped(width * scale), _stepped(height * scale))
    shrinks = scale < 1
    return cv2.resize(page, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)


def levels_of(copy: Pixels) -> NDArray[np.float32]:
    """Return a copy as the network takes it, shape (1, 3, rows, columns)."""
    levels = copy.astype(np.float32) / 127.5 - 1.0
    return np.ascontiguousarray(np.broadcast_to(levels, (1, 3, *levels.shape)))


def _stepped(length: float) -> int:
    return max(_STEP, round(length / _STEP) * _STEP)


def _answer(copy: Pixels) -> tuple[NDArray[np.float32], Maps]:
    if copy.size >= _LARGE:
        give_back()  # the detector needs more at once than anything else
    answer, *maps = detection_session().run(None, {"x": levels_of(copy)})
    fine, middle, coarse = (np.asarray(each, np.float32) for each in maps)
    return np.asarray(answer[0, 0], dtype=np.float32), (fine, middle, coarse)


def _boxes(probability: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    ink = (probability > _INK).astype(np.uint8)
    contours, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    boxes = []
    for contour in _lines_of(contours):
        middle, (across, down), angle = cv2.minAreaRect(contour)
        if min(across, down) < _LEAST_SIDE:
            continue
        if _mean_inside(probability, contour) < _LINE:
            continue
        grow = across * down * _GROW / (2 * (across + down))
        grown = (middle, (across + 2 * grow, down + 2 * grow), angle)
        boxes.append(_clockwise(cv2.boxPoints(grown)))
    return boxes


def _lines_of(contours: Iterable[Any]) -> Iterator[Any]:
    for contour in contours:
        yield from taken_apart(contour) if is_crossing(contour) else (contour,)


def _mean_inside(probability: NDArray[np.float32], contour: Pixels) -> float:
    x, y, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [contour], -1, 1, thickness=-1, offset=(-x, -y))
    return float(cv2.mean(probability[y : y + height, x : x + width], inside)[0])


def _clockwise(corners: Pixels) -> NDArray[np.float32]:
    """Order corners clockwise from the corner that is nearest to the top left."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    ordered = corners[np.argsort(angles)].astype(np.float32)
    first = int(np.argmin(ordered.sum(axis=1)))
    return np.roll(ordered, -first, axis=0)


def _scaled(corners: NDArray[np.float32], ratio: tuple[float, float]) -> Polygon:
    return tuple((float(x) * ratio[0], float(y) * ratio[1]) for x, y in corners)

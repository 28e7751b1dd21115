"""Makes things of the network's answer: places that hang together, and an outline around them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.things.kinds import KINDS, Kind
from zcdesk.geometry import Polygon
from zcdesk.reading.colour_maps import Planes
from zcdesk.reading.photo_places import FINE, apart, fine_area

CORNERS = 32
"""Of a ring's outline."""

_FEW = 3  # corners of a hull
_ROUND = frozenset({Kind.RING, Kind.EMBLEM})


@dataclass(frozen=True)
class Blob:
    """Places of one kind that hang together.

    ``score`` is the mean of its places, ``outline`` in places of the maps.
    """

    kind: Kind
    score: float
    outline: Polygon


def blobs(answer: Planes) -> Iterator[Blob]:
    """Yield the things of an answer, shape (kinds, rows, columns); ``photo_places`` tells how."""
    for kind, likely in zip(KINDS, answer, strict=True):
        for levels, left, top in apart(likely):
            score = float(levels[levels > 0].mean())
            outline = _fitted(levels, round_one=kind in _ROUND)
            yield Blob(kind, score, tuple((x + left, y + top) for x, y in outline))


def _fitted(levels: Planes, *, round_one: bool) -> Polygon:
    """Return the outline of a thing: the ellipse with its moments, or the rectangle around it."""
    area = fine_area(levels)
    contours, _ = cv2.findContours(area, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(np.concatenate(contours)[:, 0].astype(np.float32))
    is_ellipse = round_one and len(hull) > _FEW
    corners = _ellipse(hull) if is_ellipse else _rectangle(hull)
    return tuple(((x + 0.5) / FINE - 1, (y + 0.5) / FINE - 1) for x, y in corners.tolist())


def _rectangle(hull: NDArray[Any]) -> NDArray[np.float64]:
    return np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), np.float64)


def _ellipse(hull: NDArray[Any]) -> NDArray[np.float64]:
    """Return points of the ellipse that has a filled outline's middle and moments."""
    moments = cv2.moments(hull)
    area = max(moments["m00"], 1.0)
    x, y = moments["m10"] / area, moments["m01"] / area
    spread = np.array([[moments["mu20"], moments["mu11"]], [moments["mu11"], moments["mu02"]]])
    values, axes = np.linalg.eigh(spread / area)
    turns = np.linspace(0, math.tau, CORNERS, endpoint=False)
    circle = np.stack([np.cos(turns), np.sin(turns)], 1) * 2 * np.sqrt(np.maximum(values, 0.25))
    return np.asarray(circle @ axes.T + (x, y))

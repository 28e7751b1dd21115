"""Makes things of the network's answer: places that hang together, and the outline fitted to them.

Needs nothing that the program has not got, so that it may move there as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.things.colours import Maps
from benchmarks.things.kinds import KINDS, Kind
from zcdesk.geometry import Polygon

LEAST = 0.2
"""Of the network's answer for a place that belongs to a thing at all."""

CORNERS = 32
"""Of a ring's outline."""

_FEW = 3  # places
_EDGE, _SEEN = 0.5, 0.7  # a blob finer than a place loses some of its height between places
_FINE = 4  # times the maps, where an outline is fitted
_ROUND = frozenset({Kind.RING, Kind.EMBLEM})


@dataclass(frozen=True)
class Blob:
    """Places of one kind that hang together.

    ``score`` is the mean of its places, ``outline`` in places of the maps.
    """

    kind: Kind
    score: float
    outline: Polygon


def blobs(answer: Maps) -> Iterator[Blob]:
    """Yield the things of an answer, shape (kinds, rows, columns).

    What is likelier than :data:`LEAST` hangs together, unless several parts of it are likelier than
    a half: these are things side by side. The outline runs where a place falls to a half, or to
    half of the score where nothing reaches that.
    """
    for kind, likely in zip(KINDS, answer, strict=True):
        for levels, left, top in _apart(likely):
            score = float(levels[levels > 0].mean())
            least = _EDGE if levels.max() > _SEEN else score / 2
            outline = fitted(levels, least, round_one=kind in _ROUND)
            yield Blob(kind, score, tuple((x + left, y + top) for x, y in outline))


def _apart(likely: Maps) -> Iterator[tuple[Maps, int, int]]:
    """Yield how likely the places of each thing are, 0 where others are, with its left and top."""
    for part, left, top in _together(likely, LEAST):
        cores = [*_together(part, _EDGE)]
        several = cores if len(cores) > 1 else [(part, 0, 0)]
        yield from ((levels, left + x, top + y) for levels, x, y in several)


def _together(likely: Maps, least: float) -> Iterator[tuple[Maps, int, int]]:
    """Yield the places above a bound that hang together and are not too few."""
    count, label, stats, _ = cv2.connectedComponentsWithStats(
        (likely > least).astype(np.uint8), connectivity=8
    )
    for number in range(1, count):
        left, top, wide, tall, places = (int(value) for value in stats[number])
        if places >= _FEW:
            part = slice(top, top + tall), slice(left, left + wide)
            yield np.where(label[part] == number, likely[part], np.float32(0)), left, top


def fitted(levels: Maps, least: float, *, round_one: bool) -> Polygon:
    """Return the outline of a thing: the ellipse with its moments, or the rectangle around it.

    Args:
        levels: How likely each place is; 0 where another thing is.
        least: From which on a place is the thing's.
        round_one: It is an ellipse.
    """
    rim = 1
    padded = np.pad(levels, rim)
    grown = cv2.resize(padded, None, fx=_FINE, fy=_FINE, interpolation=cv2.INTER_LINEAR)
    inside = (grown > least).astype(np.uint8)
    contours, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(np.concatenate(contours)[:, 0].astype(np.float32))
    is_ellipse = round_one and len(hull) > _FEW
    corners = _ellipse(hull) if is_ellipse else _rectangle(hull)
    return tuple(((x + 0.5) / _FINE - rim, (y + 0.5) / _FINE - rim) for x, y in corners.tolist())


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

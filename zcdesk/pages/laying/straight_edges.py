"""Proposes quadrilaterals from straight edges, where light and colour do not suffice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import cv2
import numpy as np
from numpy.typing import NDArray

_LEAST_LENGTH = 0.05  # of the picture's long side: shorter edges are texture
_LINES = 7  # longest lines of each direction that are tried
_SAME_ANGLE, _SAME_PLACE = 4.0, 4.0  # degrees and px within which two edges are one line
_COVERED = 0.45  # share of each side on which edges were found
_MOST = 4  # quadrilaterals proposed
_LEAST_SHARE = 0.12  # of the picture


@dataclass
class _Line:
    """Edges in one line: ``a x + b y = c`` with the ends of each edge measured along it."""

    normal: NDArray[np.float64]
    offset: float
    ends: list[tuple[float, float]]

    @property
    def length(self) -> float:
        return sum(last - first for first, last in self.ends)

    def covered(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> float:
        """Return the share of the way from ``start`` to ``end`` that follows edges."""
        along = np.array([-self.normal[1], self.normal[0]])
        low, high = sorted((float(start @ along), float(end @ along)))
        inside = sum(max(0.0, min(last, high) - max(first, low)) for first, last in self.ends)
        return inside / max(high - low, 1.0)


def edge_quads(light: NDArray[np.uint8]) -> Iterator[NDArray[np.float64]]:
    """Yield corners, shape (4, 2), clockwise from the top left, the largest quadrilateral first.

    Args:
        light: Page without its writing in grey levels, shape (height, width).
    """
    height, width = light.shape
    detector = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD, 1.0)
    found = detector.detect(light)[0]
    if found is None:
        return
    segments = np.asarray(found, np.float64).reshape(-1, 4) + 0.5
    lengths = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    order = np.argsort(-lengths)
    kept = segments[order][lengths[order] >= _LEAST_LENGTH * max(height, width)][:120]
    upright, level = _lines(kept)
    quads = []
    for (left, right), (top, bottom) in product(combinations(upright, 2), combinations(level, 2)):
        quad = _quad(left, right, top, bottom, (width, height))
        if quad is not None:
            quads.append(quad)
    quads.sort(key=lambda quad: -cv2.contourArea(quad.astype(np.float32)))
    yield from quads[:_MOST]


def _lines(segments: NDArray[np.float64]) -> tuple[list[_Line], list[_Line]]:
    """Join edges that lie in one line; returns the longest upright and the longest level ones."""
    upright: list[_Line] = []
    level: list[_Line] = []
    for x0, y0, x1, y1 in segments.tolist():
        along = np.array([x1 - x0, y1 - y0])
        along /= np.hypot(*along)
        normal = np.array([along[1], -along[0]])
        group = upright if abs(along[1]) > abs(along[0]) else level
        main = 0 if group is upright else 1
        if normal[main] < 0:
            normal = -normal
        offset = float(normal @ ((x0 + x1) / 2, (y0 + y1) / 2))
        for line in group:
            turn = abs(float(line.normal[0] * normal[1] - line.normal[1] * normal[0]))
            ends_off = max(
                abs(float(line.normal @ (x0, y0)) - line.offset),
                abs(float(line.normal @ (x1, y1)) - line.offset),
            )
            if turn < np.sin(np.radians(_SAME_ANGLE)) and ends_off < _SAME_PLACE:
                line.ends.append(_ends(line.normal, (x0, y0), (x1, y1)))
                break
        else:
            group.append(_Line(normal, offset, [_ends(normal, (x0, y0), (x1, y1))]))
    return _longest(upright), _longest(level)


def _ends(
    normal: NDArray[np.float64], one: tuple[float, float], other: tuple[float, float]
) -> tuple[float, float]:
    along = np.array([-normal[1], normal[0]])
    first, last = sorted((float(along @ one), float(along @ other)))
    return first, last


def _longest(lines: list[_Line]) -> list[_Line]:
    return sorted(lines, key=lambda line: -line.length)[:_LINES]


def _quad(
    left: _Line, right: _Line, top: _Line, bottom: _Line, size: tuple[int, int]
) -> NDArray[np.float64] | None:
    """Return the quadrilateral of four lines, where edges cover enough of each side."""
    if left.offset > right.offset:
        left, right = right, left
    if top.offset > bottom.offset:
        top, bottom = bottom, top
    around = (top, right, bottom, left)
    corners = []
    for number, line in enumerate(around):
        before = around[number - 1]
        matrix = np.array([before.normal, line.normal])
        if abs(float(np.linalg.det(matrix))) < 0.3:
            return None
        corners.append(np.linalg.solve(matrix, np.array([before.offset, line.offset])))
    quad = np.array(corners)
    width, height = size
    if (quad < -2).any() or (quad > (width + 2, height + 2)).any():
        return None
    if not cv2.isContourConvex(quad.astype(np.float32)):
        return None
    if cv2.contourArea(quad.astype(np.float32)) < _LEAST_SHARE * width * height:
        return None
    covered = [
        line.covered(quad[number], quad[(number + 1) % 4]) for number, line in enumerate(around)
    ]
    return quad if min(covered) >= _COVERED else None

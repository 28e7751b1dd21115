"""Letters of a stamp across print: 受理 over 尉迟若岚 leaves 尉 beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, bounds
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line

_DARK = 150  # level of ink
_INNER = 0.8  # of a letter's distances to paper are below half of its strokes' width
_HEAVIER = 1.6  # times the usual stroke of the page
_THICKEST = 0.14  # of a line's height; what is thicker is a bar or a ground
_LEAST = 1.5  # px: half of a stroke that counts as heavy
_CELL = 0.35  # of a letter's width to both sides of its middle: the next one may be heavier
_MOST = 8  # letters of a stamp


def heavy_print(page: GreyPicture, lines: Sequence[Line]) -> Iterator[Polygon]:
    """Yield the places of a few letters in a row that are much heavier than the page's print."""
    ink = (page < _DARK).astype(np.uint8)
    depth = np.asarray(cv2.distanceTransform(ink, cv2.DIST_L2, 3), np.float32)
    weights = [
        [
            (character.column, _weight(depth, line, character.column))
            for character in line.lattice.characters
        ]
        for line in lines
    ]
    every = [weight for row in weights for _, weight in row if weight > 0]
    least = max(_LEAST, _HEAVIER * float(np.median(every or [0.0])))
    for line, row in zip(lines, weights, strict=True):
        half = line.lattice.han_columns / 2
        most = _THICKEST * line.thickness
        heavy_ones = [(column, least <= weight <= most) for column, weight in row]
        for heavy, run in groupby(heavy_ones, lambda one: one[1]):
            columns = [column for column, _ in run]
            if heavy and 2 <= len(columns) <= _MOST:
                yield line.span(columns[0] - half, columns[-1] + half)


def _weight(depth: NDArray[np.float32], line: Line, column: int) -> float:
    half = _CELL * line.lattice.han_columns
    left, top, right, bottom = (
        max(0, round(edge)) for edge in bounds(line.span(column - half, column + half))
    )
    inked = depth[top:bottom, left:right]
    inked = inked[inked > 0]
    at = int(_INNER * inked.size)  # ``numpy.percentile`` takes five times as long, for each letter
    return float(np.partition(inked, at)[at]) if inked.size else 0.0

"""How far a page leans."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import Picture, require_picture

LIMIT = 15.0
"""Degrees to either side within which skew is looked for."""

_SIDE = 1200  # px of the reduced copy's long side
_STROKE = 15  # px of the copy: darker things narrower than this are ink
_POINTS = 30_000
_LEAST_POINTS = 200
_COARSE, _FINE = 0.5, 0.05  # degrees

_PEAK = 0.7  # of the highest score: what reaches above it belongs to the peak

_COARSE_ROW, _FINE_ROW = 3.0, 1.0  # px of the copy: height of a row of the profile

_EVIDENCE = 4.0
"""How far the best angle's profile must stand above the middle of all angles.

Drawn pages with writing or rules reach 11 and more, a lone seal at most 2.1, noise 1.2.
"""


def skew(picture: Picture) -> float:
    """Return by how many degrees clockwise ``picture`` must be turned so that its lines lie level.

    Args:
        picture: Page; a quarter turn before or after makes no difference to the answer.

    Returns:
        -15 to 15, good to about 0.1; 0.0 where nothing on the page tells.

    Source:
        Projection profiles (Postl 1986) of the edges of ink, across for lines of writing and down
        for table rules and vertical writing, added up.
    """
    require_picture(picture)
    across, down = _edges(_ink(picture))
    if len(across[0]) < _LEAST_POINTS:
        return 0.0
    coarse = np.arange(-LIMIT, LIMIT + _COARSE / 2, _COARSE)
    scores = _scores(across, down, coarse, _COARSE_ROW)
    best = int(scores.argmax())
    if scores[best] < _EVIDENCE * float(np.median(scores)) or best in {0, len(coarse) - 1}:
        return 0.0
    fine = coarse[best] + np.arange(-1.5 * _COARSE, 1.5 * _COARSE + _FINE / 2, _FINE)
    scores = _scores(across, down, fine, _FINE_ROW)
    # The peak's centre of gravity is steadier than its highest point.
    weight = np.maximum(scores - _PEAK * float(scores.max()), 0.0)
    return round(float((fine * weight).sum() / weight.sum()), 2)


Points = tuple[NDArray[np.float32], NDArray[np.float32]]


def _ink(picture: Picture) -> NDArray[np.uint8]:
    """Return 1 where the reduced page has thin dark things: writing and rules, not photos."""
    height, width = picture.shape[:2]
    ratio = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    small = cv2.cvtColor(
        cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY
    )
    kernel = np.ones((_STROKE, _STROKE), np.uint8)
    thin = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, kernel)
    threshold = max(20.0, 0.4 * float(np.percentile(thin, 99.5)))
    return np.asarray(thin > threshold, dtype=np.uint8)


def _edges(ink: NDArray[np.uint8]) -> tuple[Points, Points]:
    """Return the lower and the right edges of ink as points, thinned to a bearable number."""
    lower = np.nonzero(ink[:-1] > ink[1:])
    right = np.nonzero(ink[:, :-1] > ink[:, 1:])
    return _thinned(lower), _thinned(right)


def _thinned(found: tuple[NDArray[np.intp], ...]) -> Points:
    rows, columns = found
    step = max(1, len(rows) // _POINTS)
    return rows[::step].astype(np.float32), columns[::step].astype(np.float32)


def _scores(
    across: Points, down: Points, angles: NDArray[np.float64], row: float
) -> NDArray[np.float64]:
    """Return how sharply the edges gather in rows and columns after a turn by each angle."""
    rows, columns = across
    level = np.array([_sharpness(rows, columns, angle, row) for angle in angles])
    rows, columns = down
    plumb = np.array([_sharpness(columns, -rows, angle, row) for angle in angles])
    return np.asarray(level / max(np.median(level), 1.0) + plumb / max(np.median(plumb), 1.0)) / 2


def _sharpness(
    along: NDArray[np.float32], other: NDArray[np.float32], angle: float, row: float
) -> float:
    """Return the energy of the profile of ``along`` after a clockwise turn by ``angle``."""
    radians = np.float32(np.radians(angle))
    position = (along * np.cos(radians) + other * np.sin(radians)) / np.float32(row)
    counts = np.bincount((position - position.min()).astype(np.int32)).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())

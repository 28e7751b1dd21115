"""How far a page leans."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import GreyPicture, Picture, level_at, require_picture, scaled, square

LIMIT = 15.0
"""Degrees to either side within which skew is looked for."""

_SIDE = 1200  # px of the reduced copy's long side
_STROKE = 15  # px of the copy: darker things narrower than this are ink
_POINTS = 30_000  # about so many edge points are looked at, evenly picked
_LEAST_POINTS = 200  # edge points; fewer tell no direction
_COARSE, _FINE = 0.5, 0.05  # degrees

_PEAK = 0.85
"""Of the highest score: what reaches above it belongs to the peak. With 0.7 the shoulders of covers
and faxes, which have few lines, drew the answer off by 0.15 degrees, now by 0.09; the others stay
within 0.06 (35 tuning pages).
"""

_LEVEL = 1.15
"""Of the sharpness at the found angle: three level lines of print had 1.9, leaning pages 1.02."""

_COARSE_ROW, _FINE_ROW = 3.0, 1.0  # px of the copy: height of a row of the profile

_EVIDENCE_RED, _EVIDENCE = 2.75, 4.0
"""How far the best angle's profile must stand above the middle of all angles, in red light and
in all light.

On 100 tuning pages of 29 kinds the right angle reached 2.86 and more in red light (next 3.1), a
lone seal, leaning any way, at most 2.1 in red and 2.6 in all light; noise 1.2.
"""


def skew(picture: Picture) -> float:
    """Return by how many degrees clockwise ``picture`` must be turned so that its lines are level.

    Args:
        picture: Page; a quarter turn before or after makes no difference to the answer.

    Returns:
        -15 to 15, good to about 0.1; 0.0 where nothing on the page tells.

    Source:
        Projection profiles (Postl 1986) of the edges of ink, across for lines of writing and down
        for table rules and vertical writing, added up.
    """
    require_picture(picture)
    ratio = min(1.0, _SIDE / max(picture.shape[:2]))
    # Red light first: there seals vanish, whose arcs and slanting letters only disturb.
    red = np.asarray(cv2.extractChannel(picture, 0), dtype=np.uint8)
    lean = _lean(scaled(red, ratio), _EVIDENCE_RED)
    if lean is None:
        grey = cv2.cvtColor(scaled(picture, ratio), cv2.COLOR_RGB2GRAY)
        lean = _lean(grey.astype(np.uint8), _EVIDENCE)
    return lean or 0.0


def _lean(small: GreyPicture, evidence: float) -> float | None:
    """Return the skew of a reduced page, or None where nothing tells."""
    across, down = _edges(_ink(small))
    if min(len(across[0]), len(down[0])) < _LEAST_POINTS:
        return None
    coarse = np.arange(-LIMIT, LIMIT + _COARSE / 2, _COARSE)
    scores = _scores(across, down, coarse, _COARSE_ROW)
    best = int(scores.argmax())
    if scores[best] < evidence * float(np.median(scores)) or best in {0, len(coarse) - 1}:
        return None
    fine = coarse[best] + np.arange(-1.5 * _COARSE, 1.5 * _COARSE + _FINE / 2, _FINE)
    scores = _scores(across, down, fine, _FINE_ROW)
    # The peak's centre of gravity is steadier than its highest point.
    weight = np.maximum(scores - _PEAK * float(scores.max()), 0.0)
    lean = round(float((fine * weight).sum() / weight.sum()), 2)
    level, leaning = _scores(across, down, np.array([0.0, lean]), _FINE_ROW)
    # A page that is sharper as it is stays as it is: first do no harm.
    return 0.0 if level > _LEVEL * leaning else lean


Points = tuple[NDArray[np.float32], NDArray[np.float32]]


def _ink(small: GreyPicture) -> NDArray[np.uint8]:
    """Return 1 where the page has thin dark things: writing and rules, not photos."""
    kernel = square(_STROKE)
    thin = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, kernel)
    threshold = max(20.0, 0.4 * level_at(np.asarray(thin, np.uint8), 99.5))
    return np.asarray(thin > threshold, dtype=np.uint8)


def _edges(ink: NDArray[np.uint8]) -> tuple[Points, Points]:
    """Return the lower and the right edges of ink as points, thinned to a bearable number."""
    return _thinned(ink[:-1] > ink[1:]), _thinned(ink[:, :-1] > ink[:, 1:])


def _thinned(edge: NDArray[np.bool_]) -> Points:
    places = np.flatnonzero(edge)
    step = max(1, len(places) // _POINTS)
    rows, columns = np.divmod(places[::step], edge.shape[1])
    return rows.astype(np.float32), columns.astype(np.float32)


def _scores(
    across: Points, down: Points, angles: NDArray[np.float64], row: float
) -> NDArray[np.float64]:
    """Return how sharply the edges gather in rows and columns after a turn by each angle."""
    rows, columns = across
    level = np.array([_sharpness(rows, columns, angle, row) for angle in angles])
    rows, columns = down
    plumb = np.array([_sharpness(columns, -rows, angle, row) for angle in angles])
    level /= max(float(np.median(level)), 1.0)
    plumb /= max(float(np.median(plumb)), 1.0)
    # Squared, so that a clear answer of one is not watered down by the silence of the other.
    return np.asarray(np.sqrt((np.square(level) + np.square(plumb)) / 2), dtype=np.float64)


def _sharpness(
    along: NDArray[np.float32], other: NDArray[np.float32], angle: float, row: float
) -> float:
    """Return the energy of the profile of ``along`` after a clockwise turn by ``angle``."""
    radians = np.float32(np.radians(angle))
    position = along * np.cos(radians)
    position += other * np.sin(radians)
    position /= np.float32(row)
    position -= position.min()
    counts = np.bincount(position.astype(np.int64)).astype(np.float64)
    return float(np.square(counts[1:] - counts[:-1]).sum())

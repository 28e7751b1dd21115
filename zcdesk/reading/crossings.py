"""Takes apart what the detector joined: a line of print and a watermark or a seal's ring across it.

Text at an angle to the lines touches some of them, and all of it becomes one region; the rectangle
around that is no line, and what is in it would be read by nobody.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Transform
from zcdesk.picture import square

LOOSE = 0.5
"""Share of its rectangle that a region fills at least when it is one line.

On 63 drawn pages single lines filled .6 and more, joined ones .15 to .3, rings of seals .2 to .5.
"""

_Region = NDArray[np.uint8]
_Contour = NDArray[np.integer[Any]]

_LONG = 0.5  # of the longer side of what remains
_SLENDER = 4.0  # length of a line to its thickness
_THIN = 12.0  # the same of a line that is one, however little of the region it explains ...
_THIN_LONG = 0.65  # ... when it is so long; of a thin ring half its width is straight
_EXPLAINED = 0.35  # of what remains; a straight stretch of a ring explains a quarter of it
_ANGLES = (*range(-88, -8, 6), *range(-8, 9, 2), *range(14, 91, 6))
"""Degrees that are tried: pages stand upright, so that thin lines are at most a little askew."""

_FINER = (0, -4, -2, 2, 4)

_MOST = 4  # lines of one region
_LEFT = 12  # px; smaller remains are rims
_RIM = 0.5  # thicknesses around a line that belong to it


def is_crossing(contour: _Contour) -> bool:
    """Tell whether a region may be several lines: its rectangle is mostly empty."""
    _, (across, down), _ = cv2.minAreaRect(contour)
    return min(across, down) > _LEFT and cv2.contourArea(contour) < LOOSE * across * down


def taken_apart(contour: _Contour) -> list[_Contour]:
    """Return the straight lines of a region and what remains; the region itself if it has none.

    Args:
        contour: Outline of the region, whole pixels, as OpenCV finds it.
    """
    x, y, width, height = cv2.boundingRect(contour)
    region = np.zeros((height + 2, width + 2), np.uint8)
    cv2.drawContours(region, [contour], -1, 1, thickness=-1, offset=(1 - x, 1 - y))
    rest = region
    regions: list[_Region] = []
    while len(regions) < _MOST and np.count_nonzero(rest) > _LEFT * _LEFT:
        line = _longest_line(region, rest)
        if line is None:
            break
        regions.append(line)
        rest = _without(rest, line)
    outlines = [outline for part in (*regions, rest) for outline in _outlines(part)]
    return (
        [outline + np.array([[[x - 1, y - 1]]]) for outline in outlines] if regions else [contour]
    )


def _longest_line(region: _Region, rest: _Region) -> _Region | None:
    """Return the pixels of the straight line that explains most of ``rest``."""
    least = round(_LONG * _longer_side(rest))

    def gain(degrees: float) -> int:
        return int(np.count_nonzero(_along(region, degrees, least) & rest))

    best = max(_ANGLES, key=gain)
    line = _along(region, max((best + step for step in _FINER), key=gain), least)
    if not line.any():
        return None
    thickness, length = _sides(line)
    explained = np.count_nonzero(line & rest) / np.count_nonzero(rest)
    if explained < _EXPLAINED and length < _THIN_LONG * _longer_side(rest):
        return None
    slender = _SLENDER if explained >= _EXPLAINED else _THIN
    return line if length >= slender * thickness else None


def _without(rest: _Region, line: _Region) -> _Region:
    rim = max(1, round(_RIM * _sides(line)[0]))
    around = cv2.dilate(line, square(2 * rim + 1))
    return np.where(around > 0, 0, rest).astype(np.uint8)


def _sides(region: _Region) -> tuple[float, float]:
    """Return thickness and length of the largest part of a region."""
    _, (across, down), _ = cv2.minAreaRect(max(_outlines(region), key=cv2.contourArea))
    return min(across, down), max(across, down)


def _longer_side(region: _Region) -> float:
    return float(max(max(cv2.minAreaRect(outline)[1]) for outline in _outlines(region)))


def _along(region: _Region, degrees: float, length: int) -> _Region:
    """Keep what is at least ``length`` long in a direction."""
    height, width = region.shape
    reach = math.hypot(height, width)
    turn = Transform.rotation(degrees, (width / 2, height / 2)).then(
        Transform.shift((reach - width) / 2, (reach - height) / 2)
    )
    turned = _moved(region, turn, round(reach), round(reach))
    row = np.ones((1, max(1, length)), np.uint8)
    strokes = np.asarray(cv2.morphologyEx(turned, cv2.MORPH_OPEN, row), np.uint8)
    return _moved(strokes, turn.inverse(), width, height) & region


def _moved(region: _Region, transform: Transform, width: int, height: int) -> _Region:
    moved = cv2.warpAffine(region * 255, np.array(transform.rows)[:2], (width, height))
    return np.asarray(moved > 127, dtype=np.uint8)


def _outlines(region: _Region) -> list[_Contour]:
    contours, _ = cv2.findContours(region, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [np.asarray(outline) for outline in contours]

"""Print hardly darker than its ground: a name as a watermark, large and pale or black on black.

The first look stretches the contrast of a whole page, which its dark print has already, so large
letters of grey 235 may be passed over. Here the page is looked at once more, small: what is left
of it is only how far each pixel differs from the ground around it, print and edges taken out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture, Picture, square
from zcdesk.reading.detecting import detect
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_LARGE = 14.0  # px of the copy: letters so high are read well

_SIDE = 512
"""Long side in pixels of the copy of a sheet of A4; other shapes get as many pixels in all."""

_FORMAT = math.sqrt(2)  # of a sheet, long side to short side
_LEAST_SIDE = 48  # px of the copy: a strip so thin holds no large letters
_COARSE = 4  # pixels of the copy to one of that on which grounds are measured
_AROUND = 25  # coarse pixels, an odd number: more than twice a stroke of the largest letters
_ALIKE = 3.0  # levels around the most common one of a place that are its ground
_STROKE = 7  # px of the copy at twice its size: strokes of common print are thinner
_DARK = 70  # grey level of a ground below which letters may be lighter than it
_LEAST_DARK = 0.003  # share of the page
_PRINT = 26.0  # levels from the ground: what differs more is seen without help
_EDGE = 5  # px of the copy across print in which its blur and JPEG's waves are
_GRAIN = 2.5  # times the page's own unevenness that differs from the ground
_LEAST = 0.8  # levels: JPEG alone leaves half of one
_SHARE = 99.3  # percent of the page that differ less than what becomes black
_LEAST_SPAN = 2.0  # levels from white to black
_BLACKER = 1.6  # pale ink is spread until its darker part is black
_MOST_LINES = 6  # the largest ones
_APART = 15  # px of the copy to which letters of one line come close
_LONG = 1.4  # length to thickness of a line of letters
_STRAIGHT, _UPRIGHT = 10.0, 80.0  # degrees between which a line is turned before it is read

Levels = NDArray[np.float32]


def faint_lines(picture: Picture) -> Iterator[tuple[Line, ...]]:
    """Yield the large faint lines of a picture, at their places: level ones, then slanting ones.

    Args:
        picture: RGB, as it is in the file: a cover may have letters on it.
    """
    made = _layer(picture)
    if made is None:
        return
    layer, scale = made
    if np.count_nonzero(layer < 255) < _LARGE**2:
        return  # two letters so large have more ink
    yield _read(layer, np.array([[scale, 0, 0], [0, scale, 0]], np.float64))
    degrees = _slant(layer)
    if _STRAIGHT < abs(degrees) < _UPRIGHT:
        turn, side = _turn(layer, degrees)
        white = (255.0,)
        turned = cv2.warpAffine(layer, turn, (side, side), borderValue=white)
        back = cv2.invertAffineTransform(turn) * scale
        yield _read(np.asarray(turned, np.uint8), np.asarray(back, np.float64))


def _read(layer: GreyPicture, to_picture: NDArray[np.float64]) -> tuple[Line, ...]:
    quads = [quad for quad in detect(layer, max(layer.shape)) if _thickness(quad) >= _LARGE]
    largest = sorted(quads, key=_thickness, reverse=True)[:_MOST_LINES]
    lines = [read_line(layer, quad) for quad in quads if quad in largest]
    return tuple(replace(line, quad=_moved(line.quad, to_picture)) for line in lines)


def _thickness(quad: Polygon) -> float:
    return min(math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3]))


def _moved(quad: Polygon, by: NDArray[np.float64]) -> Polygon:
    corners = np.array(quad) @ by[:, :2].T + by[:, 2]
    return tuple((float(x), float(y)) for x, y in corners)


def _layer(picture: Picture) -> tuple[GreyPicture, float] | None:
    """Return what is faint in black on white, and how many pixels of the picture one of it is."""
    height, width = picture.shape[:2]
    shrink = max(1.0, math.sqrt(height * width * _FORMAT) / (2 * _SIDE))
    size = round(width / shrink / 2), round(height / shrink / 2)
    if min(size) < _LEAST_SIDE:
        return None
    double = cv2.resize(picture, (2 * size[0], 2 * size[1]), interpolation=cv2.INTER_AREA)
    grey = np.asarray(cv2.cvtColor(double, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, square(_STROKE))
    level, bare = _shrunk(grey, 0.5), _shrunk(np.asarray(closed, np.uint8), 0.5)
    ground = _ground(bare)
    differs, below = np.abs(level - ground), np.abs(bare - ground)
    edges = cv2.dilate((differs > _PRINT).astype(np.uint8), square(_EDGE))
    differs = np.where(edges > 0, below, differs)  # between the strokes of print
    differs[below > _PRINT] = 0.0
    return _stretched(differs), width / size[0]


def _stretched(differs: Levels) -> GreyPicture:
    least = max(_LEAST, _GRAIN * 1.48 * float(np.median(differs)))
    most = min(max(float(np.percentile(differs, _SHARE)), least + _LEAST_SPAN), _PRINT)
    ink = (differs - least) * (255.0 * _BLACKER / max(most - least, _LEAST_SPAN))
    return np.asarray(255 - np.clip(ink, 0, 255), dtype=np.uint8)


def _shrunk(levels: GreyPicture | Levels, by: float) -> Levels:
    """Return fewer pixels and keep their parts of a level: letters may differ by no more."""
    exact = levels.astype(np.float32)
    small = cv2.resize(exact, None, fx=by, fy=by, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.float32)


def _ground(bare: Levels) -> Levels:
    """Return the level of the paper at each pixel; in dark areas that of their own ground."""
    coarse = _shrunk(bare, 1 / _COARSE)
    dark = coarse < _DARK
    if dark.mean() <= _LEAST_DARK:
        return _widened(coarse, ~dark, bare.shape)
    below = _widened(coarse, dark, bare.shape)
    if dark.all():
        return below
    return np.where(bare < _DARK, below, _widened(coarse, ~dark, bare.shape))


def _widened(coarse: Levels, area: NDArray[np.bool_], shape: tuple[int, ...]) -> Levels:
    """Return the most common level around each pixel, counted in one area, at full size."""
    lone = float(np.median(coarse[area]))
    level = np.where(area, coarse, _mean(coarse, area, np.full_like(coarse, lone)))
    rounded = np.asarray(np.rint(level), np.uint8)
    middle = np.asarray(cv2.medianBlur(rounded, _AROUND), np.float32)
    ground = _mean(level, np.abs(level - middle) < _ALIKE, middle)
    wide = cv2.resize(ground, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(wide, dtype=np.float32)


def _mean(level: Levels, area: NDArray[np.bool_], otherwise: Levels) -> Levels:
    """Return the mean around each pixel, counted in one area; ``otherwise`` far from it."""
    counted = area.astype(np.float32)
    count = cv2.blur(counted, (_AROUND, _AROUND))
    total = cv2.blur(level * counted, (_AROUND, _AROUND))
    mean = total / np.maximum(count, 1e-3)
    return np.where(count > 0.02, mean, otherwise).astype(np.float32)


def _slant(layer: GreyPicture) -> float:
    """Return by how many degrees the largest faint thing slants; 0 where it is no line."""
    wide = cv2.dilate((layer < 128).astype(np.uint8), square(_APART))
    count, labels, stats, _ = components(wide)
    if count < 2:
        return 0.0
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    points = np.argwhere(labels == largest)[:, ::-1].astype(np.float32)
    _, (across, down), degrees = cv2.minAreaRect(points)
    if max(across, down) < _LONG * min(across, down):
        return 0.0
    return float((degrees if across > down else degrees - 90.0) + 90.0) % 180.0 - 90.0


def _turn(layer: GreyPicture, degrees: float) -> tuple[NDArray[np.float64], int]:
    """Return the turn that makes a slanting line level, and the side of the square it needs."""
    height, width = layer.shape
    side = math.ceil(math.hypot(height, width))
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), np.float64)
    turn[:, 2] += (side - width) / 2, (side - height) / 2
    return turn, side

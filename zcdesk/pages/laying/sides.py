"""A picture's grounds, and the four sides of a rough quadrilateral fitted to its real edges."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.pages.laying.shading import STROKE
from zcdesk.picture import GreyPicture, Picture, require_picture, scaled

SIDE = 512
"""Pixels of the reduced copy's long side; corners found there are good to a fifth of a pixel."""

_RIM = 4  # px of the copy
_COLOURS = 4  # into which the ground beside a page is parted
_COMMON = 0.08  # share of the rim that a colour must take

Colours = NDArray[np.float32]
"""Shape (height, width, 3): CIELAB with lightness 0 to 100."""

Mask = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Grounds:
    """A reduced picture and what can be said of its grounds.

    Attributes:
        small: The reduced copy, RGB.
        ratio: Pixels of the copy for one pixel of the picture.
        colours: The copy without its writing.
    """

    small: Picture
    ratio: float
    colours: Colours

    @cached_property
    def light(self) -> GreyPicture:
        """Lightness without writing, 0 to 255."""
        return np.asarray(np.clip(self.colours[:, :, 0] * 2.55, 0, 255), dtype=np.uint8)

    @cached_property
    def chroma(self) -> NDArray[np.float32]:
        """Distance from grey, CIELAB."""
        return np.asarray(np.hypot(self.colours[:, :, 1], self.colours[:, :, 2]), np.float32)

    @cached_property
    def rim(self) -> Colours:
        """The commonest colours of the picture's rim, shape (1 to 4, 3)."""
        bands = (
            self.colours[:_RIM],
            self.colours[-_RIM:],
            self.colours[:, :_RIM],
            self.colours[:, -_RIM:],
        )
        pixels = np.concatenate([band.reshape(-1, 3) for band in bands])
        criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
        cv2.setRNGSeed(1)  # the same picture always gets the same answer
        _, labels, centres = cv2.kmeans(
            pixels, _COLOURS, np.empty(0, np.int32), criteria, 1, cv2.KMEANS_PP_CENTERS
        )
        counts = np.bincount(labels.ravel(), minlength=_COLOURS)
        return np.asarray(centres[counts >= _COMMON * len(pixels)], dtype=np.float32)

    @cached_property
    def unlike_rim(self) -> NDArray[np.float32]:
        """How far each pixel is from the nearest colour of the rim, CIELAB."""
        # Added up channel by channel, which is far quicker than along the last axis.
        channels = cv2.split(self.colours)
        away = [
            sum(np.square(channel - level) for channel, level in zip(channels, colour, strict=True))
            for colour in self.rim
        ]
        return np.asarray(np.sqrt(reduce(np.minimum, away)), dtype=np.float32)


def grounds(picture: Picture) -> Grounds | None:
    """Reduce a picture to its grounds; None for one too small to hold a page and a rim."""
    require_picture(picture)
    ratio = min(1.0, SIDE / max(picture.shape[:2]))
    small = scaled(picture, ratio)
    if min(small.shape[:2]) < 40:
        return None
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (STROKE, STROKE))
    flat = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), 5)
    colours = cv2.cvtColor(flat.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return Grounds(small, ratio, np.asarray(colours, dtype=np.float32))


def clockwise(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Order four corners clockwise on screen, from the one nearest to the top left."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    ordered = corners[np.argsort(angles)]
    return np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0)


_SAMPLES = 72  # places along a side
_MARGIN = 0.04  # of a side's length, left out at both corners
REACHES = (16, 5)
"""Pixels to either side within which the edge is looked for, first and second time."""

_STEP = 2  # px to either side of a place between which a step is measured
_NEAR = 1.5  # px from the line: an edge there belongs to it
_LEAST_STEP = 2.5  # CIELAB; smaller steps are noise
_BEYOND, _GOES_ON = 0.12, 0.7  # how far behind a corner, and on which share of that, edges are
_BAND = (3, 7)  # px from the side: where the colours on both sides are taken

Values = NDArray[np.float32]


@dataclass(frozen=True)
class Side:
    """One side of a fitted quadrilateral.

    Attributes:
        support: Share of its length along which an edge was seen just there, 0 to 1.
        contrast: Median distance in CIELAB between inside and outside, taken place by place.
        inside: Median colour inside, CIELAB.
        outside: Median colour outside, CIELAB.
    """

    support: float
    contrast: float
    inside: NDArray[np.float32]
    outside: NDArray[np.float32]


@dataclass(frozen=True)
class FittedSides:
    """A quadrilateral whose sides follow edges; ``corners`` of shape (4, 2), clockwise."""

    corners: NDArray[np.float64]
    sides: tuple[Side, Side, Side, Side]


def fitted(
    colours: Values,
    rough: NDArray[np.float64],
    reaches: tuple[int, ...] = REACHES,
    least: float = 0.0,
) -> FittedSides | None:
    """Move each side of ``rough`` onto the edge near it.

    Args:
        colours: Page without its writing in CIELAB, shape (height, width, 3).
        rough: Corners, clockwise, shape (4, 2).
        reaches: How far the edges may lie from ``rough``, in pixels, for each time of looking.
        least: Support that each side must have at the last look.

    Returns:
        The fitted quadrilateral, or None where two sides do not meet or one has less support.
    """
    corners = rough
    supports = [0.0] * 4
    for turn, reach in enumerate(reaches, 1):
        lines = []
        for number in range(4):
            start, end = corners[number], corners[(number + 1) % 4]
            line, supports[number] = _fitted_line(colours, start, end, reach)
            lines.append(line)
            if turn == len(reaches) and supports[number] < least:
                return None
        met = [_meeting(lines[number - 1], lines[number]) for number in range(4)]
        if any(corner is None for corner in met):
            return None
        corners = np.array(met, dtype=np.float64)
        height, width = colours.shape[:2]
        if (np.abs(corners - rough) > max(height, width)).any():
            return None
    sides = [
        _side(colours, corners[number], corners[(number + 1) % 4], supports[number])
        for number in range(4)
    ]
    return FittedSides(corners, (sides[0], sides[1], sides[2], sides[3]))


def strips(
    colours: Values, start: NDArray[np.float64], end: NDArray[np.float64], reach: int
) -> Values:
    """Cut profiles across a side, from ``reach`` px outside to ``reach`` px inside.

    Returns:
        Colours of shape (places, 2 × reach + 1, 3).
    """
    along = end - start
    shares = np.linspace(_MARGIN, 1 - _MARGIN, _SAMPLES)
    places = start + shares[:, None] * along
    inward = _inward(start, end)
    offsets = np.arange(-reach, reach + 1)
    points = places[:, None, :] + offsets[None, :, None] * inward
    # Corners count from the rim of the picture, OpenCV from the middle of its first pixel.
    across = (points[:, :, 0] - 0.5).astype(np.float32)
    down = (points[:, :, 1] - 0.5).astype(np.float32)
    cut = cv2.remap(colours, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, dtype=np.float32)


def _inward(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the unit normal that points into a clockwise quadrilateral."""
    along = end - start
    return np.array([-along[1], along[0]]) / max(float(np.linalg.norm(along)), 1e-9)


def _fitted_line(
    colours: Values, start: NDArray[np.float64], end: NDArray[np.float64], reach: int
) -> tuple[NDArray[np.float64], float]:
    """Return the line ``a x + b y = c`` of a side as (a, b, c), and its support."""
    cut = strips(colours, start, end, reach + _STEP)
    steps = np.linalg.norm(cut[:, 2 * _STEP :] - cut[:, : -2 * _STEP], axis=2)
    best = steps.argmax(axis=1)
    heights = steps[np.arange(len(best)), best]
    offsets = best - reach + _between(steps, best)
    seen = heights >= _LEAST_STEP
    inward = _inward(start, end)
    if seen.sum() < _SAMPLES // 5:
        return _line(start, inward), 0.0
    shares = np.linspace(_MARGIN, 1 - _MARGIN, _SAMPLES)
    slope, offset = _robust(shares[seen], offsets[seen])
    near = seen & (np.abs(offsets - (offset + slope * shares)) <= _NEAR)
    # Where the strongest step is elsewhere (a pen, a shadow), one on the line counts too.
    rows = np.arange(_SAMPLES)
    there = np.clip(np.rint(offset + slope * shares + reach).astype(int), 0, steps.shape[1] - 1)
    on_line = steps[rows, there] >= np.maximum(_LEAST_STEP, 0.4 * heights)
    first = start + inward * offset
    last = end + inward * (offset + slope)
    return _line(first, _inward(first, last)), float((near | on_line).mean())


def _between(steps: Values, best: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return where between pixels each step is highest (parabola through three values)."""
    rows = np.arange(len(best))
    inner = np.clip(best, 1, steps.shape[1] - 2)
    left, middle, right = (steps[rows, inner + shift] for shift in (-1, 0, 1))
    bend = left - 2 * middle + right
    shift = np.where(bend < -1e-6, 0.5 * (left - right) / np.minimum(bend, -1e-6), 0.0)
    return np.asarray(np.where(inner == best, np.clip(shift, -0.5, 0.5), 0.0), dtype=np.float64)


def _robust(shares: NDArray[np.float64], offsets: NDArray[np.float64]) -> tuple[float, float]:
    """Return slope and offset of the line that most places agree on (all pairs, then averaged)."""
    chance = np.random.default_rng(1)
    pairs = chance.integers(0, len(shares), (160, 2))
    first, second = pairs[:, 0], pairs[:, 1]
    run = shares[second] - shares[first]
    far = np.abs(run) > 0.15
    if not far.any():
        return 0.0, float(np.median(offsets))
    slopes = (offsets[second] - offsets[first])[far] / run[far]
    starts = offsets[first][far] - slopes * shares[first][far]
    residues = np.abs(offsets[None, :] - starts[:, None] - slopes[:, None] * shares[None, :])
    best = int((residues <= _NEAR).sum(axis=1).argmax())
    near = residues[best] <= _NEAR
    if near.sum() < 3:
        return float(slopes[best]), float(starts[best])
    slope, start = np.polyfit(shares[near], offsets[near], 1)
    return float(slope), float(start)


def _line(point: NDArray[np.float64], normal: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([normal[0], normal[1], float(point @ normal)])


def _meeting(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64] | None:
    determinant = one[0] * other[1] - one[1] * other[0]
    if abs(determinant) < 1e-3:
        return None
    x = (one[2] * other[1] - one[1] * other[2]) / determinant
    y = (one[0] * other[2] - one[2] * other[0]) / determinant
    return np.array([x, y])


def runs_on(colours: Values, corners: NDArray[np.float64]) -> bool:
    """Tell whether beyond one side both of its neighbours go on in their lines.

    Beyond a page's own side there is only ground. Where its neighbours go on, the side is an edge
    printed on the page, as below a dark title.
    """
    for number in range(4):
        start, end = corners[number], corners[(number + 1) % 4]
        before, after = corners[number - 1], corners[(number + 2) % 4]
        if min(_edge_beyond(colours, before, start), _edge_beyond(colours, after, end)) >= _GOES_ON:
            return True
    return False


def _edge_beyond(colours: Values, start: NDArray[np.float64], end: NDArray[np.float64]) -> float:
    """Return on which share of a side's lengthening behind ``end`` an edge was seen."""
    away = (end - start) * _BEYOND
    height, width = colours.shape[:2]
    far = end + away
    if not (0 <= far[0] < width and 0 <= far[1] < height):
        return 0.0
    cut = strips(colours, end + away * 0.12, far, _STEP + 1)
    steps = np.linalg.norm(cut[:, 2 * _STEP :] - cut[:, : -2 * _STEP], axis=2)
    return float((steps.max(axis=1) >= _LEAST_STEP).mean())


def _side(
    colours: Values, start: NDArray[np.float64], end: NDArray[np.float64], support: float
) -> Side:
    near, far = _BAND
    cut = strips(colours, start, end, far)
    outside = cut[:, : far - near + 1].mean(axis=1)
    inside = cut[:, far + near :].mean(axis=1)
    contrast = float(np.median(np.linalg.norm(inside - outside, axis=1)))
    return Side(support, contrast, np.median(inside, axis=0), np.median(outside, axis=0))

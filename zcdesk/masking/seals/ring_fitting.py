"""Fits rings to ink: an ellipse around a whole blob, circles and ovals among other ink."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Point
from zcdesk.picture import Ink, square

_WHOLE = 0.72  # share of an outline with ink from which on a blob's own ellipse is a ring

PART = 0.76
"""The same for circles that are searched among other ink; in square stamps they reach .70."""

_PART_OVAL = 0.86  # the same for ovals, which have more freedom to follow letters

_PLAINLY, _MORE = 0.9, 0.04  # share of a circle that no oval beats, and by how much one has more

FLATTEST = 1.8
"""Long to short axis of an oval seal; 45 × 30 mm are usual."""

STEPS = 120
"""Points of an outline that are looked at."""

_ROUND = 1.12  # long to short axis up to which a ring counts as round
_OVAL = 1.45  # where the search for ovals begins
_OUTSIDE = 0.5  # of the way around just outside a ring may carry ink
_ANGLES = np.arange(STEPS) * (math.tau / STEPS)
_TRIES = 800
_MOST_RINGS = 3  # in one group of ink
_LEAST_ARC = 0.28  # of the way around must be on the page: half seals at an edge
_DEPTHS = (0.95, 0.91, 0.87, 0.83, 0.79, 0.75)
_THIN = 0.7  # of the inked way around there is paper within _DEPTHS; a patch of colour has none
_HOPELESS = 0.42  # inked share of a rough circle below which refining does not help


@dataclass(frozen=True)
class FittedRing:
    """An ellipse: middle, half axes, degrees clockwise of the first, share of it with ink."""

    x: float
    y: float
    along: float
    across: float
    angle: float
    share: float = 0.0

    @property
    def round(self) -> bool:
        """A circle, or nearly one."""
        return max(self.along, self.across) < min(self.along, self.across) * _ROUND

    def overlaps(self, other: FittedRing) -> bool:
        """Tell whether two outlines are of one seal, or of a seal and what is in it."""
        apart = math.dist((self.x, self.y), (other.x, other.y))
        return apart < max(other.along, other.across)

    def at(self, turn: float, reach: float = 1.0) -> Point:
        """Return the point at ``turn`` (radians clockwise from the right) and ``reach`` radii.
        ``turn`` counts on the page, not from the turned axis."""
        tilt = math.radians(self.angle)
        along = self.along * reach * math.cos(turn - tilt)
        across = self.across * reach * math.sin(turn - tilt)
        return (
            self.x + along * math.cos(tilt) - across * math.sin(tilt),
            self.y + along * math.sin(tilt) + across * math.cos(tilt),
        )

    def moved(self, x: float, y: float) -> FittedRing:
        """Return the ring moved by ``(x, y)``."""
        return replace(self, x=self.x + x, y=self.y + y)


def fitted_ring(blob: Ink, least: float, largest: float) -> FittedRing | None:
    """Return the ellipse around a blob when most of it is inked and nothing is outside."""
    points = cv2.findNonZero(blob)
    if points is None:
        return None
    hull = _dense(cv2.convexHull(points)[:, 0].astype(np.float32))
    if len(hull) < 8:
        return None
    (x, y), (width, height), angle = cv2.fitEllipse(hull)
    ring = FittedRing(x, y, width / 2, height / 2, angle)
    short, long = sorted((ring.along, ring.across))
    if short < least or long > largest or long > short * FLATTEST:
        return None
    ring = refined(thickened(blob), ring)
    return ring if ring.share >= _WHOLE and _is_ring(blob, ring) else None


def searched_rings(
    blob: Ink, ink: Ink, left: int, top: int, least: float, largest: float, share: float = PART
) -> list[FittedRing]:
    """Return circles and lying ovals among other ink: seals over each other or over red print.

    Outlines through three random points of ink compete by how much of them is inked; what the best
    one explains is taken away before the next.

    Args:
        blob: The group of ink, 0 or 1.
        ink: All ink of the page, so that what the page's edge cuts off does not count.
        left: Column of the page where the blob begins.
        top: Row where it begins.
        least: Smallest radius in pixels.
        largest: Largest radius in pixels.
        share: How much of a circle must be inked.

    Source:
        Random sample consensus (Fischler and Bolles 1981).
    """
    random = np.random.default_rng(blob.size)
    rest = np.zeros_like(ink)
    rest[top : top + blob.shape[0], left : left + blob.shape[1]] = blob
    rings: list[FittedRing] = []
    while len(rings) < _MOST_RINGS:
        stroke = thickened(rest)
        ring = _best_ring(rest, stroke, random, least, largest, 1.0, share)
        if ring is None or ring.share < _PLAINLY:
            chance = np.random.default_rng(blob.size) if ring else random
            oval = _best_ring(rest, stroke, chance, least, largest, _OVAL)
            least_share = ring.share + _MORE if ring else 0.0
            ring = oval if oval and oval.share > least_share else ring
        if ring is None:
            break
        rings.append(ring)
        middle, axes = (round(ring.x), round(ring.y)), (round(ring.along), round(ring.across))
        thick = max(3, round(ring.along * 0.16))
        cv2.ellipse(rest, middle, axes, ring.angle, 0, 360, 0, thickness=thick)
    return apart(rings)


def apart(rings: Iterable[FittedRing], most: int = _MOST_RINGS) -> list[FittedRing]:
    """Keep the best of rings around the same middle, and the best of more than ``most``."""
    rings_apart: list[FittedRing] = []
    for ring in sorted(rings, key=lambda one: one.share, reverse=True):
        if all(
            math.dist((ring.x, ring.y), (other.x, other.y)) > other.along * 0.6
            for other in rings_apart
        ):
            rings_apart.append(ring)
    return rings_apart[:most]


def _dense(hull: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return points along a hull at about every third pixel."""
    sides = np.roll(hull, -1, axis=0) - hull
    counts = np.maximum(1, np.hypot(sides[:, 0], sides[:, 1]) / 3).astype(np.int64)
    number = np.repeat(np.arange(len(hull)), counts)
    before = np.cumsum(counts) - counts
    shares = (np.arange(len(number)) - before[number]) / counts[number]
    return np.asarray(hull[number] + sides[number] * shares[:, None], dtype=np.float32)


@lru_cache(maxsize=256)  # a search tries thousands of outlines that lean alike
def _waves(tilt: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.cos(_ANGLES - tilt), np.sin(_ANGLES - tilt)


def _outline(ring: FittedRing, reach: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    tilt = math.radians(ring.angle)
    cosines, sines = _waves(tilt)
    along = ring.along * reach * cosines
    across = ring.across * reach * sines
    x = ring.x + along * math.cos(tilt) - across * math.sin(tilt)
    y = ring.y + along * math.sin(tilt) + across * math.cos(tilt)
    return x.astype(np.float32), y.astype(np.float32)


def pixels_of(ring: FittedRing, reach: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return columns and rows of an outline ``reach`` radii around the middle, ``STEPS`` each."""
    x, y = _outline(ring, reach)
    return np.rint(x).astype(np.int64), np.rint(y).astype(np.int64)


def within(ink: Ink, x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each place whether it is on the page."""
    inside = (x >= 0) & (y >= 0) & (x < ink.shape[1]) & (y < ink.shape[0])
    return np.asarray(inside, np.bool_)


def inked(ink: Ink, ring: FittedRing, reach: float = 1.0) -> tuple[float, float]:
    """Return the share of the visible outline that carries ink, and how much is visible."""
    x, y = (places[None] for places in _outline(ring, reach))
    hits, count = _sums(ink, x, y)[0], _sums(np.ones_like(ink), x, y)[0]
    return hits / max(count, 1), count / STEPS


def _shares(ink: Ink, paper: Ink | None, places: NDArray[np.float64]) -> list[float]:
    """Return what :func:`inked` returns first, for many rings at once; given as to
    :func:`_counts`."""
    hits, seen = _counts(ink, paper, places)
    return [hit / max(count, 1) for hit, count in zip(hits, seen, strict=True)]


def _counts(
    ink: Ink, paper: Ink | None, places: NDArray[np.float64]
) -> tuple[list[int], list[int]]:
    """Return for many rings how many places of each carry ink, and how many are visible. ``paper``:
    1 where the page is, None where all rings are on it. ``places``: columns and rows of the
    middles, half axes, angles, shape (count, 5)."""
    x, y, along, across, tilts = places.T[:, :, None]
    angles = tilts.ravel().tolist()
    same = angles.count(angles[0]) == len(angles)
    waves = [_waves(math.radians(angle)) for angle in (angles[:1] if same else angles)]
    cosines, sines = map(np.array, zip(*waves, strict=True))
    lying, standing = along * cosines, across * sines
    if any(angles):  # else they are circles, and ovals that do not lean
        level, plumb = np.cos(np.radians(tilts)), np.sin(np.radians(tilts))
        lying, standing = lying * level - standing * plumb, lying * plumb + standing * level
    right, down = (x + lying).astype(np.float32), (y + standing).astype(np.float32)
    hits = _sums(ink, right, down)
    return hits, [STEPS] * len(hits) if paper is None else _sums(paper, right, down)


def _sums(ink: Ink, right: NDArray[np.float32], down: NDArray[np.float32]) -> list[int]:
    """Return for each row of places how many of them carry ink; OpenCV rounds as numpy does."""
    seen = cv2.remap(ink, right, down, cv2.INTER_NEAREST)
    sums = np.asarray(cv2.reduce(seen, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S), np.int64)
    return [*sums.ravel().tolist()]


# Changes of middle, first and second axis, in steps, and of the angle in degrees; there and back.
_MOVES = [(1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 1, 0), (0, 0, 1, 0, 0), (0, 0, 0, 1, 0)]
_STEPS = np.kron([*_MOVES, (0, 0, 0, 0, 2)], [[1.0], [-1.0]])
_OF_CIRCLES = [0, 1, 2, 3, 4, 5, 10, 11]


def thickened(ink: Ink) -> Ink:
    """Return ink that reaches a pixel further."""
    return np.asarray(cv2.dilate(ink, square(3)), np.uint8)


def refined(stroke: Ink, ring: FittedRing) -> FittedRing:
    """Return the nearby ellipse with most of it on thickened ink; circles stay circles."""
    steps = _STEPS[_OF_CIRCLES] if ring.along == ring.across else _STEPS
    best = np.array([ring.x, ring.y, ring.along, ring.across, ring.angle])
    changes = [max(0.5, ring.along * 0.01 * change) for change in (4, 2, 1)]
    # Three times each the middle moves by one step, and an axis by two.
    furthest = max(ring.along, ring.across) + 9 * sum(changes) + 2
    near = (best[1::-1] <= furthest) | (best[1::-1] >= np.array(stroke.shape) - furthest)
    paper = np.ones_like(stroke) if near.any() else None
    (share,) = _shares(stroke, paper, best[None])
    for moves in (steps * reach for reach in changes):
        for _ in range(3):
            before, tried = share, 0
            while tried < len(moves):
                # Those left are looked at together, turns by themselves; the first to help wins.
                end = len(moves) - 2 * (tried < len(moves) - 2)
                places = best + moves[tried:end]
                reached = _shares(stroke, paper, places)
                first = next((at for at, other in enumerate(reached) if other > share), None)
                tried = end if first is None else tried + first + 1
                if first is not None:
                    best, share = places[first], reached[first]
            if share == before:
                break
    x, y, along, across, angle = best.tolist()
    return FittedRing(x, y, along, across, angle, share)


def _is_ring(ink: Ink, ring: FittedRing) -> bool:
    """Tell a ring from a dot and from a piece of other ink: free around, a thin stroke."""
    if inked(ink, ring, 1.09)[0] >= _OUTSIDE:
        return False
    outlines = [_outline(ring, reach) for reach in (1.0, *_DEPTHS)]
    right, down = map(np.array, zip(*outlines, strict=True))
    on = cv2.remap(ink, right[:1], down[:1], cv2.INTER_NEAREST).ravel() > 0
    clear = np.any(cv2.remap(1 - ink, right[1:], down[1:], cv2.INTER_NEAREST), axis=0)
    return bool(on.any()) and float(clear[on].mean()) >= _THIN


def _best_ring(
    ink: Ink,
    stroke: Ink,
    random: np.random.Generator,
    least: float,
    largest: float,
    flat: float,
    share: float = PART,
) -> FittedRing | None:
    """Return the best ellipse that is ``flat`` times as wide as high, None when none is a ring.
    ``stroke`` is the ink, thickened."""
    left, top, wide, high = cv2.boundingRect(ink)  # quicker than a search of the whole page
    ys, xs = np.nonzero(ink[top : top + high, left : left + wide] > 0)
    ys, xs = ys + top, xs + left
    if len(xs) < 3 * least:
        return None
    chosen = random.integers(0, len(xs), (_TRIES, 3))
    circles = _through(xs[chosen].astype(np.float64), ys[chosen].astype(np.float64) * flat)
    radii = circles[:, 2]
    height, width = ink.shape[0] * flat, ink.shape[1]
    usable = (radii >= least) & (radii <= largest)
    usable &= (circles[:, 0] > -radii * 0.3) & (circles[:, 0] < width + radii * 0.3)
    usable &= (circles[:, 1] > -radii * 0.3) & (circles[:, 1] < height + radii * 0.3)
    x, y, radius = circles[usable].T
    if not len(radius):
        return None
    places = np.stack([x, y / flat, radius, radius / flat, np.zeros_like(x)], axis=1)
    hits, seen = map(np.array, _counts(stroke, np.ones_like(stroke), places))
    shares = np.where(seen / STEPS < _LEAST_ARC, 0.0, hits / np.maximum(seen, 1))
    for number in np.argsort(-shares)[:4]:
        if shares[number] < _HOPELESS:
            break
        ring = refined(stroke, FittedRing(*places[number].tolist()))
        short, long = sorted((ring.along, ring.across))
        fits = short >= least and long <= short * FLATTEST
        fits &= ring.share >= (share if flat == 1.0 else _PART_OVAL)
        if fits and inked(ink, ring)[1] >= _LEAST_ARC and _is_ring(ink, ring):
            return ring
    return None


def _through(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the circles (x, y, radius) through three points each, shape (count, 3)."""
    ax, bx, cx = x.T
    ay, by, cy = y.T
    double = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    double = np.where(np.abs(double) < 1e-6, np.inf, double)
    a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    ux = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / double
    uy = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / double
    return np.stack([ux, uy, np.hypot(ux - ax, uy - ay)], axis=1)

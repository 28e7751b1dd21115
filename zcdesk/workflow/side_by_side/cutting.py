"""Crops of the places of a page, cut by a worker, and whether two of them show the same thing.

A round seal is compared by the colour of its ring of letters, unrolled around its middle: rings and
stars are the same on all seals, print below has no colour, and a stamp is turned a little each
time. Everything else is compared as a small grey picture. Likeness only puts places beside each
other and marks several at once; what becomes of them a person says, who sees each.

Measured with 30 fictional organisations, four stamps of each at 20 to 40 mm in 300 dpi, turned by
up to 14°, worn, over print, cut up to 6 px beside and kept as JPEG: of pairs of one seal 62 % are
alike, of pairs of two seals 2 in 1000, all of names that differ in two letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from zcdesk.geometry import Box, Polygon, bounds
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import thumbnail
from zcdesk.picture import Picture
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.found_scans import pixels_of

SAME_RING: Final = 0.80
"""Least correlation of two unrolled rings of letters, at the best of their turns."""

SAME_GREY: Final = 0.93
"""Least correlation of two small grey pictures; two seals reached 0.92 where nothing but the ring
and the star agreed."""

SAME_COLOUR: Final = 40.0
"""Most that two mean colours of the ink differ by in one channel, of 255."""

SAME_SHAPE: Final = 0.12
"""Most that the shapes (width by height) of two places differ by."""

_SIDE: Final = 32
_ROUND_SIDE: Final = 192
_ANGLES: Final = 180
_RADII: Final = 48
_LETTERS: Final = slice(28, 42)
"""Radii between which the letters of a round seal stand, of ``_RADII``."""

_TURNED: Final = 16
"""Angles (2° each) that two stamps of one seal may be turned against each other."""

_COLOURED: Final = 40.0
"""Difference of the strongest and the weakest channel from which ink has a colour, of 255."""

_FLAT: Final = 4.0
"""A small picture that varies by less has nothing on it that could be compared."""


@dataclass(frozen=True)
class Likeness:
    """What of a place is compared.

    Attributes:
        grey: Its small grey picture, of mean 0 and length 1; all 0 where there is nothing on it.
        ink: Mean colour of its most coloured or darkest tenth, red, green and blue, 0–255.
        shape: Its width for its height.
        ring: Spectrum of its unrolled letters, angles by radii; None for what is no coloured seal.
    """

    grey: npt.NDArray[np.float32] = field(repr=False)
    ink: tuple[float, float, float]
    shape: float
    ring: npt.NDArray[np.complex64] | None = field(default=None, repr=False)


def likeness_of(picture: Picture) -> Likeness:
    """Return what a cut-out is compared by.

    Args:
        picture: The place without any margin, RGB.
    """
    height, width = picture.shape[:2]
    small = np.asarray(cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    red, green, blue = (float(value) for value in _ink(small, grey))
    shape = width / max(height, 1)
    ring = _unrolled(picture) if abs(shape - 1) <= SAME_SHAPE else None
    # A stamp is never on two sheets by the same pixel: a little blur takes that out.
    plain = _normal(np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.0), np.float32))
    return Likeness(plain, (red, green, blue), shape, ring)


def look_alike(first: Likeness, other: Likeness) -> bool:
    """Tell whether two places very likely show the same thing; in doubt they do not."""
    if abs(first.shape / other.shape - 1) > SAME_SHAPE:
        return False
    if max(abs(a - b) for a, b in zip(first.ink, other.ink, strict=True)) > SAME_COLOUR:
        return False
    if first.ring is not None and other.ring is not None:
        return _at_best_turn(first.ring, other.ring) >= SAME_RING
    same_sort = first.ring is None and other.ring is None
    return same_sort and float(np.vdot(first.grey, other.grey)) >= SAME_GREY


def _ink(small: Picture, grey: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Return the mean of the most coloured tenth, where nothing has a colour of the darkest."""
    colour = small.max(axis=2).astype(np.float32) - small.min(axis=2)
    weight = colour if float(colour.max()) >= _COLOURED else 255 - grey
    return np.asarray(small[weight >= np.quantile(weight, 0.9)].mean(axis=0), np.float64)


def _normal(picture: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    centred = picture - picture.mean()
    length = float(np.linalg.norm(centred))
    if length < _FLAT * _SIDE:
        return np.zeros_like(centred)
    return np.asarray(centred / length, np.float32)


def _unrolled(picture: Picture) -> npt.NDArray[np.complex64] | None:
    """Return the spectrum of the letters on a coloured ring, None where there is no colour."""
    side = (_ROUND_SIDE, _ROUND_SIDE)
    red, green, blue = cv2.split(cv2.resize(picture, side, interpolation=cv2.INTER_AREA))
    strongest = cv2.max(cv2.max(red, green), blue)
    weakest = cv2.min(cv2.min(red, green), blue)
    colour = cv2.GaussianBlur((strongest - weakest).astype(np.float32), (0, 0), 1.0)
    strong = float(np.quantile(colour, 0.95))
    if strong < _COLOURED:
        return None
    inked = colour > strong / 2
    left, right = _reach(inked.sum(axis=0))
    top, bottom = _reach(inked.sum(axis=1))
    middle = ((left + right) / 2, (top + bottom) / 2)
    radius = max(right - left, bottom - top) / 2
    flags = cv2.WARP_POLAR_LINEAR | cv2.INTER_LINEAR
    unrolled = cv2.warpPolar(colour, (_RADII, _ANGLES), middle, max(radius, 1.0), flags)
    letters = unrolled[:, _LETTERS]
    letters = letters - letters.mean(axis=0, keepdims=True)  # what goes all around says nothing
    letters = np.clip(letters / (np.abs(letters).mean() + 1e-3), -3, 3)
    length = float(np.linalg.norm(letters))
    return np.asarray(np.fft.rfft(letters / max(length, 1e-6), axis=0), np.complex64)


def _reach(counts: npt.NDArray[np.int_]) -> tuple[float, float]:
    """Return where ink begins and ends, less one pixel in 200 at either end."""
    inked = np.cumsum(counts) / max(int(counts.sum()), 1)
    return float(np.searchsorted(inked, 0.005)), float(np.searchsorted(inked, 0.995))


def _at_best_turn(first: npt.NDArray[np.complex64], other: npt.NDArray[np.complex64]) -> float:
    turned = np.fft.irfft((first * other.conj()).sum(axis=1), n=_ANGLES)
    return float(max(turned[: _TURNED + 1].max(), turned[-_TURNED:].max()))


LEAST_MARGIN = 12
"""Pixels of the page that are shown around the smallest place."""


@dataclass(frozen=True)
class CutFrame:
    """What a place is cut out for.

    Attributes:
        width, height: Most pixels: twice what is seen, so that screens at 200 % stay sharp.
        margin: What is shown around a place, as a part of its height.
        widest: A place wider than this for its height is shown with rows above and below it.
    """

    width: int
    height: int
    margin: float
    widest: float


TILE = CutFrame(440, 300, 0.25, 6.0)
"""A place beside others of its kind."""

STRIP = CutFrame(660, 195, 0.45, 3.4)
"""A place in its line."""


@dataclass(frozen=True)
class CutOut:
    """One place, cut out.

    Attributes:
        picture: The place and what is around it, RGB, upright.
        part: What of the page that is, in pixels of the upright page.
        likeness: What the place alone is compared with others by.
    """

    picture: Picture
    part: Box
    likeness: Likeness


def part_around(polygon: Polygon, page: Page, frame: CutFrame = TILE) -> Box:
    """Return the part of a page that is shown for a place, in whole pixels of the page."""
    left, top, right, bottom = bounds(polygon)
    margin = max((bottom - top) * frame.margin, LEAST_MARGIN)
    upright = max(margin, ((right - left) / frame.widest - (bottom - top)) / 2)
    shape = frame.width / frame.height
    beside = max(margin, ((bottom - top + 2 * upright) * shape - (right - left)) / 2)
    return _inside((left - beside, top - upright, right + beside, bottom + upright), page)


def cut_out(
    pool: WorkerPool, page: Page, places: Sequence[Polygon], frame: CutFrame = TILE
) -> Future[list[CutOut]]:
    """Have a worker cut places out of a page.

    Returns:
        A future of one cut-out for each place, in their order. It carries a ``ZcdeskError`` where
        the scan cannot be drawn any more.
    """
    return pool.submit(cut_places, page, tuple(places), frame, short=True)


def cut_places(page: Page, places: Sequence[Polygon], frame: CutFrame = TILE) -> list[CutOut]:
    """Cut places out of a page (in a worker).

    Raises:
        ScanError: The scan cannot be used any more.
    """
    upright = pixels_of(page)
    return [_cut(upright, page, polygon, frame) for polygon in places]


def _cut(upright: Picture, page: Page, polygon: Polygon, frame: CutFrame) -> CutOut:
    part = part_around(polygon, page, frame)
    picture = thumbnail(_part(upright, part), frame.width, frame.height)
    alone = _part(upright, _inside(bounds(polygon), page))
    return CutOut(picture.copy(), part, likeness_of(alone))


def _part(upright: Picture, part: Box) -> Picture:
    left, top, right, bottom = (round(side) for side in part)
    return upright[top:bottom, left:right]


def _inside(box: Box, page: Page) -> Box:
    """Return a box in whole pixels, clipped to the page, of at least one pixel."""
    left, top = (min(max(int(side), 0), most - 1) for side, most in
                 ((box[0], page.width), (box[1], page.height)))  # fmt: skip
    right = min(max(round(box[2]), left + 1), page.width)
    bottom = min(max(round(box[3]), top + 1), page.height)
    return float(left), float(top), float(right), float(bottom)

"""A picture reduced to its grounds: writing taken away, in CIELAB, with the colours of its rim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import GreyPicture, Picture, require_picture, scaled

SIDE = 512
"""Pixels of the reduced copy's long side; corners found there are good to a fifth of a pixel."""

_STROKE = 9  # px of the copy: darker things narrower than this are writing, not ground
_RIM = 4  # px of the copy
_COLOURS = 4
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
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_STROKE, _STROKE))
    flat = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), 5)
    colours = cv2.cvtColor(flat.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return Grounds(small, ratio, np.asarray(colours, dtype=np.float32))


def clockwise(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Order four corners clockwise on screen, from the one nearest to the top left."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    ordered = corners[np.argsort(angles)]
    return np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0)

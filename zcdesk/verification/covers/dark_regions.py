"""Finds large dark areas of a picture: covers, and what somebody hoped would be covers.

A pen that is half transparent leaves its paper grey and its ink darker; both are in an area that is
dark even where no stroke is.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture, level_at, square

Inside = NDArray[np.bool_]

DARK = 0.62  # share of the paper's level below which an area without strokes counts as dark
_STROKE = 110  # the longer side of a page has room for this many strokes' widths
_BAR = 0.92  # share of a rectangle that a bar fills; its corners are ragged after JPEG
_TALLEST = 0.06  # of the page's longer side; higher ones are the grounds of titles
_FILLED = 0.6  # share of its smallest rectangle that a cover fills, several may touch
_MOST_OF_PAGE = 0.4  # of its area; what is larger is a dark page and no cover
_MOST = 60  # areas of one page
_SPREAD = 6  # grey levels between the lightest and darkest pixel of a flat area; measured: 2


@dataclass(frozen=True, eq=False)
class DarkRegion:
    """A dark area.

    Attributes:
        left: Left edge in pixels of the picture.
        top: Top edge.
        inside: Shape (height, width): which pixels of its box belong to it, its rim left out.
        outline: Its smallest rectangle as a polygon.
        level: Median grey level inside.
        darkest: Level that 1 % of the pixels inside stay below.
        lightest: Level that 1 % of the pixels inside rise above.
        filled: Share of its smallest rectangle that it fills.
        tallest: Height in pixels up to which it may be a cover over a line.
    """

    left: int
    top: int
    inside: Inside
    outline: Polygon
    level: float
    darkest: float
    lightest: float
    filled: float
    tallest: float

    @property
    def bar(self) -> bool:
        """It has the shape of a cover over a line: a low rectangle that lies."""
        height, width = self.inside.shape
        return self.filled >= _BAR and height < width and height <= self.tallest

    @property
    def flat(self) -> bool:
        """Nothing can be told apart inside."""
        return self.lightest - self.darkest <= _SPREAD

    @property
    def box(self) -> tuple[slice, slice]:
        """Rows and columns of the picture."""
        height, width = self.inside.shape
        return slice(self.top, self.top + height), slice(self.left, self.left + width)


def dark_regions(grey: GreyPicture) -> tuple[DarkRegion, ...]:
    """Return the large dark areas of a page, largest first.

    Args:
        grey: The picture as it is, not evened out.
    """
    stroke = max(7, round(max(grey.shape) / _STROKE / 1.5) | 1)
    reach = cv2.getStructuringElement(cv2.MORPH_RECT, (stroke, stroke))
    without_ink = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, reach)
    paper = level_at(np.asarray(without_ink, np.uint8), 75)
    dark = (without_ink < DARK * paper).astype(np.uint8)
    count, labels, stats, _ = components(dark, connectivity=4)
    regions = []
    for number in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[number])
        if min(width, height) < stroke or area > _MOST_OF_PAGE * grey.size:
            continue
        part = labels[top : top + height, left : left + width] == number
        region = _region(grey, part, left, top)
        if region is not None:
            regions.append(region)
    regions.sort(key=lambda dark_region: -int(dark_region.inside.sum()))
    return tuple(regions[:_MOST])


def _region(grey: GreyPicture, part: Inside, left: int, top: int) -> DarkRegion | None:
    points = cv2.findNonZero(part.astype(np.uint8))
    middle, sides, angle = cv2.minAreaRect(points)
    rectangle = max(1.0, (sides[0] + 1) * (sides[1] + 1))
    filled = float(part.sum() / rectangle)
    if filled < _FILLED:
        return None
    padded = np.pad(part.astype(np.uint8), 1)
    inner = cv2.erode(padded, square(5))[1:-1, 1:-1] > 0
    if not inner.any():
        return None
    height, width = part.shape
    levels = grey[top : top + height, left : left + width][inner]
    darkest, level, lightest = (level_at(levels, percent) for percent in (1, 50, 99))
    grown = (middle, (sides[0] + 1, sides[1] + 1), angle)
    outline = tuple((float(x) + left, float(y) + top) for x, y in cv2.boxPoints(grown))
    return DarkRegion(
        left, top, inner, outline, level, darkest, lightest, filled, _TALLEST * max(grey.shape)
    )

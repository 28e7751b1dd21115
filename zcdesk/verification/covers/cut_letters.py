"""Covers that end inside a letter: a sliver of it sticks out, too narrow to be read as anything.

Beside a cover that is where it should there is paper first, or a whole letter of a neighbour. A
cover that slipped by half a letter leaves a part of one that touches its edge and soon ends.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Point, Polygon
from zcdesk.picture import GreyPicture, Picture, corners_of, square
from zcdesk.verification.covers.dark_regions import DARK

_LOWEST = 0.5  # width by height of a cover over words
_SLIVER = (0.10, 0.42)  # heights; half a letter takes .3, the rest of a neighbour's more
_ALONE = 0.8  # heights of paper behind a sliver that nothing follows
_MOSTLY = 0.8  # of the covers of a page
_SEVERAL = 3  # covers that must have slipped alike
_LEAST = 8  # px
_INKED = 0.45  # of the height; half a letter is as tall as a letter, a ring's stroke is not
_GAP = 2  # columns of paper that end a sliver
_PAPER = 255  # level
_EDGE = 2.5  # px beyond the cover's edge, which is soft
_INNER = 0.12  # of the height at top and bottom is left out
_RULE = 0.9  # of the strip's length: a ruled line
_BEYOND = 0.5  # heights above and below a cover over which a cell's border goes on
_FURTHER = 0.25  # heights by which a seal's ring goes on beyond a cover
_GREY = 0.3  # of the paper's level: print is darker, most of all where it is bitonal
_EVEN = 14  # grey levels between the darkest ink of a seal and its middle one; letters have more
_THIN = 0.14  # heights that a bracket's stroke is wide
_BOW = 0.04  # of its own height that its middle third stands out


def cut_letters(picture: Picture, covers: Sequence[Polygon]) -> tuple[Polygon, ...]:
    """Return the places beside covers where a part of a letter sticks out.

    A part of a neighbour's letter may touch a good cover too. So it counts where nothing follows,
    and where most covers of the page show the like on the same side: they have slipped. What is
    under another cover sticks out of nothing: where covers adjoin, the one is no letter's part
    beside the other.

    Args:
        picture: The finished picture; coloured ink is a seal's and does not count.
        covers: Opaque covers, four corners each; others are passed over.
    """
    red, green, blue = cv2.split(picture)  # numpy alone takes ten times as long
    grey, bare = _without(np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8), covers)
    usual = [cover for cover in covers if _over_words(cover)]
    places: list[Polygon] = []
    for side in (0, 1):
        seen = [row for cover in usual if (row := _beside(grey, bare, cover, side)) is not None]
        slipped = len(seen) >= max(_SEVERAL, _MOSTLY * len(usual))
        places += [place for place, alone in seen if alone or slipped]
    return tuple(places)


def _without(grey: GreyPicture, covers: Sequence[Polygon]) -> tuple[GreyPicture, GreyPicture]:
    """Return the picture with paper in place of all covers and the pixel around them, and where
    there are none: 0 below covers.
    """
    under = np.zeros(grey.shape, np.uint8)
    for cover in covers:
        cv2.fillPoly(under, [corners_of(cover)], 1)
    under = np.asarray(cv2.dilate(under, square(3)), np.uint8)
    bare = np.where(under > 0, np.uint8(0), np.uint8(_PAPER))
    return np.where(under > 0, np.uint8(_PAPER), grey), bare


def _over_words(cover: Polygon) -> bool:
    if len(cover) != 4:
        return False
    height = math.dist(cover[0], cover[3])
    return height >= _LEAST and math.dist(cover[0], cover[1]) >= _LOWEST * height


def _beside(
    grey: GreyPicture, bare: GreyPicture, cover: Polygon, side: int
) -> tuple[Polygon, bool] | None:
    """Return where a sliver sticks out at one end, and whether nothing follows it."""
    corners, away = _side(cover, side)
    height = math.dist(cover[0], cover[3])
    sliver = _sliver(_strip(grey, corners, away, height, _INNER))
    if sliver is None:
        return None
    wide, alone = sliver
    tall = _strip(grey, corners, away, height, -_BEYOND)
    hidden = _strip(bare, corners, away, height, -_BEYOND) < _PAPER // 2
    if _is_upright_rule(tall, hidden, round(wide), height):
        return None
    if _is_of_a_seal(tall, hidden, round(wide), height):
        return None
    return _place(corners, away, wide + _EDGE), alone


def _side(cover: Polygon, side: int) -> tuple[tuple[Point, Point], tuple[float, float]]:
    """Return the upper and lower corner of one end, and the direction away from the cover."""
    start, end = (cover[1], cover[0]) if side == 0 else (cover[0], cover[1])
    length = max(math.dist(start, end), 1e-6)
    away = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    return ((cover[0], cover[3]) if side == 0 else (cover[1], cover[2])), away


def _strip(
    grey: GreyPicture,
    corners: tuple[Point, Point],
    away: tuple[float, float],
    height: float,
    inner: float,
) -> NDArray[np.uint8]:
    """Return what is beside a cover's end, the cover's edge on the left.

    ``inner`` is the share of the height that is left out at top and bottom; below zero it is added.
    """
    top, bottom = corners
    down = ((bottom[0] - top[0]) / height, (bottom[1] - top[1]) / height)
    origin = (
        top[0] + away[0] * _EDGE + down[0] * inner * height,
        top[1] + away[1] * _EDGE + down[1] * inner * height,
    )
    back = np.array([[away[0], down[0], origin[0]], [away[1], down[1], origin[1]]])
    size = (max(4, round(height)), max(4, round(height * (1 - 2 * inner))))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(grey, back, size, flags=flags, borderValue=255), np.uint8)


def _sliver(strip: NDArray[np.uint8]) -> tuple[float, bool] | None:
    """Return how wide the ink is that touches the left edge, and whether it is alone."""
    ink = strip < DARK * float(np.percentile(strip, 90))
    ink[ink.mean(axis=1) >= _RULE] = False
    columns = ink.sum(axis=0)
    if not columns[:2].any():
        return None
    empty = columns == 0
    ends = [n for n in range(len(empty) - _GAP) if empty[n : n + _GAP].all()]
    if not ends:
        return None
    height = strip.shape[0] / (1 - 2 * _INNER)
    wide = ends[0]
    tall = float(ink[:, :wide].any(axis=1).mean()) if wide else 0.0
    fits = _SLIVER[0] * height <= wide <= _SLIVER[1] * height
    if not fits or tall < _INKED or _is_bow(ink[:, :wide], height):
        return None
    behind = columns[wide : wide + round(_ALONE * height)]
    return float(wide), not behind.any()


def _is_upright_rule(
    strip: NDArray[np.uint8], hidden: NDArray[np.bool_], wide: int, height: float
) -> bool:
    """Tell whether the ink goes on above and below the cover: the border of a table's cell.

    Where other covers are nothing can be seen of it; on one side at least it must be.
    """
    ink = strip[:, :wide] < DARK * float(np.percentile(strip, 90))
    beyond = round(_BEYOND * height)
    rows, covered = np.asarray(ink.any(axis=1)), np.asarray(hidden[:, :wide].any(axis=1))
    sides = [
        rows[part][~covered[part]].mean()
        for part in (slice(0, beyond), slice(-beyond, None))
        if not covered[part].all()
    ]
    return bool(sides) and bool(min(sides) >= _RULE)


def _is_of_a_seal(
    strip: NDArray[np.uint8], hidden: NDArray[np.bool_], wide: int, height: float
) -> bool:
    """Tell whether the ink is a piece of a grey seal's ring or star.

    It is evenly grey, and goes on above or below the cover, or below another one; a letter has
    pale edges, and the cover that slipped from it is higher than it is.
    """
    paper = float(np.percentile(strip, 90))
    ink = strip < DARK * paper
    beyond, further = round(_BEYOND * height), round(_FURTHER * height)
    within = slice(beyond, strip.shape[0] - beyond)
    levels = strip[within, :wide][ink[within, :wide]]
    if not levels.size:
        return False
    darkest, middle = np.percentile(levels, (5, 50)).tolist()
    if darkest < _GREY * paper or middle - darkest > _EVEN:
        return False
    _, labels, stats, _ = components(ink.astype(np.uint8))
    numbers = np.unique(labels[within, :wide][ink[within, :wide]]).tolist()
    piece = max(numbers, key=lambda number: int(stats[number, cv2.CC_STAT_AREA]))
    top = int(stats[piece, cv2.CC_STAT_TOP])
    bottom = top + int(stats[piece, cv2.CC_STAT_HEIGHT])
    goes_on = top <= beyond - further or bottom >= strip.shape[0] - beyond + further
    near = cv2.dilate(hidden.astype(np.uint8), square(5)) > 0
    return goes_on or bool(near[labels == piece].any())


def _is_bow(ink: NDArray[np.bool_], height: float) -> bool:
    """Tell whether the ink is a bracket that bows away from the cover, its tips at the cover.

    Brackets are behind employers everywhere, with paper behind them; no letter ends in a thin
    stroke that is furthest out in the middle and comes back at both ends.
    """
    rows = np.flatnonzero(ink.any(axis=1))
    if len(rows) < 6 or float(ink[rows].sum(axis=1).mean()) > _THIN * height:
        return False
    middles = [float(np.flatnonzero(row).mean()) for row in ink[rows]]
    upper, middle, lower = (float(np.mean(part)) for part in np.array_split(middles, 3))
    least = _BOW * float(rows[-1] - rows[0] + 1)  # a cover may be much higher than its print
    return middle - upper > least and middle - lower > least


def _place(corners: tuple[Point, Point], away: tuple[float, float], wide: float) -> Polygon:
    (x0, y0), (x1, y1) = corners
    across, down = away[0] * wide, away[1] * wide
    return ((x0, y0), (x0 + across, y0 + down), (x1 + across, y1 + down), (x1, y1))

"""Tells the frames of square and rectangular stamps from cells, photos and patches of colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import blobs
from zcdesk.geometry import Point
from zcdesk.masking.seals.rings_without_colour import DARK
from zcdesk.picture import GreyPicture, Ink, Picture, square

LEAST_BOX = 0.022
"""Of the page's long side: 6.5 mm on A4, the smallest name seals."""

SLANTING = 4.0
"""Degrees; no cell and no underlined heading slants so."""

SQUARISH = 1.5  # times as long as high; else it is oblong

PAPER_AROUND = 0.5
"""Of the pixels without ink in a stamp are paper; in a photo fewer than .2."""

_LARGEST_BOX = 0.30  # larger red rectangles are the frames of certificates
_LARGEST_SLANTING = 0.45  # ... which do not slant
_FLATTEST = 4.0  # times as long as high: line stamps
_SIDE_INKED = 0.75  # of each side of a frame; .82 and more on worn drawn frames, .6 on rings
_WEAK_SIDE = 0.45  # one side may be that weak
_BROKEN_SIDE, _BROKEN = 0.4, 0.6
"""Of each side and of all sides of a slanting frame: print that it crosses takes away the rest, and
what else is as large and slants has at most one such side, rings excepted."""

_END, _CORNERS = 0.15, 0.4
"""The part at each end of a side, and how much of these is inked; of a ring nothing is."""

_THICK = 0.15  # of the short side; letters and the ground of white letters are thinner
_PATCHES = 0.25  # of a stamp may be thicker than that; red photos and clothes have .5
_LETTERED = (0.12, 0.65)  # of a dark frame's inside is inked; forms and places for photos have less
_PAPER = 185  # level of all three colours
_NEUTRAL = 38  # levels between them; bright skin has 56
_FULLEST = 0.8  # a box with more ink than that is a coloured patch
_LARGEST_CARVED = 0.1  # of the page's long side: 30 mm on A4
_MARGIN = 8  # of such a seal's side: what is left out around its letters
_GROUND = 0.2  # of its pixels are darker than what is taken for its ground
_LIGHTER = 0.25  # of the way from the ground to white, from which on a pixel is of a letter
_CARVED = (0.1, 0.55)  # of it are letters
_STROKE = 0.2  # of its side: no stroke is as thick ...
_THICK_STROKES = 0.1  # ... in more than this share of it
_BOTH_WAYS = 0.1  # of them is in runs across, and in runs down; 236 drawn seals have .15 and more

Place = tuple[Point, tuple[float, float], float]


def dark_stamps(flat: Picture, level: GreyPicture, ink: Ink) -> Iterator[tuple[Place, float]]:
    """Yield frames of a stamp's size that are full of letters, with the share of them in ink.

    Args:
        flat: Page whose paper is white.
        ink: What may be ink of stamps, 0 or 1.
    """
    least, largest = (share * max(level.shape) for share in (LEAST_BOX, _LARGEST_BOX))
    for blob, left, top in blobs(ink, least, (0.0, largest), of=ink):
        stamp, (height, width) = stamp_place(flat, blob, left, top), blob.shape
        inner = level[top : top + height, left : left + width]
        inner = inner[height // 8 : -(height // 8), width // 8 : -(width // 8)]
        squarish = max(width, height) <= SQUARISH * min(width, height)  # else a cell with a line
        inked = float((inner < DARK).mean())
        if stamp is not None and squarish and _LETTERED[0] <= inked <= _LETTERED[1]:
            yield stamp


def stamp_place(flat: Picture, blob: Ink, left: int, top: int) -> tuple[Place, float] | None:
    """Return place and inked share of a rectangular stamp, None when the blob is none."""
    side = max(flat.shape[:2])
    points = cv2.findNonZero(blob)
    if points is None:
        return None
    (x, y), (width, height), angle = cv2.minAreaRect(points)
    if width < height:
        width, height, angle = height, width, angle + 90
    largest = _LARGEST_SLANTING if _slants(angle) else _LARGEST_BOX
    if height < LEAST_BOX * side or width > min(largest * side, height * _FLATTEST):
        return None
    angle = (angle + 90) % 180 - 90
    if width < 1.2 * height and abs(angle) > 45:  # a square is on the side that is nearer
        angle -= math.copysign(90, angle)
        width, height = height, width
    share = _frame_share(flat, blob, ((x + left, y + top), (width, height), angle), left, top)
    return (((x + left, y + top), (width, height), angle), share) if share > 0 else None


def _slants(angle: float) -> bool:
    """Tell whether a rectangle is neither upright nor on its side."""
    return min(angle % 90, 90 - angle % 90) >= SLANTING


def _is_broken_frame(sides: Sequence[NDArray[np.bool_]]) -> bool:
    """Tell whether four sides are what print across a frame leaves of it, and no ring in a box."""
    shares = [float(side.mean()) for side in sides]
    ends = [round(_END * len(side)) for side in sides]
    corners = np.concatenate(
        [
            side[part]
            for side, end in zip(sides, ends, strict=True)
            for part in (slice(end), slice(-end, None))
        ]
    )
    whole = min(shares) >= _BROKEN_SIDE and float(np.mean(shares)) >= _BROKEN
    return whole and float(corners.mean()) >= _CORNERS


def _frame_share(flat: Picture, blob: Ink, place: Place, left: int, top: int) -> float:
    """Return how much of its outline a stamp inks, 0 when it is no stamp at all."""
    (x, y), (width, height), angle = place
    size = (max(8, round(width)), max(8, round(height)))
    turn = np.array(cv2.getRotationMatrix2D((x, y), angle, 1.0), np.float64)
    turn[:, 2] += (size[0] / 2 - x, size[1] / 2 - y)
    own = turn.copy()
    own[:, 2] += turn[:, :2] @ (left, top)
    inked = cv2.warpAffine(blob, own, size, flags=cv2.INTER_NEAREST) > 0
    depth = max(2, round(min(size) * 0.1))
    lying, upright = (inked[:depth], inked[-depth:]), (inked[:, :depth], inked[:, -depth:])
    sides = [np.asarray(part.any(axis=0)) for part in lying]
    sides += [np.asarray(part.any(axis=1)) for part in upright]
    shares = sorted(float(side.mean()) for side in sides)
    whole = shares[0] >= _WEAK_SIDE and shares[1] >= _SIDE_INKED
    if not whole and not (_slants(angle) and _is_broken_frame(sides)):
        return 0.0
    reach = max(5, round(_THICK * min(size)))
    patches = cv2.morphologyEx(inked.astype(np.uint8), cv2.MORPH_OPEN, square(reach))
    straight = np.asarray(cv2.warpAffine(flat, turn, size, borderValue=(255, 255, 255)), np.uint8)
    if inked.mean() > _FULLEST or patches.mean() > _PATCHES:
        small = max(size) <= min(_LARGEST_CARVED * max(flat.shape[:2]), SQUARISH * min(size))
        return sum(shares) / 4 if small and _is_carved(straight) else 0.0
    clear = straight[~inked]
    paper = (clear.min(axis=1) > _PAPER) & (np.ptp(clear, axis=1) < _NEUTRAL)
    return sum(shares) / 4 if paper.mean() >= PAPER_AROUND else 0.0


def _is_carved(stamp: Picture) -> bool:
    """Tell whether thin light strokes are on a ground of colour: a name seal in white letters. On
    a small copy they are as pale as the ground is strong; a person before a red ground, a flag's
    star and a logo are no strokes, and waves run one way."""
    margin = max(2, min(stamp.shape[:2]) // _MARGIN)
    inside = stamp[margin:-margin, margin:-margin]
    level = inside.min(axis=2).astype(np.float32)
    ground = float(np.quantile(level, _GROUND))
    light = (level > ground + _LIGHTER * (255 - ground)).astype(np.uint8)
    reach = max(3, round(_STROKE * min(stamp.shape[:2])))
    sizes = ((reach, reach), (1, reach // 2 + 1), (reach // 2 + 1, 1))
    thick, *runs = (
        float(cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones(size, np.uint8)).mean())
        for size in sizes
    )
    letters = float(light.mean())
    lettered = _CARVED[0] <= letters <= _CARVED[1] and min(runs) >= _BOTH_WAYS * letters
    return lettered and thick <= _THICK_STROKES

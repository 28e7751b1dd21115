"""Finds the seals on a page: round and oval rings, square and rectangular stamps.

Seals are looked for in the colours of stamp pads on a reduced, evened copy; when a page shows no
coloured ring, dark rings are looked for too, for pages that were copied or scanned in grey.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Point, Polygon, Transform, box
from zcdesk.masking.seal_rings import Ring, dark_rings, fitted_ring, searched_rings
from zcdesk.picture import Picture, require_picture

COPY_SIDE = 1000
"""Long side of the copy on which seals are looked for; a 40 mm seal on A4 is 135 px there."""

_LEAST_RING = 0.045  # of the long side: 13 mm on A4
_LARGEST_RING = 0.5  # of the long side: a seal on a small certificate
_LEAST_BOX = 0.022  # 6.5 mm on A4: the smallest name seals
_LARGEST_BOX = 0.30  # larger red rectangles are the frames of certificates
_FLATTEST = 4.0  # times as long as high: line stamps
_JOIN = 9  # px of the copy: gaps between ring, letters and star, 2.7 mm on A4

_SIDE_INKED = 0.7  # of each side of a frame; measured .82 and more on worn drawn frames
_WEAK_SIDE = 0.45  # one side may be that weak
_PAPER_AROUND = 0.6  # of the pixels without ink in a stamp are paper; in a red photo .1
_FULLEST = 0.8  # a box with more ink than that is a coloured patch


class Colour(StrEnum):
    """The ink of a seal: what stamp pads give, or the grey and black of copies."""

    RED = "red"
    BLUE = "blue"
    DARK = "dark"


class Shape(StrEnum):
    """Rings carry their words along the edge, boxes in rows or columns."""

    RING = "ring"
    BOX = "box"


@dataclass(frozen=True)
class Seal:
    """A seal's place in pixels of the page.

    Attributes:
        centre: Its middle.
        radii: Half its extent along ``angle`` and across it.
        angle: Degrees clockwise by which the first radius is turned from pointing right.
        colour: Its ink.
        shape: Ring or box.
        polygon: What a cover must take in: an octagon around a ring, the rectangle of a box.
        ring_share: How much of the visible outline carries ink, 0 to 1.
    """

    centre: Point
    radii: tuple[float, float]
    angle: float
    colour: Colour
    shape: Shape
    polygon: Polygon
    ring_share: float


Mask = NDArray[np.uint8]


def find_seals(picture: Picture) -> tuple[Seal, ...]:
    """Return the seals of an upright page, coloured ones first, rings before boxes.

    Args:
        picture: Upright page, RGB; left as it is.

    Raises:
        ValueError: ``picture`` is not an RGB picture.
    """
    require_picture(picture)
    scale = min(1.0, COPY_SIDE / max(picture.shape[:2]))
    copy = _reduced(picture, scale)
    flat = white_paper(copy)
    inks = {Colour.RED: _red(flat), Colour.BLUE: _blue(flat)}
    rings = [(ring, colour) for colour, ink in inks.items() for ring in _coloured_rings(ink)]
    seals = [_ring_seal(ring, colour, scale) for ring, colour in rings]
    for colour, ink in inks.items():
        seals += _boxes(flat, ink, colour, [ring for ring, _ in rings], scale)
    if not rings:
        seals += [_ring_seal(ring, Colour.DARK, scale) for ring in dark_rings(flat.min(axis=2))]
    return tuple(seals)


def white_paper(picture: Picture) -> Picture:
    """Return a picture whose paper is white everywhere: cast and shadow divided away.

    The paper's colour is taken from the brighter pixels of a coarse grid, so that neither a seal
    nor a frame passes for paper, while a reddish sheet does.
    """
    height, width = picture.shape[:2]
    coarse = cv2.resize(picture, (max(1, width // 4), max(1, height // 4)))
    reach = max(3, max(coarse.shape[:2]) // 25) | 1
    paper = cv2.dilate(cv2.blur(coarse, (3, 3)), np.ones((reach, reach), np.uint8))
    paper = cv2.blur(paper, (2 * reach + 1, 2 * reach + 1))
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(picture, np.maximum(paper, 1), scale=255), dtype=np.uint8)


def _reduced(picture: Picture, scale: float) -> Picture:
    if scale == 1.0:
        return picture
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _red(flat: Picture) -> Mask:
    """Mark red ink: clearly more red than green and blue, in steps and in proportion."""
    red, green, blue = (channel.astype(np.int16) for channel in cv2.split(flat))
    lead = red - np.maximum(green, blue)
    return ((lead > 28) & (lead * 100 > red * 18)).astype(np.uint8)


def _blue(flat: Picture) -> Mask:
    """Mark blue and violet ink."""
    red, green, blue = (channel.astype(np.int16) for channel in cv2.split(flat))
    lead = blue - np.minimum(red, green)
    return ((lead > 45) & (blue >= red) & (blue - green > 15)).astype(np.uint8)


def _coloured_rings(ink: Mask) -> list[Ring]:
    side = max(ink.shape)
    least, largest = _LEAST_RING * side / 2, _LARGEST_RING * side / 2
    found: list[Ring] = []
    for blob, left, top in _blobs(ink, least * 1.6):
        ring = fitted_ring(blob, least, largest)
        rings = [ring] if ring is not None else searched_rings(blob, ink, left, top, least, largest)
        found += [one.moved(left, top) if one is ring else one for one in rings]
    return found


def _blobs(ink: Mask, least: float) -> Iterator[tuple[Mask, int, int]]:
    """Yield groups of ink that lie within ``_JOIN`` of each other, with their left and top."""
    joined = cv2.dilate(ink, np.ones((_JOIN, _JOIN), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    for number in range(1, count):
        left, top, width, height = (int(value) for value in stats[number, :4])
        if max(width, height) < least:
            continue
        part = (slice(top, top + height), slice(left, left + width))
        yield ink[part] * (labels[part] == number), left, top


def _ring_seal(ring: Ring, colour: Colour, scale: float) -> Seal:
    grown = 1.03  # the outline runs through the middle of the ring's stroke
    corners = []
    reach = grown / math.cos(math.pi / 8)  # an octagon around the ellipse, not inside it
    for step in range(8):
        turn = math.radians(45 * step - 112.5)
        corners.append(ring.at(turn, reach))
    return Seal(
        centre=(ring.x / scale, ring.y / scale),
        radii=(ring.along / scale, ring.across / scale),
        angle=ring.angle,
        colour=colour,
        shape=Shape.RING,
        polygon=tuple((x / scale, y / scale) for x, y in corners),
        ring_share=round(ring.share, 3),
    )


def _boxes(
    flat: Picture, ink: Mask, colour: Colour, rings: list[Ring], scale: float
) -> list[Seal]:
    side = max(ink.shape)
    free = ink.copy()
    for ring in rings:
        middle, axes = (round(ring.x), round(ring.y)), (round(ring.along), round(ring.across))
        grown = (round(axes[0] * 1.1), round(axes[1] * 1.1))
        cv2.ellipse(free, middle, grown, ring.angle, 0, 360, 0, thickness=-1)
    found = []
    for blob, left, top in _blobs(free, _LEAST_BOX * side):
        points = cv2.findNonZero(blob)
        if points is None:
            continue
        (x, y), (width, height), angle = cv2.minAreaRect(points)
        if width < height:
            width, height, angle = height, width, angle + 90
        angle = (angle + 90) % 180 - 90
        if height < _LEAST_BOX * side or width > min(_LARGEST_BOX * side, height * _FLATTEST):
            continue
        place = ((x + left, y + top), (width, height), angle)
        share = _frame_share(flat, free, place)
        if share > 0:
            found.append(_box_seal(place, colour, share, scale))
    return found


Place = tuple[Point, tuple[float, float], float]


def _frame_share(flat: Picture, ink: Mask, place: Place) -> float:
    """Return how much of its outline a stamp inks, 0 when it is no stamp at all."""
    (x, y), (width, height), angle = place
    size = (max(8, round(width)), max(8, round(height)))
    turn = cv2.getRotationMatrix2D((x, y), angle, 1.0)
    turn[:, 2] += (size[0] / 2 - x, size[1] / 2 - y)
    inked = cv2.warpAffine(ink, turn, size, flags=cv2.INTER_NEAREST) > 0
    colours = cv2.warpAffine(flat, turn, size, borderValue=(255, 255, 255))
    if inked.mean() > _FULLEST:
        return 0.0
    clear = colours[~inked].min(axis=1)
    if np.mean((clear > 150) | (clear < 90)) < _PAPER_AROUND:
        return 0.0
    depth = max(2, round(min(size) * 0.1))
    shares = sorted(
        (
            float(inked[:depth].any(axis=0).mean()),
            float(inked[-depth:].any(axis=0).mean()),
            float(inked[:, :depth].any(axis=1).mean()),
            float(inked[:, -depth:].any(axis=1).mean()),
        )
    )
    if shares[0] < _WEAK_SIDE or shares[1] < _SIDE_INKED:
        return 0.0
    return sum(shares) / 4


def _box_seal(place: Place, colour: Colour, share: float, scale: float) -> Seal:
    (x, y), (width, height), angle = place
    half = (width / 2 + 2, height / 2 + 2)
    corners = box(x - half[0], y - half[1], x + half[0], y + half[1])
    turned = Transform.rotation(angle, (x, y)).apply_all(corners)
    return Seal(
        centre=(x / scale, y / scale),
        radii=(width / 2 / scale, height / 2 / scale),
        angle=angle,
        colour=colour,
        shape=Shape.BOX,
        polygon=tuple((px / scale, py / scale) for px, py in turned),
        ring_share=round(share, 3),
    )

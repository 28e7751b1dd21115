"""Finds the seals on a page: round and oval rings, square and rectangular stamps.

Seals are looked for in the colours of stamp pads on a reduced, evened copy; when a page shows no
coloured seal, dark rings are looked for too, for pages that were copied or scanned in grey.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import blobs
from zcdesk.geometry import Point, Polygon, Transform, box, rounded
from zcdesk.masking.seals.ink_colours import (
    Colour,
    contrasted,
    pale_ink,
    red_strokes,
    strong_ink,
    tinge,
    white_paper,
)
from zcdesk.masking.seals.ring_fitting import PART, FittedRing, fitted_ring, inked, searched_rings
from zcdesk.masking.seals.rings_of_crumbs import is_bitonal, rings_of_crumbs
from zcdesk.masking.seals.rings_without_colour import DARK, dark_rings, faint_rings, without_lines
from zcdesk.masking.seals.skewed_stamp_frames import find_skewed_frames
from zcdesk.masking.seals.stamp_frames import (
    LEAST_BOX,
    PAPER_AROUND,
    Place,
    dark_stamps,
    stamp_place,
)
from zcdesk.picture import (
    GreyPicture,
    Ink,
    Picture,
    darkest,
    level_at,
    reduced_by,
    require_picture,
    square,
)

_COPY_SIDE = 1000
"""About the long side of the copy on which seals are looked for; 40 mm on A4 are 135 px there."""

_WORD_BAND = (0.44, 0.93)
"""Radii between which a ring's words stand, those of a second script inside of them included."""

_LEAST_RING = 0.045  # of the long side: 13 mm on A4
_LARGEST_RING = 0.5  # of the long side: a seal on a small certificate
_LARGEST_DARK = 0.3  # of the long side
_JOIN = 9  # px of the copy: gaps between ring, letters and star, 2.7 mm on A4
_CUT_RING = 0.85  # share of a ring with ink where the picture's edge cuts it
_SHADE = 0.7  # of the level of paper, below which a pixel is no paper at all
_PAPER_INSIDE = 0.4  # of a cut ring's inside
_MUCH_PAPER = 0.65  # of it, which no desk looks like; letters and star take up a fifth
_REST = 0.5  # radii: what is nearer to a known seal is what is left of its ink, or itself
_SAME_MIDDLE = 0.35  # radii: what is nearer to a ring's middle is its star, or its inner edge
_WHOLE = 0.9  # of a ring of next to no colour is on the page; edges of a photo are tinged
_LEAST_TINGED = 120  # pixels of it on the copy; 225 and more on public pages with such a ring
_RED_SHEET = 0.25  # of the page is red: that is no ink; .2 at most of a page with a red frame
_WASHED = 1.1  # radii around a known seal in which pale ink belongs to it
_PALE_PAPER, _PALE_NEUTRAL = 215, 20  # paper on which pale ink is seen: level, between colours


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
        crossed: Print runs through it: a box is no cell then, a small dark ring may be print.
    """

    centre: Point
    radii: tuple[float, float]
    angle: float
    colour: Colour
    shape: Shape
    polygon: Polygon
    ring_share: float
    crossed: bool = False

    @property
    def certain(self) -> bool:
        """It is a seal whoever's it is; a dark box may as well be a cell with a few words."""
        return self.shape is Shape.RING or self.colour is not Colour.DARK or self.crossed


def find_seals(picture: Picture) -> tuple[Seal, ...]:
    """Return the seals of an upright page, coloured ones first, rings before boxes.

    A copy without colour may have been stamped again: dark rings are sought beside coloured seals.

    Raises:
        ValueError: ``picture`` is not an RGB picture.
    """
    require_picture(picture)
    step = max(1, round(max(picture.shape[:2]) / _COPY_SIDE))
    copy, scale = reduced_by(picture, step), 1 / step
    flat = white_paper(copy)
    strong = {colour: strong_ink(flat, colour) for colour in (Colour.RED, Colour.BLUE)}
    pale = {colour: pale_ink(flat, colour) for colour in strong}
    every = {colour: ink | pale[colour] | tinge(flat, colour) for colour, ink in strong.items()}
    if strong[Colour.RED].mean() >= _RED_SHEET:
        strong, pale, every = {}, {}, {Colour.RED: red_strokes(copy)}
    seals: list[Seal] = []
    for colour, ink in strong.items():
        seals += _coloured(flat, ink, colour, scale)
    for colour, ink in pale.items():
        seals += _pale(flat, ink, colour, scale, seals)
    if not seals:
        seals += _dark(picture, flat, scale)
    else:
        seals += _copied(flat, (*strong.values(), *pale.values()), seals, scale)
    for colour, ink in every.items():
        seals += _broken(ink, colour, scale, seals)
    for frame in _aslant(flat, scale):
        seals = [
            seal for seal in seals if seal.colour is not Colour.DARK or not _around(frame, seal)
        ]
        seals += [] if any(_same_place(frame, seal) for seal in seals) else [frame]
    seals = [seal for seal in seals if _on_paper(copy, seal, scale)]
    seals = [seal for seal in seals if not any(_holds(other, seal) for other in seals)]
    return tuple(sorted(seals, key=lambda seal: seal.shape is Shape.BOX))


def _pale(
    flat: Picture, ink: Ink, colour: Colour, scale: float, known: Sequence[Seal]
) -> list[Seal]:
    """Return what a second look at pale ink finds beside the seals that are known."""
    seals = _coloured(flat, _beside(ink, scale, known), colour, scale)
    return [seal for seal in seals if _on_white(flat, seal, scale)]


def _broken(ink: Ink, colour: Colour, scale: float, known: Sequence[Seal]) -> list[Seal]:
    """Return rings that no group of ink makes, beside those that are known: half in strong ink and
    half in pale, with gaps between; over a printed frame; of next to no colour at all, on hatched
    forms, as printed marks of a school, on the third copy of a copy. ``ink``: whatever has the
    colour at all."""
    ink = _beside(ink, scale, known)
    if cv2.countNonZero(ink) < _LEAST_TINGED:
        return []
    rings = rings_of_crumbs(ink, *_half(max(ink.shape), _LARGEST_DARK))
    whole = [ring for ring in rings if inked(ink, ring)[1] >= _WHOLE]
    seals = [_ring_seal(ring, colour, scale) for ring in whole]
    new = [other for other in seals if not any(_same_place(other, seal) for seal in known)]
    return [seal for seal in new if 1 - ink[_inside(ink, seal, scale)].mean() >= PAPER_AROUND]


def _beside(ink: Ink, scale: float, known: Sequence[Seal]) -> Ink:
    """Return ink without that of seals that are known."""
    beside = ink.copy()
    for seal in known:
        middle = (round(seal.centre[0] * scale), round(seal.centre[1] * scale))
        cv2.circle(beside, middle, math.ceil(max(seal.radii) * scale * _WASHED), 0, thickness=-1)
    return beside


def _on_white(flat: Picture, seal: Seal, scale: float) -> bool:
    """Tell whether white paper shows between the letters, as on no patch of pale colour."""
    within = flat[_inside(flat, seal, scale)]
    if not len(within):
        return False
    white = (within.min(axis=1) > _PALE_PAPER) & (np.ptp(within, axis=1) < _PALE_NEUTRAL)
    return float(white.mean()) >= PAPER_AROUND


def _inside(copy: Picture | Ink, seal: Seal, scale: float) -> NDArray[np.bool_]:
    """Mark what is within a ring on the copy."""
    inside = np.zeros(copy.shape[:2], np.uint8)
    middle = (round(seal.centre[0] * scale), round(seal.centre[1] * scale))
    cv2.circle(inside, middle, max(1, round(min(seal.radii) * scale * 0.9)), 1, thickness=-1)
    return np.asarray(inside > 0)


def _dark(picture: Picture, flat: Picture, scale: float) -> list[Seal]:
    """Return the seals of a copy without colour; what is in a frame is no ring."""
    level = _level(flat)
    stamps = dark_stamps(flat, level, (level < DARK).astype(np.uint8))
    boxes = [_box_seal(*stamp, Colour.DARK, scale) for stamp in stamps]
    half = _half(max(level.shape), _LARGEST_DARK)
    rings = dark_rings(level, *half) or faint_rings(level, *half)
    if is_bitonal(picture):
        dots = without_lines((level < DARK).astype(np.uint8), half[0])
        crumbs = rings_of_crumbs(dots, *half)
        rings += [ring for ring in crumbs if not any(ring.overlaps(other) for other in rings)]
    seals = [_ring_seal(ring, Colour.DARK, scale) for ring in rings]
    return [*(ring for ring in seals if not any(_around(seal, ring) for seal in boxes)), *boxes]


def _copied(flat: Picture, inks: Sequence[Ink], known: Sequence[Seal], scale: float) -> list[Seal]:
    """Return the dark rings of a copy that was stamped in colour afterwards (与原件相符)."""
    rest = flat.copy()
    rest[cv2.dilate(np.bitwise_or.reduce(inks), square(3)) > 0] = 255
    level = _level(rest)
    rings = dark_rings(level, *_half(max(level.shape), _LARGEST_DARK))
    seals = [_ring_seal(ring, Colour.DARK, scale) for ring in rings]
    return [ring for ring in seals if not any(_same_place(ring, seal) for seal in known)]


def _aslant(flat: Picture, scale: float) -> list[Seal]:
    """Return stamps across print, those too whose colour tells nothing or was lost."""
    level = _level(flat)
    frames = find_skewed_frames((level < DARK).astype(np.uint8))
    return [replace(_box_seal(*frame, Colour.DARK, scale), crossed=True) for frame in frames]


def _level(flat: Picture) -> GreyPicture:
    grey = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY), np.uint8)
    return contrasted(grey, grey)


def _same_place(seal: Seal, known: Seal) -> bool:
    """Tell whether a seal is what is left of a known one's ink, or the same once more."""
    return math.dist(seal.centre, known.centre) < _REST * max(known.radii)


def _around(box_seal: Seal, ring: Seal) -> bool:
    """Tell whether a ring was seen in the letters of a square stamp."""
    reach = max(box_seal.radii)
    return math.dist(box_seal.centre, ring.centre) < reach and max(ring.radii) < 1.5 * reach


def _holds(ring: Seal, seal: Seal) -> bool:
    """Tell whether a seal is the star or the inner edge of another one."""
    if ring.shape is Shape.BOX or max(seal.radii) >= min(ring.radii):
        return False
    return math.dist(ring.centre, seal.centre) < _SAME_MIDDLE * min(ring.radii)


def _coloured(flat: Picture, ink: Ink, colour: Colour, scale: float) -> list[Seal]:
    """Return the seals of one colour: what a group of ink is as a whole, else what it holds."""
    side = max(ink.shape)
    least, largest = _half(side, _LARGEST_RING)
    seals: list[Seal] = []
    for blob, left, top in _blobs(ink, LEAST_BOX * side):
        stamp = stamp_place(flat, blob, left, top)
        ring = None if stamp is not None else fitted_ring(blob, least, largest)
        if stamp is not None:
            seals.append(_box_seal(*stamp, colour, scale))
        elif ring is not None:
            ring = ring.moved(left, top)
            parts = [] if ring.round else searched_rings(blob, ink, left, top, least, largest)
            circles = [part for part in parts if part.round]
            # Two round seals over each other have nearly an oval around them.
            chosen = circles if len(circles) > 1 else [ring]
            seals += [_ring_seal(one, colour, scale) for one in chosen]
        elif min(blob.shape) > least and max(blob.shape) > 1.6 * least:
            rings = searched_rings(blob, ink, left, top, least, largest)
            whole = _within_frame(blob, left, top, least, largest)
            rings = [*whole, *(ring for ring in rings if not any(map(ring.overlaps, whole)))]
            seals += [_ring_seal(ring, colour, scale) for ring in rings]
    return seals


def _within_frame(
    blob: Ink, left: int, top: int, least: float, largest: float
) -> tuple[FittedRing, ...]:
    """Return the rings that a page's printed frame is near enough to be one group of ink with."""
    if max(blob.shape) <= 2 * largest:
        return ()
    parts = [
        (fitted_ring(part, least, largest), across, down)
        for part, across, down in blobs(blob, longer=(2 * least, 2 * largest), of=blob)
    ]
    return tuple(ring.moved(left + across, top + down) for ring, across, down in parts if ring)


def words_of_ring(seal: Seal) -> tuple[Polygon, ...]:
    """Return two halves of the band that holds a ring's words; ring and star stay outside of it. A
    stamp without a ring has nothing but words: none are returned."""
    if seal.shape is Shape.BOX:
        return ()
    ring = FittedRing(*seal.centre, *seal.radii, seal.angle)
    halves = []
    for start in (-90, 90):
        turns = [math.radians(start + step) for step in range(0, 181, 10)]
        inner, outer = _WORD_BAND
        corners = [ring.at(turn, outer) for turn in turns]
        corners += [ring.at(turn, inner) for turn in reversed(turns)]
        halves.append(rounded(corners))
    return tuple(halves)


def _on_paper(copy: Picture, seal: Seal, scale: float) -> bool:
    """Tell whether a ring is on the sheet, which only those at the picture's edge must prove. The
    grain of a desk around a photographed page makes arcs like those of half a seal."""
    height, width = copy.shape[:2]
    x, y = (value * scale for value in seal.centre)
    reach = max(seal.radii) * scale * 1.02
    if seal.shape is Shape.BOX or (reach < x < width - reach and reach < y < height - reach):
        return True
    dark = darkest(copy)
    inside = np.zeros((height, width), np.uint8)
    cv2.circle(inside, (round(x), round(y)), round(reach * 0.95), 1, thickness=-1)
    paper = level_at(dark, 80) * _SHADE
    share = float(np.mean(dark[inside > 0] > paper)) if inside.any() else 0.0
    # The true edge of a page that was straightened is within the picture, and cuts it as well.
    plainly = seal.colour is not Colour.DARK and share >= _MUCH_PAPER
    return seal.ring_share >= (PART if plainly else _CUT_RING) and share >= _PAPER_INSIDE


def _half(side: int, largest: float) -> tuple[float, float]:
    """Return smallest and largest half axis of a ring on a page with this long side."""
    return _LEAST_RING * side / 2, largest * side / 2


def _blobs(ink: Ink, least: float) -> Iterator[tuple[Ink, int, int]]:
    """Yield groups of ink that are within ``_JOIN`` of each other, with their left and top."""
    left, top, width, height = cv2.boundingRect(ink)
    if max(width, height) < least - _JOIN:
        return  # most pages have hardly any blue
    across, down = max(0, left - _JOIN), max(0, top - _JOIN)
    ink = ink[down : top + height + _JOIN, across : left + width + _JOIN]
    joined = cv2.dilate(ink, square(_JOIN))
    for blob, left, top in blobs(joined, longer=(least, math.inf), of=ink):
        yield blob, left + across, top + down


def _ring_seal(ring: FittedRing, colour: Colour, scale: float) -> Seal:
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


def _box_seal(place: Place, share: float, colour: Colour, scale: float) -> Seal:
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

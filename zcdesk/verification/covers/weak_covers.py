"""Covers that do not cover: not black enough, or with something left to be seen through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import cv2
import numpy as np

from zcdesk.applicant import Word
from zcdesk.connected_components import blobs
from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.picture import GreyPicture, Picture, corners_of, level_at, square
from zcdesk.reading.certainty import READ
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_at_once
from zcdesk.verification.covers.dark_regions import DarkRegion, Inside
from zcdesk.verification.words.seeing import SIDE, Sighting, search, separate

BLACK = 24
"""Highest level of any channel inside a cover; a decoded JPEG cover is not flat (promise R18)."""

RINGING = 48
"""The same in the outer 4 pixels, where the paper beside it rings: 29 was seen on a solid cover."""

WAVES = 40
"""The same as far as one block of a JPEG reaches, 8 pixels: 34 was seen below slanting edges."""

_RIM = 190
"""Level of the middle one of a cover's outermost pixels. Where it is black they are ink mixed with
paper, half at most, however it was rounded; above this the cover ended a pixel before its place."""

_CORNERS = 3  # fewer span no area
_FARTHEST = 1e6  # px; no page has a place beyond

_LEAST_DEPTH = 3.0  # grey levels between a see-through cover and the ink below it
_READABLE = READ  # mean probability of a line's letters from which on something is there to read
_LEAST_LETTERS = 2
_ROOM = 24  # px of paper around a crop, so that the detector sees lines whole
_LEAST_HEIGHT = 12  # px; lower areas hold no text
_MOST_LOOKS = 8  # areas
_SHEET = 1000  # px of height up to which several of them are looked at together


def not_opaque(picture: Picture, covers: Sequence[Polygon]) -> Iterator[Polygon]:
    """Yield the covers below which some pixel is too light.

    Args:
        picture: The finished picture as decoded.
        covers: What was covered, in its pixels; the outermost pixel on each side may be mixed
            with paper, ``RINGING`` holds for the next three and ``WAVES`` for four more.
    """
    for cover in covers:
        rows, columns, inside = _inside(picture, cover)
        pixels = picture[rows, columns]
        light = any(
            (pixels[_eroded(inside, size)] > most).any()
            for size, most in ((3, RINGING), (9, WAVES), (17, BLACK))
        )
        rim = pixels[_eroded(inside, 1) & ~_eroded(inside, 3)].max(axis=1)
        if light or (rim.size and np.median(rim) > _RIM):
            yield cover


def is_area(cover: Polygon) -> bool:
    """Tell whether a cover is a polygon at all: three corners at least, each in a place."""
    corners = np.array(cover, np.float64)
    return len(corners) >= _CORNERS and bool((np.abs(corners) < _FARTHEST).all())


def is_seen(picture: Picture, cover: Polygon) -> bool:
    """Tell whether a cover has pixels by which :func:`not_opaque` could judge it: a sliver that
    was only claimed must not be taken for black.
    """
    return bool(_eroded(_inside(picture, cover)[2], 3).any())


def share_below(place: Polygon, cover: Polygon) -> float:
    """Return which share of the upright box around ``place`` a cover really fills."""
    left, top, right, bottom = (round(edge) for edge in bounds(place))
    box = np.zeros((max(1, bottom - top), max(1, right - left)), np.uint8)
    cv2.fillPoly(box, [corners_of(cover) - (left, top)], 1)
    return float(box.mean())


def _inside(picture: Picture, cover: Polygon) -> tuple[slice, slice, GreyPicture]:
    """Return rows and columns around a cover, and its pixels with a rim of one on each side."""
    height, width = picture.shape[:2]
    left, top, right, bottom = bounds(cover)
    left, top = min(max(0, int(left) - 1), width), min(max(0, int(top) - 1), height)
    right, bottom = max(left, min(width, int(right) + 2)), max(top, min(height, int(bottom) + 2))
    inside = np.zeros((bottom - top + 2, right - left + 2), np.uint8)
    corners = corners_of(cover) - (left - 1, top - 1)
    cv2.fillPoly(inside, [corners.astype(np.int32)], 1)
    return slice(top, bottom), slice(left, right), inside


def _eroded(inside: GreyPicture, size: int) -> Inside:
    kernel = square(size)
    return np.asarray(cv2.erode(inside, kernel)[1:-1, 1:-1] > 0)


def residues(
    grey: GreyPicture, regions: Sequence[DarkRegion], words: Sequence[Word]
) -> Iterator[tuple[Polygon, tuple[Sighting, ...]]]:
    """Yield the dark areas through which something can still be read, and the words there.

    Args:
        grey: The finished picture in grey.
        regions: Its dark areas.
        words: What must not be readable.
    """
    shown = [region for region in regions if _shows_ink(region)][:_MOST_LOOKS]
    for sheet, tops in _sheets([(_stretched(grey, region), region) for region in shown]):
        lines = read_at_once(evened(sheet), SIDE).lines
        seen = separate(search(lines, words))
        for (region, top), (_, bottom) in pairwise(tops):
            right, down = region.left - _ROOM, region.top - _ROOM - top
            sightings = tuple(
                replace(sighting, place=tuple((x + right, y + down) for x, y in sighting.place))
                for sighting in seen
                if top <= centre(sighting.place)[1] < bottom
            )
            legible = region.bar and any(
                line.lattice.confidence >= _READABLE
                and sum(1 for character in line.lattice.characters if character.text.isalnum())
                >= _LEAST_LETTERS
                for line in lines
                if top <= centre(line.quad)[1] < bottom
            )
            if sightings or legible:
                yield region.outline, sightings


def _sheets(
    parts: Sequence[tuple[Picture, DarkRegion]],
) -> Iterator[tuple[Picture, list[tuple[DarkRegion, int]]]]:
    """Yield white sheets with areas below each other, as far as they are read in their own size.

    With a sheet come its areas, each with the row at which it begins, and at last that of its end.
    """
    while parts:
        heights = list(accumulate(len(part) for part, _ in parts))
        count = max(1, sum(height <= _SHEET for height in heights))
        wide = max(part.shape[1] for part, _ in parts[:count])
        rows = [
            np.pad(part, ((0, 0), (0, wide - part.shape[1]), (0, 0)), constant_values=255)
            for part, _ in parts[:count]
        ]
        regions = [region for _, region in parts[:count]]
        tops = list(zip((*regions, regions[-1]), (0, *heights[:count]), strict=True))
        yield np.vstack(rows), tops
        parts = parts[count:]


def _shows_ink(region: DarkRegion) -> bool:
    """Ink below a cover is darker than the cover over bare paper; white text on dark is not."""
    deep = region.level - region.darkest >= max(_LEAST_DEPTH, 0.08 * region.level)
    light = region.lightest - region.level
    return (
        deep
        and light < 2 * (region.level - region.darkest)
        and region.inside.shape[0] >= _LEAST_HEIGHT
    )


def _stretched(grey: GreyPicture, region: DarkRegion) -> Picture:
    """Return an area with its contrast stretched, on white paper."""
    part = grey[region.box].astype(np.float32)
    span = max(1.0, region.level - region.darkest)
    levels = np.clip((part - region.darkest) * (255.0 / span), 0, 255)
    levels[~region.inside] = 255
    framed = np.pad(levels.astype(np.uint8), _ROOM, constant_values=255)
    return np.asarray(cv2.cvtColor(framed, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def without_covers(
    picture: Picture, regions: Sequence[DarkRegion], covers: Sequence[Polygon]
) -> Picture:
    """Return a copy with opaque covers painted over in the colour of the paper around them.

    Large black areas would draw the light and contrast of a page to themselves, and faint text
    beside them would be missed.
    """
    cleaned = picture.copy()
    height, width = picture.shape[:2]
    painted = np.zeros((height, width), np.uint8)
    for region in regions:
        if region.flat:
            rows, columns = region.box
            painted[rows, columns] |= region.inside.astype(np.uint8)
    for cover in covers:
        cv2.fillPoly(painted, [corners_of(cover)], 1)
    painted = np.asarray(cv2.dilate(painted, square(7)), dtype=np.uint8)
    # Only where something is painted: to number the pixels of a whole page takes ten times as long.
    across, down, wide, high = cv2.boundingRect(painted)
    if not wide:
        return cleaned
    part = np.ascontiguousarray(painted[down : down + high, across : across + wide])
    for own, x, y in blobs(part):
        left, top, (high, wide) = x + across, y + down, own.shape
        rows = slice(max(0, top - 12), min(height, top + high + 12))
        columns = slice(max(0, left - 12), min(width, left + wide + 12))
        around = picture[rows, columns][painted[rows, columns] == 0]
        if len(around):
            paper = np.array([level_at(band, 80) for band in around.T])
            cleaned[top : top + high, left : left + wide][own > 0] = paper.astype(np.uint8)
    return cleaned

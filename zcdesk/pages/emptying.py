"""A scan without what covers hide, taken out before anything is made of its pixels.

Ink that a cover hides has left traces beside it: in the blocks in which a JPEG packed it, and, once
the page is straightened or lit evenly, in whatever is reckoned from its pixels. So covered ink is
taken out of the picture as it was decoded, with every pixel that shares a block with it, and what
was there is drawn from pixels that never knew it. Two scans that differ only below their covers
are equal from here on, whatever is beside a cover and whatever becomes of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Box, Polygon, around, bounds
from zcdesk.pages.opening.formats.format import DecodedPage
from zcdesk.pages.opening.packing import WIDEST, Packing
from zcdesk.picture import Picture

_ROOM = 2 * WIDEST
"""Pixels around a cover that are looked at: its blocks, and as much beyond them."""

_RING = 16  # pixels beyond what was taken out from which the colour of the paper is told
_INK = 40  # grey levels below the paper from which on a pixel is ink
_RULING = 25
"""Pixels that a line (a border, an underline) runs straight on at both sides of a cover; an odd
number, for OpenCV shifts what it opens by an even one. Strokes of letters of 300 dpi are as long,
but none has another one like it behind the cover."""
_THICKEST = 9  # pixels of such a line; 3 points at 200 dpi
_LEAN = 0.03  # by which it may rise along the cover: a page that leans by more was straightened

Mask = NDArray[np.bool_]


def emptied(decoded: DecodedPage, covers: Sequence[Polygon], spread: int = 0) -> Picture:
    """Return the pixels of a decoded page without covered ink and without its traces.

    Args:
        decoded: The page; its own pixels are left as they are.
        covers: Through the centres of the outermost pixels that will be covered.
        spread: Pixels beyond them that are taken out, too, as the covers are not quite exact.
    """
    picture = decoded.picture.copy()
    for left, top, right, bottom in _windows(covers, picture.shape[1], picture.shape[0]):
        part = picture[top:bottom, left:right]
        covered = np.zeros(part.shape[:2], np.uint8)
        for cover in covers:
            corners = np.rint(np.array(cover) - (left + 0.5, top + 0.5)).astype(np.int32)
            cv2.fillPoly(covered, [corners], 1)
        unknown = _grown(covered > 0, spread)
        if decoded.packing is not None and unknown.any():
            unknown = _without_colours(part, unknown, decoded.packing, left, top)
        _draw_anew(part, unknown)
    return picture


def _windows(
    covers: Sequence[Polygon], width: int, height: int
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the parts of the picture around the covers; covers near each other share one."""
    parts: list[Box] = []
    for cover in covers:
        left, top, right, bottom = bounds(cover)
        part = (left - _ROOM, top - _ROOM, right + _ROOM, bottom + _ROOM)
        while touching := [other for other in parts if _touch(part, other)]:
            parts = [other for other in parts if other not in touching]
            part = around([part, *touching])
        parts.append(part)
    for left, top, right, bottom in parts:
        yield (
            max(0, round(left)),
            max(0, round(top)),
            min(width, round(right)),
            min(height, round(bottom)),
        )


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _without_colours(part: Picture, covered: Mask, packing: Packing, left: int, top: int) -> Mask:
    """Take the colours that know of covered ink from the nearest ink or paper that does not.

    Returns:
        The pixels whose brightness knows of it, too.
    """
    dark = packing.sharing(covered, left, top, packing.blocks) | covered
    if packing.colours == packing.blocks or packing.brightness is None:
        return dark
    # Colours of a lower resolution are blended into the next pixel when they are enlarged.
    known = ~_grown(packing.sharing(covered, left, top, packing.colours) | covered, 1)
    if not known.any():
        return np.ones(known.shape, bool)
    height, width = part.shape[:2]
    bright = packing.brightness()[top : top + height, left : left + width]
    inked = bright < np.median(bright[known]) - _INK
    levels = np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2YCrCb), np.uint8)
    alone = ~known & ~dark
    levels[alone] = 128
    for alike in (inked, ~inked):
        levels[alone & alike] = _nearest(levels, known & alike)[alone & alike]
    levels[alone, 0] = bright[alone]
    part[alone] = cv2.cvtColor(levels, cv2.COLOR_YCrCb2RGB)[alone]
    return dark


def _nearest(levels: Picture, source: Mask) -> Picture:
    """Return for each pixel the levels of the nearest pixel of the source, grey without any."""
    _, labels = cv2.distanceTransformWithLabels(
        (~source).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    by_label = np.full((int(labels.max()) + 1, 3), 128, np.uint8)
    by_label[labels[source]] = levels[source]
    return np.asarray(by_label[labels], np.uint8)


def _draw_anew(part: Picture, unknown: Mask) -> None:
    """Draw paper where nothing is known, and the lines that run on at both sides of it."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(unknown.astype(np.uint8))
    for number in range(1, count):
        x, y, width, height, _ = boxes[number]
        near = np.s_[max(0, y - _ROOM) : y + height + _ROOM, max(0, x - _ROOM) : x + width + _ROOM]
        here, place, known = part[near], labels[near] == number, ~unknown[near]
        paper = _paper(here, place, known)
        inked = known & (here.mean(axis=2) < paper.mean() - _INK)
        lines = (*_lines(here, place, inked), *_lines_down(here, place, inked))
        here[place] = paper
        for corners, colour in lines:
            drawn = np.zeros(place.shape, np.uint8)
            cv2.fillPoly(drawn, [corners], 1)
            here[(drawn > 0) & place] = colour


def _paper(part: Picture, place: Mask, known: Mask) -> NDArray[np.uint8]:
    """Return the colour of the paper: the median of the brighter half of the pixels around."""
    around_it = part[known & _grown(place, _RING)]
    if not len(around_it):
        return np.full(3, 255, np.uint8)
    levels = around_it.mean(axis=1)
    return np.asarray(np.median(around_it[levels >= np.median(levels)], axis=0), np.uint8)


def _grown(place: Mask, pixels: int) -> Mask:
    reach = np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8)
    return np.asarray(cv2.dilate(place.astype(np.uint8), reach) > 0)


Line = tuple[NDArray[np.int32], NDArray[np.uint8]]
"""Corners, and colour."""


def _lines(part: Picture, place: Mask, inked: Mask) -> Iterator[Line]:
    """Yield the lines that run straight on across a place, from left to right."""
    straight = cv2.morphologyEx(
        inked.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, _RULING), np.uint8)
    )
    ends = []
    for step in (1, -1):  # of the place's left side, then of its right
        beside = np.roll(place, -step, axis=1) & ~place & (straight > 0)
        count, _, boxes, centres = cv2.connectedComponentsWithStats(beside.astype(np.uint8))
        ends.append([(*boxes[n, :4], centres[n, 1]) for n in range(1, count)])
    for x, y, _, thick, middle in ends[0]:
        behind = [
            end
            for end in ends[1]
            if max(thick, end[3]) <= _THICKEST
            and abs(end[4] - middle) <= 2 + _LEAN * (end[0] - x)
            and end[0] > x
        ]
        if not behind:
            continue
        to_x, to_y, _, to_thick, _ = min(behind, key=lambda end: (abs(end[4] - middle), end[0]))
        corners = [(x, y), (to_x, to_y), (to_x, to_y + to_thick - 1), (x, y + thick - 1)]
        ink = part[y : y + thick, max(0, x - _RULING) : x + 1].reshape(-1, 3)
        yield np.array(corners, np.int32), np.asarray(np.median(ink, axis=0), np.uint8)


def _lines_down(part: Picture, place: Mask, inked: Mask) -> Iterator[Line]:
    """Yield the lines that run straight on across a place, from top to bottom."""
    for corners, colour in _lines(part.swapaxes(0, 1), place.T, inked.T):
        yield np.ascontiguousarray(corners[:, ::-1]), colour

"""Tells whether a picture is one portrait photo and nothing else.

A portrait is a filled patch of a photo's shape on which a head stands in front of an even ground,
with shoulders below it: what the rules for such photos ask for (正面免冠, 纯色背景), whatever the
ground's colour and in copies without colour too.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.masking.portraits.silhouettes import silhouette
from zcdesk.masking.portraits.working_copies import stretched, white_paper
from zcdesk.picture import Picture, darkest, reduced_by, require_picture

_COPY_SIDE = 700
"""About the long side of the copy that is looked at."""

WHOLE_PAGE = 0.8
"""Share of width and height from which on the picture itself is the photo, not a page with one."""

_SOLID = 0.84
"""Least solidity of a bust on a white ground, see ``Silhouette``; large letters have .7."""

_LOOKS = ((22, 5, 1), (45, 5, 1), (80, 5, 1), (130, 5, 1), (22, 9, 7), (45, 5, 7))
"""How a patch is told from paper: levels below it (a card's tint and a grey copy's veil lie between
them), pixels of the copy below which strokes vanish, and pixels of white that are closed then: a
collar parts the head from the shoulders."""

_NARROWEST, _WIDEST = 0.55, 1.3  # width by height
_FILLED = 0.84  # of its box: the photo's own rectangle; a bust on a white ground fills .6 to .75
_EMPTIEST = 0.42
_PROTRUSION = 0.14  # of the other extent: rows and columns with less belong to what touches it
PAPER = 225  # level of evened paper
_MOSTLY_PAPER = 0.8  # of the picture: a page; portraits on white ground have up to .69

Place = tuple[int, int, int, int]


def is_portrait(picture: Picture) -> bool:
    """Tell whether a picture is one portrait and nothing else, as the slot for the photo wants it.

    Raises:
        ValueError: ``picture`` is not an RGB picture.
    """
    require_picture(picture)
    copy = reduced_by(picture, max(1, round(max(picture.shape[:2]) / _COPY_SIDE)))
    if _is_portrait(copy):
        return True
    flat = stretched(white_paper(copy))
    return any(
        silhouette(flat[place[1] : place[3], place[0] : place[2]]).person
        for place in _whole_patches(flat)
    )


def _is_portrait(copy: Picture) -> bool:
    """Tell whether the whole picture is one portrait; shade over a page of text looks like one."""
    height, width = copy.shape[:2]
    if float((darkest(white_paper(copy)) > PAPER).mean()) > _MOSTLY_PAPER:
        return False
    shape = silhouette(stretched(copy))
    shaped = bool(_NARROWEST <= width / height <= _WIDEST)
    return shaped and shape.person and shape.solid >= _SOLID and shape.face


def _whole_patches(flat: Picture) -> Iterator[Place]:
    """Yield left, top, right, bottom of patches of a portrait's shape that fill the copy."""
    depth = 255 - darkest(np.asarray(cv2.blur(flat, (3, 3)), np.uint8))
    for level, stroke, gap in _LOOKS:
        kernel = np.ones((stroke, stroke), np.uint8)
        ink = cv2.morphologyEx((depth > level).astype(np.uint8), cv2.MORPH_OPEN, kernel)
        if gap > 1:
            ink = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
        count, labels, stats, _ = components(ink, connectivity=4)
        for number in range(1, count):
            left, top, width, height, area = (int(value) for value in stats[number])
            if area < _EMPTIEST / 2 * height * height / 2:
                continue
            blob = labels[top : top + height, left : left + width] == number
            place = _patch(blob, left, top)
            if place is not None and _is_whole(place, flat):
                yield _inside(place, flat)


def _patch(blob: NDArray[np.bool_], left: int, top: int) -> Place | None:
    """Return the photo's rectangle for a blob, None when the blob is too thin for one."""
    across, down = _core(blob.sum(axis=0)), _core(blob.sum(axis=1))
    core = blob[down[0] : down[1], across[0] : across[1]]
    if core.size == 0:
        return None
    outlines, _ = cv2.findContours(
        core.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    whole = cv2.drawContours(np.zeros(core.shape, np.uint8), outlines, -1, 1, cv2.FILLED)
    fill = float(whole.mean())  # a light face in a dark photo is a hole
    if fill < _EMPTIEST:
        return None
    x0, x1 = left + across[0], left + across[1]
    y0, y1 = top + down[0], top + down[1]
    if fill >= _FILLED:
        return x0 - 2, y0 - 2, x1 + 2, y1 + 2
    # A bust on a white ground: above the hair and beside the shoulders lies some more photo.
    wide, tall = x1 - x0, y1 - y0
    beside = round(wide * 0.09)
    return x0 - beside, y0 - round(tall * 0.19), x1 + beside, y1 + round(tall * 0.03)


def _core(sums: NDArray[np.int64]) -> tuple[int, int]:
    """Return the span of rows or columns that is inked well enough."""
    inked = np.flatnonzero(sums > _PROTRUSION * sums.max())
    return int(inked[0]), int(inked[-1]) + 1


def _is_whole(place: Place, flat: Picture) -> bool:
    height, width = flat.shape[:2]
    left, top, right, bottom = _inside(place, flat)
    whole = right - left >= WHOLE_PAGE * width and bottom - top >= WHOLE_PAGE * height
    return bool(whole and _NARROWEST <= (place[2] - place[0]) / (place[3] - place[1]) <= _WIDEST)


def _inside(place: Place, flat: Picture) -> Place:
    left, top, right, bottom = place
    return max(0, left), max(0, top), min(flat.shape[1], right), min(flat.shape[0], bottom)

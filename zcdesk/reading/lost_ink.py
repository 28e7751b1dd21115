"""Ink that is as grey as its ground: red on green, pink on mint, yellow on lime.

A page is read in grey, and such letters are not there. Where a channel has edges that grey
has not, the ground's colour is taken from beside them, and what differs from it counts as
ink.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.picture import GreyPicture, Picture, reduced_by, square

_HALVED = 1400  # px of the long side from which on a page is looked at in half its size
_EDGE = 40  # levels of a channel across an edge; compression and grain give 30 at most
_TIMES = 3  # times the edge in grey that is left in place of it
_SEEN = square(3)
_BESIDE = square(5)
_RULE = 25  # px of the copy; a longer straight edge is one of an area, not of letters
_CELL = 24  # px of the copy
_LEAST = 0.04  # share of a cell that is such an edge
_NEAR = 25  # px of the copy around an edge within which its ground is looked for
_REACHES = (_NEAR, 3 * _NEAR)
_FARTHEST, _LEAST_AWAY, _AWAY = 0.6, 1.5, 6.0
"""Share of the largest distance from an edge nearby at which the ground begins; px of the copy
where it never begins, and where it always does: no stroke is so thick."""
_ALIKE = 16  # levels of grey between letters and their ground
_GRAIN, _FULL = 14, 90  # levels of a channel that are grain, and that are all ink
_PALE = 40  # levels of grey beyond which a pixel is seen by itself

_FAR, _NONE = 1e-3, 1e-5  # weight of what is three times as far, and what is none

Mask = NDArray[np.uint8]
Levels = NDArray[np.float32]


def with_lost_ink(flat: GreyPicture, picture: Picture, grey: GreyPicture) -> GreyPicture:
    """Return an evened page with the ink that grey alone does not show; the same one without any.

    Args:
        flat: Page with its ground made white, shape (height, width); left as it is.
        picture: The page, RGB.
        grey: The page in grey.
    """
    lost = _Lost.of(picture, grey)
    if lost is None:
        return flat
    mixed = flat.copy()
    height, width = flat.shape
    for left, top, right, bottom in lost.places():
        here = (
            slice(top * lost.step, min(height, bottom * lost.step)),
            slice(left * lost.step, min(width, right * lost.step)),
        )
        size = here[1].stop - here[1].start, here[0].stop - here[0].start
        ground = lost.ground[top:bottom, left:right]
        ground = np.asarray(cv2.resize(ground, size, interpolation=cv2.INTER_LINEAR), np.uint8)
        near = cv2.resize(lost.near[top:bottom, left:right], size, interpolation=cv2.INTER_NEAREST)
        pale = cv2.cvtColor(ground, cv2.COLOR_RGB2GRAY)
        share = _share(picture[here], ground)
        unseen = (near > 0) & (cv2.absdiff(grey[here], pale) <= _PALE)
        mixed[here][unseen] = (255 * (1 - share[unseen])).astype(np.uint8)
    return mixed


def _share(part: Picture, ground: Picture) -> Levels:
    """Return how much of each pixel is ink."""
    red, green, blue = cv2.split(cv2.absdiff(part, ground))
    apart = cv2.max(cv2.max(red, green), blue).astype(np.float32)
    return np.asarray(np.clip((apart - _GRAIN) / (_FULL - _GRAIN), 0, 1), np.float32)


@dataclass(frozen=True, eq=False)
class _Lost:
    """Where a copy of a page has edges that grey has not.

    Attributes:
        near: One around such edges, shape (height, width) of the copy.
        ground: The colour of the ground there, RGB.
        step: How many times as large the page is.
    """

    near: Mask
    ground: Picture
    step: int

    @classmethod
    def of(cls, picture: Picture, grey: GreyPicture) -> _Lost | None:
        """Return what is lost of a page; None where nothing is, as on nearly all."""
        step = 2 if max(grey.shape) >= _HALVED else 1
        copy = reduced_by(picture, step)
        edges = lost_edges(copy)
        near = _cells(edges) if edges.any() else edges
        if not near.any():
            return None
        ground, known = _grounds(copy, np.asarray(edges * near, np.uint8), near)
        return cls(known, ground, step)

    def places(self) -> list[tuple[int, int, int, int]]:
        """Return the places in the copy: left, top, right, bottom."""
        _, _, stats, _ = components(self.near)
        return [(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist()]


def lost_edges(copy: Picture) -> Mask:
    """Return one where a channel of a picture has an edge that its grey has not."""
    pale = np.asarray(cv2.cvtColor(copy, cv2.COLOR_RGB2GRAY), np.uint8)
    red, green, blue = cv2.split(cv2.morphologyEx(copy, cv2.MORPH_GRADIENT, _SEEN))
    coloured = cv2.max(cv2.max(red, green), blue)
    seen = cv2.morphologyEx(pale, cv2.MORPH_GRADIENT, _BESIDE)
    lost = (coloured >= _EDGE) & (coloured > cv2.convertScaleAbs(seen, alpha=_TIMES))
    return np.asarray(lost, np.uint8)


def _cells(edges: Mask) -> Mask:
    """Return one in the cells that have many such edges and beside them, long rules left out."""
    along = cv2.morphologyEx(edges, cv2.MORPH_OPEN, np.ones((1, _RULE), np.uint8))
    down = cv2.morphologyEx(edges, cv2.MORPH_OPEN, np.ones((_RULE, 1), np.uint8))
    short = np.asarray(edges - cv2.bitwise_or(along, down), np.float32)
    height, width = edges.shape
    size = max(1, round(width / _CELL)), max(1, round(height / _CELL))
    share = cv2.resize(short, size, interpolation=cv2.INTER_AREA)
    full = cv2.dilate((share >= _LEAST).astype(np.uint8), _SEEN)
    return np.asarray(cv2.resize(full, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def _grounds(copy: Picture, edges: Mask, near: Mask) -> tuple[Picture, Mask]:
    """Return the colour of the ground around edges, and where it is known: the mean of the places
    nearby that are as grey as they are and farthest away from them."""
    pale = cv2.cvtColor(copy, cv2.COLOR_RGB2GRAY).astype(np.float32)
    window = (_NEAR, _NEAR)
    weight = cv2.boxFilter(edges.astype(np.float32), -1, window)
    level = cv2.boxFilter(pale * edges, -1, window) / np.maximum(weight, _NONE)
    alike = (weight > _NONE) & (np.abs(pale - level) <= _ALIKE)
    away = cv2.distanceTransform(1 - edges, cv2.DIST_L2, 3) * alike
    farthest = cv2.dilate(away, np.ones(window, np.uint8))
    away[away < np.clip(_FARTHEST * farthest, _LEAST_AWAY, _AWAY)] = 0
    pull = np.asarray(np.minimum(away, _AWAY) ** 2, np.float32)
    total, sums = (_near_and_far(values) for values in (pull, copy * pull[:, :, None]))
    known = (total > _NONE) & (near > 0)
    mean = copy.copy()
    mean[known] = (sums[known] / total[known][:, None]).round().astype(np.uint8)
    return mean, known.astype(np.uint8)


def _near_and_far(values: Levels) -> Levels:
    """Return the mean around each pixel, with hardly any weight for what is farther away."""
    near, far = (np.asarray(cv2.boxFilter(values, -1, (s, s)), np.float32) for s in _REACHES)
    return near + _FAR * far

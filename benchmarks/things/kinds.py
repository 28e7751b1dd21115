"""What the network tells apart, and where each is on a drawn page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from tools.drawing.marks import DrawnPage, InkMark, Role
from zcdesk.geometry import Polygon, Transform, bounds

Shares = NDArray[np.uint8]

_ROUND = 5  # corners from which on a seal's outline is no box


class Kind(StrEnum):
    """A kind of thing; its place in this list is its channel of the network's answer."""

    RING = "ring"
    BOX = "box"
    PORTRAIT = "portrait"
    CODE = "code"
    HAND = "hand"
    EMBLEM = "emblem"
    PEN = "pen"


KINDS = tuple(Kind)
_ROLES = {
    Role.PHOTO: Kind.PORTRAIT,
    Role.CODE: Kind.CODE,
    Role.SIGNATURE: Kind.HAND,
    Role.OTHER_SIGNATURE: Kind.HAND,
}


@dataclass(frozen=True)
class Thing:
    """A thing of a page.

    Attributes:
        kind: What it is.
        places: Its outline in pixels of the page, or one for each of its letters.
        own: It points to the person whose page it is.
    """

    kind: Kind
    places: tuple[Polygon, ...]
    own: bool = False

    def moved(self, transform: Transform) -> Thing:
        """Return the thing where ``transform`` carries it."""
        return Thing(self.kind, tuple(map(transform.apply_all, self.places)), self.own)


def things_of(page: DrawnPage) -> tuple[Thing, ...]:
    """Return the things among the marks of a page."""
    return tuple(
        Thing(kind, mark.characters, not mark.role.stays)
        for mark in page.marks
        if (kind := _kind_of(mark)) is not None
    )


def _kind_of(mark: InkMark) -> Kind | None:
    if mark.role in (Role.SEAL, Role.OTHER_SEAL):
        return Kind.RING if len(mark.characters[0]) >= _ROUND else Kind.BOX
    return Kind.HAND if mark.hand else _ROLES.get(mark.role)


def label_map(things: Sequence[Thing], size: tuple[int, int]) -> Shares:
    """Return how much of each place belongs to each kind, so that outlines can be told finer.

    Args:
        things: In places of the maps.
        size: Width and height of the maps.

    Returns:
        Shape (kinds, rows, columns), 0 to 255.
    """
    fine, label = 4, np.zeros((len(KINDS), size[1], size[0]), np.uint8)
    for thing in things:
        area = np.zeros((size[1] * fine, size[0] * fine), np.uint8)
        for place in filled_areas(thing):
            cv2.fillPoly(area, [np.rint(np.array(place) * fine - 0.5).astype(np.int32)], 255)
        share = np.asarray(cv2.resize(area, size, interpolation=cv2.INTER_AREA), np.uint8)
        own = label[KINDS.index(thing.kind)]
        np.maximum(own, share, out=own)
    return label


def filled_areas(thing: Thing) -> tuple[Polygon, ...]:
    """Return the areas a thing fills: what a pen wrote fills the strips from letter to letter."""
    if thing.kind is not Kind.HAND or len(thing.places) == 1:
        return thing.places
    pairs = zip(thing.places, thing.places[1:], strict=False)
    near = [pair for pair in pairs if _gap(*pair) < _height(pair[0])]
    hulls = [cv2.convexHull(np.array([*a, *b], np.float32))[:, 0] for a, b in near]
    return (*thing.places, *(tuple(map(tuple, hull.tolist())) for hull in hulls))


def _gap(one: Polygon, other: Polygon) -> float:
    a, b = bounds(one), bounds(other)
    return math.hypot(max(0.0, b[0] - a[2], a[0] - b[2]), max(0.0, b[1] - a[3], a[1] - b[3]))


def _height(place: Polygon) -> float:
    left, top, right, bottom = bounds(place)
    return max(bottom - top, right - left)

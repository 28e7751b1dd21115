"""Tells whether a head with shoulders stands before an even ground on a small picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import Picture

_EVEN_GROUND = 26.0
"""Median distance from the ground's own colour, in levels, below which both upper corners are
taken for one plain ground."""

_WIDE, _TALL = 48, 64
_APART = 30.0  # levels between the ground and what stands before it, at least
_EVEN = 45.0  # levels around the median of a face's place ...
_MOSTLY = 0.6  # ... that hold so much of it; eyes and shadows are the rest
_SKIN = 0.45  # of the place where the face must be
_BLACK, _WHITE = 70, 190  # levels of a copy in black and white, reduced
_TWO_LEVELS = 0.82  # of its pixels; the rest are edges
_HAIR, _LIGHT, _SHOULDERS = 0.7, 0.7, 0.5  # shares of those places; eyes and mouth are dark


@dataclass(frozen=True)
class Silhouette:
    """What was seen on a picture of a portrait's size.

    Attributes:
        head: Something of a head's width stands in the middle, ground on both sides.
        shoulders: It widens towards the lower edge.
        plain: Both upper corners show the same even ground.
        skin: The place of the face has the colour of skin.
        solid: How much of what stands before the ground is free of gaps, 0 to 1; strokes of
            letters have many.
        tones: The place of the face is even, lighter than the hair above it and no paper.
        stark: It is a portrait as copies in black and white show it: the face left white below
            black hair.
    """

    head: bool
    shoulders: bool
    plain: bool
    solid: float
    skin: bool
    tones: bool
    stark: bool

    @property
    def person(self) -> bool:
        """Head and shoulders before an even ground."""
        return self.head and self.shoulders and self.plain

    @property
    def face(self) -> bool:
        """The place of the face looks like one."""
        return self.skin or self.tones


def silhouette(part: Picture) -> Silhouette:
    """Look at a part of a page. ``part``: shape (height, width, 3), RGB, paper white and the
    darkest ink black."""
    small = cv2.resize(part, (_WIDE, _TALL), interpolation=cv2.INTER_AREA).astype(np.float32)
    ground, spread = _ground(small)
    away = np.abs(small - ground).max(axis=2)
    before = (away > max(_APART, 2.5 * spread)).astype(np.uint8)
    solid = _solid(before)
    before = cv2.morphologyEx(before, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)).astype(np.uint8)
    widths = [_run(before[row]) for row in range(round(0.30 * _TALL), round(0.52 * _TALL))]
    head = float(np.median(widths)) / _WIDE
    low = float(before[round(0.86 * _TALL) : round(0.96 * _TALL)].mean())
    return Silhouette(
        head=0.22 <= head <= 0.8,
        shoulders=low >= 0.5 and low >= head + 0.06,
        plain=spread <= _EVEN_GROUND
        # ... and ground above the hair; the rule of a form's cell may run there.
        and min(float(before[row : row + 3].mean()) for row in (0, 3, 6)) <= 0.5,
        solid=round(solid, 3),
        skin=_skin(small),
        tones=_tones(small),
        stark=_stark(small),
    )


def _ground(small: NDArray[np.float32]) -> tuple[NDArray[np.float32], float]:
    """Return the colour of the upper corners, and how far their pixels lie from it."""
    top, bottom = round(0.05 * _TALL), round(0.26 * _TALL)
    edge, inner = round(0.06 * _WIDE), round(0.19 * _WIDE)
    corners = np.concatenate(
        [
            small[top:bottom, edge:inner].reshape(-1, 3),
            small[top:bottom, -inner:-edge].reshape(-1, 3),
        ]
    )
    ground = np.median(corners, axis=0).astype(np.float32)
    return ground, float(np.percentile(np.abs(corners - ground).max(axis=1), 75))


def _solid(before: NDArray[np.uint8]) -> float:
    """Return how much of the rows between their outermost inked pixels is inked, below the hair."""
    inked = spanned = 0
    for row in before[round(0.12 * _TALL) :]:
        places = np.flatnonzero(row)
        if len(places):
            inked += len(places)
            spanned += int(places[-1] - places[0]) + 1
    return inked / spanned if spanned else 0.0


def _run(row: NDArray[np.uint8]) -> int:
    """Return the length of the inked run in the middle, 0 when it touches an edge."""
    middle = len(row) // 2
    near = [place for place in range(middle - 4, middle + 4) if row[place]]
    if not near:
        return 0
    start = end = near[len(near) // 2]
    while start > 0 and row[start - 1]:
        start -= 1
    while end < len(row) - 1 and row[end + 1]:
        end += 1
    return 0 if start == 0 or end == len(row) - 1 else end - start + 1


def _face(small: NDArray[np.float32]) -> NDArray[np.float32]:
    return small[
        round(0.36 * _TALL) : round(0.58 * _TALL), round(0.38 * _WIDE) : round(0.62 * _WIDE)
    ]


def _skin(small: NDArray[np.float32]) -> bool:
    """Tell whether the face's place is skin: red leads, blue comes last, neither by too much."""
    face = _face(small).reshape(-1, 3)
    red, green, blue = face[:, 0], face[:, 1], face[:, 2]
    lead = (red - blue > 12) & (red - blue < 130) & (red - green > 4) & (red - green < 85)
    return bool(np.mean(lead & (green >= blue - 4) & (red > 70) & (blue > 25)) >= _SKIN)


def _tones(small: NDArray[np.float32]) -> bool:
    """Tell whether hair lies above a lighter face that is still darker than paper."""
    grey = small.mean(axis=2)
    place = _face(small).mean(axis=2)
    face = float(np.median(place))
    if np.mean(np.abs(place - face) <= _EVEN) < _MOSTLY:
        return False
    hair_rows = slice(round(0.08 * _TALL), round(0.34 * _TALL))
    above = grey[hair_rows, round(0.38 * _WIDE) : round(0.62 * _WIDE)]
    hair = float(np.percentile(above, 20))
    return 70 <= face <= 246 and face - hair >= 35


def _stark(small: NDArray[np.float32]) -> bool:
    """Tell whether only black and white are left, and in them hair, a face and shoulders."""
    grey = small.mean(axis=2)
    black, white = grey < _BLACK, grey > _WHITE
    if float((black | white).mean()) < _TWO_LEVELS:
        return False
    middle = slice(round(0.38 * _WIDE), round(0.62 * _WIDE))
    hair = float(black[round(0.14 * _TALL) : round(0.26 * _TALL), middle].mean())
    face = float(white[round(0.38 * _TALL) : round(0.56 * _TALL), middle].mean())
    low = black[round(0.84 * _TALL) : round(0.94 * _TALL)]
    edge = round(0.3 * _WIDE)
    shoulders = min(float(low[:, :edge].mean()), float(low[:, -edge:].mean()))
    return hair >= _HAIR and face >= _LIGHT and shoulders >= _SHOULDERS

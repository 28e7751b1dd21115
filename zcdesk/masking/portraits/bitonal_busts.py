"""Finds busts on copies in black and white, of which hair and shoulders are left.

A fax leaves a face as white as the paper, so that nothing joins the black of the hair to that of
the clothes: no one patch has a portrait's size and shape, but two are above each other as a head
and shoulders do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import cv2
import numpy as np

from zcdesk.connected_components import components
from zcdesk.geometry import box
from zcdesk.masking.seals.ink_colours import contrasted
from zcdesk.picture import Picture, darkest, reduced_by, square
from zcdesk.reading.line import PhotoPlace

Place = tuple[int, int, int, int]

_COPY_SIDE = 700  # about the long side of the copy that is searched
_LARGE = 0.08  # of it: 24 mm on A4; what looks like a bust in letters of 44 points has .066
_BLACK, _BLACK_REDUCED = 90, 70  # level of the copy, and of a bust that is reduced further
_STROKE = 5  # pixels of the copy below which strokes vanish: text, and the ring of a seal
_LEAST = 0.015  # of the long side: width and height of the hair
_FILLED = 0.5  # of its box that black hair, and clothes with a collar, fill
_WIDER = (1.1, 4.0)  # shoulders by the width of the hair
_BETWEEN = (-0.5, 2.5)  # hair to shoulders by its height; it may hang beside a face
_FACE = 0.6  # of the place between them, at least, is white
_ABOVE, _BESIDE = 0.08, 0.05  # of height and width: what a photo has around them
_TALLER = (1.0, 2.0)  # height of all by the width of the shoulders
_WIDE, _TALL = 48, 64  # of the picture of a bust that is looked at closely
_EVEN_GROUND = 26.0  # levels from the ground's colour: both upper corners are one plain ground
_APART = 30.0  # levels between the ground and what is before it, at least
_WHITE, _TWO_LEVELS = 190, 0.82  # level, reduced; share of its pixels, the rest of which are edges
_HAIR, _LIGHT, _SHOULDERS = 0.7, 0.7, 0.5  # shares of those places; eyes and mouth are dark


@dataclass(frozen=True)
class _Patch:
    """A black patch: its box in pixels of the copy."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    @property
    def bottom(self) -> int:
        return self.top + self.height


def bust_places(picture: Picture) -> Iterator[PhotoPlace]:
    """Yield what may be busts without a face's tones on an upright page; none of them is sure."""
    step = max(1, round(max(picture.shape[:2]) / _COPY_SIDE))
    flat = white_paper(reduced_by(picture, step))
    flat = contrasted(flat, darkest(flat))  # faint copies have the same portraits in fewer levels
    for left, top, right, bottom in _busts(flat):
        large = bottom - top >= _LARGE * max(flat.shape[:2])
        if large and _is_stark(flat[top:bottom, left:right]):
            # What takes strokes away takes the ends of what is round: of hair and of shoulders.
            lost = _STROKE // 2
            x0, y0, x1 = max(0, left - lost), max(0, top - lost), min(flat.shape[1], right + lost)
            yield PhotoPlace(box(x0 * step, y0 * step, x1 * step, bottom * step), 0.5)


def _busts(flat: Picture) -> Iterator[Place]:
    """Yield left, top, right, bottom of hair above shoulders. ``flat``: small copy of a page, RGB;
    paper white and the darkest ink black."""
    black = (darkest(flat) < _BLACK).astype(np.uint8)
    solid = cv2.morphologyEx(black, cv2.MORPH_OPEN, square(_STROKE))
    _, _, stats, _ = components(np.asarray(solid, np.uint8))
    sides, area = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]], stats[1:, cv2.CC_STAT_AREA]
    large = sides.min(axis=1) >= _LEAST * max(flat.shape[:2])
    filled = area >= _FILLED * sides.prod(axis=1)
    patches = [_Patch(*place) for place in stats[1:][large & filled, :4].tolist()]
    for hair, clothes in permutations(patches, 2):
        if _belong(hair, clothes) and _is_face(black, hair, clothes):
            yield _around(hair, clothes, flat)


def _belong(hair: _Patch, clothes: _Patch) -> bool:
    """Tell whether two patches are as hair and shoulders do."""
    between = clothes.top - hair.bottom
    return (
        _WIDER[0] * hair.width <= clothes.width <= _WIDER[1] * hair.width
        and _BETWEEN[0] * hair.height <= between <= _BETWEEN[1] * hair.height
        and clothes.top > hair.top
        and _TALLER[0] <= (clothes.bottom - hair.top) / clothes.width <= _TALLER[1]
    )


def _is_face(
    black: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], hair: _Patch, clothes: _Patch
) -> bool:
    """Tell whether it is mostly white between them, with eyes and a mouth."""
    top = min(hair.bottom, clothes.top)
    part = black[
        top : max(hair.bottom, clothes.top),
        round(hair.middle - hair.width / 4) : round(hair.middle + hair.width / 4),
    ]
    return part.size > 0 and _FACE <= float(1 - part.mean()) < 1


def _is_stark(part: Picture) -> bool:
    """Tell whether black and white are hair, a face and shoulders before an even ground."""
    small = cv2.resize(part, (_WIDE, _TALL), interpolation=cv2.INTER_AREA).astype(np.float32)
    grey, sides = small.mean(axis=2), (slice(3, 9), slice(-9, -3))
    corners = np.concatenate([small[3:17, side].reshape(-1, 3) for side in sides])
    ground = np.median(corners, axis=0)
    spread = float(np.percentile(np.abs(corners - ground).max(axis=1), 75))
    away = np.abs(small - ground).max(axis=2) > max(_APART, 2.5 * spread)
    before = cv2.morphologyEx(away.astype(np.uint8), cv2.MORPH_CLOSE, square(5))
    # There is ground above the hair; the rule of a form's cell may run there.
    above = min(float(before[row : row + 3].mean()) for row in (0, 3, 6))
    black, white = grey < _BLACK_REDUCED, grey > _WHITE
    shoulders = min(float(black[54:60, side].mean()) for side in (slice(14), slice(-14, None)))
    return bool(
        spread <= _EVEN_GROUND
        and above <= 0.5
        and (black | white).mean() >= _TWO_LEVELS
        and black[9:17, 18:30].mean() >= _HAIR
        and white[24:36, 18:30].mean() >= _LIGHT
        and shoulders >= _SHOULDERS
    )


def _around(hair: _Patch, clothes: _Patch, flat: Picture) -> Place:
    height, width = flat.shape[:2]
    tall = clothes.bottom - hair.top
    beside = round(_BESIDE * clothes.width)
    return (
        max(0, clothes.left - beside),
        max(0, hair.top - round(_ABOVE * tall)),
        min(width, clothes.left + clothes.width + beside),
        min(height, clothes.bottom + 2),
    )


def white_paper(copy: Picture) -> Picture:
    """Divide paper and light away; the level of paper is taken from farther away than a photo."""
    height, width = copy.shape[:2]
    share = 96 / max(height, width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    coarse = cv2.resize(copy, size, interpolation=cv2.INTER_AREA)
    # Beyond the edge the page goes on as it ends, else a margin's photo would become paper.
    coarse = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, square(33), borderType=cv2.BORDER_REPLICATE)
    paper = cv2.resize(cv2.blur(coarse, (9, 9)), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(copy, np.maximum(paper, 1), scale=255), np.uint8)

"""Finds portrait photos: the one-inch pictures on certificates, forms and identity cards.

A portrait is a filled patch of a photo's size and shape on which a head stands in front of an even
ground, with shoulders below it. No model is needed: the silhouette is what the rules for such
photos ask for (正面免冠, 纯色背景), whatever the ground's colour and in copies without colour too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon, bounds, box, shared
from zcdesk.masking.portraits.bitonal_busts import find_bitonal_busts, with_round_ends
from zcdesk.masking.portraits.silhouettes import Silhouette, silhouette
from zcdesk.masking.portraits.working_copies import copies, stretched, white_paper
from zcdesk.picture import Picture, darkest, reduced_by, require_picture

_COPY_SIDE = 700
"""About the long side of the copy that is searched; a one-inch photo on A4 is 59 × 83 px there."""

_LEAST_HEIGHT = 0.05
"""Of the long side: 15 mm on A4, less than any photo that must be taken for a document."""

_LARGEST_HEIGHT = 0.62
"""Of the long side: an identity card that was scanned alone, or half of an open booklet."""

WHOLE_PAGE = 0.8
"""Share of width and height from which on the picture itself is the photo, not a page with one."""

_SOLID = 0.84
"""Least solidity of a bust on a white ground, see ``Silhouette``; large letters have .7."""

_SEALED = 0.74
"""The same for a doubt: the ring of a seal over the photo takes .1. For letters it would be
too little, so it counts for what is ``_LARGE``."""

_FULL = 0.95  # the same for a bust on a white ground that shows neither hair nor a face
_LARGE = 0.08
"""Of the long side: 24 mm on A4; what looks like a bust in letters of 44 points has .066."""

_LOOKS = ((22, 5, 1), (45, 5, 1), (80, 5, 1), (130, 5, 1), (22, 9, 7), (45, 5, 7))
"""How a patch is told from paper: levels below it (a card's tint and a grey copy's veil lie between
them), pixels of the copy below which strokes vanish (2 mm on A4 for text, 4 for a seal's ring), and
pixels of white that are closed then: a collar parts the head from the shoulders. Closed letters
are full like a bust, so closing counts for what is ``_LARGE``."""

_NARROWEST, _WIDEST = 0.55, 1.3  # width by height
_FILLED = 0.84  # of its box: the photo's own rectangle; a bust on a white ground fills .6 to .75
_EMPTIEST = 0.42
_PROTRUSION = 0.14  # of the other extent: rows and columns with less belong to what touches it
_SAME_PLACE = 0.5
_NARROW, _BROAD = 0.62, 0.9  # one-inch, two-inch and card photos: .69 to .82
_PHOTO_HEIGHT = 0.25  # of the long side; larger pictures are of places and things
PAPER = 225  # level of evened paper
_MOSTLY_PAPER = 0.8  # of the picture: a page; portraits on white ground have up to .69


@dataclass(frozen=True)
class Portrait:
    """A place that looks like a portrait photo.

    Attributes:
        polygon: Upright rectangle in pixels of the page; it takes in the whole photo.
        shape: What stands on it.
        filled: The rectangle is darker than the paper throughout; False for a bust on white.
        large: It is higher than any letter of a heading.
        parted: Hair and shoulders stand apart, as on a copy in black and white.
    """

    polygon: Polygon
    shape: Silhouette
    filled: bool
    large: bool
    parted: bool = False

    @property
    def certain(self) -> bool:
        """Head, shoulders and a face's tones before an even ground: nothing else looks so."""
        return self.shape.person and self.shape.face and self._whole

    @property
    def likely(self) -> bool:
        """Some of it is there; a cover is worth proposing."""
        shape = self.shape
        if self.parted:
            return shape.stark and shape.plain
        if shape.stark and shape.head and shape.plain:
            return self.filled or (self.large and shape.shoulders)
        if not self.filled:
            least = _SEALED if shape.person else _SOLID
            whole = shape.shoulders or _portrait_shaped(bounds(self.polygon))  # no round label
            face = shape.skin or (self.large and shape.tones and whole)
            return shape.head and shape.plain and face and shape.solid >= least
        # Logos and maps show a round light patch or the colour of skin, but no hair above a face.
        return shape.tones and (shape.skin or (shape.head and shape.plain))

    @property
    def patch(self) -> bool:
        """A bust without a gap, a photo's rectangle with a figure, or with nothing told apart. Bald
        heads, scarves and pale copies show no hair above a face; copies in black and white often
        nothing at all. What shows a head without shoulders is a logo or a map."""
        shape = self.shape
        if not self.filled:
            return self.large and shape.person and shape.solid >= _FULL
        if not _portrait_shaped(bounds(self.polygon)):
            return False
        if shape.person:
            return shape.solid >= _SOLID
        return self.large and (shape.photographic or not (shape.plain and shape.head))

    @property
    def _whole(self) -> bool:
        """A photo's rectangle holds all; without it letters pass for busts, small or with gaps."""
        toned = self.shape.tones and (self.large or self.shape.skin)
        return self.filled or (self.shape.solid >= _SOLID and toned)


def find_portraits(picture: Picture) -> tuple[Portrait, ...]:
    """Return what looks like a portrait on an upright page, the likeliest first.

    A picture that is a portrait and nothing else holds none, see :func:`is_portrait`.

    Raises:
        ValueError: ``picture`` is not an RGB picture.
    """
    require_picture(picture)
    step = max(1, round(max(picture.shape[:2]) / _COPY_SIDE))
    copy = reduced_by(picture, step)
    if _is_portrait(copy):
        return ()
    found: list[Portrait] = []
    for flat in copies(copy):
        shapes = list(_shapes(flat))
        if any(_whole(place, flat) and shape.person for place, _, shape in shapes):
            return ()
        found += _found(flat, shapes, step)
    return tuple(_separate(found))


def _shapes(flat: Picture) -> Iterator[tuple[Place, bool, Silhouette]]:
    """Yield patches of a portrait's size, whether they are full, and what stands on them."""
    for place, filled in _patches(flat):
        left, top, right, bottom = place
        inset = 3 if filled else 0  # the photo's edge and the paper beside it are no ground
        shape = silhouette(flat[top + inset : bottom - inset, left + inset : right - inset])
        yield place, filled, shape


def _found(
    flat: Picture, shapes: Sequence[tuple[Place, bool, Silhouette]], step: int
) -> Iterator[Portrait]:
    """Yield what looks like a portrait on a copy that is ``step`` times smaller than the page."""
    for place, filled, shape in shapes:
        portrait = Portrait(_on_page(place, step), shape, filled, _large(place, flat))
        framed = filled and shape.photographic and shape.face and _portrait_shaped(place)
        small = place[3] - place[1] <= _PHOTO_HEIGHT * max(flat.shape[:2])
        if not _whole(place, flat) and (portrait.likely or framed or (portrait.patch and small)):
            yield portrait
    for place in find_bitonal_busts(flat):
        left, top, right, bottom = place
        shape = silhouette(flat[top:bottom, left:right])
        if shape.stark and shape.plain and _large(place, flat) and not _whole(place, flat):
            whole = _on_page(with_round_ends(place, flat), step)
            yield Portrait(whole, shape, filled=False, large=True, parted=True)


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
        _whole(place, flat) and silhouette(flat[place[1] : place[3], place[0] : place[2]]).person
        for place, _ in _patches(flat)
    )


def _is_portrait(copy: Picture) -> bool:
    """Tell whether the whole picture is one portrait; shade over a page of text looks like one."""
    height, width = copy.shape[:2]
    if float((darkest(white_paper(copy)) > PAPER).mean()) > _MOSTLY_PAPER:
        return False
    shape = silhouette(stretched(copy))
    shaped = bool(_NARROWEST <= width / height <= _WIDEST)
    return shaped and shape.person and shape.solid >= _SOLID and shape.face


Place = tuple[int, int, int, int]


def _on_page(place: Place, step: int) -> Polygon:
    left, top, right, bottom = place
    return box(left * step, top * step, right * step, bottom * step)


def _patches(flat: Picture) -> Iterator[tuple[Place, bool]]:
    """Yield left, top, right, bottom of patches of a portrait's size, and whether they are full."""
    side = max(flat.shape[:2])
    depth = 255 - darkest(np.asarray(cv2.blur(flat, (3, 3)), np.uint8))
    for level, stroke, gap in _LOOKS:
        kernel = np.ones((stroke, stroke), np.uint8)
        ink = cv2.morphologyEx((depth > level).astype(np.uint8), cv2.MORPH_OPEN, kernel)
        if gap > 1:
            ink = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
        count, labels, stats, _ = components(ink, connectivity=4)
        for number in range(1, count):
            left, top, width, height, area = (int(value) for value in stats[number])
            least = _LEAST_HEIGHT if gap == 1 else _LARGE
            if height < least * side * 0.8 or area < _EMPTIEST / 2 * height * height / 2:
                continue
            blob = labels[top : top + height, left : left + width] == number
            patch = _patch(blob, left, top)
            if patch is None or (gap > 1 and not _large(patch[0], flat)):
                continue
            if _sized(patch[0], flat):
                yield _inside(patch[0], flat), patch[1]


def _patch(blob: NDArray[np.bool_], left: int, top: int) -> tuple[Place, bool] | None:
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
        return (x0 - 2, y0 - 2, x1 + 2, y1 + 2), True
    # A bust on a white ground: above the hair and beside the shoulders lies some more photo.
    wide, tall = x1 - x0, y1 - y0
    return (
        x0 - round(wide * 0.09),
        y0 - round(tall * 0.19),
        x1 + round(wide * 0.09),
        y1 + round(tall * 0.03),
    ), False


def _core(sums: NDArray[np.int64]) -> tuple[int, int]:
    """Return the span of rows or columns that is inked well enough."""
    inked = np.flatnonzero(sums > _PROTRUSION * sums.max())
    return int(inked[0]), int(inked[-1]) + 1


def _sized(place: Place, flat: Picture) -> bool:
    left, top, right, bottom = place
    wide, tall = right - left, bottom - top
    side = max(flat.shape[:2])
    sized = _LEAST_HEIGHT * side <= tall <= _LARGEST_HEIGHT * side
    return (sized or _whole(place, flat)) and bool(_NARROWEST <= wide / tall <= _WIDEST)


def _large(place: Place, flat: Picture) -> bool:
    return bool(place[3] - place[1] >= _LARGE * max(flat.shape[:2]))


def _whole(place: Place, flat: Picture) -> bool:
    left, top, right, bottom = place
    height, width = flat.shape[:2]
    return bool(right - left >= WHOLE_PAGE * width and bottom - top >= WHOLE_PAGE * height)


def _inside(place: Place, flat: Picture) -> Place:
    left, top, right, bottom = place
    return max(0, left), max(0, top), min(flat.shape[1], right), min(flat.shape[0], bottom)


def _portrait_shaped(place: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = place
    return _NARROW <= (right - left) / (bottom - top) <= _BROAD


def _separate(found: list[Portrait]) -> Iterator[Portrait]:
    """Yield the likeliest of those that lie in one place; a card around a photo is not a photo."""
    kept: list[Portrait] = []
    for portrait in sorted(found, key=_rank, reverse=True):
        if not any(_overlap(portrait.polygon, other.polygon) > _SAME_PLACE for other in kept):
            kept.append(portrait)
            yield portrait


def _rank(portrait: Portrait) -> tuple[bool, bool, bool, float]:
    left, top, right, bottom = bounds(portrait.polygon)
    return portrait.certain, portrait.likely, portrait.filled, (right - left) * (bottom - top)


def _overlap(first: Polygon, second: Polygon) -> float:
    """Return the shared area as a share of the smaller rectangle."""
    both = bounds(first), bounds(second)
    smaller = min((right - left) * (bottom - top) for left, top, right, bottom in both)
    return shared(*both) / max(smaller, 1.0)

"""What looks like a code: evenly mixed squares and bars whose rows repeat each other.

The measures of a patch's texture, and a search for places that the reader should see from nearer:
where edges are close together in any colour, straightened by the smallest rectangle around them.

Source: dense gradients joined by closing, as bar codes are commonly located (Creusot and Munawar
2015).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, box
from zcdesk.picture import GreyPicture, Picture, square

COPY_SIDE = 1000  # px, about, of the copy that is searched; a 15 mm code on A4 has 50 there
_EDGE = 70  # levels between neighbours, in the channel that has most
_JOINED, _THIN = (11, 19), 7
"""Px of the copy: white that is closed, of small and large modules; what is thinner falls off."""

_LEAST = (0.03, 0.012)  # of the long side of the page: long and short side of a code
_MOST = 0.5  # of the page's area; a larger code is read with the whole page, a desk is none
_FILLED = 0.6  # of the rectangle around a place
_MARGIN = 0.12  # of a place's short side, or this many pixels: the white rim that readers need
RIM = 12  # px of white rim at least, which is cut off before a code is looked at
_FLATTEST, _LOWEST = 6.0, 36
"""Times as long as high, and px of the page: flatter and lower ones that have no bars are lines of
print."""

_DENSE, _BAND = 0.025, 0.06
"""Changes between ink and white for a pixel, across and down, and ink in any sixteenth: a module of
15 px has .03, and between lines of print there is white."""

STRIPES = 36
"""Changes between bar and space from which on a striped patch is a bar code; EAN-8 has 43, rows of
letters that are below each other 24."""

_LIKENESS = 0.8  # correlation of any two fifths of a bar code's height, which may be askew
_UNEVEN = 0.16  # deviation along bars, share of contrast; letters below each other have .25
_LEAST_CONTRAST = 40.0  # grey levels from ink to white; faint copies have 60, grain of wood 25

_ONE_WAY = 0.5
"""How much edges run one way alone, 0 to 1: of 208 drawn square codes, two of three of them spoilt,
none reached .14; hatched grounds of a scanned certificate .96 and more."""

_CORNER_SIDE, _CORNER_RIM = 200, 12
"""Px of the copy of a patch whose corners are looked at, and of its rim."""

_SIDE_BAR, _SOLID = 40, 0.85  # of a patch's side, and the inked share, of a Data Matrix's bars

_RIGHT_ANGLES, _LARGE = 0.10, 110
"""Order of the edges of modules, and the side in pixels from which on it is asked for: codes of 117
px and more had .36, blurred by 1.5 px more .14; rosettes and holograms .09 at most."""


def binary(part: GreyPicture) -> NDArray[np.uint8]:
    """Return 1 for ink, by the level that divides the part best."""
    smooth = cv2.GaussianBlur(part, (0, 0), 0.8)
    return np.asarray(
        cv2.threshold(smooth, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1], np.uint8
    )


def mixed(ink: NDArray[np.uint8]) -> bool:
    """Tell whether ink and white change as often down as across, as text never does."""
    if not 0.25 <= float(ink.mean()) <= 0.75:
        return False
    across, down = changes(ink), changes(ink.T)
    return min(across, down) >= 7 and 0.6 <= across / max(down, 0.1) <= 1.66


def two_levels(part: GreyPicture) -> bool:
    """Tell whether ink and white are far apart: the grain of a desk is not."""
    ink = binary(part) > 0
    return float(part[~ink].mean()) - float(part[ink].mean()) >= _LEAST_CONTRAST


def changes(ink: NDArray[np.uint8]) -> float:
    """Return the mean number of changes between ink and white along a row."""
    return float(np.count_nonzero(np.diff(ink.astype(np.int8), axis=1), axis=1).mean())


def bands(ink: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the inked share of sixteen columns and rows, without the outermost ones."""
    small = cv2.resize(ink * 255, (16, 16), interpolation=cv2.INTER_AREA)[1:15, 1:15] / 255.0
    return np.asarray(np.concatenate([small.mean(axis=0), small.mean(axis=1)]), np.float64)


def repeats(band: NDArray[np.float32]) -> bool:
    """Tell whether all rows show the same bars, and enough of them; a small slant is allowed."""
    fifths = [part for part in np.array_split(band, 5, axis=0) if len(part)]
    middle = fifths[len(fifths) // 2].mean(axis=0)
    ink, light = (float(level) for level in np.percentile(middle, (15, 85)))
    if light - ink < _LEAST_CONTRAST:  # the rules of a table are too thin to count
        return False
    level = (light + ink) / 2
    if np.count_nonzero(np.diff((middle < level).astype(np.int8))) < STRIPES:
        return False
    # Letters that are below each other are told by this; nearly all that comes here is print.
    if float(np.mean([part.std(axis=0).mean() for part in fifths])) > _UNEVEN * (light - ink):
        return False
    rows = [part.mean(axis=0) for part in fifths]
    return all(
        any(_likeness(middle, row, shift) >= _LIKENESS for shift in sorted(range(-6, 7), key=abs))
        for row in rows
    )


def _likeness(first: NDArray[np.float32], second: NDArray[np.float32], shift: int) -> float:
    """Return the correlation of two rows of which one is moved by ``shift`` pixels."""
    shifted = first[max(0, shift) : len(first) + min(0, shift)]
    other = second[max(0, -shift) : len(second) + min(0, -shift)]
    shifted, other = shifted - shifted.mean(), other - other.mean()
    scale = float(np.sqrt((shifted * shifted).sum() * (other * other).sum()))
    return float((shifted * other).sum()) / scale if scale > 0 else 0.0


def corner_likeness(part: GreyPicture) -> list[float]:
    """Return how like corner squares the corners of a square patch are, -1 to 1, best first.

    All four are held against squares of one module's size, that at which three of them are most
    alike. Blurred ones, whose squares run into the code, are seen so.
    """
    way = cv2.INTER_AREA if len(part) > _CORNER_SIDE else cv2.INTER_CUBIC
    patch = cv2.resize(part, (_CORNER_SIDE, _CORNER_SIDE), interpolation=way)
    patch = cv2.copyMakeBorder(patch, *(_CORNER_RIM,) * 4, cv2.BORDER_REPLICATE)
    square = np.full((9, 9), 255, np.uint8)
    for inset, level in ((1, 0), (2, 255), (3, 0)):
        square[inset : 9 - inset, inset : 9 - inset] = level
    best = [-1.0] * 4
    for modules in range(21, 81, 4):
        size = max(9, round(9 * _CORNER_SIDE / modules))
        wanted = cv2.resize(square, (size, size), interpolation=cv2.INTER_LINEAR)
        reach = size + 2 * _CORNER_RIM
        scores = [
            float(cv2.matchTemplate(patch[rows, columns], wanted, cv2.TM_CCOEFF_NORMED).max())
            for rows in (slice(reach), slice(-reach, None))
            for columns in (slice(reach), slice(-reach, None))
        ]
        best = max(best, sorted(scores, reverse=True), key=lambda each: each[2])
    return best


def has_solid_sides(ink: NDArray[np.uint8]) -> bool:
    """Tell whether two sides of a patch that meet are one bar each, as a Data Matrix has them."""
    deep = max(1, len(ink) // _SIDE_BAR)
    top, bottom = (float(part.mean()) >= _SOLID for part in (ink[:deep], ink[-deep:]))
    left, right = (float(part.mean()) >= _SOLID for part in (ink[:, :deep], ink[:, -deep:]))
    return (top or bottom) and (left or right)


def at_right_angles(part: GreyPicture) -> bool:
    """Tell whether edges run as those of modules do, however the code is; those of a rosette or
    a hologram run every way, those of a hatched ground one way alone. In small patches too little
    can be seen of the former."""
    smooth = cv2.GaussianBlur(part.astype(np.float32), (0, 0), 1.0)
    edges = cv2.Sobel(smooth, cv2.CV_32F, 1, 0) + 1j * cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    strength = np.square(np.abs(edges)) + 1e-6
    every = float(strength.sum())
    if abs((edges**2).sum()) > _ONE_WAY * every:
        return False
    order = abs((edges**4 / strength).sum()) / every
    return min(part.shape) < _LARGE or bool(order >= _RIGHT_ANGLES)


@dataclass(frozen=True, eq=False)
class CodePlace:
    """A place that may be a code.

    Attributes:
        picture: It alone, its long side across, RGB.
        to_page: Shape (2, 3); leads from a point of ``picture`` to the page.
    """

    picture: Picture
    to_page: NDArray[np.float64]

    @property
    def polygon(self) -> Polygon:
        """Where it is on the page, its rim with it."""
        high, wide = self.picture.shape[:2]
        return self.on_page(box(0, 0, wide, high))

    def on_page(self, corners: Polygon) -> Polygon:
        """Return points of the place as points of the page."""
        moved = np.array(corners) @ self.to_page[:, :2].T + self.to_page[:, 2]
        return tuple((float(x), float(y)) for x, y in moved)


def code_places(page: Picture) -> Iterator[CodePlace]:
    """Yield the places of a page that may be codes, however they are turned.

    Args:
        page: Shape (height, width, 3), RGB.
    """
    step = max(1, round(max(page.shape[:2]) / COPY_SIDE))
    size = page.shape[1] // step, page.shape[0] // step
    copy = cv2.resize(page, size, interpolation=cv2.INTER_AREA) if step > 1 else page
    edges = cv2.morphologyEx(copy, cv2.MORPH_GRADIENT, square(3))
    strongest = cv2.max(cv2.max(edges[..., 0], edges[..., 1]), edges[..., 2])
    dense = cv2.threshold(strongest, _EDGE, 1, cv2.THRESH_BINARY)[1]
    for join in _JOINED:
        joined = cv2.morphologyEx(dense, cv2.MORPH_CLOSE, square(join))
        joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, square(_THIN))
        outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for outline in outlines:
            middle, (wide, tall), angle = cv2.minAreaRect(outline)
            if wide < tall:
                wide, tall, angle = tall, wide, angle + 90
            sized = _LEAST[0] * max(size) <= wide and _LEAST[1] * max(size) <= tall
            sized = sized and wide * tall <= _MOST * size[0] * size[1]
            if sized and cv2.contourArea(outline) >= _FILLED * wide * tall:
                x, y = middle
                place = _cut(page, ((x * step, y * step), (wide * step, tall * step), angle))
                if _like_a_code(place.picture):
                    yield place


def _cut(page: Picture, place: tuple[tuple[float, float], tuple[float, float], float]) -> CodePlace:
    """Return a rectangle of the page, turned so that it is straight, with a rim."""
    (x, y), (wide, tall), angle = place
    rim = max(RIM, _MARGIN * tall)
    size = round(wide + 2 * rim), round(tall + 2 * rim)
    lean = np.deg2rad(angle)
    turn = np.array([[np.cos(lean), -np.sin(lean)], [np.sin(lean), np.cos(lean)]])
    start = np.array((x, y)) - turn @ (np.array(size) / 2)
    to_page = np.column_stack([turn, start])
    flags = cv2.WARP_INVERSE_MAP | cv2.INTER_LINEAR
    cut = cv2.warpAffine(page, to_page, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return CodePlace(np.asarray(cut, np.uint8), to_page)


def strongest_channel(picture: Picture) -> GreyPicture:
    """Return the colour in which ink and ground differ most: red on green is one grey."""
    return np.asarray(max(cv2.split(picture), key=lambda channel: float(channel.std())), np.uint8)


def _like_a_code(picture: Picture) -> bool:
    """Tell whether a place, its white rim cut off, is striped, or mixed both ways in every band."""
    strongest = strongest_channel(picture)
    inner = strongest[RIM : len(strongest) - RIM, RIM : strongest.shape[1] - RIM]
    high, wide = inner.shape
    band = inner[round(0.25 * high) : max(round(0.7 * high), 4)].astype(np.float32)
    if repeats(band):
        return True
    if wide > _FLATTEST * high or high < _LOWEST:
        return False
    ink = binary(inner)
    across, down = changes(ink) / wide, changes(ink.T) / high
    dense = 0.2 <= float(ink.mean()) <= 0.8 and min(across, down) >= _DENSE
    return dense and bool(bands(ink).min() >= _BAND) and two_levels(inner)

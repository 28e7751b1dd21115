"""Own slanting words sought again by their picture, where print or the other side hid them.

Watermarks repeat one picture all over a page. One of them that is free is read; one that print
crosses, or the other side of thin paper shines through, is not. But it looks the same. How much
alike two places look by chance is told by the same picture upside down: it is as the words do,
holds as much print and grain, and is nowhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, Transform, bounds, centre, rounded
from zcdesk.masking.hits import Hit, Mask, Origin, covered_places
from zcdesk.masking.matching.verdicts import SURE
from zcdesk.masking.spotting.cover_extent import cover
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot, spot
from zcdesk.masking.watermarks.pale_layer import PaleLayer, holds
from zcdesk.masking.watermarks.repeated_text import sure_words
from zcdesk.names.spellings import is_han
from zcdesk.picture import square
from zcdesk.reading.certainty import READ
from zcdesk.reading.line import Line

_LEAST_ALIKE = 0.36  # correlation of two pictures of a word
_CLEAR = 0.12  # above chance, of one that is there again
_ABOVE_CHANCE = 0.06  # of one that may
_LIGHTEST = 248  # grey level of paper
_SOFT = 1.0  # px of the small copy
_PATTERNS = 4  # words of a page whose picture is sought
_TIMES = 60  # places where one is sought at most
_INK = 5  # percent of a word's place that is surely ink
_PAPER = 0.6  # from ink to white; from there on it is paper and its grain
_PRINTED = 25  # of 255, share of a small pixel that is print
_KNOWN = 0.4  # share of a word's place that print leaves free
_LEAST = 6  # px of the small copy; smaller pictures say nothing
_SAME = 0.4  # heights of a word between the middles of two covers of the same one
_APART = 0.6  # heights of a word between two of them
_OPEN = 0.2  # of a place that no cover hides; less is no word
_READ = READ  # mean probability of a line that surely says something else
_LETTERS = 2  # of its letters at least
_ROOM = 0.25  # of a picture that must be on the page

_Plane = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class _Copy:
    """A small copy of a page without its print; in ``bare`` the places of print are not numbers."""

    pixels: _Plane
    bare: _Plane
    scale: float


@dataclass(frozen=True, eq=False)
class _Picture:
    """What a word looks like, and which of the pixels around it are its own (1) or not (0)."""

    pixels: _Plane
    mask: NDArray[np.uint8]

    def upside_down(self) -> _Picture:
        """Return it turned by half a circle."""
        return _Picture(self.pixels[::-1, ::-1], self.mask[::-1, ::-1])


@dataclass(frozen=True)
class _Pattern:
    """A word that was read, its place on the page and the line's height there, in pixels."""

    spot: Spot
    place: Polygon
    height: float


def judge_by_template(
    layer: PaleLayer, slanting: Sequence[Line], sought: Sequence[Keyword], hits: Sequence[Hit]
) -> tuple[Hit, ...]:
    """Return covers and doubts where an own slanting word is again and was not read."""
    patterns = _patterns(slanting, sought)
    if not patterns:
        return ()
    copy = _copy(layer)
    hidden = np.zeros(copy.pixels.shape, np.uint8)
    for place in covered_places(hits):
        _fill(hidden, place, copy.scale)
    others = _others(slanting, sought)
    alike = [
        (*place, pattern)
        for pattern in patterns[:_PATTERNS]
        for place in _places(copy, pattern, patterns)
    ]
    found = []
    for likeness, clearly, place, pattern in sorted(alike, key=lambda one: -one[0]):
        named = any(holds(place, line.quad) for line in others)
        known = any(_is_same(pattern, place, hit) for hit in hits)
        if not named and not known and _is_open(hidden, place, copy.scale):
            _fill(hidden, place, copy.scale)
            found.append(_hit(pattern, place, likeness, clearly))
    return tuple(found)


def _is_same(pattern: _Pattern, place: Polygon, hit: Hit) -> bool:
    """Tell whether the word is covered there already, by a look that is straighter perhaps."""
    same = hit.covers_by_default and hit.mask.matched == pattern.spot.keyword.word.label
    return same and _distance(place, hit.mask.polygon) <= _SAME * pattern.height


def _others(slanting: Sequence[Line], sought: Sequence[Keyword]) -> list[Line]:
    """Return the slanting lines that surely say something else; a namesake's may look alike."""
    spots = spot([line.lattice for line in slanting], sought, SURE)
    own = {one.line for one in spots}
    return [
        line
        for place, line in enumerate(slanting)
        if place not in own
        and line.lattice.confidence >= _READ
        and sum(is_han(character.text) for character in line.lattice.characters) >= _LETTERS
    ]


def _patterns(slanting: Sequence[Line], sought: Sequence[Keyword]) -> list[_Pattern]:
    """Return the words that were surely read, each once, the longest first."""
    patterns: list[_Pattern] = []
    spots = spot([line.lattice for line in slanting], sure_words(sought), SURE)
    for one in sorted(spots, key=lambda each: (-len(each.columns), -each.score)):
        line = slanting[one.line]
        pattern = _Pattern(one, cover(line, one), line.thickness)
        if all(_distance(pattern.place, other.place) > _APART * other.height for other in patterns):
            patterns.append(pattern)
    return patterns


def _copy(layer: PaleLayer) -> _Copy:
    """Return the copy of a page in which pictures are compared."""
    soft = np.asarray(cv2.GaussianBlur(layer.small, (0, 0), _SOFT), np.float32)
    pixels = np.minimum(soft, _LIGHTEST)
    height, width = pixels.shape
    filled = np.asarray(layer.page != layer.pixels, np.uint8) * 255
    small = cv2.resize(filled, (width, height), interpolation=cv2.INTER_AREA)
    printed = cv2.dilate(np.asarray(small > _PRINTED, np.uint8), square(3))
    bare = np.where(np.asarray(printed) > 0, np.float32(np.nan), pixels)
    return _Copy(pixels, bare, width / layer.pixels.shape[1])


def _places(
    copy: _Copy, pattern: _Pattern, patterns: Sequence[_Pattern]
) -> Iterator[tuple[float, bool, Polygon]]:
    """Yield where a word's picture is again: how much alike, whether clearly, and where."""
    compared = _compared(copy, pattern, patterns)
    if compared is None:
        return
    likenesses, chance, corner = compared
    reach = _reach(copy, pattern)
    for _ in range(_TIMES):
        _, likeness, _, (x, y) = cv2.minMaxLoc(likenesses)
        if likeness < max(_LEAST_ALIKE, chance + _ABOVE_CHANCE):
            return
        shift = Transform.shift((x - corner[0]) / copy.scale, (y - corner[1]) / copy.scale)
        clearly = likeness >= chance + _CLEAR
        yield min(1.0, float(likeness)), clearly, shift.apply_all(pattern.place)
        row, column = max(0, y - reach), max(0, x - reach)
        likenesses[row : y + reach + 1, column : x + reach + 1] = 0.0


def _compared(
    copy: _Copy, pattern: _Pattern, patterns: Sequence[_Pattern]
) -> tuple[_Plane, float, tuple[int, int]] | None:
    """Return a word's correlation with each place, that of chance, and where its own place is."""
    place = Transform.scale(copy.scale, copy.scale).apply_all(pattern.place)
    height, width = copy.pixels.shape
    left, top, right, bottom = bounds(place)
    x0, y0 = max(0, int(left)), max(0, int(top))
    x1, y1 = min(width, int(right) + 1), min(height, int(bottom) + 1)
    if min(x1 - x0, y1 - y0) < _LEAST:
        return None
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    _fill(mask, Transform.shift(-x0, -y0).apply_all(place), 1.0)
    aside, above = round((x1 - x0) * (1 - _ROOM)), round((y1 - y0) * (1 - _ROOM))
    margin = ((above, above), (aside, aside))
    wide = np.pad(copy.pixels, margin, constant_values=_LIGHTEST)
    bare = np.pad(copy.bare, margin, constant_values=np.nan)
    corner = (x0 + aside, y0 + above)
    first = _picture([bare[corner[1] :, corner[0] :]], mask)
    if first is None:
        return None
    corners = _corners(copy, corner, pattern, patterns)
    windows = list(_again(bare, _likenesses(wide, first), corners, _reach(copy, pattern)))
    picture = _picture(windows, mask) or first
    # What is darker than the word is print, whose rims would weigh more than the word itself.
    ink = float(np.percentile(picture.pixels[picture.mask > 0], _INK))
    lightest = ink + _PAPER * (255 - ink)
    wide = np.clip(wide, ink, lightest)
    picture = _Picture(np.clip(picture.pixels, ink, lightest), picture.mask)
    chance = float(_likenesses(wide, picture.upside_down()).max())
    return _likenesses(wide, picture), chance, corner


def _reach(copy: _Copy, pattern: _Pattern) -> int:
    return round(_APART * pattern.height * copy.scale) + 1


def _corners(
    copy: _Copy, corner: tuple[int, int], pattern: _Pattern, patterns: Sequence[_Pattern]
) -> list[tuple[int, int]]:
    """Return where the words begin that were read, by and large, given the corner of one."""
    x0, y0 = centre(pattern.place)
    shifts = [(x - x0, y - y0) for x, y in (centre(other.place) for other in patterns)]
    return [
        (corner[0] + round(x * copy.scale), corner[1] + round(y * copy.scale)) for x, y in shifts
    ]


def _again(
    bare: _Plane, likenesses: _Plane, corners: Sequence[tuple[int, int]], reach: int
) -> Iterator[_Plane]:
    """Yield the page from where each of the words that were read begins.

    Args:
        bare: The page with a margin, without its print.
        likenesses: Correlation of one word's picture with each place of the page.
        corners: Where the words begin, by and large.
        reach: How far from there they may.
    """
    for x, y in corners:
        left, top = max(0, x - reach), max(0, y - reach)
        window = likenesses[top : y + reach + 1, left : x + reach + 1]
        if window.max(initial=0.0) >= _LEAST_ALIKE:
            *_, (aside, below) = cv2.minMaxLoc(window)
            yield bare[top + below :, left + aside :]


def _picture(windows: Sequence[_Plane], mask: NDArray[np.uint8]) -> _Picture | None:
    """Return the picture of a repeated word without the print across it, which differs each time.
    ``windows``: the page from the word's beginning, for each of its readings."""
    height, width = mask.shape
    cut = (window[:height, :width] for window in windows)
    seen = [window for window in cut if window.shape == mask.shape]
    if not seen:
        return None
    known = mask * np.any(np.isfinite(seen), axis=0)
    if int(known.sum()) < _KNOWN * int(mask.sum()):
        return None
    filled = np.where(np.isfinite(seen).any(axis=0), seen, _LIGHTEST)
    pixels = np.nanmax(filled, axis=0) if len(seen) == 2 else np.nanmedian(filled, axis=0)
    return _Picture(pixels.astype(np.float32), known.astype(np.uint8))


def _likenesses(page: _Plane, picture: _Picture) -> _Plane:
    """Return the correlation of a picture with each place of a page; 0 where all is white."""
    weights = np.ascontiguousarray(picture.mask, np.float32)
    sought = np.ascontiguousarray(picture.pixels)
    likenesses = cv2.matchTemplate(page, sought, cv2.TM_CCOEFF_NORMED, mask=weights)
    # On white paper the correlation is a quotient of next to nothing.
    usable = np.isfinite(likenesses) & (np.abs(likenesses) < 1.01)
    return np.where(usable, likenesses, 0.0).astype(np.float32)


def _is_open(hidden: NDArray[np.uint8], place: Polygon, scale: float) -> bool:
    """Tell whether a piece of a place on the page is outside of all covers."""
    there = np.zeros_like(hidden)
    _fill(there, place, scale)
    size = int(np.count_nonzero(there))
    return size > 0 and int(np.count_nonzero(there & ~hidden & 1)) >= _OPEN * size


def _fill(plane: NDArray[np.uint8], polygon: Polygon, scale: float) -> None:
    corners = np.rint(np.array(polygon, np.float64) * scale).astype(np.int32)
    cv2.fillPoly(plane, [corners], (1,))


def _distance(first: Polygon, second: Polygon) -> float:
    return math.dist(centre(first), centre(second))


def _hit(pattern: _Pattern, place: Polygon, likeness: float, clearly: bool) -> Hit:
    word = pattern.spot.keyword.word
    corners = rounded(place)
    mask = Mask(word.kind.target, corners, word.label, round(likeness, 3), Origin.SPOTTED)
    return mask.hit("hit.alike", sure=clearly)

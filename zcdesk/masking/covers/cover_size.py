"""How far a cover reaches: as wide as lengths of names are alike, as high as its own row.

The width of a cover narrows down what is below it: in one office two, three or four letters are a
strong hint. So covers have fixed widths where there is room. Nothing but bare paper is taken:
beside other ink a cover keeps its true width.

A box around a line that bends, as on a curled sheet, is up to three times as high as its letters,
and one around tight Latin print holds parts of the next rows: a cover as high as the box takes half
of the neighbours' letters with it. Within a word's few letters the rows are apart again, where
need be after leaning with the bend. Only what is read once more, as the same word, is believed.

Source: Bland et al., "Story Beyond the Eye", PETS 2023 (arXiv 2206.02285), on widths of redactions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import OWN_WORDS
from zcdesk.geometry import Point, Polygon, between, bounds, centre, clipped, holds, rounded
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.spellings import folded, is_han
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import DARK, read_line
from zcdesk.runs import runs_of

STEP, PADS = 4.0, 1.0
"""Widths in Han characters: ``PADS`` and a multiple of ``STEP``; names of two to four are alike."""

_INK = 200  # grey level of an evened page below which a pixel is ink
_EDGES = 0.55  # of a character that a cover is wider than its letters
_ALIKE = 1.3  # times by which print may be larger or smaller than what a word's cover tells
_LEAST_LETTERS = 5  # of a line that tells how large its print is
_APART = 0.12  # heights that stay free between a widened cover and the next ink
_RULE = 0.9  # of the room's length: a row with more ink is a ruled line, which a cover may hide
_NEARLY = 0.15  # steps by which a word may be longer without needing the next
_SPECK = 1  # pixels of a column that may be dirt


def widened(
    page: GreyPicture, hits: Iterable[Hit], keywords: Iterable[Keyword], lines: Iterable[Line]
) -> tuple[Hit, ...]:
    """Return ``hits`` with the covers of names and employers in steps.

    Args:
        hits: What was found; places that are left open stay as they are.
        keywords: What was looked for; how many letters a word has tells how large they are.
        lines: The page's lines; the steps follow the print around a word, not the word itself.
    """
    hits = tuple(hits)
    if not any(_counts(hit) for hit in hits):
        return hits
    letters = {
        keyword.word.label: sum(
            0.5 if letter.isascii() else 1.0 for letter in folded(keyword.word.text)
        )
        for keyword in keywords
    }
    sizes = [size for line in lines if (size := _size(line)) is not None]
    return tuple(
        replace(hit, mask=_widened(page, hit.mask, letters.get(hit.mask.matched, 0), sizes))
        if _counts(hit)
        else hit
        for hit in hits
    )


def _size(line: Line) -> float | None:
    """Return the distance of a line's Han characters in pixels, None where there are few."""
    places = [character.column for character in line.lattice.characters if is_han(character.text)]
    if len(places) < _LEAST_LETTERS:
        return None
    steps = [after - one for one, after in pairwise(places)]
    usual = median(steps)
    near = [step for step in steps if step <= 1.5 * usual]
    return float(np.mean(near)) * line.column_pixels


def _counts(hit: Hit) -> bool:
    named = hit.mask.target in OWN_WORDS
    return hit.covers_by_default and named and hit.mask.origin is Origin.SPOTTED


def _widened(page: GreyPicture, mask: Mask, letters: float, sizes: Sequence[float]) -> Mask:
    if len(mask.polygon) != 4 or not letters:
        return mask
    width = math.dist(mask.polygon[0], mask.polygon[1])
    height = math.dist(mask.polygon[0], mask.polygon[3])
    if min(width, height) < 2:
        return mask
    own = width / (letters + _EDGES)
    alike = [size for size in sizes if 1 / _ALIKE < size / own < _ALIKE]
    em = float(np.median(alike)) if alike else own
    least = max(1, math.ceil((letters - _EDGES) / STEP))
    steps = max(least, math.ceil((width / em - PADS) / STEP - _NEARLY))
    missing = (PADS + STEP * steps) * em - width
    if missing <= 0:
        return mask
    for before, after in _ways(page, mask.polygon, missing, height):
        top_left, top_right, bottom_right, bottom_left = mask.polygon
        polygon = (
            _moved(top_left, top_right, -before),
            _moved(top_right, top_left, -after),
            _moved(bottom_right, bottom_left, -after),
            _moved(bottom_left, bottom_right, -before),
        )
        return replace(mask, polygon=rounded(polygon))
    return mask


def _ways(
    page: GreyPicture, polygon: Polygon, missing: float, height: float
) -> Iterator[tuple[float, float]]:
    """Yield how much may be added before and behind, what tells least about the text first. Text in
    the middle of a cell keeps its middle; behind a label it grows to the right."""
    before = _room(page, _beside(polygon, -missing), height)
    after = _room(page, _beside(polygon, missing), height)
    if min(before, after) >= missing / 2:
        yield missing / 2, missing / 2
    if after >= missing:
        yield 0.0, missing
    if before >= missing:
        yield missing, 0.0
    if before + after >= missing:
        yield missing - after, after


def _moved(point: Point, towards: Point, way: float) -> Point:
    length = max(math.dist(point, towards), 1e-6)
    share = way / length
    return (point[0] + (towards[0] - point[0]) * share, point[1] + (towards[1] - point[1]) * share)


def _beside(polygon: Polygon, way: float) -> Polygon:
    """Return the strip beside a cover, behind it or, for a negative ``way``, before it. It begins
    at the cover's edge and runs away from it."""
    top_left, top_right, bottom_right, bottom_left = polygon
    if way >= 0:
        return (
            top_right,
            _moved(top_right, top_left, -way),
            _moved(bottom_right, bottom_left, -way),
            bottom_right,
        )
    return (
        top_left,
        _moved(top_left, top_right, way),
        _moved(bottom_left, bottom_right, way),
        bottom_left,
    )


def _room(page: GreyPicture, strip: Polygon, height: float) -> float:
    """Return how far a strip runs over bare paper, less what stays free before other ink."""
    length = math.dist(strip[0], strip[1])
    apart = _APART * height
    size = (math.ceil(length + apart) + 1, max(3, round(height)))
    (x, y), down = strip[0], strip[3]
    along = ((strip[1][0] - x) / length, (strip[1][1] - y) / length) if length else (1.0, 0.0)
    across = ((down[0] - x) / height, (down[1] - y) / height)
    back = np.array([[along[0], across[0], x], [along[1], across[1], y]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    # Beyond the page's edge there is no room.
    cut = cv2.warpAffine(page, back, size, flags=flags, borderValue=0)
    ink = np.asarray(cut) < _INK
    ink[_ruled(ink)] = False
    inked = np.flatnonzero(ink.sum(axis=0) > _SPECK)
    free = float(inked[0]) if len(inked) else float(size[0])
    return min(length, free - apart - 1)


def _ruled(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which rows are ruled lines that run on beside the cover."""
    ruled = ink.mean(axis=1) >= _RULE
    near = ruled.copy()
    near[1:] |= ruled[:-1]
    near[:-1] |= ruled[1:]
    return np.asarray(near, np.bool_)


# --- Covers stay on the page, and a guess lays none over rows of other print ----------------------
# Pale ornaments of a card give large letters that half resemble a name; a cover as high as these
# would black out every row of print that runs across them.


_GUESSED = 0.5  # confidence of a word that is not read as such
_HIGHER = 2.0  # times the thickness of a row of other print, of a cover that is no cover of it
_READ = 0.8  # mean probability of such a row
_ROWS = 2  # of them
_OUTSIDE = 0.25  # of its height that a cover of a guess reaches out of the page


def kept_to_page(
    hits: Iterable[Hit], lines: Sequence[Line], size: tuple[int, int]
) -> tuple[Hit, ...]:
    """Return ``hits`` within the page; those that are guessed over other rows or beyond its edge
    are only shown. ``lines``: of the page. ``size``: its width and height in pixels."""
    return tuple(_clipped(_asked(hit, lines, size), size) for hit in hits)


def _asked(hit: Hit, lines: Sequence[Line], size: tuple[int, int]) -> Hit:
    guessed = 0 < hit.mask.confidence < _GUESSED and hit.mask.origin is Origin.SPOTTED
    if not guessed or hit.verdict is Verdict.LEAVE:
        return hit
    high = math.dist(hit.mask.polygon[0], hit.mask.polygon[3])
    place = bounds(hit.mask.polygon)
    rows = [line for line in lines if line.lattice.confidence >= _READ]
    below = [line for line in rows if high >= _HIGHER * line.thickness]
    over = sum(holds(place, centre(line.quad)) for line in below)
    beyond = max(-place[0], -place[1], place[2] - size[0], place[3] - size[1])
    if over < _ROWS and not (below and beyond > _OUTSIDE * high):
        return hit
    mask = replace(hit.mask, confidence=0.0)
    return mask.hit("hit.over_other_rows", key=hit.key)


def _clipped(hit: Hit, size: tuple[int, int]) -> Hit:
    left, top, right, bottom = bounds(hit.mask.polygon)
    if left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1]:
        return hit
    polygon = rounded(clipped(hit.mask.polygon, *size))
    return replace(hit, mask=replace(hit.mask, polygon=polygon)) if len(polygon) > 2 else hit


# --- How high a cover is -------------------------------------------------------------------------


_AROUND = 0.6
"""Heights of the cover that are looked at above and below it: a row beside it shows itself there
as a whole."""

_LEANS = (0.0, 1.5, -1.5, 3.0, -3.0, 4.5, -4.5)  # degrees by which a bent line leans in its box
_REACHED = 0.06  # of that height by which a row beside must reach in to be worth a look
_AS_HIGH = 0.5  # of the own row: a lower thing is a stroke, which may be the word's own
_WHITE = 0.14  # of the own row's height that stays covered above and below it, where there is room
_SPECKS = 1  # pixels of a row that may be dirt
_RULED = 0.9  # of the rows that an upright rule fills

Rows = tuple[int, int]


def with_own_row_only(
    page: GreyPicture, hits: Iterable[Hit], keywords: Sequence[Keyword]
) -> tuple[Hit, ...]:
    """Return ``hits`` with covers of names and employers no higher than their own row needs."""
    return tuple(_lowered(page, hit, keywords) if _has_row(hit) else hit for hit in hits)


def _has_row(hit: Hit) -> bool:
    named = hit.mask.target in OWN_WORDS
    found = hit.mask.origin is Origin.SPOTTED and hit.verdict is not Verdict.LEAVE
    return named and found and len(hit.mask.polygon) == 4


def _lowered(page: GreyPicture, hit: Hit, keywords: Sequence[Keyword]) -> Hit:
    own = [keyword for keyword in keywords if keyword.word.label == hit.mask.matched]
    for polygon in _own_rows(page, hit.mask.polygon):
        if search((read_line(page, polygon, full_width=True),), own, (hit.mask.target,)):
            return replace(hit, mask=replace(hit.mask, polygon=rounded(polygon)))
    return hit


def _own_rows(page: GreyPicture, polygon: Polygon) -> list[Polygon]:
    """Return what is left of a cover without the rows beside; where most white is between comes
    first. Where the own row is free as it is, it does not lean: the rules of a table that cross a
    leaning strip would pass for rows."""
    leans = _LEANS[:1] if _lies_free(page, polygon) else _LEANS
    found = [one for lean in leans if (one := _parted(page, _leaning(polygon, lean)))]
    return [rest for _, rest in sorted(found, key=lambda one: -one[0])]


def _lies_free(page: GreyPicture, quad: Polygon) -> bool:
    """Tell whether a row of letters is in a cover with white above and below it."""
    _, inside, rows = _rows(page, quad)
    if not inside:
        return False
    top, end = inside[0][0], inside[-1][1]
    white = max(2.0, _WHITE * (end - top))
    return all(b + white <= top or end + white <= a for a, b in rows if b <= top or a >= end)


def _rows(page: GreyPicture, quad: Polygon) -> tuple[list[Rows], list[Rows], list[Rows]]:
    """Return the rows that reach into a cover from above and below, those inside it, and all."""
    height = math.dist(quad[0], quad[3])
    first, last = round(_AROUND * height), round((1 + _AROUND) * height)
    rows = [*runs_of(_strip(page, quad).sum(axis=1) > _SPECKS)]
    beside = [row for row in rows if _reaches_in(row, first, last, _REACHED * height)]
    return beside, [(top, end) for top, end in rows if first < top and end < last], rows


def _parted(page: GreyPicture, quad: Polygon) -> tuple[float, Polygon] | None:
    """Return how many pixels of white lie beside the own row, and a cover that ends in them."""
    height = math.dist(quad[0], quad[3])
    first, last = round(_AROUND * height), round((1 + _AROUND) * height)
    beside, inside, _ = _rows(page, quad)
    if not beside or not inside:
        return None
    top, end = inside[0][0], inside[-1][1]
    high = end - top
    if any(b - a < _AS_HIGH * high for a, b in beside):
        return None
    over = min((top - b for a, b in beside if a < first), default=None)
    under = min((a - end for a, b in beside if b > last), default=None)
    white = max(2.0, _WHITE * high)
    start = first if over is None else top - min(white, over / 2)
    stop = last if under is None else end + min(white, under / 2)
    room = min(one for one in (over, under) if one is not None)
    return room, _cut(quad, (start - first) / height, (last - stop) / height)


def _reaches_in(row: Rows, first: int, last: int, least: float) -> bool:
    """Tell whether a row of letters comes from above or from below into the cover."""
    top, end = row
    above = top < first and first + least <= end < last
    below = end > last and first < top <= last - least
    return above or below


def _leaning(polygon: Polygon, lean: float) -> Polygon:
    """Return a cover whose right side is lower by a lean in degrees, about its middle."""
    top_left, top_right, bottom_right, bottom_left = polygon
    width, height = math.dist(top_left, top_right), math.dist(top_left, bottom_left)
    way = math.tan(math.radians(lean)) * width / 2 / max(height, 1.0)
    x, y = bottom_left[0] - top_left[0], bottom_left[1] - top_left[1]

    def moved(corner: Point, share: float) -> Point:
        return corner[0] + share * x, corner[1] + share * y

    return (
        moved(top_left, -way),
        moved(top_right, way),
        moved(bottom_right, way),
        moved(bottom_left, -way),
    )


def _cut(quad: Polygon, above: float, below: float) -> Polygon:
    """Return a cover without a share of its height above and below."""
    left, right = (quad[0], quad[3]), (quad[1], quad[2])
    ends = ((left, above), (right, above), (right, 1 - below), (left, 1 - below))
    return tuple(between(*side, share) for side, share in ends)


def _strip(page: GreyPicture, quad: Polygon) -> NDArray[np.bool_]:
    """Return where ink is in a cover and ``_AROUND`` heights above and below it."""
    width = max(1, round(math.dist(quad[0], quad[1])))
    height = max(1, round((1 + 2 * _AROUND) * math.dist(quad[0], quad[3])))
    corners = np.array(_cut(quad, -_AROUND, -_AROUND), np.float32)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, target)
    cut = cv2.warpPerspective(page, turn, (width, height), borderValue=255)
    ink = np.asarray(cut) < DARK
    return np.asarray(ink[:, ink.mean(axis=0) < _RULED], np.bool_)

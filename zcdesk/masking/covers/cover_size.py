"""How wide a cover is: lengths of names are alike.

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
from zcdesk.geometry import Point, Polygon, rounded
from zcdesk.masking.hits import Hit, Mask, Origin
from zcdesk.masking.signatures.who_signs import RULE
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.spellings import folded, is_han
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line

STEP, PADS = 4.0, 1.0
"""Widths in Han characters: ``PADS`` and a multiple of ``STEP``; names of two to four are alike."""

_INK = 200  # grey level of an evened page below which a pixel is ink
_EDGES = 0.55  # of a character that a cover is wider than its letters
_ALIKE = 1.3  # times by which print may be larger or smaller than what a word's cover tells
_LEAST_LETTERS = 5  # of a line that tells how large its print is
_APART = 0.12  # heights that stay free between a widened cover and the next ink
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
    steps = [after - before for before, after in pairwise(places)]
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
    ruled = ink.mean(axis=1) >= RULE
    near = ruled.copy()
    near[1:] |= ruled[:-1]
    near[:-1] |= ruled[1:]
    return np.asarray(near, np.bool_)

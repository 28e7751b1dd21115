"""How high a cover is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import OWN_WORDS
from zcdesk.geometry import Point, Polygon, between, rounded
from zcdesk.masking.hits import Hit, Origin, Verdict
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.signatures.who_signs import RULE
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.picture import GreyPicture
from zcdesk.reading.evening import DARK
from zcdesk.reading.page_reading import read_line
from zcdesk.runs import runs_of

_AROUND = 0.6
"""Heights of the cover that are looked at above and below it: a row beside it shows itself there
as a whole."""

_LEANS = (0.0, 1.5, -1.5, 3.0, -3.0, 4.5, -4.5)  # degrees by which a bent line leans in its box
_REACHED = 0.06  # of that height by which a row beside must reach in to be worth a look
_AS_HIGH = 0.5  # of the own row: a lower thing is a stroke, which may be the word's own
_WHITE = 0.14  # of the own row's height that stays covered above and below it, where there is room
_SPECKS = 1  # pixels of a row that may be dirt

Rows = tuple[int, int]


def with_own_row_only(
    page: GreyPicture, hits: Iterable[Hit], keywords: Sequence[Keyword]
) -> tuple[Hit, ...]:
    """Return ``hits`` with covers of names and employers no higher than their own row needs."""
    return tuple(_lowered(page, hit, keywords) if _has_row(hit) else hit for hit in hits)


def _has_row(hit: Hit) -> bool:
    named = hit.mask.target in OWN_WORDS
    is_spotted = hit.mask.origin is Origin.SPOTTED and hit.verdict is not Verdict.LEAVE
    return named and is_spotted and len(hit.mask.polygon) == 4


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
    rows = [row for lean in leans if (row := _parted(page, _leaning(polygon, lean)))]
    return [rest for _, rest in sorted(rows, key=lambda one: -one[0])]


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
    strip = _strip(page, quad)
    rows = [*runs_of(strip.sum(axis=1) > _SPECKS)]
    within = [(top, end) for top, end in rows if first < top and end < last]
    others = [row for row in within if _runs_on(strip, row) and row != max(within, key=_high)]
    beside = [row for row in rows if _reaches_in(row, first, last, _REACHED * height)]
    return [*beside, *others], [row for row in within if row not in others], rows


def _parted(page: GreyPicture, quad: Polygon) -> tuple[float, Polygon] | None:
    """Return how many pixels of white lie beside the own row, and a cover that ends in them."""
    height = math.dist(quad[0], quad[3])
    first, last = round(_AROUND * height), round((1 + _AROUND) * height)
    beside, inside, _ = _rows(page, quad)
    if not inside:
        return None
    top, end = inside[0][0], inside[-1][1]
    high = end - top
    strip = _strip(page, quad)
    if any(b - a < _AS_HIGH * high and not _runs_on(strip, (a, b)) for a, b in beside):
        return None
    over = [top - b for _, b in beside if b <= top]
    under = [a - end for a, _ in beside if a >= end]
    room = min((*over, *under), default=None)
    if room is None:  # the dots of a board of lights are rows, one between the others
        return None
    white = max(2.0, _WHITE * high)
    start = top - min(white, min(over) / 2) if over else first
    stop = end + min(white, min(under) / 2) if under else last
    return room, _cut(quad, (start - first) / height, (last - stop) / height)


def _high(row: Rows) -> int:
    return row[1] - row[0]


def _runs_on(strip: NDArray[np.bool_], row: Rows) -> bool:
    """Tell whether print runs on beyond both sides of a cover, whose own word ends before them: a
    small line above a name in tall script. A rule leaves no white between letters.
    """
    top, end = row
    inked = np.asarray(strip[top:end].any(axis=0))
    return bool(inked[: end - top].any() and inked[top - end :].any() and inked.mean() < RULE)


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
    return np.asarray(ink[:, ink.mean(axis=0) < RULE], np.bool_)

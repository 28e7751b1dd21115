"""Rows of letters below a fold that crosses the page: black, or its edge hides half of them.

Such a band leaves the upper and lower ends of the letters only, and so does the thin dark
line of a fold that swallows the rest of them. The detector sees no line there, so that
nobody would be told, while the eye makes words of the ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.geometry import Polygon, box
from zcdesk.picture import GreyPicture, Ink
from zcdesk.reading.line import Line

_SIDE = 1000  # px of the copy's long side
_DARK = 128  # grey level of ink in the copy; thin strokes may be paler
_STRETCH = 6  # a band is without a gap over this part of the page's width ...
_ACROSS = 0.4  # ... and this share of it long; a bar over a word is shorter
_HIGH = (0.2, 1.3)  # letters that a band is high; a rule of a table is thinner
_EDGE_TO_EDGE = 0.9  # of the page's width that a thin line is long; rules end at the margins
_FOLDS = 3  # of a sheet at most; more such lines are a table's
_UPRIGHT = 1.6  # letters that an upright rule is high at least
_RUN = 25  # px of such a line in one row of pixels at least: it hardly climbs, and is no stroke
_GAP = 8  # px in which it may be lost
_MARGIN = 0.04  # of the page's height in which a dark line or band is its edge
_BEYOND_ROWS = 0.7  # letters that their ends reach over its edge
_NEAR = 1  # px beside a band that belong to it
_END = (0.18, 0.08, 1.3)  # letters: least height, least and greatest width of such an end
_ENDS = 5  # that make a row
_LEAST_LETTER = 5.0  # px of the copy


def rows_hidden_by_folds(page: GreyPicture, lines: Sequence[Line]) -> tuple[Polygon, ...]:
    """Return the places of rows of letters of which a band across the page leaves only ends.
    ``lines``: its lines; what one of them holds is none of these ends."""
    thick = [line.thickness for line in lines if not line.vertical]
    scale = min(1.0, _SIDE / max(page.shape))
    letter = float(np.median(thick)) * scale if thick else 0.0
    if letter < _LEAST_LETTER:
        return ()
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.asarray(small < _DARK, np.uint8)
    held = [np.array(line.quad) * scale for line in lines]
    high = round(_UPRIGHT * letter)
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((high, 1), np.uint8))
    uprights = np.asarray(opened, np.uint8)
    bands = _bands(ink, letter)
    folds = _edges_of_folds(ink, uprights, letter)
    bands += [fold for fold in folds if not any((fold & band).any() for band in bands)]
    free = np.asarray(ink - uprights, np.uint8)
    return tuple(
        box(*(value / scale for value in place))
        for band in bands
        if (place := _row(free, band, letter, held)) is not None
    )


def _bands(ink: Ink, letter: float) -> list[Ink]:
    """Return the dark bands that cross a page, each as a mask of it."""
    width = ink.shape[1]
    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(3, width // _STRETCH)), np.uint8))
    least = max(2, round(_HIGH[0] * letter))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((least, 1), np.uint8))
    _, labels, stats, _ = components(solid)
    return [
        np.asarray(labels == number, np.uint8)
        for number, (_, _, long, _), area in _crossing(stats, ink, _ACROSS)
        if area <= _HIGH[1] * letter * long
    ]


def _crossing(
    stats: NDArray[np.int32], ink: Ink, least: float
) -> Iterator[tuple[int, tuple[int, int, int, int], int]]:
    """Yield number, place (left, top, long, high) and area of the components that are ``least`` of
    a page's width long, away from its upper and its lower edge."""
    height, width = ink.shape
    for number, (left, top, long, high, area) in enumerate(stats[1:].tolist(), 1):
        inside = _MARGIN * height <= top and top + high <= (1 - _MARGIN) * height
        if inside and long >= least * width:
            yield number, (left, top, long, high), area


def _edges_of_folds(ink: Ink, uprights: Ink, letter: float) -> list[Ink]:
    """Return the thin dark lines from one edge of a page to the other, each as a mask of it."""
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _RUN), np.uint8))
    joined = cv2.dilate(runs, np.ones((3, 2 * _GAP + 1), np.uint8))
    _, labels, stats, _ = components(joined)
    edges = [
        np.asarray((labels == number) & (runs > 0), np.uint8)
        for number, place, _ in _crossing(stats, ink, _EDGE_TO_EDGE)
        if not _ends_in_a_frame(place, uprights, round(letter))
    ]
    return edges if len(edges) <= _FOLDS else []


def _ends_in_a_frame(line: tuple[int, int, int, int], uprights: Ink, reach: int) -> bool:
    """Tell whether an upright rule is at an end of a line (left, top, long, high)."""
    left, top, long, high = line
    rows = slice(max(0, top - reach), top + high + reach)
    around = uprights[rows, max(0, left - _GAP) : left + long + _GAP]
    return bool(around[:, : 3 * _GAP].any() or around[:, -3 * _GAP :].any())


def _row(
    ink: Ink, band: Ink, letter: float, held: Sequence[NDArray[np.float64]]
) -> tuple[float, float, float, float] | None:
    """Return the rectangle of the letters whose ends stand out of a band, None without a row.

    Args:
        ink: The page's ink without upright rules.
        band: What crosses the page.
        letter: Height of its letters.
        held: What lines hold.
    """
    around = cv2.dilate(band, np.ones((2 * round(_BEYOND_ROWS * letter) + 1, 1), np.uint8))
    inner = cv2.dilate(band, np.ones((2 * _NEAR + 1, 3), np.uint8))
    ends = np.asarray(ink * around * (1 - inner), np.uint8)
    for quad in held:
        cv2.fillConvexPoly(ends, np.rint(quad).astype(np.int32), 0)
    _, _, stats, _ = components(ends)
    high, wide = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    least, narrow, broad = np.array(_END) * letter
    row_boxes = stats[1:][(high >= least) & (wide >= narrow) & (wide <= broad)]
    if len(row_boxes) < _ENDS:
        return None
    lefts, tops, widths, heights = row_boxes[:, : cv2.CC_STAT_AREA].T
    left, right = int(lefts.min()), int((lefts + widths).max())
    rows = np.flatnonzero(band[:, left:right].any(axis=1))
    top, bottom = min(tops.min(), rows[0]), max((tops + heights).max(), rows[-1])
    return float(left), float(top), float(right), float(bottom)

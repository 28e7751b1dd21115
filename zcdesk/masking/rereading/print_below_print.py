"""Print below other print: a stamp's bold letters, a pen or a hatch over a word.

Where ink of a colour or of a middle grey is among dark print, within the same rows and columns,
it is taken off and what is left is read by itself: 与原件一致 in red over a name is read as it
is, and the name below it is not. What nobody can read below it is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from zcdesk.connected_components import components
from zcdesk.geometry import Box, Polygon, bounds, box, share_in
from zcdesk.picture import GreyPicture, Ink, Picture, square
from zcdesk.reading.certainty import WELL_READ
from zcdesk.reading.crowded_letters import is_one_print
from zcdesk.reading.detecting import DETECTION_SIDE, detect
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_DARK = 95  # level of a pixel's lightest channel below which it is of dark print
_INK = 205  # level of the evened page below which there is ink
_HALO = 5  # px around dark print that are its own soft edge
_COLOURED = 45  # levels between the channels of ink of a colour
_COLOURLESS = 15  # levels in a quarter of the dark print; navy print has more in its darkest parts
_PART, _GREY_PART = 9, 20
"""Pixels that a part of coloured and of grey print is high or wide: grain leaves grey specks."""
_AROUND = 25  # px across the square in which both prints must be
_SHARES = (0.05, 0.06)  # of it that are dark print and upper print
_DENSER = 2.0  # times the upper print of the whole page; a hatched sheet has it everywhere
_TOGETHER = (0.6, 0.2)  # of the dark print that is in the upper one's columns, and in its rows
_TAKEN = 0.3  # of the mean ink of a row or column that takes it
_LEAST = (16, 34)  # px that such a place is high and wide
_HIGHEST = 0.08  # of the page's long side; what is higher is a picture
_MOST = 6  # places of a page, the largest: more are a picture or a coloured ground
_BESIDE = 8.0  # times its height that a line may go on beside it
_READ = WELL_READ  # mean probability of a line below it that needs no question
_SEAL = 0.5  # share of such a place that is in a seal or a portrait: they are read by themselves


def printed_twice(
    picture: Picture, page: GreyPicture, others: Sequence[Polygon]
) -> tuple[tuple[Box, ...], Ink]:
    """Return the places where two prints are in one place, and the upper one's ink.

    Args:
        page: The picture evened out.
        others: Seals, portraits and codes, which are looked at by themselves.
    """
    red, green, blue = cv2.split(picture)
    most, least = (cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    colour = cv2.subtract(most, least)
    coloured = np.asarray(colour >= _COLOURED, np.uint8)
    dark = np.asarray((most < _DARK) & (coloured == 0), np.uint8)
    soft = cv2.dilate(dark, square(_HALO))
    ink = np.asarray((page < _INK) & (soft == 0), np.uint8)
    upper = _large_parts(ink & coloured, _PART) | _large_parts(ink, _GREY_PART)
    around = (_AROUND, _AROUND)
    both = np.asarray(
        (cv2.blur(dark * 255, around) >= 255 * _SHARES[0])
        & (cv2.blur(upper * 255, around) >= 255 * _SHARES[1]),
        np.uint8,
    )
    both = np.asarray(cv2.morphologyEx(both, cv2.MORPH_CLOSE, np.ones((5, _AROUND), np.uint8)))
    _, _, stats, _ = components(both)
    places: list[Box | None] = []
    for left, top, wide, high, _ in sorted(stats[1:].tolist(), key=lambda one: -one[4]):
        place = (float(left), float(top), float(left + wide), float(top + high))
        part = (slice(top, top + high), slice(left, left + wide))
        fits = high >= _LEAST[0] and wide >= _LEAST[1] and high <= _HIGHEST * max(page.shape)
        if not fits or any(share_in(place, bounds(other)) > _SEAL for other in others):
            continue
        if all(_shared(dark[part], upper[part], n) >= _TOGETHER[n] for n in (0, 1)):
            two = bool(np.quantile(colour[part][dark[part] > 0], 0.25) <= _COLOURLESS)
            two &= bool(upper[part].mean() >= _DENSER * upper.mean())
            places.append(place if two else None)
    few = len(places) <= _MOST
    return tuple(place for place in places if few and place is not None), upper


def _large_parts(ink: Ink, least: int) -> Ink:
    _, labels, stats, _ = components(ink)
    large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= least
    large[0] = False
    return np.asarray(large[labels], np.uint8)


def _shared(dark: Ink, upper: Ink, axis: int) -> float:
    """Return how much of the dark print lies in rows or columns that the upper one takes."""
    below, above = (ink.sum(axis=axis).astype(np.float64) for ink in (dark, upper))
    wide = min(len(above), _AROUND // 2)
    taken = np.convolve(above, np.full(wide, 1 / wide), mode="same")
    return float(below[taken >= _TAKEN * taken.mean()].sum() / max(1.0, below.sum()))


def reread_below_print(page: GreyPicture, places: Sequence[Box], upper: Ink) -> Iterator[Line]:
    """Yield the lines that are read across places of two prints once the upper one is taken off.
    Each has a small look of its own: one at the whole page is dearer and finds less. ``upper``: ink
    of the upper print."""
    if not places:
        return
    lower = np.where(cv2.dilate(upper, square(3)) > 0, np.uint8(255), page)
    for left, top, right, bottom in places:
        high = bottom - top
        y0, y1 = max(0, round(top - high / 2)), round(bottom + high / 2)
        x0, x1 = max(0, round(left - _BESIDE * high)), round(right + _BESIDE * high)
        part = np.ascontiguousarray(lower[y0:y1, x0:x1])
        side = max(320, DETECTION_SIDE * max(part.shape) // max(page.shape))
        for quad in detect(part, side):
            at = tuple((x + x0, y + y0) for x, y in quad)
            if _touches(bounds(at), (left, top, right, bottom)):
                yield read_line(lower, at, full_width=True)


def unread_below_print(
    page: GreyPicture, places: Sequence[Box], lines: Sequence[Line], again: Sequence[Line]
) -> Iterator[Polygon]:
    """Yield the places of two prints where no look read well what is below. Thin strokes of a soft
    scan are as grey as a stamp: letters that account for all ink are one print. ``lines``: those of
    the first reading; ``again``: all further readings of the page."""
    for place in places:
        looks = [line for line in again if _touches(bounds(line.quad), place)]
        if any(line.lattice.confidence >= _READ and line.lattice.text for line in looks):
            continue
        first = [line for line in lines if _touches(bounds(line.quad), place)]
        if not any(is_one_print(page, line, place) for line in first):
            yield box(*place)


def _touches(line: Box, place: Box) -> bool:
    middle = (line[1] + line[3]) / 2
    across = min(line[2], place[2]) - max(line[0], place[0])
    return place[1] <= middle <= place[3] and across > 0.3 * (place[2] - place[0])

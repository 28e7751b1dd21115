"""An own seal over print that nobody could read is covered whole.

A cover of the ring's words leaves its middle open. Print that stands there is the signing unit's
name as often as not. Only a line that goes on outside of the ring, a date or a sentence, is read
and judged as lines in the open are; for anything else the whole seal goes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from zcdesk.geometry import bounds, centre
from zcdesk.masking.hits import Hit, Origin
from zcdesk.picture import Picture
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.line import Line

_MIDDLE = 0.5
"""Radii around a ring's middle that its words leave free: their cover begins at .44."""

_DARK, _GREY = 180, 50
"""Level that print stays below in every channel, and how far apart its channels are at most: red
keeps one above 200, blue ones lie 100 apart, blurred print is a colourless grey."""

_COLOURED = 24
"""Mean distance of a stamp's channels on its paper, from which on its own ink can be told from
print: on grey scans the star is as dark as letters, and only what was read there tells of print."""

_PRINT = 0.006
"""Share of the middle that is print: two letters of 28 px in a ring of 160 px radius have .015 to
.03, sharp or blurred; clean middles, JPEG quality 40 too, have less than .001."""

_LETTERS = 2  # on a grey scan, of a line inside the ring: a star is read as one at most

_PLAIN = PLAIN
"""Confidence of a line that was read: stars and rims drawn into a date came to .88."""


def whole_over_unread_print(
    picture: Picture, lines: Sequence[Line], hits: Sequence[Hit]
) -> tuple[Hit, ...]:
    """Return the hits; own seals with print in their middle alone are covered whole.

    Args:
        picture: Upright page, RGB.
        lines: What was read of it.
        hits: All that was found on it.
    """
    return tuple(
        replace(hit, parts=())
        if hit.mask.origin is Origin.SEAL and hit.parts and _hides_print(picture, lines, hit)
        else hit
        for hit in hits
    )


def _hides_print(picture: Picture, lines: Sequence[Line], hit: Hit) -> bool:
    left, top, right, bottom = (max(round(value), 0) for value in bounds(hit.mask.polygon))
    part = picture[top:bottom, left:right]
    if part.size == 0:
        return False
    x, y = centre(hit.mask.polygon)
    reach = (right - left) / 2 * _MIDDLE
    inside = [line for line in lines if not _reaches_out(line, left, right)]
    if float(np.ptp(part, axis=2).mean()) < _COLOURED:
        near = (line for line in inside if math.dist(centre(line.quad), (x, y)) < reach)
        return any(len(line.lattice.characters) >= _LETTERS for line in near)
    middle = np.zeros(part.shape[:2], np.uint8)
    radii = round(reach), round((bottom - top) / 2 * _MIDDLE)
    cv2.ellipse(middle, (round(x - left), round(y - top)), radii, 0, 0, 360, 1, -1)
    size = int(middle.sum())
    for line in lines:
        if line not in inside and line.lattice.confidence >= _PLAIN:
            corners = np.rint(np.array(line.quad) - (left, top)).astype(np.int32)
            cv2.fillPoly(middle, [corners], 0)
    colourless = np.ptp(part, axis=2) < _GREY
    print_left = (part.max(axis=2) < _DARK) & colourless & (middle > 0)
    return int(print_left.sum()) > _PRINT * size


def _reaches_out(line: Line, left: int, right: int) -> bool:
    first, _, last, _ = bounds(line.quad)
    return first < left or last > right

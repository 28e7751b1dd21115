"""Reads the text below coloured seals, through the colour in which the seal fades."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.masking.seals import Colour, Seal
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.detecting import DETECTION_SIDE, detect
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

ABOVE = 0.3
"""Radii above and below the seal that are looked at; lines are looked at in their whole width."""

_SEAL_LEVEL = 12  # percentile of the seal's own pixels that becomes paper
_LEAD = 24  # levels by which the seal's channel leads, halos of halved chroma included
_INK_LEVEL = 0.5  # of the dark percentile: text stays dark
_CHANNEL = {Colour.RED: 0, Colour.BLUE: 2}


def lines_under_seals(picture: Picture, seals: Sequence[Seal]) -> tuple[Line, ...]:
    """Return the lines that touch a red or blue seal, read as if the seal were not there.

    They are to be searched besides the page's ordinary lines, never instead of them: on a reddish
    page a cell may pass as a seal, and its text must not be lost.

    Args:
        picture: Upright page, RGB; left as it is.
        seals: The seals of the page; dark ones cannot be looked through and are left out.
    """
    page: GreyPicture | None = None
    lines: list[Line] = []
    for seal in seals:
        if seal.colour not in _CHANNEL:
            continue
        page = evened(picture) if page is None else page
        lines += _lines_under(picture, page, seal)
    return tuple(lines)


def _lines_under(picture: Picture, page: GreyPicture, seal: Seal) -> list[Line]:
    top, bottom = _around(seal, page.shape[0])
    clear = _without_seal(picture[top:bottom], page[top:bottom], seal, top)
    # The detector sees letters as large as on a whole page.
    side = max(320, DETECTION_SIDE * max(clear.shape) // max(page.shape))
    here = np.array([(x, y - top) for x, y in seal.polygon], np.float32)
    quads = [quad for quad in detect(clear, side) if _touches(quad, here)]
    return [_moved(read_line(clear, quad), top) for quad in quads]


def _around(seal: Seal, height: int) -> tuple[int, int]:
    """Return top and bottom of the strip in which lines are looked for, as wide as the page."""
    _, top, _, bottom = bounds(seal.polygon)
    above = ABOVE * (bottom - top) / 2
    return max(0, math.floor(top - above)), min(height, math.ceil(bottom + above))


def _without_seal(part: Picture, grey: GreyPicture, seal: Seal, top: int) -> GreyPicture:
    """Return the evened page with the channel in which the seal fades where its colour lies."""
    own = _CHANNEL[seal.colour]
    channel = part[:, :, own]
    others = np.delete(part, own, axis=2)
    lead = cv2.subtract(channel, others.max(axis=2) if own == 0 else others.min(axis=2))
    coloured = (lead > _LEAD).astype(np.uint8)
    inside = np.zeros_like(coloured)
    corners = np.array(seal.polygon, np.float32) - (0, top)
    cv2.fillPoly(inside, [np.rint(corners).astype(np.int32)], 1)
    coloured *= inside  # red letterheads beside a seal stay
    if not coloured.any():
        return grey
    level = float(np.percentile(channel[coloured > 0], _SEAL_LEVEL))
    dark = min(float(np.percentile(channel, 1)), level * _INK_LEVEL)
    faded = np.clip((channel.astype(np.float32) - dark) * (255 / (level - dark)), 0, 255)
    reach = max(3, round(min(seal.radii) * 0.03)) | 1
    near = cv2.dilate(coloured, np.ones((reach, reach), np.uint8)) > 0
    return np.where(near, faded.astype(np.uint8), grey)


def _touches(quad: Polygon, polygon: NDArray[np.float32]) -> bool:
    """Tell whether a line and a seal overlap: a point of one lies in the other."""
    corners = np.array(quad, np.float32)
    start = (corners[0] + corners[3]) / 2
    end = (corners[1] + corners[2]) / 2
    points = [start + (end - start) * share for share in np.linspace(0, 1, 9)]
    if any(cv2.pointPolygonTest(polygon, (float(x), float(y)), False) >= 0 for x, y in points):
        return True
    middle = centre([(float(x), float(y)) for x, y in polygon])
    return bool(cv2.pointPolygonTest(corners, middle, False) >= 0)


def _moved(line: Line, down: int) -> Line:
    quad = tuple((x, y + down) for x, y in line.quad)
    return Line(quad, line.lattice, line.ink, line.vertical)

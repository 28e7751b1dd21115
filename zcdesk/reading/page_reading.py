"""Reads a page: evens it out, finds its lines and recognises each of them."""

from __future__ import annotations

import math

import numpy as np

from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.detecting import DETECTION_SIDE, detect
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.recognising import VERTICAL, crop_line, recognise

DARK = 200
"""Grey level of an evened page below which a pixel counts as ink; thin faint strokes reach 190."""


def read_page(picture: Picture, side: int = DETECTION_SIDE) -> Reading:
    """Read an upright page.

    Args:
        picture: Upright page, RGB; left as it is.
        side: Long side in pixels at which lines are looked for.
    """
    return read_evened(evened(picture), side)


def read_evened(page: GreyPicture, side: int = DETECTION_SIDE) -> Reading:
    """Read a page that is evened out already."""
    lines = tuple(read_line(page, quad) for quad in detect(page, side))
    return Reading(page.shape[1], page.shape[0], lines)


def read_line(page: GreyPicture, quad: Polygon, sharpen: float = 0.0) -> Line:
    """Read one line of an evened page; a box much higher than wide is read from top to bottom."""
    vertical = math.dist(quad[0], quad[3]) >= VERTICAL * math.dist(quad[0], quad[1])
    if vertical:
        # Reading starts at the top: the right edge of the box becomes the top of the line.
        top_left, top_right, bottom_right, bottom_left = quad
        quad = (top_right, bottom_right, bottom_left, top_left)
    crop = crop_line(page, quad, sharpen)
    ink = np.count_nonzero(crop < DARK, axis=0).astype(np.uint8)
    return Line(quad, recognise(crop), ink, vertical)

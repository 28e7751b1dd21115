"""Reads a page: evens it out, finds its lines and recognises each of them."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.detecting import DETECTION_SIDE, detect
from zcdesk.reading.evening import evened
from zcdesk.reading.lattice import HAN_COLUMNS, Lattice
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.long_pages import detect_in_pieces, is_long
from zcdesk.reading.recognising import VERTICAL, crop_line, recognise, recognise_line

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
    """Read a page that is evened out already; one that is long is looked at piece by piece."""
    if not is_long(page):
        return read_at_once(page, side)
    return _read(page, detect_in_pieces(page, side))


def read_at_once(page: GreyPicture, side: int = DETECTION_SIDE) -> Reading:
    """Read what is looked at as a whole, however long: a strip with few large letters."""
    return _read(page, detect(page, side))


def _read(page: GreyPicture, quads: Iterable[Polygon]) -> Reading:
    lines = tuple(read_line(page, quad) for quad in quads)
    return Reading(page.shape[1], page.shape[0], lines)


def read_line(
    page: GreyPicture, quad: Polygon, sharpen: float = 0.0, full_width: bool = False
) -> Line:
    """Read one line of an evened page; a box much higher than wide is read from top to bottom.

    Args:
        page: Evened page.
        quad: Corners clockwise from the text's top left, pixels of ``page``.
        sharpen: Weight of an unsharp mask, for second looks; these are taken at full width.
        full_width: A large line is not narrowed: for what is hard to read.
    """
    vertical = math.dist(quad[0], quad[3]) >= VERTICAL * math.dist(quad[0], quad[1])
    if vertical:
        # Reading starts at the top: the right edge of the box becomes the top of the line.
        top_left, top_right, bottom_right, bottom_left = quad
        quad = (top_right, bottom_right, bottom_left, top_left)
    crop = crop_line(page, quad, sharpen)
    thickness = math.dist(quad[0], quad[3])
    whole = full_width or sharpen
    lattice = recognise(crop) if whole else recognise_line(crop, thickness)
    return Line(quad, lattice, ink_of(crop, lattice), vertical)


def ink_of(crop: GreyPicture, lattice: Lattice) -> NDArray[np.uint8]:
    """Count the dark pixels of each pixel column of the line as wide as it was recognised."""
    dark = np.count_nonzero(crop < DARK, axis=0).astype(np.uint8)
    width = round(crop.shape[1] * lattice.han_columns / HAN_COLUMNS)
    places = ((np.arange(width) + 0.5) * len(dark) / width).astype(np.int64)
    return np.asarray(dark[places], dtype=np.uint8)

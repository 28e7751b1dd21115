"""Reads a page: evens it out, finds its lines and recognises each of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import Point, Polygon, bounds, centre, contains
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.certainty import LEGIBLE
from zcdesk.reading.detecting import DETECTION_SIDE, detect, look
from zcdesk.reading.evening import DARK, evened
from zcdesk.reading.lattice import HAN_COLUMNS, Lattice
from zcdesk.reading.line import Line, PhotoPlace, Reading
from zcdesk.reading.long_pages import detect_in_pieces, is_long
from zcdesk.reading.missed.ink_rows import InkCopy, ink_copy
from zcdesk.reading.missed.missed_columns import missed_columns
from zcdesk.reading.missed.print_from_afar import print_from_afar
from zcdesk.reading.missed.rows import joined_boxes, missed_rows
from zcdesk.reading.missed.small_print import LARGE, with_small_print
from zcdesk.reading.photo_places import photo_places
from zcdesk.reading.recognising import (
    crop_line,
    is_slim,
    is_vertical,
    recognise,
    recognise_line,
)

_FEW = 6  # rows that are read as they are, and to find out whether more are text
_NEARER = 1.4  # times the detector's side, for each half of a page: letters are twice as large
_ROWS = 2  # rows in a box that is no line
_INSIDE = 0.8  # of a row's length
_COLUMNS = 12  # that are read besides what the detector found: a page with more is a pattern
_LEAST_LETTERS, _FEW_LETTERS = 3, 2
_LEGIBLE = LEGIBLE  # mean probability of the letters of a row that is text

Box = tuple[float, float, float, float]


def read_page(picture: Picture, side: int = DETECTION_SIDE) -> Reading:
    """Read an upright page.

    Args:
        picture: Upright page, RGB; left as it is.
        side: Long side in pixels at which lines are looked for.
    """
    return read_evened(evened(picture), side)


def read_evened(
    page: GreyPicture, side: int = DETECTION_SIDE, colours: Picture | None = None
) -> Reading:
    """Read a page that is evened out already; one that is long is looked at piece by piece.

    Where ink that is in no box reads as text, the page is looked at once more, from nearer.
    ``side``: long side in pixels at which lines are looked for. ``colours``: the page as it was,
    RGB, where its portraits are wanted as well.
    """
    quads: Sequence[Polygon] = ()
    photos: tuple[PhotoPlace, ...] = ()
    if not is_long(page) or colours is not None:
        quads, maps = look(page, side)
        photos = () if colours is None else photo_places(colours, maps)
    if is_long(page):
        quads = detect_in_pieces(page, side)
    copy = ink_copy(page)
    rows = missed_rows(copy, quads)
    if (len(rows) > _FEW or not quads) and _are_text(page, rows):
        quads = joined_boxes(detect_in_pieces(page, round(_NEARER * side)), quads)
        rows = missed_rows(copy, quads)
    if max(page.shape) >= LARGE:
        quads = with_small_print(page, quads, side)
        rows = missed_rows(copy, quads)
    legible = len(rows) <= _FEW or _are_text(page, rows)
    missed = [read_line(page, row) for row in rows] if legible else []
    missed = [line for line in missed if _is_text(line)]
    quads = [quad for quad in quads if not _holds_rows(quad, missed)]
    thick, afar = print_from_afar(page, copy, [*quads, *(line.quad for line in missed)], side)
    missed += [line for quad in afar if _is_text(line := read_line(thick, quad), _FEW_LETTERS)]
    columns = _with_columns(page, copy, (*_read(page, quads).lines, *missed))
    lines = sorted(columns, key=_place)
    return Reading(page.shape[1], page.shape[0], tuple(lines), photos)


def _with_columns(page: GreyPicture, copy: InkCopy, lines: Sequence[Line]) -> list[Line]:
    """Return lines with whole columns for those parts of them that the detector saw alone."""
    columns = [read_line(page, column) for column in missed_columns(copy, lines)[:_COLUMNS]]
    outside = list(lines)
    for column in columns:
        inside = [line.vertical and contains(column.quad, centre(line.quad)) for line in outside]
        parts = list(compress(outside, inside))
        if _is_text(column) and _letters([column]) > _letters(parts):
            outside = [line for line, part in zip(outside, inside, strict=True) if not part]
            outside.append(column)
    return outside


def _letters(lines: Iterable[Line]) -> int:
    return sum(len(line.lattice.characters) for line in lines)


def _are_text(page: GreyPicture, rows: Sequence[Polygon]) -> bool:
    """Tell by a few of them whether most of the rows are text."""
    some = [read_line(page, row) for row in rows[:: max(1, len(rows) // _FEW)]]
    return 0 < len(some) <= 2 * sum(map(_is_text, some))


def _is_text(line: Line, least: int = _LEAST_LETTERS) -> bool:
    """Tell whether a line reads as text; a row of dots reads as 0000."""
    letters = line.lattice.text
    return len(letters) >= least and len(set(letters)) > 1 and line.lattice.confidence >= _LEGIBLE


def _holds_rows(quad: Polygon, rows: Sequence[Line]) -> bool:
    """Tell whether a box is two rows and more that were read by themselves."""
    places = [bounds(row.quad) for row in rows]
    return sum(_holds(bounds(quad), place) for place in places) >= _ROWS


def _holds(box: Box, row: Box) -> bool:
    across = min(box[2], row[2]) - max(box[0], row[0])
    return across >= _INSIDE * (row[2] - row[0]) and box[1] <= (row[1] + row[3]) / 2 <= box[3]


def _place(line: Line) -> Point:
    return min((y, x) for x, y in line.quad)


def read_at_once(page: GreyPicture, side: int = DETECTION_SIDE) -> Reading:
    """Read what is looked at as a whole, however long: a strip with few large letters."""
    return _read(page, detect(page, side))


def _read(page: GreyPicture, quads: Iterable[Polygon]) -> Reading:
    """Read lines one after the other. Behind two of slim letters the next one is read at full
    width at once: most likely it is Latin print as well, which is read twice otherwise. No line is
    read at less width than alone; on a paper, a form and an award 3 to 9 % of the runs went."""
    lines: list[Line] = []
    slim, slim_before = False, False
    for quad in quads:
        line = read_line(page, quad, full_width=slim and slim_before)
        slim, slim_before = is_slim(line.lattice), slim
        lines.append(line)
    return Reading(page.shape[1], page.shape[0], tuple(lines))


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
    vertical = is_vertical(quad)
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

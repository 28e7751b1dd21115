"""Columns: of a faint one the detector sees the beginning, of a long one it leaves out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zcdesk.geometry import Polygon, bounds
from zcdesk.reading.line import Line
from zcdesk.reading.missed.ink_rows import InkCopy, rows_of_parts
from zcdesk.reading.missed.rows import Box

_MISSING = 0.8  # widths of a column that a box of all of it may lack


def missed_columns(copy: InkCopy, lines: Sequence[Line]) -> tuple[Polygon, ...]:
    """Return the places of letters below each other of which no box holds nearly all.

    Args:
        copy: The page's ink.
        lines: The lines that were found.
    """
    ink = copy.without(line.quad for line in lines if not line.vertical)
    across = rows_of_parts(np.ascontiguousarray(ink.T))
    places = [copy.on_page(corners[[0, 3, 2, 1], ::-1]) for corners in across]
    boxes = [bounds(line.quad) for line in lines]
    return tuple(place for place in places if not any(_is_whole(box, place) for box in boxes))


def _is_whole(box: Box, column: Polygon) -> bool:
    """Tell whether a box lacks less than a letter at both ends of a column together."""
    left, top, right, bottom = bounds(column)
    beside = box[0] <= (left + right) / 2 <= box[2]
    missing = max(0.0, box[1] - top) + max(0.0, bottom - box[3])
    return beside and missing < _MISSING * (right - left)

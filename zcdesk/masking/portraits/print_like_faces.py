"""Tells print that passes for a face: rows of a table are eyes and a mouth, its rules a photo.

A face in a photo is darker than the paper around it, whatever is printed across it; one that a
copy in black and white left white has no letters in it that could be read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.masking.portraits.working_copies import darkest, white_paper
from zcdesk.names.spellings import is_han
from zcdesk.picture import Picture, reduced_by
from zcdesk.reading.line import Line

_LETTERS = 3  # that are read in it
_PLAIN = 0.9  # probability of each
_COPY_SIDE = 1400  # long side of the copy on which paper is looked for; print of 8 points is 14 px
_PAPER = 225  # level of evened paper
_MOSTLY = 0.7  # of the place that is paper: three rows of print leave four fifths free
_UPRIGHT = 0.1  # rise by run; what is stamped across a photo mostly leans


def is_print_not_face(picture: Picture, place: Polygon, lines: Sequence[Line]) -> bool:
    """Tell whether what passes for a face or a figure is plainly read print on bare paper.

    Args:
        picture: Upright page, RGB; left as it is.
        place: Where it stands.
        lines: The lines of the page.
    """
    letters = sum(_letters_in(line, place) for line in lines if _is_upright(line))
    return letters >= _LETTERS and _paper_in(picture, place) >= _MOSTLY


def _letters_in(line: Line, place: Polygon) -> int:
    left, top, right, bottom = bounds(place)
    places = (
        centre(line.span(one.column, one.column + 1))
        for one in line.lattice.characters
        if one.probability >= _PLAIN and is_han(one.text)
    )
    return sum(left < x < right and top < y < bottom for x, y in places)


def _is_upright(line: Line) -> bool:
    (x0, y0), (x1, y1) = line.quad[:2]
    return not line.vertical and abs(y1 - y0) <= _UPRIGHT * abs(x1 - x0)


def _paper_in(picture: Picture, place: Polygon) -> float:
    """Return which share of a place is as light as the paper of the page."""
    step = max(1, round(max(picture.shape[:2]) / _COPY_SIDE))
    level = darkest(white_paper(reduced_by(picture, step)))
    left, top, right, bottom = (max(0, round(edge / step)) for edge in bounds(place))
    part = level[top:bottom, left:right]
    return float(np.mean(part > _PAPER)) if part.size else 0.0

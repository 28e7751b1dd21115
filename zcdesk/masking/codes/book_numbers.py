"""Tells the bars of a book or a journal, behind which no person stands (ISBN, ISSN; EAN-13)."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.reading.codes import is_book_number
from zcdesk.reading.line import Line

_LABELS = ("ISSN", "ISBN")
_APART = " -—>"  # what stands between groups of digits
_BESIDE = 0.4  # of the bars' height to the middle of their number, above or below
_PLAINLY = 0.95  # mean probability of its digits


def has_printed_book_number(place: Polygon, lines: Sequence[Line]) -> bool:
    """Tell whether such a number, or its name, is plainly printed at bars that cannot be decoded.
    ``place``: where the bars are, in pixels of the page."""
    left, top, right, bottom = bounds(place)
    beside = _BESIDE * (bottom - top)
    for line in lines:
        x, y = centre(line.quad)
        near = left <= x <= right and top - beside <= y <= bottom + beside
        if near and line.lattice.confidence >= _PLAINLY and _names_a_book(line.lattice.text):
            return True
    return False


def _names_a_book(text: str) -> bool:
    digits = "".join(letter for letter in text if letter not in _APART)
    return is_book_number(digits) or any(label in text.upper() for label in _LABELS)

"""Lines that nobody could read: told to a person instead of being passed over."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import Point, Polygon, bounds, box, centre
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.reading.line import Line

UNREADABLE = 0.6
"""Mean probability of a line's letters below which nobody knows what it says.

Of 8 words of small print that stayed readable 7 lay on such lines.
"""

_LEAST_THICKNESS = 8.0  # px; what is thinner is a rule or dirt
_LEAST_LENGTH = 1.5  # times the thickness
_LEAST_LETTERS = 2
_FIGURES = 0.3  # mean probability that is enough for page numbers, dashes and the like
_INKED = 0.25  # share of a line's pixel columns that hold ink when it is written on
_WRITTEN = 0.98  # writing has gaps between its words, a border of ornaments has none


def unreadable_lines(
    lines: Sequence[Line], again: Sequence[Line], hits: Sequence[Hit], seals: Sequence[Polygon]
) -> tuple[Hit, ...]:
    """Return doubts for lines that no look could read and that no cover hides.

    Args:
        lines: The page's lines.
        again: Further readings of some of them.
        hits: What was found so far.
        seals: Where seals are; they are judged by themselves.
    """
    places = [hit.mask.polygon for hit in hits if hit.covers_by_default] + list(seals)
    found = []
    for line in lines:
        middle = centre(line.quad)
        looks = [line, *(other for other in again if _inside(centre(other.quad), line.quad))]
        known = any(_inside(middle, place) for place in places)
        if not known and not any(_is_read(look) for look in looks):
            # Without evidence for a word (confidence 0) the place is shown, not covered.
            mask = Mask(Target.NAME, box(*bounds(line.quad)), "", 0.0, Origin.SCRIPT)
            found.append(Hit(mask, Verdict.DOUBT, info("hit.unreadable")))
    return tuple(found)


def _is_read(line: Line) -> bool:
    if line.thickness < _LEAST_THICKNESS or line.length < _LEAST_LENGTH * line.thickness:
        return True
    letters = [one.text for one in line.lattice.characters if one.text.strip()]
    if len(letters) >= _LEAST_LETTERS:
        least = UNREADABLE if any(text.isalpha() for text in letters) else _FIGURES
        return line.lattice.confidence >= least
    inked = float((line.ink > 0).mean()) if len(line.ink) else 0.0
    return len(letters) == 1 or not _INKED <= inked <= _WRITTEN


def _inside(point: Point, polygon: Polygon) -> bool:
    left, top, right, bottom = bounds(polygon)
    return left <= point[0] <= right and top <= point[1] <= bottom

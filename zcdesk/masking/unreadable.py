"""Lines that nobody could read: told to a person instead of being passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import Point, Polygon, bounds, box, centre
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.line_shapes import LineShape, shape_of
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line
from zcdesk.spellings import is_han

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
_FEW = 0.6  # letters for each square of the line's height; fewer leave most of it unread
_SURELY = 0.9  # mean probability; Arabic script was read as odd letters with up to .88
_PLAIN = 0.97  # probability of a Han letter that proves that the line is read


@dataclass(frozen=True, eq=False)
class Unread:
    """A line that no look could read, and what it looks like."""

    line: Line
    shape: LineShape


def unread_lines(
    page: GreyPicture, lines: Sequence[Line], again: Sequence[Line]
) -> tuple[Unread, ...]:
    """Return the lines that no look could read; ornaments are none.

    Args:
        page: The evened page that the lines were read from.
        lines: The page's lines.
        again: Further readings of some of them.
    """
    found = []
    for line in lines:
        looks = [line, *(other for other in again if _inside(centre(other.quad), line.quad))]
        if line.thickness < _LEAST_THICKNESS or line.length < _LEAST_LENGTH * line.thickness:
            continue
        written = _has_gaps(line)
        doubted = written and not any(_is_read(look) for look in looks)
        if not doubted and not _hardly_read(line):
            continue
        shape = LineShape.WRITING if line.vertical else shape_of(crop_line(page, line.quad))
        if shape is LineShape.ARABIC or (doubted and shape is LineShape.WRITING):
            found.append(Unread(line, shape))
    return tuple(found)


def unreadable_places(
    unread: Sequence[Unread], hits: Sequence[Hit], seals: Sequence[Polygon]
) -> tuple[Hit, ...]:
    """Return doubts for unread lines that no cover hides.

    Args:
        unread: Lines that are not accounted for otherwise.
        hits: What was found so far.
        seals: Where seals are; they are judged by themselves.
    """
    found = []
    for one in unread:
        if not is_accounted_for(one.line, hits, seals):
            # Without evidence for a word (confidence 0) the place is shown, not covered.
            mask = Mask(Target.NAME, box(*bounds(one.line.quad)), "", 0.0, Origin.SCRIPT)
            found.append(Hit(mask, Verdict.DOUBT, info("hit.unreadable")))
    return tuple(found)


def is_accounted_for(line: Line, hits: Sequence[Hit], seals: Sequence[Polygon]) -> bool:
    """Tell whether a line lies under a cover or in a seal."""
    places = [hit.mask.polygon for hit in hits if hit.covers_by_default] + list(seals)
    return any(_inside(centre(line.quad), place) for place in places)


def _is_read(line: Line) -> bool:
    letters = [one.text for one in line.lattice.characters if one.text.strip()]
    if len(letters) >= _LEAST_LETTERS:
        least = UNREADABLE if any(text.isalpha() for text in letters) else _FIGURES
        return line.lattice.confidence >= least
    return len(letters) == 1


def _has_gaps(line: Line) -> bool:
    """Tell whether an empty reading is worth a doubt: ink, but no unbroken border of it."""
    if any(one.text.strip() for one in line.lattice.characters):
        return True
    inked = float((line.ink > 0).mean()) if len(line.ink) else 0.0
    return _INKED <= inked <= _WRITTEN


def _hardly_read(line: Line) -> bool:
    """Tell whether the reading may be an invention: Arabic script comes out as odd letters, too.

    Han print gives .8 letters and more for each square of the line's height.
    """
    letters = [one for one in line.lattice.characters if one.text.strip()]
    if any(is_han(one.text) and one.probability >= _PLAIN for one in letters):
        return False
    few = len(letters) < _FEW * line.length / line.thickness
    return _has_gaps(line) and (few or line.lattice.confidence < _SURELY)


def _inside(point: Point, polygon: Polygon) -> bool:
    left, top, right, bottom = bounds(polygon)
    return left <= point[0] <= right and top <= point[1] <= bottom

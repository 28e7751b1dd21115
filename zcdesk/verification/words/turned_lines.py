"""Lines that are turned: on their head, or in mirror writing.

A page that was turned the wrong way, a card's other side: turned by a half, what is read
poorly may read well; a page that is on its side is read as columns from one of its two
sides, and from the other one once its columns are turned over. A scan of a film's wrong
side, a page that a program flipped: print of the other side that shines through thin paper
is mirrored too, so that what is read in a mirror counts only where it is one of the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from zcdesk.geometry import Polygon, turned_back
from zcdesk.picture import GreyPicture
from zcdesk.reading.certainty import LEGIBLE
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_POOR = 0.92  # mean probability of a line below which it may be turned
_SPARSE = 0.5  # letters as high as a line for each length of one: others may read in a mirror
_WELL = LEGIBLE  # mean probability of what is read once it is turned
_MOST = 60  # lines of one page, in reading order: a page on its head has all


class LineTurn(Enum):
    """How a picture is turned: which corners of a line come first then, and which sides change."""

    OVER = (2, 3, 0, 1), True, True
    SIDEWAYS = (1, 0, 3, 2), True, False
    UPSIDE_DOWN = (3, 2, 1, 0), False, True

    def place(self, place: Polygon, size: tuple[int, int]) -> Polygon:
        """Return where a place is in the turned picture; twice is the place itself."""
        (_, across, down), (wide, high) = self.value, size
        return tuple((wide - x if across else x, high - y if down else y) for x, y in place)


def lines_turned(page: GreyPicture, lines: Sequence[Line], way: LineTurn) -> tuple[Line, ...]:
    """Return the lines that read well only when they are turned, at their places then.

    Args:
        page: The evened page that ``lines`` were read from.
        lines: Its lines.
        way: How they are turned.
    """
    size = page.shape[1], page.shape[0]
    poor = [line for line in lines if _is_poor(line)][:_MOST]
    if way is LineTurn.UPSIDE_DOWN and 2 * len(poor) < len(lines):
        return ()  # no print is flipped but with its page
    found = []
    for line in poor:
        quad = turned_back(line.quad) if line.vertical else line.quad
        read = read_line(page, tuple(quad[corner] for corner in way.value[0]))
        if read.lattice.confidence >= _WELL:
            found.append(replace(read, quad=way.place(read.quad, size)))
    return tuple(sorted(found, key=lambda line: min((y, x) for x, y in line.quad)))


def _is_poor(line: Line) -> bool:
    sparse = len(line.lattice.characters) * line.thickness < _SPARSE * line.length
    return sparse or line.lattice.confidence < _POOR

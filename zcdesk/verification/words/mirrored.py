"""Lines in mirror writing: a scan of a film's wrong side, a page that a program flipped.

Print of the other side that shines through thin paper is mirrored too; what is read there counts
only where it is one of the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_POOR = 0.92  # mean probability of a line below which it may be in mirror writing
_SPARSE = 0.5  # letters as high as the line for each length of one: the others were not read
_WELL = 0.75  # mean probability of what is read in the mirror
_MOST = 40  # lines of one page that are looked at in the mirror, in reading order


class Mirror(Enum):
    """Across which axis a picture is turned."""

    SIDEWAYS = "sideways"
    UPSIDE_DOWN = "upside_down"

    def place(self, place: Polygon, size: tuple[int, int]) -> Polygon:
        """Return where a place lies in the mirror; twice is the place itself."""
        if self is Mirror.SIDEWAYS:
            return tuple((size[0] - x, y) for x, y in place)
        return tuple((x, size[1] - y) for x, y in place)


def lines_in_the_mirror(
    page: GreyPicture, lines: Sequence[Line]
) -> Iterator[tuple[Mirror, tuple[Line, ...]]]:
    """Yield for each mirror the lines that read well only there, at their places in it.

    Args:
        page: The evened page that ``lines`` were read from.
        lines: Its lines.
    """
    poor = [line for line in lines if _is_poor(line)][:_MOST]
    size = page.shape[1], page.shape[0]
    for mirror in Mirror if poor else ():
        read = [_read(page, line, mirror) for line in poor]
        well = [
            replace(line, quad=mirror.place(line.quad, size))
            for line in read
            if line.lattice.confidence >= _WELL
        ]
        yield mirror, tuple(sorted(well, key=lambda line: min((y, x) for x, y in line.quad)))


def _is_poor(line: Line) -> bool:
    letters = len(line.lattice.characters)
    sparse = letters * line.thickness < _SPARSE * line.length
    return sparse or line.lattice.confidence < _POOR


def _read(page: GreyPicture, line: Line, mirror: Mirror) -> Line:
    first, second, third, fourth = line.quad
    if line.vertical:  # undo the turn of its corners, so that it can be read anew
        first, second, third, fourth = fourth, first, second, third
    if mirror is Mirror.SIDEWAYS:
        return read_line(page, (second, first, fourth, third))
    return read_line(page, (fourth, third, second, first))

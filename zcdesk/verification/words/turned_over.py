"""Lines that stand on their head: a page that was turned the wrong way, a card's other side.

Turned by a half, what is read poorly may read well; a page that lies on its side is read as columns
from one of its two sides, and from the other one once its columns are turned over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zcdesk.geometry import Polygon
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_POOR = 0.85  # mean probability of a line below which it may stand on its head
_WELL = 0.75  # the same of what is read once it is turned over
_MOST = 60  # lines of one page that are turned over, in reading order: a page on its head has all


def lines_turned_over(page: GreyPicture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines that read well only when they are turned over.

    Args:
        page: The evened page that ``lines`` were read from.
        lines: Its lines.

    Returns:
        Lines as they stand on the page turned by a half, first line first.
    """
    poor = [line for line in lines if line.lattice.confidence < _POOR][:_MOST]
    size = page.shape[1], page.shape[0]
    found = []
    for line in poor:
        over = _turned(page, line)
        if over.lattice.confidence >= max(_WELL, line.lattice.confidence):
            found.append(replace(over, quad=on_the_other_side(over.quad, size)))
    return tuple(sorted(found, key=lambda line: min((y, x) for x, y in line.quad)))


def on_the_other_side(place: Polygon, size: tuple[int, int]) -> Polygon:
    """Return where a place lies when a page of that width and height is turned by a half."""
    return tuple((size[0] - x, size[1] - y) for x, y in place)


def _turned(page: GreyPicture, line: Line) -> Line:
    first, second, third, fourth = line.quad
    if line.vertical:  # undo the turn of its corners, so that it can be read anew
        first, second, third, fourth = fourth, first, second, third
    return read_line(page, (third, fourth, first, second))

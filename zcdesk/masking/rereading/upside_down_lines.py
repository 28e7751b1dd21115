"""Lines that are on their head on an upright page: name plates to be folded, a card's other side.

Pages are turned as a whole. What is the other way round is read as a few wrong letters, which
nobody is surer of than of a scrawl; turned over it reads well, and a scrawl does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Hit
from zcdesk.masking.lines.line_confidence import reading_confidence
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture
from zcdesk.reading.certainty import WELL_READ
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_line

_UNSURE = WELL_READ  # mean probability of a line below which it may be on its head
_WELL = 0.85  # the same of what is read once it is turned over; of print on its head none had .83
_LETTERS = 2  # Han letters of that reading; one alone may be anything (由 and 甲)
_LEAST = 12.0  # px; lower letters read badly either way
_FEW = 0.2  # letters for each thickness of a line's length; of spaced names 姓　　名 has .3
_LONG = 1.2  # length to thickness; less is one letter
_MOST_LINES = 10  # of one page, the largest first
_MOST_BESIDE = 60  # lines of a page with such a one that are turned over as well


def upside_down_lines(page: GreyPicture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of a page that read well only when they are turned over."""
    likely = sorted(_unsure(lines), key=lambda line: line.length * line.thickness, reverse=True)[
        :_MOST_LINES
    ]
    looks = {line: _turned_over(page, line) for line in likely}
    turned = [line for line, over in looks.items() if _reads_well(over)]
    if not turned:
        return ()
    # Beside it a single letter that is on its head may be read as another one.
    near = [line for line in lines if not line.vertical and line.thickness >= _LEAST]
    beside = [line for line in near if line not in turned][:_MOST_BESIDE]
    looks |= {line: _turned_over(page, line) for line in beside if line not in looks}
    return tuple(
        looks[line]
        for line in near
        if line in looks and (line in turned or _reads_better(looks[line], line))
    )


def search_upside_down(
    lines: Sequence[Line],
    size: tuple[int, int],
    keywords: Sequence[Keyword],
    targets: Collection[Target],
) -> tuple[Hit, ...]:
    """Return what lines that are on their head show: the first of them is the lowest."""
    turned = [replace(line, quad=_over(line.quad, size)) for line in lines]
    ordered = sorted(turned, key=lambda line: line.quad[0][1])
    hits = search(ordered, keywords, targets)
    return tuple(hit.moved(lambda outline: _over(outline, size)) for hit in hits)


def _over(polygon: Polygon, size: tuple[int, int]) -> Polygon:
    return tuple((size[0] - x, size[1] - y) for x, y in polygon)


def _unsure(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        long = line.length >= _LONG * line.thickness and line.thickness >= _LEAST
        if long and not line.vertical and reading_confidence(line, _FEW) < _UNSURE:
            yield line


def _turned_over(page: GreyPicture, line: Line) -> Line:
    top_left, top_right, bottom_right, bottom_left = line.quad
    return read_line(page, (bottom_right, bottom_left, top_left, top_right), full_width=True)


def _reads_well(over: Line) -> bool:
    letters = sum(is_han(character.text) for character in over.lattice.characters)
    return letters >= _LETTERS and over.lattice.confidence >= _WELL


def _reads_better(over: Line, line: Line) -> bool:
    shows = any(is_han(character.text) for character in over.lattice.characters)
    if over.lattice.confidence > line.lattice.confidence:
        return shows
    return _reads_well(over) and over.lattice.confidence > reading_confidence(line, _FEW)

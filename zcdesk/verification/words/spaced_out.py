"""Letters that were not read as one line."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from zcdesk.geometry import centre
from zcdesk.reading.line import Line
from zcdesk.verification.words.aligning import Strand
from zcdesk.verification.words.segments import Segment

_SINGLE_LETTER = 1.4  # a shorter line, in thicknesses, holds a single letter
_LIKELY = 3.0  # price of a letter that may be read
_LETTER = 0.85  # of a line's thickness is a letter high
_ROOM = 1.2  # letters from one to the next of its own line that leave room for another
_ALIKE = 0.6  # the smaller letter's share of the larger one, of those that are far apart
_FURTHEST, _NEAR, _STEP = 12.0, 2.5, 3.0
"""Letters that may be between two that are alike and level, between others, and across the way."""
_ASIDE = 0.8  # letters from one to the next of a column, across
_LONG, _MISSING = 6, 4  # letters of a Latin word in a column that may lack one; one of so many


@dataclass(frozen=True, eq=False)
class _Letter:
    """A letter: its segment, its place among its line's letters, its middle, its height, whether it
    is alone in its line, and whether there is room before and behind it."""

    segment: Segment
    number: int
    x: float
    y: float
    em: float
    alone: bool
    room: tuple[bool, bool]

    def turned(self) -> _Letter:
        return _Letter(self.segment, self.number, self.y, self.x, self.em, self.alone, self.room)


@dataclass(frozen=True, eq=False)
class PageLetters:
    """The letters of a page, placed once for all words: of some hundred words hardly one has all of
    its letters there. On a drawn form 574 words took .03 s so, and 2.4 s with letters placed anew
    for each.

    Attributes:
        lines: The lines of a page.
        rows: The same as rows of segments, see :func:`strands`.
    """

    lines: Sequence[Line]
    rows: Sequence[Strand]

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """At which numbers of the page's segments a letter may be read."""
        places: dict[str, list[int]] = defaultdict(list)
        for number, letter in enumerate(self.level):
            for form, cost in letter.segment.costs.items():
                if cost <= _LIKELY:
                    places[form].append(number)
        return dict(places)

    @cached_property
    def level(self) -> Sequence[_Letter]:
        """The letters as those of rows."""
        rows = (row for row in self.rows if not row.seam)
        return [letter for row in rows for letter in _letters(self.lines, row)]

    @cached_property
    def upright(self) -> Sequence[_Letter]:
        """The letters as those of columns."""
        return [letter.turned() for letter in self.level]


def spaced_out(page: PageLetters, letters: Sequence[str]) -> Iterator[Strand]:
    """Yield where the letters of a word follow each other over two lines or more, in a row or in a
    column.

    Args:
        page: The letters of a page.
        letters: The word's, folded.
    """
    absent = sum(letter not in page.places for letter in letters)
    for upright in (False, True):
        lost = upright and len(letters) >= _LONG and letters[0].isascii()
        may_lack = lost * (len(letters) // _MISSING)
        if absent > may_lack:
            continue
        read = page.upright if upright else page.level
        chains: list[tuple[_Letter, ...]] = []
        for number, letter in enumerate(letters):
            here = [read[place] for place in page.places.get(letter, ())]
            longer = [
                (*chain, piece)
                for piece in here
                for chain in chains
                if chain[-1] is not piece and _follow(chain[-1], piece, read, upright)
            ]
            every = [*((piece,) for piece in here), *_last_of_each(longer), *chains]
            chains = [chain for chain in every if len(chain) > number - may_lack]
        for chain in chains:
            if len({piece.segment.line for piece in chain}) > 1:
                yield Strand(tuple(piece.segment for piece in chain), 1)


def _letters(lines: Sequence[Line], row: Strand) -> Iterator[_Letter]:
    segments = [segment for segment in row.segments if segment.letter]
    columns = -math.inf, *(segment.column for segment in segments), math.inf
    gaps = [after - before for before, after in pairwise(columns)]
    for number, segment in enumerate(segments):
        line = lines[segment.line]
        alone = line.length < _SINGLE_LETTER * line.thickness
        x, y = centre(line.span(segment.column, segment.column + 1))
        em = line.thickness if alone else _LETTER * line.thickness
        least = _ROOM * em / line.column_pixels
        room = gaps[number] >= least, gaps[number + 1] >= least
        yield _Letter(segment, number, x, y, em, alone, room)


def _follow(first: _Letter, second: _Letter, read: Sequence[_Letter], upright: bool) -> bool:
    if first.segment.line == second.segment.line:
        return not upright and second.number == first.number + 1
    large, small = max(first.em, second.em), min(first.em, second.em)
    between, across = second.x - first.x - (large + small) / 2, abs(second.y - first.y)
    if not first.room[1] or not second.room[0] or between < -0.6 * small:
        return False
    level = first.alone and second.alone and small >= _ALIKE * large and across <= large / 2
    if between > (_FURTHEST if level else _NEAR) * large:
        return False
    if across > (_ASIDE if upright else _STEP) * large:
        return False
    return not any(_stands_between(letter, first, second, large) for letter in read)


def _stands_between(one: _Letter, first: _Letter, second: _Letter, large: float) -> bool:
    share = (one.x - first.x) / max(second.x - first.x, 1.0)
    way = first.y + share * (second.y - first.y)
    apart = min(one.x - first.x, second.x - one.x) > 0.3 * large
    return apart and abs(one.y - way) < 0.5 * large


def _last_of_each(chains: Sequence[tuple[_Letter, ...]]) -> list[tuple[_Letter, ...]]:
    """Keep for each last letter the chain whose letters are nearest to each other."""
    best: dict[int, tuple[_Letter, ...]] = {}
    for chain in sorted(chains, key=lambda chain: (-len(chain), _length(chain))):
        best.setdefault(id(chain[-1]), chain)
    return list(best.values())


def _length(chain: Sequence[_Letter]) -> float:
    return sum(abs(b.x - a.x) + abs(b.y - a.y) for a, b in pairwise(chain))

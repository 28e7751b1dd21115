"""Cuts a line's lattice into segments: one for each place where a letter may be.

A confusion network instead of columns: each segment keeps the letters that the recogniser thought
of there and what each of them costs against the best one (natural logarithm of the ratio).

Source: confusion networks (Mangu, Brill and Stolcke 2000) for the form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, pairwise

import numpy as np

from zcdesk.names.pinyin import without_mark
from zcdesk.names.spellings import folded, simplified
from zcdesk.reading.lattice import BLANK, FLOOR, MIDDLE_DOTS, Lattice, alphabet

ABSENT = -FLOOR
"""What a letter costs that the recogniser did not think of."""

_FAINT = 9.0
"""A letter below a blank by less than this may be a faint one that the best reading lost."""

_MOST_FORMS = 1 << 16
"""Letters whose plain form is kept."""

Column = dict[int, float]


@dataclass(frozen=True)
class Segment:
    """One place in a line.

    Attributes:
        line: Number of the line among those that were read.
        column: Column of the lattice in the middle of the segment.
        symbol: Best symbol as it was read, "" where a blank is the best.
        letter: The same folded (width, case, traditional form), "" for blanks, spaces and dots.
        probability: Of the best symbol.
        costs: Price of each folded letter, 0 for the best.
        skip: Price of taking the segment for nothing.
    """

    line: int
    column: float
    symbol: str
    letter: str
    probability: float
    costs: Mapping[str, float]
    skip: float

    def cost(self, letter: str) -> float:
        """Return the price of reading ``letter`` here."""
        return self.costs.get(letter, ABSENT)


@lru_cache(maxsize=4096)  # asked of each word at each line
def letters_of(text: str) -> tuple[str, ...]:
    """Return the letters of a word in the form in which segments keep theirs."""
    return tuple(simplified(folded(text)))


def plain(text: str) -> str:
    """Return a text with width, case, tones and traditional forms folded; spaces and dots stay."""
    return unicodedata.normalize("NFKC", text).lower().translate(_FORMS)


class _Forms(dict[int, str]):
    """The plain form of each letter, made when it is first met."""

    def __missing__(self, code: int) -> str:
        form = simplified(without_mark(chr(code)))
        if len(self) < _MOST_FORMS:  # bytes that are no text could name every letter there is
            self[code] = form
        return form


_FORMS = _Forms()


@cache
def _folded_symbols() -> tuple[str, ...]:
    return tuple("".join(letters_of(symbol)) for symbol in alphabet())


def cut(lattice: Lattice, line: int) -> tuple[Segment, ...]:
    """Return the segments of a lattice in reading order.

    Args:
        lattice: Scores of one line.
        line: Number to write into the segments.
    """
    columns = _columns(lattice)
    surest = lattice.best.tolist()
    faint = _faint_upto(lattice)
    best = [max(column, key=column.__getitem__, default=BLANK) for column in columns]
    runs = list(_runs(best))
    segments = []
    for index, (first, last) in enumerate(runs):
        symbol = best[first]
        around = [best[runs[index + step][0]] for step in (-1, 1) if 0 <= index + step < len(runs)]
        if symbol == BLANK and faint[last] == faint[first]:
            segment = None
        elif symbol == BLANK:
            segment = _faint(columns, first, last, around, line)
        else:
            segment = _read(columns, first, last, around, max(surest[first:last]), line)
        if segment is not None:
            segments.append(segment)
    return tuple(segments)


def _columns(lattice: Lattice) -> list[Column]:
    starts = lattice.starts.tolist()
    symbols = lattice.symbols.tolist()
    scores = lattice.scores.tolist()
    return [
        dict(zip(symbols[low:high], scores[low:high], strict=True))
        for low, high in pairwise(starts)
    ]


def _faint_upto(lattice: Lattice) -> list[int]:
    """Return for each column how many entries before it may be a faint letter: where there is none
    between two columns, ``_faint`` would find nothing."""
    is_faint = (lattice.symbols != BLANK) & (lattice.scores >= -_FAINT)
    counts = np.bincount(lattice.rows[is_faint], minlength=lattice.columns)
    return [0, *np.cumsum(counts).tolist()]


def _runs(best: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last column (exclusive) of each run of one symbol."""
    first = 0
    for _, run in groupby(best):
        last = first + len(list(run))
        yield first, last
        first = last


def _read(
    columns: list[Column], first: int, last: int, around: list[int], probability: float, line: int
) -> Segment:
    """Return the segment of a letter of the best reading."""
    run = columns[first:last]
    symbol = max(run[0], key=run[0].__getitem__)
    letter = _folded_symbols()[symbol]
    costs = _costs(run)
    nothing = [BLANK, *(one for one in around if one != BLANK)]
    skip = min(max(-column.get(one, FLOOR) for column in run) for one in nothing)
    costs.pop("", None)
    return Segment(
        line,
        (first + last - 1) / 2,
        alphabet()[symbol],
        letter,
        probability,
        costs,
        skip if letter else 0.0,
    )


def _faint(
    columns: list[Column], first: int, last: int, around: list[int], line: int
) -> Segment | None:
    """Return the letters that a blank hides, except those of the segments next to it."""
    known = {_folded_symbols()[symbol] for symbol in around} | {""}
    costs = _costs(columns[first:last])
    faint = {letter: cost for letter, cost in costs.items() if letter not in known}
    if min(faint.values(), default=ABSENT) > _FAINT:
        return None
    return Segment(line, (first + last - 1) / 2, "", "", 0.0, faint, 0.0)


def _costs(run: list[Column]) -> dict[str, float]:
    costs: dict[str, float] = {}
    folds = _folded_symbols()
    for column in run:
        for symbol, score in column.items():
            letter = folds[symbol]
            if -score < costs.get(letter, ABSENT):
                costs[letter] = -score
    return costs


def is_dot(segment: Segment) -> bool:
    """Tell whether a middle dot was read here."""
    return segment.symbol != "" and segment.symbol in MIDDLE_DOTS

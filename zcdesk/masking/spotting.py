"""Looks for known words in lattices: the best path for each word against the best reading.

The score of a path is a sum over its columns of ``d`` (see ``Lattice``): a log-likelihood ratio
"the word stands here" against "the best reading stands here". 0 means that the word *is* the best
reading. The sum is used, never a mean: one confidently different character costs 10 to 20 whatever
the length of the word, and a mean would let a long employer pass as another one.

Source: keyword spotting in the posteriors of connectionist temporal classification (Graves et al.
2006 for the model of blank and repeats).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zcdesk.masking.keywords import Keyword, dotted_gap, latin_gap
from zcdesk.reading.lattice import FLOOR, Lattice, gap_symbols, symbol_numbers
from zcdesk.spellings import BRACKETS

UNKNOWN_CHARACTER = -2.5
"""Price of a column where a character stands that the recogniser does not know."""

UNSURE_WORD = -3.0
"""Forms that others share (initials, half a name) count only when they are read plainly."""

_STANDS = -1.0  # a column that scores better shows the letter itself
_PAIRS_AT_ONCE = 256
_NEVER = np.float32(-1e9)
_START, _STAY, _FROM_GAP, _FROM_BEFORE = 0, 1, 2, 3

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Spot:
    """A word found in a line.

    Attributes:
        keyword: The word.
        line: Place of the lattice among those that were searched.
        columns: For each letter the column where it peaks.
        first: First column in which the first letter stands.
        last: Last column in which the last letter stands.
        score: Sum of ``d`` along the path, 0 or below.
        worst: The worst single letter's ``d`` at its peak.
    """

    keyword: Keyword
    line: int
    columns: tuple[int, ...]
    first: int
    last: int
    score: float
    worst: float


def spot(
    lattices: Sequence[Lattice], keywords: Sequence[Keyword], least: float
) -> tuple[Spot, ...]:
    """Return every place where a keyword scores above ``least``; overlaps of one word are folded.

    Args:
        lattices: The lines.
        keywords: What to look for.
        least: Lowest score that counts, for example -14.
    """
    if not lattices or not keywords:
        return ()
    table = _ClassTable(lattices, keywords)
    found: list[Spot] = []
    pairs = table.survivors(keywords, least)
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        found += _spots(table, keywords, pairs[start : start + _PAIRS_AT_ONCE], least)
    return tuple(found)


def letter_scores(lattice: Lattice, one: Spot) -> tuple[float, ...]:
    """Return for each letter of a spot how it scores where it peaks, 0 where it is the best.

    Args:
        lattice: The line, or the seam, in which the spot was found.
        one: The spot.
    """
    return tuple(
        _letter_score(lattice, column, letter)
        for column, letter in zip(one.columns, one.keyword.classes, strict=True)
    )


def _letter_score(lattice: Lattice, column: int, letter: frozenset[int]) -> float:
    part = slice(int(lattice.starts[column]), int(lattice.starts[column + 1]))
    pairs = zip(lattice.symbols[part], lattice.scores[part], strict=True)
    return max((float(score) for symbol, score in pairs if int(symbol) in letter), default=FLOOR)


def possible(
    lattices: Sequence[Lattice],
    keywords: Sequence[Keyword],
    chains: Sequence[Sequence[int]],
    least: float,
) -> tuple[int, ...]:
    """Return the places of those chains of lattices over which a keyword may score above ``least``.

    No path is better than the best columns of its letters in any lattice of the chain; most chains
    need not be joined and searched at all.
    """
    if not chains or not keywords:
        return ()
    table = _ClassTable(lattices, keywords)
    peaks = np.stack([table.peaks[list(chain)].max(axis=0) for chain in chains])
    bounds = [peaks[:, letters].sum(axis=1) for letters in table.of_keyword]
    return tuple(np.flatnonzero(np.max(bounds, axis=0) > least).tolist())


class _ClassTable:
    """Scores of all columns of all lines for each class that any keyword uses."""

    def __init__(self, lattices: Sequence[Lattice], keywords: Sequence[Keyword]) -> None:
        classes = list(dict.fromkeys(c for keyword in keywords for c in keyword.classes))
        place = {symbols: index for index, symbols in enumerate(classes)}
        self.of_keyword = [np.array([place[c] for c in k.classes]) for k in keywords]
        self.ends = np.cumsum([lattice.columns for lattice in lattices])
        self.starts = self.ends - [lattice.columns for lattice in lattices]
        brackets = gap_symbols() | _bracket_symbols()
        everything = _Joined(lattices, frozenset(brackets | latin_gap()).union(*classes))
        self.scores = np.stack(
            [everything.of(symbols) if symbols else everything.of_unknown() for symbols in classes],
            axis=1,
        )
        self.wide_gap = everything.of(brackets)
        self.latin_gap = everything.of(brackets | latin_gap())
        self.dotted_gap = everything.of(brackets | dotted_gap())
        # The best column of each class in each line bounds every path from above.
        self.peaks = np.maximum.reduceat(self.scores, self.starts, axis=0)

    def survivors(self, keywords: Sequence[Keyword], least: float) -> list[tuple[int, int]]:
        """Return (line, keyword) pairs whose upper bound lies above ``least``."""
        pairs = []
        for number in range(len(keywords)):
            bound = self.peaks[:, self.of_keyword[number]].sum(axis=1)
            pairs += [(int(line), number) for line in np.flatnonzero(bound > least)]
        return pairs

    def of_line(self, line: int, number: int, word: Keyword) -> tuple[Scores, Scores]:
        """Return the scores (columns, letters) of a keyword in a line, and those of the gap."""
        part = slice(int(self.starts[line]), int(self.ends[line]))
        other = self.dotted_gap if word.dotted else self.wide_gap
        gap = self.latin_gap if word.latin else other
        return self.scores[part][:, self.of_keyword[number]], gap[part]


class _Joined:
    """The entries of several lattices behind each other, those of the wanted symbols only."""

    def __init__(self, lattices: Sequence[Lattice], wanted: frozenset[int]) -> None:
        counts = np.concatenate([np.diff(lattice.starts) for lattice in lattices])
        self.columns = len(counts)
        symbols = np.concatenate([lattice.symbols for lattice in lattices])
        is_wanted = np.zeros(np.iinfo(symbols.dtype).max + 1, np.bool_)
        is_wanted[list(wanted)] = True
        kept = np.flatnonzero(is_wanted[symbols])
        kept = kept[np.argsort(symbols[kept], kind="stable")]
        self.symbols = symbols[kept]
        self.rows = np.repeat(np.arange(self.columns), counts)[kept]
        values = np.concatenate([lattice.scores for lattice in lattices])
        self.values = values[kept].astype(np.float32)

    def of(self, symbols: frozenset[int]) -> Scores:
        """Return for each column the best score among ``symbols``."""
        best = np.full(self.columns, FLOOR, np.float32)
        for symbol in symbols:
            low, high = np.searchsorted(self.symbols, (symbol, symbol + 1))
            rows = self.rows[low:high]  # no column holds a symbol twice
            best[rows] = np.maximum(best[rows], self.values[low:high])
        return best

    def of_unknown(self) -> Scores:
        """Return a fixed price where anything but a gap stands, the floor where a gap does."""
        gap = self.of(gap_symbols())
        return np.where(gap < 0, np.float32(UNKNOWN_CHARACTER), np.float32(FLOOR))


def _bracket_symbols() -> frozenset[int]:
    numbers = symbol_numbers()
    return frozenset(numbers[bracket] for bracket in BRACKETS if bracket in numbers)


def _spots(
    table: _ClassTable, keywords: Sequence[Keyword], pairs: Sequence[tuple[int, int]], least: float
) -> list[Spot]:
    of_pair = [table.of_line(line, number, keywords[number]) for line, number in pairs]
    letters = [keywords[number] for _, number in pairs]
    paths = _BestPaths(of_pair, [_repeats(keyword) for keyword in letters])
    found: list[Spot] = []
    for pair, (line, _) in enumerate(pairs):
        scores = of_pair[pair][0]
        for score, columns in _separate(paths, pair, scores, least):
            worst = min(float(scores[column, i]) for i, column in enumerate(columns))
            first = _furthest(scores[:, 0], columns[0], -1)
            last = _furthest(scores[:, -1], columns[-1], 1)
            found.append(Spot(letters[pair], line, columns, first, last, score, worst))
    return found


def _separate(
    paths: _BestPaths, pair: int, scores: Scores, least: float
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield the best path, then the best that does not overlap it, and so on."""
    ends = paths.ends[: len(scores), pair]
    taken: list[tuple[int, int]] = []
    for end in np.argsort(-ends, kind="stable"):
        if ends[end] <= least:
            return
        columns = paths.trace(pair, int(end), scores)
        if any(columns[0] <= last and int(end) >= first for first, last in taken):
            continue
        taken.append((columns[0], int(end)))
        yield float(ends[end]), columns


def _furthest(scores: Scores, column: int, step: int) -> int:
    """Return how far a letter goes on standing from its peak: it may fill several columns."""
    while 0 <= column + step < len(scores) and scores[column + step] > _STANDS:
        column += step
    return column


def _repeats(keyword: Keyword) -> NDArray[np.bool_]:
    """Tell for each letter whether it may count as the letter before: a gap must lie between."""
    pairs = pairwise(keyword.classes)
    return np.array([False, *(bool(a & b) or (not a and not b) for a, b in pairs)])


class _BestPaths:
    """Best paths of many (line, keyword) pairs, filled column by column for all at once.

    ``letter[p, l]`` is the best path of pair p that ends on letter l, ``rest[p, l]`` the best one
    that ends in the gap behind it.
    """

    def __init__(
        self, of_pair: Sequence[tuple[Scores, Scores]], repeats: Sequence[NDArray[np.bool_]]
    ) -> None:
        columns = max(len(gap) for _, gap in of_pair)
        letters = max(scores.shape[1] for scores, _ in of_pair)
        shape = (len(of_pair), letters)
        scores = np.full((columns, *shape), _NEVER, np.float32)
        gap = np.full((columns, len(of_pair)), _NEVER, np.float32)
        again = np.zeros(shape, np.bool_)
        for pair, (of_letters, of_gap) in enumerate(of_pair):
            scores[: len(of_gap), pair, : of_letters.shape[1]] = of_letters
            gap[: len(of_gap), pair] = of_gap
            again[pair, : of_letters.shape[1]] = repeats[pair]
        last = np.array([of_letters.shape[1] - 1 for of_letters, _ in of_pair])
        self.letter_from = np.zeros((columns, *shape), np.int8)
        self.gap_from_letter = np.zeros((columns, *shape), np.bool_)
        self.ends = np.empty((columns, len(of_pair)), np.float32)
        self._fill(scores, gap, again, last)

    def _fill(
        self, scores: Scores, gap: Scores, again: NDArray[np.bool_], last: NDArray[np.int64]
    ) -> None:
        shape = scores.shape[1:]
        letter = np.full(shape, _NEVER, np.float32)
        rest = np.full(shape, _NEVER, np.float32)
        before = np.full(shape, _NEVER, np.float32)
        from_gap = np.zeros(shape, np.float32)  # letter 0: a path may start in any column
        every = np.arange(shape[0])
        for column in range(len(scores)):
            before[:, 1:] = letter[:, :-1]
            before[again] = _NEVER
            from_gap[:, 1:] = rest[:, :-1]
            best = np.maximum(np.maximum(letter, from_gap), before)
            step = np.where(
                best == from_gap, _FROM_GAP, np.where(best == letter, _STAY, _FROM_BEFORE)
            )
            step[:, 0] = np.where(step[:, 0] == _FROM_GAP, _START, step[:, 0])
            self.letter_from[column] = step
            self.gap_from_letter[column] = letter >= rest
            rest = gap[column][:, None] + np.maximum(rest, letter)
            letter = scores[column] + best
            self.ends[column] = letter[every, last]

    def trace(self, pair: int, end: int, scores: Scores) -> tuple[int, ...]:
        """Return the peak column of each letter on the best path that ends in column ``end``."""
        letter = scores.shape[1] - 1
        peaks = [end] * scores.shape[1]
        column, in_gap = end, False
        while True:
            if in_gap:
                in_gap = not self.gap_from_letter[column, pair, letter]
                column -= 1
                if not in_gap:
                    peaks[letter] = column
                continue
            if scores[column, letter] >= scores[peaks[letter], letter]:
                peaks[letter] = column
            step = self.letter_from[column, pair, letter]
            if step == _START:
                return tuple(peaks)
            column -= 1
            if step != _STAY:
                letter -= 1
                peaks[letter] = column
                in_gap = step == _FROM_GAP

"""Scores of a page's lines for the letters of the words that are looked for.

Made once for all words and all lines: each word then takes its letters' columns out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from zcdesk.masking.spotting.keywords import (
    DOTTED_SIGNS,
    LATIN_SIGNS,
    READ_AS_RULES,
    Keyword,
    symbols_of,
)
from zcdesk.names.other_writings import PARTING, TONES
from zcdesk.names.spellings import BRACKETS
from zcdesk.reading.lattice import FLOOR, Lattice, gap_symbols
from zcdesk.runs import runs_of

_UNKNOWN_CHARACTER = -2.5
"""Price of a column where a character is that the recogniser does not know."""

_UNREAD_CHARACTER = -2.0
"""Price where ink is in the middle of a gap that has room for it: it is read as nothing."""

_ROUNDING = 1e-3  # sums of a path and of its bound are added up in another order

Scores = NDArray[np.float32]

Stretch = tuple[int, int, int]
"""A line's number, its first column and the one behind its last."""

Piece = tuple[Scores, Scores]
"""Scores of columns for the letters of a word (columns, letters), and for the gap between them."""


class ClassScores:
    """Scores of all columns of all lines for each class of symbols that any keyword uses.

    Args:
        lattices: The lines, at least one.
        keywords: The words, at least one; each is told by its place among them from then on.
        inked: For each line which columns hold ink, where that is known.
    """

    def __init__(
        self,
        lattices: Sequence[Lattice],
        keywords: Sequence[Keyword],
        inked: Sequence[NDArray[np.bool_]] = (),
    ) -> None:
        self.keywords = tuple(keywords)
        self.columns = np.array([lattice.columns for lattice in lattices])
        classes = list(dict.fromkeys(c for keyword in keywords for c in keyword.classes))
        place = {symbols: index for index, symbols in enumerate(classes)}
        self._of_keyword = [np.array([place[c] for c in k.classes]) for k in keywords]
        self._starts = np.cumsum(self.columns) - self.columns
        brackets = gap_symbols() | symbols_of(BRACKETS)
        # The tones of pinyin are told by digits, and a name's letters may be parted by any sign.
        latin, parting = symbols_of(LATIN_SIGNS + TONES), symbols_of(PARTING + READ_AS_RULES)
        everything = _Joined(lattices, frozenset(brackets | latin | parting).union(*classes))
        self._scores = np.stack(
            [
                everything.of(symbols) if symbols else everything.of_unknown(inked)
                for symbols in classes
            ],
            axis=1,
        )
        self._wide_gap = everything.of(brackets)
        self._latin_gap = everything.of(brackets | latin)
        self._dotted_gap = everything.of(brackets | symbols_of(DOTTED_SIGNS))
        self._parting_gap = everything.of(brackets | parting)
        # The best column of each class in each line bounds every path from above.
        self._peaks = np.maximum.reduceat(self._scores, self._starts, axis=0)

    def bound(self, number: int) -> Scores:
        """Return for each line a score that no path of a word in it exceeds."""
        bound: Scores = self._peaks[:, self._of_keyword[number]].sum(axis=1)
        return bound

    def letters_above(self, number: int, least: float) -> NDArray[np.int64]:
        """Return for each line how many letters of a word score above ``least`` in some column."""
        peaks = self._peaks[:, self._of_keyword[number]]
        return np.asarray((peaks > least).sum(axis=1), np.int64)

    def possible_across(
        self, chains: Sequence[tuple[int, ...]], numbers: Iterable[int], least: float
    ) -> list[tuple[int, int]]:
        """Return pairs of a chain of lines and a word that may score above ``least`` over them all.
        In each of the lines a letter is at least, and none is better than its best column in
        its line: most chains need not be joined and searched at all."""
        if not chains:
            return []
        starts = np.cumsum([0, *(len(chain) for chain in chains[:-1])])
        peaks = np.maximum.reduceat(self._peaks[np.concatenate(chains)], starts, axis=0)
        pairs = [
            (chain, number)
            for number in numbers
            for chain in np.flatnonzero(
                peaks[:, self._of_keyword[number]].sum(axis=1) > least
            ).tolist()
        ]
        bounds = self._bounds_across([chains[chain] for chain, _ in pairs], [n for _, n in pairs])
        least -= _ROUNDING
        return [pair for pair, bound in zip(pairs, bounds, strict=True) if bound > least]

    def _bounds_across(
        self, chains: Sequence[tuple[int, ...]], numbers: Sequence[int]
    ) -> Iterator[float]:
        """Yield a bound for each chain and word: the best of all ways to share out its letters. The
        next line takes over behind the letter where that is best."""
        if not chains:
            return
        count = np.array([len(self._of_keyword[number]) for number in numbers])
        letters = np.zeros((len(chains), int(count.max())), np.int64)
        for pair, number in enumerate(numbers):
            letters[pair, : count[pair]] = self._of_keyword[number]
        length = np.array([len(chain) for chain in chains])
        every = np.arange(len(chains))
        # best[p, l]: the first l letters are in the lines so far.
        best = np.full((len(chains), letters.shape[1] + 1), -np.inf)
        best[:, 0] = 0.0
        bounds = np.empty(len(chains))
        for place in range(int(length.max())):
            lines = np.array([chain[min(place, len(chain) - 1)] for chain in chains])
            sums = np.zeros_like(best)
            np.cumsum(self._peaks[lines[:, None], letters], axis=1, out=sums[:, 1:])
            best[:, 1:] = np.maximum.accumulate(best - sums, axis=1)[:, :-1] + sums[:, 1:]
            best[:, 0] = -np.inf
            bounds = np.where(length == place + 1, best[every, count], bounds)
        yield from bounds.tolist()

    def line(self, line: int, number: int) -> Piece:
        """Return the scores of a keyword in a line."""
        return self.seam([(line, 0, int(self.columns[line]))], number)

    def seam(self, stretches: Sequence[Stretch], number: int) -> Piece:
        """Return the scores of a keyword in some stretches of lines behind each other."""
        keyword = self.keywords[number]
        other = self._dotted_gap if keyword.dotted else self._wide_gap
        gap = self._latin_gap if keyword.latin else other
        gap = self._parting_gap if keyword.parted else gap
        starts = [int(self._starts[line]) for line, _, _ in stretches]
        parts = [slice(s + a, s + b) for s, (_, a, b) in zip(starts, stretches, strict=True)]
        letters = self._of_keyword[number]
        if len(parts) == 1:
            return self._scores[parts[0]][:, letters], gap[parts[0]]
        joined = np.concatenate([self._scores[part][:, letters] for part in parts])
        return joined, np.concatenate([gap[part] for part in parts])


class _Joined:
    """The entries of several lattices behind each other, those of the wanted symbols only."""

    def __init__(self, lattices: Sequence[Lattice], wanted: frozenset[int]) -> None:
        counts = np.concatenate([np.diff(lattice.starts) for lattice in lattices])
        self.columns = len(counts)
        self._lines = [(lattice.columns, lattice.han_columns) for lattice in lattices]
        symbols = np.concatenate([lattice.symbols for lattice in lattices])
        is_wanted = np.zeros(np.iinfo(symbols.dtype).max + 1, np.bool_)
        is_wanted[list(wanted)] = True
        wanted_entries = np.flatnonzero(is_wanted[symbols])
        wanted_entries = wanted_entries[np.argsort(symbols[wanted_entries], kind="stable")]
        self._rows = np.repeat(np.arange(self.columns), counts)[wanted_entries]
        values = np.concatenate([lattice.scores for lattice in lattices])
        self._values = values[wanted_entries].astype(np.float32)
        symbols_found, starts = np.unique(symbols[wanted_entries], return_index=True)
        ends = [*starts[1:].tolist(), len(wanted_entries)]
        self._part_of = {
            symbol: slice(low, high)
            for symbol, low, high in zip(
                symbols_found.tolist(), starts.tolist(), ends, strict=False
            )
        }

    def of(self, symbols: frozenset[int]) -> Scores:
        """Return for each column the best score among ``symbols``."""
        best = np.full(self.columns, FLOOR, np.float32)
        for symbol in symbols:
            part = self._part_of.get(symbol)
            if part is not None:
                rows = self._rows[part]  # no column holds a symbol twice
                best[rows] = np.maximum(best[rows], self._values[part])
        return best

    def of_unknown(self, inked: Sequence[NDArray[np.bool_]]) -> Scores:
        """Return a fixed price where anything but a gap is, the floor where a gap does. Ink in
        the middle of a gap that has room for a letter is one that was read as nothing."""
        gap = self.of(gap_symbols())
        scores = np.where(gap < 0, np.float32(_UNKNOWN_CHARACTER), np.float32(FLOOR))
        start = 0
        for (columns, room), ink in zip(self._lines, inked, strict=False):
            for first, last in runs_of(gap[start : start + columns] >= 0):
                middle = slice((first + last - 1) // 2, (first + last) // 2 + 1)
                if last - first >= room and ink[middle].all():
                    scores[start + middle.start : start + middle.stop] = _UNREAD_CHARACTER
            start += columns
        return scores

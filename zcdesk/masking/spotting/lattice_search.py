"""Looks for known words in lattices: the best path for each word against the best reading.

The score of a path is a sum over its columns of ``d`` (see ``Lattice``): a log-likelihood ratio
"the word is here" against "the best reading is here". 0 means that the word *is* the best
reading. The sum is used, never a mean: one confidently different character costs 10 to 20 whatever
the length of the word, and a mean would let a long employer pass as another one.

Source: keyword spotting in the posteriors of connectionist temporal classification (Graves et al.
2006 for the model of blank and repeats).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zcdesk.masking.spotting.class_scores import ClassScores, Piece, Scores, Stretch
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.reading.lattice import FLOOR, Lattice

UNSURE_WORD = -3.0
"""Forms that others share (initials, half a name) count only when they are read plainly."""

LEGIBLE = 0.4
"""Probability of what is read in the column of a letter, from which on it is no scrawl."""

LETTER_STANDS = -1.0
"""Score of a letter from which on it is there: it was read, or nearly."""

_PAIRS_AT_ONCE = 64
_NEVER = np.float32(-1e9)


@dataclass(frozen=True)
class Spot:
    """A word found in a line.

    Attributes:
        keyword: The word.
        line: Place of the lattice among those that were searched.
        columns: For each letter the column where it peaks.
        first: First column in which the first letter is.
        last: Last column in which the last letter is.
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
    ``least``: lowest score that counts, for example -14."""
    if not lattices or not keywords:
        return ()
    return spot_in(ClassScores(lattices, keywords), range(len(keywords)), least)


def spot_in(table: ClassScores, numbers: Iterable[int], least: float) -> tuple[Spot, ...]:
    """Return the same for some of the words of a table, for which a page's lines are scored once.
    ``numbers``: places of the words in the table."""
    pairs = [
        (line, number)
        for number in numbers
        for line in np.flatnonzero(table.bound(number) > least).tolist()
    ]
    return _found(table, pairs, [table.line(*pair) for pair in pairs], least)


def spot_across(
    table: ClassScores, seams: Sequence[tuple[Sequence[Stretch], int]], least: float
) -> tuple[Spot, ...]:
    """Return where words score above ``least`` in stretches of lines behind each other. The columns
    are those of the stretches behind each other, and ``line`` is the place of the seam. ``seams``:
    the stretches, each time with the place of one word in the table."""
    pairs = [(place, number) for place, (_, number) in enumerate(seams)]
    return _found(table, pairs, [table.seam(*seam) for seam in seams], least)


def letter_scores(lattice: Lattice, one: Spot) -> tuple[float, ...]:
    """Return for each letter of a spot how it scores where it peaks, 0 where it is the best.
    ``lattice``: the line, or the seam, in which the spot was found."""
    return tuple(
        _letter_score(lattice, column, letter)
        for column, letter in zip(one.columns, one.keyword.classes, strict=True)
    )


def letters_read(lattice: Lattice, one: Spot) -> int:
    """Return how many letters of a spot are read: in a scrawl any letter is as good as another."""
    best = [float(lattice.certain[column]) for column in one.columns]
    pairs = zip(letter_scores(lattice, one), best, strict=True)
    return sum(score > LETTER_STANDS and probable >= LEGIBLE for score, probable in pairs)


def _letter_score(lattice: Lattice, column: int, letter: frozenset[int]) -> float:
    part = slice(int(lattice.starts[column]), int(lattice.starts[column + 1]))
    pairs = zip(lattice.symbols[part], lattice.scores[part], strict=True)
    return max((float(score) for symbol, score in pairs if int(symbol) in letter), default=FLOOR)


def _found(
    table: ClassScores, pairs: Sequence[tuple[int, int]], pieces: Sequence[Piece], least: float
) -> tuple[Spot, ...]:
    """Return what is in pairs of a line and a word, the scores of each being a piece."""
    by_pair: list[list[Spot]] = [[] for _ in pairs]
    # Pieces of one length together: all of a batch are as long as the longest.
    order = sorted(range(len(pairs)), key=lambda number: len(pieces[number][1]))
    for start in range(0, len(order), _PAIRS_AT_ONCE):
        batch = order[start : start + _PAIRS_AT_ONCE]
        words = [table.keywords[pairs[number][1]] for number in batch]
        paths = _BestPaths([pieces[number] for number in batch], [_repeats(word) for word in words])
        for place in np.flatnonzero(paths.ends.max(axis=0) > least).tolist():
            number = batch[place]
            scores, line = pieces[number][0], pairs[number][0]
            by_pair[number] = [
                _spot(words[place], line, scores, columns, score)
                for score, columns in _separate(paths, place, scores, least)
            ]
    return tuple(one for of_pair in by_pair for one in of_pair)


def _spot(
    keyword: Keyword, line: int, scores: Scores, columns: tuple[int, ...], score: float
) -> Spot:
    worst = min(float(scores[column, letter]) for letter, column in enumerate(columns))
    first = _furthest(scores[:, 0], columns[0], -1)
    last = _furthest(scores[:, -1], columns[-1], 1)
    return Spot(keyword, line, columns, first, last, score, worst)


def _separate(
    paths: _BestPaths, pair: int, scores: Scores, least: float
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield the best path, then the best that does not overlap it, and so on."""
    ends = paths.ends[: len(scores), pair]
    taken: list[tuple[int, int]] = []
    for end in np.argsort(-ends, kind="stable"):
        if ends[end] <= least:
            return
        if any(first <= end <= last for first, last in taken):
            continue
        columns = paths.trace(pair, int(end), scores)
        if any(columns[0] <= last and int(end) >= first for first, last in taken):
            continue
        taken.append((columns[0], int(end)))
        yield float(ends[end]), columns


def _furthest(scores: Scores, column: int, step: int) -> int:
    """Return how far a letter goes on standing from its peak: it may fill several columns."""
    while 0 <= column + step < len(scores) and scores[column + step] > LETTER_STANDS:
        column += step
    return column


def _repeats(keyword: Keyword) -> NDArray[np.bool_]:
    """Tell for each letter whether it may count as the letter before: a gap must be between."""
    pairs = pairwise(keyword.classes)
    return np.array([False, *(bool(a & b) or (not a and not b) for a, b in pairs)])


class _BestPaths:
    """Best paths of many (line, keyword) pairs, filled column by column for all at once.
    ``letter[c, l, p]`` is the best path of pair p over c columns that ends on letter l, counted
    from 1, ``rest[c, l, p]`` the best one that ends in the gap behind it. Letter 0 is where paths
    start, in any column."""

    def __init__(self, pieces: Sequence[Piece], repeats: Sequence[NDArray[np.bool_]]) -> None:
        columns = max(len(gap) for _, gap in pieces)
        count = np.array([scores.shape[1] for scores, _ in pieces])
        shape = (columns + 1, int(count.max()) + 1, len(pieces))
        self._letter = np.full(shape, _NEVER, np.float32)
        self._rest = np.full(shape, _NEVER, np.float32)
        self._rest[:, 0] = 0.0
        self._again = np.zeros(shape[1:], np.float32)
        gap = np.full((columns, len(pieces)), _NEVER, np.float32)
        for pair, (of_letters, of_gap) in enumerate(pieces):
            self._letter[1 : len(of_gap) + 1, 1 : count[pair] + 1, pair] = of_letters
            gap[: len(of_gap), pair] = of_gap
            self._again[1 : count[pair] + 1, pair][repeats[pair]] = _NEVER
        self._fill(gap)
        self.ends = self._letter[1:, count, np.arange(len(pieces))]

    def _fill(self, gap: Scores) -> None:
        """Turn the scores, which are in ``letter``, into those of the best paths."""
        best = np.empty_like(self._again[1:])
        before = np.empty_like(best)
        for column, price in enumerate(gap):
            letter, rest = self._letter[column], self._rest[column]
            np.add(letter[:-1], self._again[1:], out=before)
            np.maximum(letter[1:], rest[:-1], out=best)
            np.maximum(best, before, out=best)
            self._letter[column + 1, 1:] += best
            np.maximum(rest[1:], letter[1:], out=before)
            np.add(before, price, out=self._rest[column + 1, 1:])

    def trace(self, pair: int, end: int, scores: Scores) -> tuple[int, ...]:
        """Return the peak column of each letter on the best path that ends in column ``end``."""
        letter_of, rest_of = self._letter[:, :, pair], self._rest[:, :, pair]
        letter = scores.shape[1]
        peaks = [end] * letter
        column, in_gap = end, False
        while True:
            here, rest = letter_of[column], rest_of[column]  # before this column
            if in_gap:
                in_gap = not here[letter] >= rest[letter]
                column -= 1
                if not in_gap:
                    peaks[letter - 1] = column
                continue
            if scores[column, letter - 1] >= scores[peaks[letter - 1], letter - 1]:
                peaks[letter - 1] = column
            before = here[letter - 1] + self._again[letter, pair]
            column -= 1
            if rest[letter - 1] >= max(here[letter], before):
                in_gap = True
            elif here[letter] >= before:
                continue
            letter -= 1
            if letter == 0:
                return tuple(peaks)
            peaks[letter - 1] = column


def letter_columns(spot: Spot, han_columns: float) -> float:
    """Return how many columns one letter of the spot takes, within what a line allows.
    ``han_columns``: columns of a Han character as high as the line it was found in."""
    if spot.keyword.latin:
        return han_columns * 0.55
    return pitch(spot.columns, han_columns)


def pitch(columns: Sequence[int], han_columns: float) -> float:
    """Return how many columns one of the Han letters takes that peak in these columns."""
    count = len(columns)
    spread = (columns[-1] - columns[0]) / (count - 1) if count > 1 else han_columns
    return min(max(spread, han_columns * 0.5), han_columns * 1.15)

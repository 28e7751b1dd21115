"""What the recogniser thinks of each column of a line: a sparse table of symbol scores."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zcdesk.names.spellings import is_han, simplified
from zcdesk.reading.certainty import BEYOND_DOUBT
from zcdesk.reading.engine import recognition_session

FLOOR = -16.0
"""Entries below this score are not kept; what is absent counts as this."""

MOST_ENTRIES = 96
"""Entries kept of one column; where print cannot be read, 1600 symbols would be above the floor."""

COLUMN_WIDTH = 8
"""Pixels of a line, as wide as it was recognised, for each column of the lattice."""

HAN_COLUMNS = 6.0
"""Columns of a Han character as high as its line (48 px at 8 px a column)."""

_DECIDED = BEYOND_DOUBT  # probability of a symbol beside which no other form of its letter counts
_FLOOR_SHARE = np.float32(np.exp(FLOOR))
_BLOCK = 8  # columns that are looked through at once: they stay in the processor's cache

BLANK = 0  # the model's symbol for no letter (CTC)
MIDDLE_DOTS = "·•・‧．●∙⋅･"


@cache
def alphabet() -> tuple[str, ...]:
    """Return the recogniser's symbols in the order of its output: blank, characters, space."""
    characters = recognition_session().get_modelmeta().custom_metadata_map["character"]
    return ("", *characters.split("\n"), " ")


@cache
def symbol_numbers() -> dict[str, int]:
    """Return the number of each character that the recogniser knows."""
    return {symbol: number for number, symbol in enumerate(alphabet()) if symbol}


@cache
def gap_symbols() -> frozenset[int]:
    """Return the symbols that may be between two characters of one word."""
    numbers = symbol_numbers()
    return frozenset(
        {BLANK, numbers[" "], *(numbers[dot] for dot in MIDDLE_DOTS if dot in numbers)}
    )


@cache
def plain_forms() -> NDArray[np.uint16]:
    """Return for each symbol the number of its plain form: simplified, of half width.

    Both are one letter to whoever asks what is written there; the recogniser is often not sure
    which of them it sees.
    """
    numbers = symbol_numbers()
    forms = np.arange(len(alphabet()), dtype=np.uint16)
    for symbol, number in numbers.items():
        plain = unicodedata.normalize("NFKC", simplified(symbol))
        forms[number] = numbers.get(plain, numbers.get(simplified(symbol), number))
    return forms


@dataclass(frozen=True)
class Character:
    """One character of the best reading: where its column is and how sure it is.

    ``probability`` is that of the letter in any of its written forms.
    """

    text: str
    column: int
    probability: float


@dataclass(frozen=True, eq=False)
class Lattice:
    """Scores of one line: for each column those symbols that are worth keeping.

    ``d[t, v] = log p[t, v] - max_u log p[t, u]`` is how much worse symbol ``v`` is than the best
    one in column ``t``: 0 for the best, below 0 for all others.

    Attributes:
        starts: Shape (columns + 1,); entries of column t are at ``starts[t]:starts[t + 1]``.
        symbols: Symbol number of each entry, uint16.
        scores: ``d`` of each entry, float16, above ``FLOOR``.
        best: Probability of the best symbol of each column, float16.
        han_columns: Columns of a Han character that is as high as the line; fewer where the line
            was narrowed before it was recognised.
    """

    starts: NDArray[np.int32]
    symbols: NDArray[np.uint16]
    scores: NDArray[np.float16]
    best: NDArray[np.float16]
    han_columns: float = HAN_COLUMNS

    @classmethod
    def from_probabilities(
        cls, probabilities: NDArray[np.float32], han_columns: float = HAN_COLUMNS
    ) -> Lattice:
        """Keep what can matter of a full table, shape (columns, symbols).

        One pass finds the few entries above the floor; whatever else is done is done to them only,
        for a wide line's table has three million.
        """
        best, places = _above_floor(probabilities)
        least = best * _FLOOR_SHARE
        rows = places // probabilities.shape[1]
        values = probabilities.ravel()[places]
        crowded = np.flatnonzero(np.bincount(rows, minlength=len(best)) > MOST_ENTRIES)
        if len(crowded):
            ends = np.searchsorted(rows, crowded, "right")
            starts = np.searchsorted(rows, crowded)
            largest = [
                np.partition(values[start:end], -MOST_ENTRIES)[-MOST_ENTRIES]
                for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
            ]
            least[crowded] = np.array(largest, np.float32) * np.float32(1 - 1e-6)
            above = values > least[rows]
            places, rows, values = places[above], rows[above], values[above]
        return cls(
            np.searchsorted(rows, np.arange(len(best) + 1)).astype(np.int32),
            (places % probabilities.shape[1]).astype(np.uint16),
            np.log(values / best[rows]).astype(np.float16),
            best.astype(np.float16),
            han_columns,
        )

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.best)

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """Column number of each entry."""
        return np.repeat(np.arange(self.columns), np.diff(self.starts))

    @cached_property
    def certain(self) -> NDArray[np.float32]:
        """Probability of the best symbol's letter in each column, in whatever written form."""
        best = self.best.astype(np.float32)
        if not len(best) or float(best.min()) >= _DECIDED:
            return best
        forms = plain_forms()
        alike = np.flatnonzero(forms[self.symbols] == forms[self._best_symbols()][self.rows])
        shares = np.exp(self.scores[alike].astype(np.float32))
        times = np.bincount(self.rows[alike], shares, self.columns).astype(np.float32)
        return np.asarray(np.minimum(best * times, 1.0), np.float32)

    @cached_property
    def characters(self) -> tuple[Character, ...]:
        """The best reading: repeats folded, blanks dropped (greedy CTC)."""
        characters: list[Character] = []
        before = BLANK
        names, forms = alphabet(), plain_forms()
        for column, symbol in enumerate(self._best_symbols().tolist()):
            probability, form = float(self.certain[column]), int(forms[symbol])
            if symbol == BLANK:
                before = BLANK
            elif form != before:
                characters.append(Character(names[symbol], column, probability))
                before = form
            elif probability > characters[-1].probability:
                characters[-1] = Character(names[symbol], column, probability)
        return tuple(characters)

    @cached_property
    def letters(self) -> tuple[Character, ...]:
        """The characters of the best reading but for its spaces."""
        return tuple(character for character in self.characters if character.text.strip())

    @cached_property
    def text(self) -> str:
        """The best reading as one string."""
        return "".join(character.text for character in self.characters)

    @cached_property
    def confidence(self) -> float:
        """Mean probability of the characters of the best reading; 0 without any."""
        if not self.characters:
            return 0.0
        return float(np.mean([character.probability for character in self.characters]))

    @cached_property
    def han_steps(self) -> tuple[int, ...]:
        """Columns from each Han character of the best reading to the next, where two are side by
        side."""
        han = pairwise((character.column, is_han(character.text)) for character in self.characters)
        return tuple(after - before for (before, first), (after, second) in han if first and second)

    @cached_property
    def han_step(self) -> float:
        """Median of ``han_steps``; not a number without any."""
        return float(np.median(self.han_steps)) if self.han_steps else float("nan")

    def _best_symbols(self) -> NDArray[np.int64]:
        at_best = np.flatnonzero(self.scores == 0)
        best = np.zeros(self.columns, np.int64)
        best[self.rows[at_best][::-1]] = self.symbols[at_best][::-1]
        return best

    def part(self, first: int, last: int) -> Lattice:
        """Return columns ``first`` to ``last`` (exclusive)."""
        low, high = int(self.starts[first]), int(self.starts[last])
        return Lattice(
            (self.starts[first : last + 1] - low).astype(np.int32),
            self.symbols[low:high],
            self.scores[low:high],
            self.best[first:last],
            self.han_columns,
        )

    def joined(self, after: Lattice) -> Lattice:
        """Return this lattice followed by ``after``."""
        return Lattice(
            np.concatenate([self.starts, after.starts[1:] + self.starts[-1]]).astype(np.int32),
            np.concatenate([self.symbols, after.symbols]),
            np.concatenate([self.scores, after.scores]),
            np.concatenate([self.best, after.best]),
            max(self.han_columns, after.han_columns),
        )

    def nbytes(self) -> int:
        """Return the size in bytes."""
        return sum(part.nbytes for part in (self.starts, self.symbols, self.scores, self.best))


def _above_floor(
    probabilities: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the best probability of each column, and the flat places of what is above the floor.

    Args:
        probabilities: Shape (columns, symbols).
    """
    columns, symbols = probabilities.shape
    best = np.empty(columns, np.float32)
    above = np.empty((_BLOCK, symbols), np.bool_)
    places = []
    for first in range(0, columns, _BLOCK):
        block = probabilities[first : first + _BLOCK]
        here = block.max(axis=1)
        best[first : first + _BLOCK] = here
        least = here * _FLOOR_SHARE
        is_above = np.greater(block, least[:, None], out=above[: len(block)])
        places.append(np.flatnonzero(is_above) + first * symbols)
    return best, np.concatenate(places) if places else np.zeros(0, np.int64)

"""The rows of a page as people read them: lines side by side in one text, with a mark for a gap."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from zcdesk.geometry import Box, around, bounds
from zcdesk.names.spellings import MIDDLE_DOTS, simplified
from zcdesk.reading.line import Line, Reading
from zcdesk.resources import table

TAB = "\t"
"""Stands for a gap: between cells, and between letters that are set apart."""


_GAP = 1.7
"""Widths of a Han letter from the middle of one letter to that of the next from which on there is a
gap between them."""


_SHARED = 0.5  # of the lower line's height that two lines of a row share


@dataclass(frozen=True)
class _RowLetter:
    line: Line
    column: int
    probability: float


@dataclass(frozen=True)
class PrintRow:
    """Lines of one height, from left to right.

    Attributes:
        text: Their letters in plain, simplified form; ``TAB`` for each gap.
        letters: What each of them was read from; None for a gap.
        latin: The text with spaces as they were read.
        box: Where it is, pixels of the page.
    """

    text: str
    letters: tuple[_RowLetter | None, ...]
    latin: str
    box: Box

    @property
    def top(self) -> float:
        """Upper end in pixels."""
        return self.box[1]

    def place(self, start: int, end: int) -> Box:
        """Return where letters are."""
        return around(map(_box_of, filter(None, self.letters[start:end])))

    def probabilities(self, start: int, end: int) -> tuple[float, float]:
        """Return those of the letters among these that were read worst and best."""
        read = [letter.probability for letter in self.letters[start:end] if letter is not None]
        return min(read), max(read)

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield where texts without a gap are; letters set apart are one cell."""
        for match in re.finditer(rf"[^{TAB}](?:{TAB}[^{TAB}](?={TAB}|$))+|[^{TAB}]+", self.text):
            yield match.span()

    def joined(self) -> PrintRow:
        """Return the row without its gaps."""
        places = [place for place, letter in enumerate(self.letters) if letter is not None]
        text = "".join(self.text[place] for place in places)
        return PrintRow(text, tuple(self.letters[place] for place in places), self.latin, self.box)


def page_rows(reading: Reading) -> tuple[PrintRow, ...]:
    """Return the rows of a page from top to bottom; columns of vertical text are left out."""
    rows: list[list[_Laid]] = []
    laid = sorted((_Laid(line) for line in reading.lines if not line.vertical), key=_Laid.middle)
    for laid_line in laid:
        if rows and rows[-1][-1].shares_row(laid_line):
            rows[-1].append(laid_line)
        else:
            rows.append([laid_line])
    return tuple(row for row in map(_row, rows) if row.text)


@dataclass(frozen=True)
class _Laid:
    line: Line

    @cached_property
    def box(self) -> Box:
        return bounds(self.line.quad)

    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    def shares_row(self, other: _Laid) -> bool:
        shared = min(self.box[3], other.box[3]) - max(self.box[1], other.box[1])
        apart = other.box[0] >= self.box[2] or other.box[2] <= self.box[0]
        least = min(self.box[3] - self.box[1], other.box[3] - other.box[1])
        return shared >= _SHARED * least and apart


def _row(row: Sequence[_Laid]) -> PrintRow:
    ordered = sorted(row, key=lambda one: one.box[0])
    text: list[str] = []
    letters: list[_RowLetter | None] = []
    for laid_line in ordered:
        if text:
            text.append(TAB)
            letters.append(None)
        for letter, read in _letters(laid_line.line):
            text.append(letter)
            letters.append(read)
    latin = "  ".join(
        unicodedata.normalize("NFKC", laid_line.line.lattice.text) for laid_line in ordered
    )
    return PrintRow(
        "".join(text), tuple(letters), latin, around(laid_line.box for laid_line in ordered)
    )


def _letters(line: Line) -> Iterator[tuple[str, _RowLetter | None]]:
    before: int | None = None
    wide = line.lattice.han_columns
    columns = [character.column for character in line.lattice.characters if character.text.strip()]
    steps = [second - first for first, second in pairwise(columns)]
    usual = max(wide, statistics.median(steps)) if len(steps) > _FEW else wide
    spaced = False
    for character in line.lattice.characters:
        spaced = spaced or not character.text.strip()
        plain = unicodedata.normalize("NFKC", _as_usual(character.text.strip()))
        if len(plain) != 1:
            continue
        if before is not None and (spaced or character.column - before > _GAP * usual):
            yield TAB, None
        before, spaced = character.column, False
        read = _RowLetter(line, character.column, character.probability)
        yield "·" if plain in MIDDLE_DOTS else plain, read


def _as_usual(letter: str) -> str:
    """Return a letter in its simplified form, whichever traditional one it has."""
    return simplified(_variants().get(letter, letter))


@cache
def _variants() -> dict[str, str]:
    pairs = table("sorting", "subjects.toml")["variants"]
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


_FEW = 7
"""Letters of a line from which on their usual distance tells how far apart it is set as a whole."""


def _box_of(letter: _RowLetter) -> Box:
    half = letter.line.lattice.han_columns / 2
    return bounds(letter.line.span(letter.column - half, letter.column + half))

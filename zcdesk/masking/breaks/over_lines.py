"""Words broken over lines, or set so far apart that each letter is a line of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from zcdesk.masking.lines.reading_order import is_bracket
from zcdesk.masking.spotting.class_scores import ClassScores, Stretch
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot, spot_across
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line

_LETTER_COLUMNS = 7  # columns that a Han letter takes at most; Latin ones take five


@dataclass(frozen=True)
class BrokenSpot:
    """A word that begins at the end of one line and goes on in the next one or more. ``parts`` are
    its pieces as spots of their own line, for the covers; ``lattice`` is the seam, in which
    ``whole`` was found. ``brackets`` are those of its row that are in boxes of their own: the word
    is looked for without them."""

    whole: Spot
    parts: tuple[Spot, ...]
    lattice: Lattice
    brackets: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class _Seam:
    """Lines behind each other: the end of the first, all of those between, the start of the last.
    ``starts`` tells in which column of the joined lattice each line begins."""

    stretches: tuple[Stretch, ...]
    starts: tuple[int, ...]

    def lattice(self, lines: Sequence[Line]) -> Lattice:
        """Return the joined lattice."""
        pieces = (lines[index].lattice.part(first, last) for index, first, last in self.stretches)
        return reduce(Lattice.joined, pieces)

    def column_of(self, column: int) -> int:
        """Return which of the lines a column of the seam belongs to."""
        return bisect_right(self.starts, column) - 1


def broken_spots(
    table: ClassScores,
    lines: Sequence[Line],
    chains: Sequence[tuple[int, ...]],
    numbers: Sequence[int],
    least: float,
) -> tuple[BrokenSpot, ...]:
    """Return the words above ``least`` whose path crosses from a line into its successors.
    ``chains``: lines that may hold a word together, see :func:`lines_in_reading_order`.
    ``numbers``: places of the words in the table."""
    tail = _longest([table.keywords[number] for number in numbers])
    bracket = [is_bracket(line) for line in lines]
    held = [chain for chain in chains if not (bracket[chain[0]] or bracket[chain[-1]])]
    lettered = [tuple(line for line in chain if not bracket[line]) for chain in held]
    pairs = table.possible_across(lettered, numbers, least)
    seams = [_seam(lines, held[chain], tail) for chain, _ in pairs]
    spots = []
    for spot in spot_across(
        table, [(s.stretches, n) for s, (_, n) in zip(seams, pairs, strict=True)], least
    ):
        seam = seams[spot.line]
        parts = _parts(spot, seam)
        boxed = [line for line, *_ in seam.stretches if bracket[line]]
        if len(parts) + len(boxed) == len(seam.stretches):
            brackets = tuple(_whole_line(lines[number], number, spot) for number in boxed)
            spots.append(BrokenSpot(spot, parts, seam.lattice(lines), brackets))
    return tuple(spots)


def _longest(keywords: Sequence[Keyword]) -> int:
    """Return how many columns the longest word may take: so much of either line is joined."""
    letters = (
        len(keyword.classes) * (5 if keyword.latin else _LETTER_COLUMNS) for keyword in keywords
    )
    return max(letters, default=0) + _LETTER_COLUMNS


def _seam(lines: Sequence[Line], chain: tuple[int, ...], tail: int) -> _Seam:
    stretches, starts, width = [], [], 0
    for place, index in enumerate(chain):
        columns = lines[index].lattice.columns
        first = max(0, columns - tail) if place == 0 else 0
        last = min(tail, columns) if place == len(chain) - 1 else columns
        stretches.append((index, first, last))
        starts.append(width)
        width += last - first
    return _Seam(tuple(stretches), tuple(starts))


def _parts(spot: Spot, seam: _Seam) -> tuple[Spot, ...]:
    """Return the pieces of a word as spots of the lines that hold a letter of it. A dot or half a
    letter at a line's edge, where the word goes on, belongs to it."""
    parts = []
    for number, (index, offset, end) in enumerate(seam.stretches):
        shift = offset - seam.starts[number]
        own = tuple(c + shift for c in spot.columns if seam.column_of(c) == number)
        if own:
            first, last = max(offset, spot.first + shift), min(end - 1, spot.last + shift)
            parts.append(replace(spot, line=index, columns=own, first=first, last=last))
    return tuple(parts)


def _whole_line(line: Line, number: int, spot: Spot) -> Spot:
    last = line.lattice.columns - 1
    return replace(spot, line=number, columns=(last // 2,), first=0, last=last)

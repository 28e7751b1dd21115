"""Aligns a word with a row of segments: which letters could be there, and at what price.

Source: approximate matching with free start and end (Sellers 1980), over alternatives instead of
plain letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from zcdesk.names.spellings import figures_for, is_han
from zcdesk.reading.certainty import CERTAIN
from zcdesk.reading.lattice import symbol_numbers
from zcdesk.reading.taken_for import is_unsteady, taken_for
from zcdesk.verification.words.segments import ABSENT, Segment, letters_of

UNKNOWN = 2.5
"""Price of an uncertain character where the word has one that the recogniser does not know."""

_CERTAIN = CERTAIN  # probability from which on a character is not an unknown one

_Path = tuple["_Path | None", int]


@dataclass(frozen=True)
class Alignment:
    """A word laid over segments.

    Attributes:
        cost: Sum of the letters' prices and of what was skipped between them.
        worst: Price of the dearest single step.
        places: For each letter the number of its segment in the strand.
        against: Highest probability of another letter that was overruled or skipped.
    """

    cost: float
    worst: float
    places: tuple[int, ...]
    against: float


@dataclass(frozen=True, eq=False)
class Strand:
    """Segments that are read one after the other, of one line or over a seam between two.

    ``seam`` is the number of the first segment behind the seam, 0 for a single line.
    """

    segments: tuple[Segment, ...]
    seam: int = 0

    @cached_property
    def best(self) -> Mapping[str, float]:
        """Return the lowest price of each letter anywhere in the strand."""
        lowest: dict[str, float] = {}
        for segment in self.segments:
            for letter, cost in segment.costs.items():
                if cost < lowest.get(letter, ABSENT):
                    lowest[letter] = cost
        return lowest

    @cached_property
    def read(self) -> tuple[str, tuple[int, ...]]:
        """Return the text that was read, and the segment of each of its characters."""
        letters = [
            (segment.letter, at) for at, segment in enumerate(self.segments) if segment.letter
        ]
        text = "".join(letter if len(letter) == 1 else "\0" for letter, _ in letters)
        return text, tuple(at for _, at in letters)

    def crosses(self, places: Sequence[int]) -> bool:
        """Tell whether an alignment has letters on both sides of the seam."""
        return places[0] < self.seam <= places[-1]


@cache
def readable(letter: str) -> bool:
    """Tell whether the recogniser knows a letter."""
    numbers = symbol_numbers()
    return (letter in numbers or letter.upper() in numbers) and not is_unsteady(letter)


@cache
def _forms(letter: str) -> tuple[str, ...]:
    """Return a letter, those that the recogniser takes it for, and figures in its place."""
    taken = sorted(form for other in taken_for(letter) for form in letters_of(other))
    return (letter, *taken, *letters_of(figures_for(letter)))


def align(strand: Strand, letters: Sequence[str], bound: float) -> tuple[Alignment, ...]:
    """Return the places where a word could be at a price up to ``bound``, without overlaps.

    Args:
        strand: What was read.
        letters: The word's letters, folded (``letters_of``).
        bound: Highest price.
    """
    known = [readable(letter) for letter in letters]
    if not any(known):
        return ()
    least = 0.0
    for letter, is_known in zip(letters, known, strict=True):
        least += _least(strand.best, letter, ABSENT) if is_known else 0.0
        if least > bound:
            return ()
    ends = sorted(_ends(strand.segments, letters, known, bound), key=lambda end: end[0])
    alignments: list[Alignment] = []
    for cost, path in ends:
        places = _places(path)
        if any(
            places[0] <= alignment.places[-1] and alignment.places[0] <= places[-1]
            for alignment in alignments
        ):
            continue
        alignments.append(_alignment(strand.segments, letters, places, cost))
    return tuple(alignments)


def _ends(
    segments: Sequence[Segment], letters: Sequence[str], known: Sequence[bool], bound: float
) -> Iterator[tuple[float, _Path]]:
    """Yield price and path for each segment where the whole word may end."""
    count = len(letters)
    rows: list[tuple[float, _Path | None]] = [(bound + 1, None)] * (count + 1)
    rows[0] = (0.0, None)
    for number, segment in enumerate(segments):
        for place in range(count, 0, -1):
            before, path = rows[place - 1]
            price = _price(segment, letters[place - 1], known[place - 1])
            taken = before + price
            column = rows[place][0] + segment.skip
            if taken <= bound and taken <= column:
                rows[place] = (taken, (path, number))
                if place == count:
                    yield taken, (path, number)
            else:
                rows[place] = (min(column, bound + 1), rows[place][1])


def _price(segment: Segment, letter: str, known: bool) -> float:
    if known:
        return _least(segment.costs, letter, ABSENT)
    foreign = is_han(segment.letter) and segment.probability < _CERTAIN
    return UNKNOWN if foreign else ABSENT


def _least(costs: Mapping[str, float], letter: str, absent: float) -> float:
    return min(costs.get(form, absent) for form in _forms(letter))


def _places(path: _Path | None) -> tuple[int, ...]:
    places = []
    while path is not None:
        places.append(path[1])
        path = path[0]
    return tuple(reversed(places))


def _alignment(
    segments: Sequence[Segment], letters: Sequence[str], places: tuple[int, ...], cost: float
) -> Alignment:
    worst = against = 0.0
    taken = dict(zip(places, letters, strict=True))
    for number in range(places[0], places[-1] + 1):
        segment = segments[number]
        letter = taken.get(number)
        price = segment.skip if letter is None else _least(segment.costs, letter, UNKNOWN)
        worst = max(worst, price)
        if segment.letter and (letter is None or segment.letter not in _forms(letter)):
            against = max(against, segment.probability)
    return Alignment(cost, worst, places, against)

"""What is noted of a number while the package runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

NEAR = 0.1
"""Share of a number within which a critical value lies close to it."""


class Handed(float):
    """A number that is handed to a function, and still knows its name."""

    name: str


class HandedInt(int):
    """The same of a whole number."""

    name: str


@dataclass
class Tally:
    """What was noted of one number at one place of the code, on one page.

    Attributes:
        asked: Answers; of an array one for each element.
        held: Answers that were yes.
        below: Greatest critical value below the number.
        above: Least critical value above it.
        level: Critical values that are the number itself.
        near: Critical values within ``NEAR`` of it, those included.
    """

    asked: int = 0
    held: int = 0
    below: float | None = None
    above: float | None = None
    level: int = 0
    near: int = 0

    def note(self, held: Any, critical: Any, number: float) -> None:
        """Note one answer, or an array of them; ``critical`` is None where none can be told."""
        if isinstance(held, np.ndarray):
            self.asked += held.size
            self.held += int(np.count_nonzero(held))
        else:
            self.asked += 1
            self.held += bool(held)
        if critical is None:
            return
        values = np.atleast_1d(np.asarray(critical, np.float64))
        values = values[np.isfinite(values)]
        lower, higher = values[values < number], values[values > number]
        self.near += int(np.count_nonzero(np.abs(values - number) <= NEAR * abs(number)))
        self.level += values.size - lower.size - higher.size
        if lower.size:
            self.below = max(float(lower.max()), -math.inf if self.below is None else self.below)
        if higher.size:
            self.above = min(float(higher.min()), math.inf if self.above is None else self.above)

    def note_one(self, held: bool, critical: float, number: float) -> None:
        """Note one answer with a plain critical value, as :meth:`note` does but quickly."""
        self.asked += 1
        self.held += held
        if not math.isfinite(critical):
            return
        self.near += abs(critical - number) <= NEAR * abs(number)
        if critical < number:
            self.below = critical if self.below is None else max(self.below, critical)
        elif critical > number:
            self.above = critical if self.above is None else min(self.above, critical)
        else:
            self.level += 1


@dataclass(frozen=True)
class Number:
    """A named number: its module within the package, its name, and its place in brackets."""

    module: str
    name: str
    place: int | None = None

    def __str__(self) -> str:
        return f"{self.module}.{self.name}" + ("" if self.place is None else f"[{self.place}]")


@dataclass(frozen=True)
class Question:
    """One number that takes part in an answer.

    Attributes:
        number: Which one; None where only its value tells, ``Handed``.
        key: Where: the function and the expression.
        which: Which of a chain's answers it takes part in.
        critical: Takes the operands and gives the critical value, or None.
        value: Takes the operands and gives the number itself.
    """

    number: Number | None
    key: str
    which: int
    critical: Callable[..., Any]
    value: Callable[..., float]


@dataclass
class Notes:
    """What is noted while the package runs; :meth:`begin` forgets it.

    Attributes:
        tallies: By number and place of the code.
        used: Numbers that were used otherwise.
        places: The numbers that some place of the code asks, whether it ran or not.
    """

    tallies: dict[str, Tally] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Forget what was noted so far."""
        self.tallies.clear()
        self.used.clear()

    def note(self, questions: Sequence[Question], answers: Sequence[Any], given: Any) -> None:
        """Note the answers for each number that takes part in them."""
        for one in questions:
            number = one.value(*given)
            if one.number is not None:
                name = str(one.number)
            elif isinstance(number, Handed | HandedInt):
                name = number.name
            else:
                continue
            try:
                critical = one.critical(*given)
                if critical is None:
                    continue  # another number was chosen
            except (ZeroDivisionError, OverflowError):
                critical = None
            except TypeError:
                continue  # the same
            held, key = answers[one.which], f"{name} | {one.key}"
            tally = self.tallies.get(key)
            if tally is None:
                tally = self.tallies[key] = Tally()
            if isinstance(held, np.ndarray) or not isinstance(critical, float | int):
                tally.note(held, critical, float(number))
            else:
                tally.note_one(bool(held), float(critical), float(number))

"""How well a place fits the words of a return, and the words by which that is judged."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.notices.profile import Section, Slot
from zcdesk.resources import Patterns, table

SAYS = Patterns("checks/patterns.toml", "mending")
EMPTY_WORDS = table("returns", "words.toml")["empty"]
"""Words that are in many titles and tell little."""

SIDES = table("returns", "words.toml")["sides"]

ENOUGH = 1.5
"""Two letters that tell something, and one more."""

LITTLE = 0.25

LEAST = 0.1
"""A slot that is named as well as its section is meant."""


@dataclass(frozen=True)
class Fit:
    """A place of the notice, and how well the words of a return fit it (0 to 1)."""

    score: float
    section: Section
    slot: Slot | None
    name: str = ""

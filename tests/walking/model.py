"""The model of a walk: what the screen shows, in plain words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from zcdesk.cases.case import Answer, Decision
from zcdesk.masking.hits import Verdict

WIDTH, HEIGHT = 424, 300
NAMES = ("欧阳婉儿", "欧阳婉", "欧阳婉儿婉")

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the upright page."""

PLACES: tuple[tuple[Box, Verdict], ...] = (
    ((40, 20, 100, 44), Verdict.COVER),
    ((150, 20, 200, 44), Verdict.DOUBT),
    ((250, 60, 330, 90), Verdict.LEAVE),
)
"""What is found on every page as it was scanned."""


def turned_box(place: Box, wide: int, high: int) -> Box:
    """Return a box after a quarter turn clockwise of a page that was so wide and high."""
    left, top, right, bottom = place
    return high - bottom, left, high - top, right


@dataclass
class Sheet:
    """A page as the screen shows it; ``confirmed`` is the look that was confirmed, or None."""

    number: int
    slot: str
    art: int
    turn: int = 0
    found: list[Box] = field(default_factory=lambda: [place for place, _ in PLACES])
    decided: dict[int, Decision] = field(default_factory=dict)
    drawn: list[Box] = field(default_factory=list)
    answer: Answer | None = None
    confirmed: tuple[object, ...] | None = None

    def black(self) -> list[Box]:
        """Return what is shown as covered."""
        shown = []
        for index, place in enumerate(self.found):
            usual = Decision.LEAVE if PLACES[index][1] is Verdict.LEAVE else Decision.COVER
            if self.decided.get(index, usual) is Decision.COVER:
                shown.append(place)
        return [*shown, *self.drawn]

    def look(self, name: str) -> tuple[object, ...]:
        """Return all that a confirmation stands for."""
        return name, self.art, self.turn, tuple(sorted(self.black())), self.answer

    @property
    def in_doubt(self) -> bool:
        """Tell whether the one place in doubt is undecided."""
        return 1 not in self.decided

    def size(self) -> tuple[int, int]:
        """Return width and height as it stands."""
        return (WIDTH, HEIGHT) if self.turn % 2 == 0 else (HEIGHT, WIDTH)


@dataclass
class World:
    """What the whole screen shows."""

    name: str = NAMES[0]
    sheets: list[Sheet] = field(default_factory=list)
    numbered: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    waived: list[str] = field(default_factory=list)
    rounds: list[datetime] = field(default_factory=list)
    packages: int = 0

    def sheet(self, number: int) -> Sheet:
        """Return the page of this number."""
        return next(one for one in self.sheets if one.number == number)


def shown(world: World) -> tuple[object, ...]:
    """Return the world in the words that :func:`said` uses for a case."""
    pages = [
        (
            one.number, one.slot, one.turn * 90, sorted(one.black()), one.in_doubt, one.answer,
            one.confirmed is not None and one.confirmed == one.look(world.name),
        )
        for one in world.sheets
    ]  # fmt: skip
    return (world.name, pages, dict(world.facts), dict(world.texts), list(world.waived),
            world.rounds, world.packages, world.numbered)  # fmt: skip

"""A card of something that pages name: what it is, and where it was seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from zcdesk.cases.case import CasePage
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, Card
from zcdesk.ui.look import SPRING, Label, Part, Remark, TypeRole, beside, column
from zcdesk.ui.wall.crops import Crops


@dataclass(frozen=True)
class Seen:
    """The page on which something was found first, and its place in the case, from 1."""

    page: CasePage
    place: int
    crops: Crops
    locked: bool


class FoundCard(Card):
    """Something that pages show, asked about: its name, how often, its place, and the answers."""

    answers: tuple[Button, ...]
    """Its buttons, from the left."""

    def lay_out(self, name: str, told: str, seen: Seen, *parts: Part) -> None:
        """Lay out name, ``told`` and ``parts`` above the answers, and the way to the page."""
        self.setAccessibleName(name)
        for button in self.answers:
            button.setEnabled(not seen.locked)
            button.setAccessibleName(f"{name}，{button.text()}")
        look = Button(
            self.tr("看第 {n} 页").format(n=seen.place),
            ButtonKind.LINK,
            do=partial(go, self, At("review", seen.page.number)),
        )
        column(
            self,
            (16, 12, 16, 12),
            6,
            Label(name, TypeRole.STRONG, wrap=True),
            Remark(told),
            *parts,
            beside(*self.answers, SPRING, look, gap=6),
        )

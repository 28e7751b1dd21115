"""What the acts and the keys of the review page need of the page they belong to."""

from __future__ import annotations

from typing import Protocol

from zcdesk.cases.case import CasePage
from zcdesk.ui.kit import Toast
from zcdesk.ui.review.canvas import Canvas
from zcdesk.ui.review.decisions import Decisions
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.entries import WordEntry


class ReviewDesk(Protocol):
    """The page in hand, the place in hand, and what shows them."""

    session: Session
    selected: int
    canvas: Canvas
    decisions: Decisions
    toast: Toast

    @property
    def page(self) -> CasePage:
        """The page on screen."""

    @property
    def place(self) -> int:
        """Its place in the case, from 1."""

    @property
    def shown_entries(self) -> tuple[WordEntry, ...]:
        """The places of the page on screen."""

    def refresh(self) -> None:
        """Show the case as it is."""

    def select(self, index: int) -> None:
        """Take a place in hand, -1 for none."""

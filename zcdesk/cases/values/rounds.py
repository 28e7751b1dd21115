"""Correction rounds: what was sent back when, by whom, and what there is to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zcdesk.notices.profile.slots import Who


@dataclass(frozen=True)
class ToDo:
    """One thing to mend.

    Attributes:
        words: The part of the return's words that it comes from.
        section: Section that it belongs to, or "" while nobody knows.
        slot: Slot that it belongs to, or "".
        page: Number of the page, or None.
        confirmed: A person agreed that it belongs there; before, it is a proposal.
        done: Mended, as the person says.
    """

    words: str
    section: str = ""
    slot: str = ""
    page: int | None = None
    confirmed: bool = False
    done: bool = False


@dataclass(frozen=True)
class Round:
    """One return (退回) of the application.

    Attributes:
        at: The moment as the platform shows it, in Beijing time; terms run from there.
        level: Who returned it.
        words: What the platform says, whole and as pasted.
        items: What there is to do, in the order of the words.
    """

    at: datetime
    level: Who
    words: str = ""
    items: tuple[ToDo, ...] = ()

    @property
    def open_items(self) -> tuple[int, ...]:
        """Places in ``items`` that are not done yet."""
        return tuple(place for place, item in enumerate(self.items) if not item.done)

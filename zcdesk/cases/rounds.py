"""Correction rounds: what was sent back when, by whom, and what there is to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zcdesk.notices.profile.notice import Stored
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
        note: Why she says so, in a word of hers, or "".
    """

    words: str
    section: str = ""
    slot: str = ""
    page: int | None = None
    confirmed: bool = False
    done: bool = False
    note: str = ""


class Agreed(StrEnum):
    """Whose term counts where the return's own words and the notice name different ones."""

    NOT_ASKED = ""
    NOTICE = "notice"
    NOTE = "note"


@dataclass(frozen=True)
class StoodPage:
    """How one page stood when a return was entered: its slot, and a mark of what it showed."""

    number: int
    slot: str
    mark: str = ""


@dataclass(frozen=True)
class Round:
    """One return (退回) of the application.

    Attributes:
        at: The moment as the platform shows it, in Beijing time; terms run from there.
        level: Who returned it.
        words: What the platform says, whole and as pasted.
        items: What there is to do, in the order of the words.
        stood: The pages as they were then; None where that was not kept.
        agreed: Which term counts.
    """

    at: Stored
    level: Who
    words: str = ""
    items: tuple[ToDo, ...] = ()
    stood: tuple[StoodPage, ...] | None = None
    agreed: Agreed = Agreed.NOT_ASKED

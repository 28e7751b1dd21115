"""What a lesson can be put together of by ticking: kinds of pages and hidden things, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from zcdesk.notices.profile.notice import Notice
from zcdesk.resources import table
from zcdesk.training.lessons.lesson import Damage, Of, Said, Trap


@dataclass(frozen=True)
class LessonPages:
    """Pages of one kind that can be ticked.

    Attributes:
        id: Its name.
        title: What people call it.
        kind: What is drawn, a name out of ``training.documents``.
        slots: Where it may belong, by the notice; the first that the notice has.
        shows: Which ink every drawing of it has.
        facts: What must not be left to chance.
        yearly: There is one for each year.
    """

    id: str
    title: Said
    kind: str
    slots: tuple[str, ...]
    shows: frozenset[Of]
    facts: Mapping[str, str]
    yearly: bool = False

    def slot_in(self, notice: Notice) -> str:
        """Return where it belongs by a notice, or ""."""
        known = {slot.id for slot in notice.slots()}
        return next((slot for slot in self.slots if slot in known), "")


@dataclass(frozen=True)
class TrapPart:
    """A hidden thing that can be ticked.

    Attributes:
        id: Its name.
        title: What people call it.
        trap: What it is.
        of: Which ink, for places.
        damage: What ruins its page.
    """

    id: str
    title: Said
    trap: Trap
    of: Of | None = None
    damage: Damage | None = None


@cache
def page_parts() -> Mapping[str, LessonPages]:
    """Return all kinds of pages by their id, in the order in which they are told."""
    return {name: _page(name, entry) for name, entry in _content()["pages"].items()}


@cache
def trap_parts() -> Mapping[str, TrapPart]:
    """Return all hidden things by their id, in the order in which they are told."""
    return {name: _trap(name, entry) for name, entry in _content()["traps"].items()}


def pages_of(notice: Notice) -> tuple[LessonPages, ...]:
    """Return the kinds of pages that a notice has a place for."""
    return tuple(part for part in page_parts().values() if part.slot_in(notice))


def _content() -> dict[str, Any]:
    return table("lessons", "parts.toml")


def _page(name: str, entry: Mapping[str, Any]) -> LessonPages:
    return LessonPages(
        name,
        Said.model_validate(entry["title"]),
        entry["kind"],
        tuple(entry["slots"]),
        frozenset(map(Of, entry["shows"])),
        entry.get("facts", {}),
        entry.get("yearly", False),
    )


def _trap(name: str, entry: Mapping[str, Any]) -> TrapPart:
    of, damage = entry.get("of"), entry.get("damage")
    return TrapPart(
        name,
        Said.model_validate(entry["title"]),
        Trap(entry["trap"]),
        Of(of) if of else None,
        Damage(damage) if damage else None,
    )

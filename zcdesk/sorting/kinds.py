"""The kinds of document, as data: the words that each shows and the slots it may belong to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from zcdesk.resources import table


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    Attributes:
        id: Name of the kind.
        title: What people call it.
        strong: Words that hardly are on another kind.
        usual: Words that are often on it.
        never: Words that speak against it.
        slots: Ids of slots that notices have for it, the likeliest first.
        most_lines: It has hardly ever more lines of text; 0 for no bound.
    """

    id: str
    title: str
    strong: tuple[str, ...]
    usual: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    most_lines: int = 0


@cache
def kinds() -> tuple[Kind, ...]:
    """Return all kinds that the program knows."""
    return tuple(
        Kind(
            name,
            entry["title"],
            tuple(entry["strong"]),
            tuple(entry.get("usual", ())),
            tuple(entry.get("never", ())),
            tuple(entry.get("slots", ())),
            int(entry.get("most_lines", 0)),
        )
        for name, entry in table("sorting", "kinds.toml").items()
    )


def kind_of_slot(slot: str) -> str:
    """Return the kind of page that sorting would name for a slot, or ""."""
    return next((kind.id for kind in kinds() if slot in kind.slots), "")


def kind_of(kind_id: str) -> Kind | None:
    """Return a kind by its id, or None."""
    return next((kind for kind in kinds() if kind.id == kind_id), None)

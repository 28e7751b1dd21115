"""How a person names what an act is about: a page by the number that she sees, a slot by its title
or its id; and the same as the case knows it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, get_args, get_type_hints

from zcdesk.cases.acts.asked import Named
from zcdesk.cases.case import Case
from zcdesk.errors import ZcdeskError
from zcdesk.notices.clock import now
from zcdesk.notices.interview import is_near
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Slot


def number_of(case: Case, said: int) -> int | None:
    """Return the number in the case of the page that a person calls so; None where there is none.

    What no page is called may still be the case's own number of one: scripts have it from ``page``
    in the data of older programs, and a file that was refused has no other.
    """
    called = {place: number for number, place in case.places.items() if place}
    return called.get(said, said if said in case.places else None)


def slots_called(notice: Notice, word: str) -> tuple[Slot, ...]:
    """Return the slots with this id, else those with this title."""
    by_id = tuple(slot for slot in notice.slots() if slot.id == word)
    return by_id or tuple(slot for slot in notice.slots() if plain(slot.title) == plain(word))


def plain(word: str) -> str:
    """Return a word without white space, in plain letters: brackets may be of either width."""
    return "".join(unicodedata.normalize("NFKC", word).split()).casefold()


def named_in(asks: type) -> dict[str, Named]:
    """Return which fields of what an act asks name a page or a slot."""
    hints = get_type_hints(asks, include_extras=True)
    return {name: kind for name, hint in hints.items() for kind in _named(hint)}


def as_in_case(case: Case, notice: Notice, asked: Any) -> Any:
    """Return what an act asks, as a person wrote it, in the case's own numbers and ids.

    Raises:
        ZcdeskError: No page is called so, or no slot, or several are; or a moment has nothing to
            do with the notice: stored, it would only be in the way.
    """
    named = named_in(type(asked))
    said = {field.name: getattr(asked, field.name) for field in fields(asked)}
    for moment in said.values():
        if isinstance(moment, datetime) and not is_near(notice, moment, case.moment(now())):
            raise ZcdeskError("cli.far_moment", at=f"{moment:%Y-%m-%d}", year=notice.year)
    known = {name: _known(case, notice, kind, said[name]) for name, kind in named.items()}
    return replace(asked, **known)


def _named(hint: object) -> Iterator[Named]:
    for part in get_args(hint):
        if isinstance(part, Named):
            yield part
        else:
            yield from _named(part)


def _known(case: Case, notice: Notice, kind: Named, said: Any) -> Any:
    if isinstance(said, tuple):
        return tuple(_known(case, notice, kind, each) for each in said)
    if not said:  # 0, "" and None name nothing
        return said
    if kind is Named.PAGE:
        number = number_of(case, said)
        if number is None:
            raise ZcdeskError("cli.no_such_page", names=str(said))
        return number
    slots = slots_called(notice, said)
    if len(slots) != 1:
        raise ZcdeskError("cli.unknown_slot", slot=said, notice=notice.id)
    return slots[0].id

"""Which slot a person means: by its id, or by its title as the notice and the window write it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

import typer

from zcdesk.cli.output import listed, text
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Slot


def slot_named(notice: Notice, word: str) -> str:
    """Return the id of the slot that is called by its id or its title.

    Raises:
        typer.BadParameter: None is called so, or several are.
    """
    found = slots_called(notice, word)
    if len(found) == 1:
        return found[0].id
    if found:
        raise typer.BadParameter(text("cli.slot_several", slot=word, known=_shown(found)))
    slots = notice.slots()
    names = {_plain(name): slot for slot in slots for name in (slot.id, slot.title)}
    near = get_close_matches(_plain(word), names, n=3)
    if near:
        meant = _shown(list({names[name].id: names[name] for name in near}.values()))
        said = text("cli.unknown_slot_but", slot=word, near=meant, notice=notice.id)
        raise typer.BadParameter(said)
    raise typer.BadParameter(text("cli.unknown_slot", slot=word, notice=notice.id))


def slots_called(notice: Notice, word: str) -> tuple[Slot, ...]:
    """Return the slots with this id, else those with this title."""
    by_id = tuple(slot for slot in notice.slots() if slot.id == word)
    return by_id or tuple(slot for slot in notice.slots() if _plain(slot.title) == _plain(word))


def _shown(slots: Sequence[Slot]) -> str:
    return listed(f"{slot.id}（{slot.title}）" for slot in slots)


def _plain(word: str) -> str:
    """Return a word without white space, in plain letters: brackets may be of either width."""
    return "".join(unicodedata.normalize("NFKC", word).split()).casefold()

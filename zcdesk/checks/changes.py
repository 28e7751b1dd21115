"""What a changed answer added, dropped or changed: a plain list for the person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zcdesk.checks.states import Evaluation, SlotState, State
from zcdesk.wording import sentence


class ChangeKind(StrEnum):
    """What happened to a slot."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One slot that another answer changed; ``told`` is the line for the person."""

    kind: ChangeKind
    slot: str
    told: str


_NOT_ASKED = frozenset({State.NOT_NEEDED, State.NOT_STATED, State.WAIVED})


def changes(before: Evaluation, after: Evaluation, language: str = "zh") -> tuple[Change, ...]:
    """Return what differs between two evaluations of one case, in platform order."""
    old = {slot.id: slot for slot in before.slots()}
    new = {slot.id: slot for slot in after.slots()}
    found = []
    for slot_id in (*new, *(one for one in old if one not in new)):
        kind = _kind(old.get(slot_id), new.get(slot_id))
        shown = new.get(slot_id) or old[slot_id]
        if kind:
            told = {"slot": shown.title, "reason": shown.reason}
            line = sentence(f"check.change_{kind}", language, **told).message
            found.append(Change(kind, slot_id, line))
    return tuple(found)


def _kind(old: SlotState | None, new: SlotState | None) -> ChangeKind | None:
    was = old is not None and old.state not in _NOT_ASKED
    is_now = new is not None and new.state not in _NOT_ASKED
    if was != is_now:
        return ChangeKind.ADDED if is_now else ChangeKind.DROPPED
    if old is None or new is None:
        return None
    same = (old.state, old.wanted, old.reason) == (new.state, new.wanted, new.reason)
    return None if same else ChangeKind.CHANGED

"""How far an official form has come: to be made, printed and waiting for ink, scanned.

Only a scan fills a slot; a form that the program wrote never does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zcdesk.cases.case import Case
from zcdesk.notices.profile import Notice, Who

PRINTED = "printed."
"""Before a slot's id in the case's facts: its form was made and printed (the day, or any word)."""


class FormStage(StrEnum):
    """待生成 → 已打印待签字盖章 → 已扫描."""

    TO_MAKE = "to_make"
    PRINTED = "printed"
    SCANNED = "scanned"


@dataclass(frozen=True)
class FormSlot:
    """One slot that an official form fills: its stage, and whose turn it is.

    ``signed`` and ``stamped`` tell what ink the printed form still waits for.
    """

    slot: str
    template: str
    stage: FormStage
    who: tuple[Who, ...]
    signed: bool
    stamped: bool


def forms(notice: Notice, case: Case) -> tuple[FormSlot, ...]:
    """Return every slot with an official form, in platform order."""
    facts = case.answers
    taken = {page.slot for page in case.pages if not page.refused and not page.anothers}
    slots = []
    for slot in notice.slots():
        if not slot.template:
            continue
        stage = FormStage.TO_MAKE
        if facts.get(f"{PRINTED}{slot.id}", "").strip():
            stage = FormStage.PRINTED
        if slot.id in taken:
            stage = FormStage.SCANNED
        slots.append(FormSlot(slot.id, slot.template, stage, slot.who, slot.signed, slot.stamped))
    return tuple(slots)

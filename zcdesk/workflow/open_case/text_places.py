"""The texts that a notice asks for, by section."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.notices.profile.entries import TextKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Section


@dataclass(frozen=True)
class TextPlace:
    """Where a text belongs: its id in the case, its title, and whether it is a long one."""

    id: str
    title: str
    long: bool
    clause: str
    quote: str


def text_places(notice: Notice, section: Section) -> tuple[TextPlace, ...]:
    """Return the texts that a section asks for: its fields, then slots with a rule on words."""
    fields = [
        TextPlace(field.id, field.title, False, field.clause, field.quote)
        for field in section.fields
    ]
    ruled = {TextKind.LENGTH, TextKind.TOPICS, TextKind.FORBIDDEN}
    wanted = {rule.where for rule in notice.texts if rule.kind in ruled}
    summaries = [
        TextPlace(slot.id, slot.title, True, slot.clause, slot.quote)
        for slot in section.slots
        if slot.id in wanted and slot.medium.value == "text_or_scan"
    ]
    return (*fields, *summaries)

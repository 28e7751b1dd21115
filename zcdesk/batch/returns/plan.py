"""The table of a note: which person is told which sentence, about which slot.

It is seen by a person before anything is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.batch.returns.note import sentences_of
from zcdesk.batch.roster.people import RosterPerson, people_by_row
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.exempt_slots import begun
from zcdesk.notices.files.loading import load_notice


@dataclass(frozen=True)
class PlannedPoint:
    """A sentence of a note, for one person.

    Attributes:
        row: Whom it is for, None for nobody.
        words: What is asked.
        slots: Titles of the slots that it is about, as far as the notice knows them.
        line: Its line in the note, from 1.
        sure: Her name is there; else a person has to agree.
    """

    row: int | None
    words: str
    slots: str
    line: int
    sure: bool


def planned(note: str, people: Sequence[RosterPerson]) -> tuple[PlannedPoint, ...]:
    """Return what a note says to whom, in the order of its lines."""
    by_row = people_by_row(people)
    return tuple(
        PlannedPoint(
            row, said.words, _slots(by_row.get(row or 0), said.words), said.line, said.sure
        )
        for said in sentences_of(note, people)
        for row in said.rows or (None,)
    )


def _slots(person: RosterPerson | None, words: str) -> str:
    if person is None:
        return ""
    notice = load_notice(person.notice)
    items = points_of(notice, begun(notice, person.applicant), words).items
    titles = notice.slot_titles()
    return "、".join(dict.fromkeys(titles[item.slot] for item in items if item.slot in titles))

"""The table of a note: which person is told which sentence, about which slot; as a CSV file, too.

It is seen and changed by a person before anything is written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.batch.returns.note import sentences_of
from zcdesk.batch.roster.people import RosterPerson, people_by_row
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.exempt_slots import begun
from zcdesk.notices.files.loading import load_notice

_ROW, _WORDS = "行", "意见"
HEAD = (_ROW, "姓名", _WORDS, "栏目", "退回意见第几行", "核对")
_ASKED = "请核对"


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
    """Return what a note says to whom, in the order of its lines; or what its CSV file says."""
    edited = _edited(note, people)
    if edited is not None:
        return edited
    by_row = people_by_row(people)
    return tuple(
        PlannedPoint(
            row, said.words, _slots(by_row.get(row or 0), said.words), said.line, said.sure
        )
        for said in sentences_of(note, people)
        for row in said.rows or (None,)
    )


def as_csv(points: Sequence[PlannedPoint], people: Sequence[RosterPerson]) -> str:
    """Return points as a table in which a person changes the row, none for nobody, or the words."""
    names = {person.row: person.shown for person in people}
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(HEAD)
    for point in points:
        asked = "" if point.sure and point.row else _ASKED
        name = names.get(point.row or 0, "")
        table.writerow((point.row or "", name, point.words, point.slots, point.line, asked))
    return written.getvalue()


def _edited(note: str, people: Sequence[RosterPerson]) -> tuple[PlannedPoint, ...] | None:
    """Return what such a table says; None for any other text."""
    lines = list(csv.reader(io.StringIO(note.lstrip("\ufeff"))))
    if not lines or tuple(lines[0][: len(HEAD)]) != HEAD:
        return None
    known = {str(person.row): person for person in people}
    points = []
    for place, cells in enumerate(lines[1:], start=1):
        cell = dict(zip(HEAD, cells, strict=False))
        person, words = known.get(cell.get(_ROW, "").strip()), cell.get(_WORDS, "").strip()
        if words:
            row = person.row if person else None
            points.append(PlannedPoint(row, words, _slots(person, words), place, sure=True))
    return tuple(points)


def _slots(person: RosterPerson | None, words: str) -> str:
    if person is None:
        return ""
    notice = load_notice(person.notice)
    items = points_of(notice, begun(notice, person.applicant), words).items
    titles = notice.slot_titles()
    return "、".join(dict.fromkeys(titles[item.slot] for item in items if item.slot in titles))

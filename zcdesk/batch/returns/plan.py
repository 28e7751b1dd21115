"""What a note of a return comes to before anything is written: person, sentence, slot, by line.

Window and command show it; a person changes it there, or in the CSV file that the command writes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.batch.returns.note import NotePart, split_note
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.exempt_slots import begun
from zcdesk.notices.files.loading import load_notice

_ROW, _WORDS = "行", "意见"
HEAD = (_ROW, "姓名", _WORDS, "栏目", "退回意见第几行", "核对")
_ASKED = "请核对"


@dataclass(frozen=True)
class PlannedPoint:
    """A sentence of a note.

    Attributes:
        row: Whom it is for, None for nobody.
        words: What is asked.
        slots: Titles of the slots that it is about, as far as the notice knows them.
        line: Its line in the note, from 1.
        sure: Her name stands there; else a person has to agree.
    """

    row: int | None
    words: str
    slots: str
    line: int
    sure: bool


def planned(note: str, people: Sequence[RosterPerson]) -> tuple[PlannedPoint, ...]:
    """Return what a note says to whom, in the order of its lines; or what its CSV file says."""
    edited = _edited(note, people)
    return edited if edited is not None else tuple(_points(split_note(note, people), people))


def _points(parts: Sequence[NotePart], people: Sequence[RosterPerson]) -> list[PlannedPoint]:
    by_row = {person.row: person for person in people}
    found = []
    for part in parts:
        sentences = part.words.splitlines()
        for words, line in zip(sentences, part.lines, strict=False):
            for row in part.rows or (None,):
                slots = _slots(by_row[row], words) if row is not None else ""
                found.append(PlannedPoint(row, words, slots, line, part.sure))
    return sorted(found, key=lambda point: (point.line, point.row or 0))


def noted_parts(points: Sequence[PlannedPoint]) -> tuple[NotePart, ...]:
    """Return points as parts of a note: one for each person, then what is nobody's."""
    by_row: dict[int, list[PlannedPoint]] = {}
    for point in points:
        by_row.setdefault(point.row or 0, []).append(point)
    return tuple(
        NotePart(
            (row,) if row else (),
            "\n".join(point.words for point in found),
            tuple(point.line for point in found),
        )
        for row, found in sorted(by_row.items(), key=lambda one: (not one[0], one[0]))
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
            row, slots = (person.row, _slots(person, words)) if person else (None, "")
            points.append(PlannedPoint(row, words, slots, place, sure=True))
    return tuple(points)


def _slots(person: RosterPerson, words: str) -> str:
    notice = load_notice(person.notice)
    items = points_of(notice, begun(notice, person.applicant), words).items
    titles = {slot.id: slot.title for slot in notice.slots()}
    return "、".join(dict.fromkeys(titles[item.slot] for item in items if item.slot in titles))

"""One note of a return that speaks of several people, split by their names.

A line belongs to whom its begin names, else to whom the line before it does; a fault may be
before those who have it. A given name alone is proposed, and a person agrees. What nobody is named
for, what two people could be meant by, what also names a colleague, 同上, and what the name of
somebody outside of the roster begins is left to the clerk: it is nobody's, and in no letter. To
whom it says that all is well, nothing is returned. How notes are worded is data,
``resources/returns/note.toml``.

Before anything is written, window and command show what the note comes to: person, sentence, slot,
by line. A person changes it there, or in the CSV file that the command writes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zcdesk.batch.returns.named import (
    EVERYBODY,
    Heads,
    common_words,
    note_words,
    pattern,
    told_count,
)
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.exempt_slots import begun
from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.loading import load_notice

_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("Ｘ"): "X"}

MOST_SENTENCES = 200
"""A return that a person writes has thirty; each is held against everybody in the roster."""

_SENTENCE = 100
"""Letters that make a sentence, ended or not."""

_UNIT = re.compile(r"(?<=[。；;])")
_GAP = re.compile(r"[^\S\r\n]{2,}")


@dataclass(frozen=True)
class NotePart:
    """What a note says to the same people.

    Attributes:
        rows: Their rows; empty where nobody can be told for sure.
        words: The sentences, without the names before them.
        lines: Numbers of the lines in which they are, from 1.
        sure: Their names are there; else only given names do, and a person has to agree.
    """

    rows: tuple[int, ...]
    words: str
    lines: tuple[int, ...]
    sure: bool = True


Said = tuple[int, tuple[int, ...], str, bool]
"""A sentence: its line, the rows that it is for, its words, and whether that is sure."""


def split_note(words: str, people: Sequence[RosterPerson]) -> tuple[NotePart, ...]:
    """Return the parts of a note: one for each of whom it speaks, then what is nobody's.

    Args:
        words: The note, whole.
        people: Everybody in the roster.

    Raises:
        LongNoteError: It has more than :data:`MOST_SENTENCES`.
    """
    words = _GAP.sub(lambda gap: "\t" if "\t" in gap[0] else "  ", words)
    units = (unit for line in words.splitlines() for unit in _UNIT.split(line) if unit.strip())
    count = sum(1 + len(unit) // _SENTENCE for unit in units)
    if count > MOST_SENTENCES:
        raise ZcdeskError("batch.returned_too_long", count=count, most=MOST_SENTENCES)
    by_row: dict[tuple[bool, int], list[tuple[int, str]]] = {}
    nobodys: list[tuple[int, str]] = []
    said = tuple(_attributed(words.translate(_DIGITS), Heads(people)))
    for place, (line, rows, text, sure) in enumerate(said):
        if rows and _is_well(text):
            continue
        if rows == EVERYBODY:
            rows, sure = _all_of(said, place, len(people))
        if len(rows) > 1 and pattern("apart").search(text):
            rows = ()
        for row in rows:
            by_row.setdefault((not sure, row), []).append((line, text))
        if not rows and text:
            nobodys.append((line, text))
    parts = [_part((row,), found, not asked) for (asked, row), found in sorted(by_row.items())]
    parts = [part for part in parts if part.words]  # of a name alone nothing is asked
    return (*parts, *([_part((), nobodys)] if nobodys else []))


def _all_of(said: Sequence[Said], place: int, count: int) -> tuple[tuple[int, ...], bool]:
    """Return whom a sentence to everybody is for: all who are named, above it where it says so.

    A person has to agree where it may be for others of the roster, or for whom all is well.
    """
    _, _, text, _ = said[place]
    above = pattern("of_those_above").match(text) is not None
    others = [one for one in (said[:place] if above else said) if one[1] != EVERYBODY]
    named = dict.fromkeys(row for _, rows, _, _ in others for row in rows)
    asked = {row for _, rows, words, _ in others if not _is_well(words) for row in rows}
    sure = asked == named.keys() and all(sure for _, rows, _, sure in others if rows)
    wide = pattern("of_everybody").search(text) is not None and len(named) < count
    return tuple(named), sure and not wide


def _part(rows: tuple[int, ...], found: Sequence[tuple[int, str]], sure: bool = True) -> NotePart:
    said: dict[int, str] = {}
    for line, text in found:
        said[line] = said.get(line, "") + text
    words = (text.strip(" \t|") for text in said.values())
    return NotePart(rows, "\n".join(text for text in words if text), tuple(said), sure)


def _is_well(text: str) -> bool:
    """Tell whether nothing is asked: the last cell of a table says so, or the whole sentence."""
    cells = [cell for cell in re.split(r"[|\t]", text) if cell.strip()]
    plain = cells[-1] if cells else ""
    found = [word for word in note_words()["well"] if word in plain]
    for word in sorted((*note_words()["well"], *note_words()["filler"]), key=len, reverse=True):
        plain = plain.replace(word, "")
    left = re.sub(r"[\W_]", "", plain)
    of_paper = left in common_words() and not pattern("fault").search(text)
    return bool(found) and (not left or of_paper)


def _is_same(text: str) -> bool:
    """Tell whether a sentence only says that it is as the one above."""
    cells = [re.sub(r"[\s。；;]", "", cell) for cell in re.split(r"[|\t，,]", text)]
    cells = [pattern("numbered").sub("", cell) for cell in cells]
    return any(cell in note_words()["same"] for cell in cells)


def _attributed(words: str, heads: Heads) -> Iterator[Said]:
    """Yield each sentence with its line and the rows that it is for; none for nobody."""
    now, group = tuple[int, ...](), tuple[int, ...]()  # who were named together last
    named: dict[int, bool] = {}
    sure, filled, parted = True, False, False  # something was said to them; an empty line followed
    lines, labels, apart = heads.laid_out(words.splitlines())
    sections = _sections_of_people(lines, heads)
    for line, whole in enumerate(lines, start=1):
        same = ""  # what those have who are named at the end of a sentence
        if line in sections:
            now, parted = (), False
            continue
        if pattern("rule").fullmatch(whole) or not whole.strip():
            parted = filled
            continue
        if line in apart or pattern("apart_line").match(whole):
            now = ()  # a message or a row of its own goes on from nobody
        label = labels.get(line, "")
        for unit in heads.units(whole.removeprefix(label)):
            head, last = heads.of(unit), heads.at_its_end(unit)
            counted = pattern("of_several").match(unit)
            if head is not None:
                now, rest, sure = head
                rest = f"{label}{rest}" if rest.strip(" 。；;") else same
                group = now
                named |= dict.fromkeys(now, sure)
                filled, parted = bool(rest), False
                clerks = heads.names_another(rest, now) or _is_same(rest)
                yield line, *(((), unit, True) if clerks else (now, rest, sure))
                if clerks and heads.of(rest):  # who else is meant nobody can tell, nor below it
                    now = ()
            elif last is not None:
                group, same, sure = last
                named |= dict.fromkeys(group, sure)
                now, parted = (), False
                yield line, group, same, sure
            elif pattern("of_others").match(unit):
                yield line, (), unit, True
            elif counted and group and not heads.names_another(unit, group):
                count = told_count(counted)
                now = next((one for one in (group, tuple(named)) if len(one) == count), ())
                yield line, now, unit, all(named[row] for row in now)
            elif pattern("signed").fullmatch(unit) or (not named and heads.is_heading(unit)):
                now, parted = (), False
            elif pattern("of_all").match(f"{label}{unit}"):
                all_named = () if heads.names_another(unit, ()) else EVERYBODY
                yield line, all_named, f"{label}{unit}", True
            elif len(group) == 1 and pattern("of_her").match(unit):
                yield line, group, unit, False
            elif (parted and not pattern("numbered").match(unit)) or _is_same(unit):
                now, parted = (), False  # what is below all of them is said to none
                yield line, (), unit, True
            else:
                filled = True
                yield line, () if heads.names_another(unit, now) else now, f"{label}{unit}", sure


def _sections_of_people(lines: Sequence[str], heads: Heads) -> frozenset[int]:
    """Return the numbers of lines that only say of what the people below them are told.

    Below each of them somebody is named: else they are points of a person's own list.
    """
    told = [(line, text) for line, text in enumerate(lines, start=1) if text.strip()]
    pairs = [
        (line, heads.of(following) or pattern("of_all").match(following))
        for (line, text), (_, following) in pairwise(told)
        if pattern("section").fullmatch(text)
        and not (pattern("fault").search(text) or heads.of(text))
    ]
    return frozenset(line for line, _ in pairs if len(pairs) > 1 and all(one for _, one in pairs))


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

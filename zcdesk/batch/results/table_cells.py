"""The cells of the table of a run: one row a person, and the list of what waits for others.

Workbook and page show the same cells: numbers are numbers, moments are moments in Beijing time,
and what can be opened is a link relative to the folder of results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from zcdesk.applicant import Target
from zcdesk.batch.results.person_rows import PersonRow, turns
from zcdesk.batch.results.person_turns import Turn
from zcdesk.batch.results.tasks import Whose
from zcdesk.batch.roster.people import Person
from zcdesk.finding_facts import Kind
from zcdesk.notices.profile.timing import BEIJING
from zcdesk.wording import sentence

Value = str | int | date | datetime | None


@dataclass(frozen=True)
class Cell:
    """What stands in a cell.

    Attributes:
        value: Text, number, day or moment.
        link: What it opens, or "".
        quiet: The number is not shown when it is 0.
        limit: The most that the number may come to, shown behind it, or None.
    """

    value: Value
    link: str = ""
    quiet: bool = False
    limit: int | None = None


@dataclass(frozen=True)
class Column:
    """A column: the end of its sentence's code, and its width in characters."""

    name: str
    width: int


COLUMNS = (
    Column("row", 6),
    Column("name", 20),
    Column("employer", 28),
    Column("turn", 10),
    Column("state", 12),
    Column("mend", 9),
    Column("send", 9),
    Column("tell", 9),
    Column("scan_again", 9),
    Column("rewrite", 9),
    Column("waits_employer", 9),
    Column("waits_supervising_unit", 9),
    Column("waits_clerk", 9),
    Column("doubtful", 9),
    Column("name_found", 9),
    Column("employer_found", 9),
    Column("left", 18),
    Column("deadline_at", 17),
    Column("days_left", 9),
    Column("due", 12),
    Column("returned", 8),
    Column("todo", 60),
    Column("letter", 8),
    Column("folder", 9),
    Column("case", 8),
)
"""The columns of the people."""

LIST_COLUMNS = (
    Column("row", 6),
    Column("name", 20),
    Column("whose", 10),
    Column("what", 60),
    Column("remedy", 60),
    Column("case", 8),
)
"""The columns of what waits for others than the applicants."""


def head(columns: Sequence[Column], language: str) -> tuple[str, ...]:
    """Return the heads of columns."""
    return tuple(_word(f"column.{column.name}", language) for column in columns)


def counted(rows: Sequence[PersonRow], language: str = "zh") -> str:
    """Return how many people there are, and how many of them wait for whom."""
    found = turns(rows)
    parts = [
        _word(f"count.{turn}", language, count=found[turn])
        for turn in (Turn.DONE, Turn.APPLICANT, Turn.EMPLOYER, Turn.CLERK)
        if found[turn] or turn is Turn.DONE
    ]
    return _word("count", language, people=len(rows), told=" · ".join(parts))


def people_cells(
    rows: Sequence[PersonRow],
    by_row: Mapping[int, Person],
    todos: Mapping[int, str],
    left: Mapping[int, str],
    states: Mapping[int, str],
    language: str = "zh",
) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each person, as ``COLUMNS`` has them.

    Args:
        rows: How everybody stands.
        by_row: The people.
        todos: What is to be done for each, in words.
        left: What is due next for each and the time that is left, in words.
        states: How each stands, in words.
        language: Of the words.
    """
    for row in rows:
        person = by_row[row.row]
        moment = row.deadline_at
        opened = _word("open", language)
        yield (
            Cell(row.row),
            Cell(person.shown),
            Cell(person.applicant.employer),
            Cell(_word(f"turn.{row.turn}", language)),
            Cell(states[row.row]),
            *(Cell(count, quiet=True) for count in (row.mend, row.send, row.tell)),
            Cell(row.scan_again, quiet=True),
            *(Cell(count, quiet=True) for count in (row.rewrite, row.employer)),
            *(Cell(count, quiet=True) for count in (row.supervising_unit, row.clerk)),
            Cell(row.pages.get("review", 0), quiet=True),
            *(Cell(row.found.get(str(target))) for target in (Target.NAME, Target.EMPLOYER)),
            Cell(left[row.row]),
            Cell(moment.astimezone(BEIJING).replace(tzinfo=None) if moment else None),
            Cell(row.days_left),
            Cell(row.due),
            Cell(row.returned, quiet=row.returns_limit is None, limit=row.returns_limit),
            Cell(todos[row.row]),
            Cell(opened if row.letter else None, row.letter),
            Cell(row.folder, "" if row.problem else f"{row.folder}/"),
            _case(row, language),
        )


def list_cells(
    rows: Sequence[PersonRow],
    by_row: Mapping[int, Person],
    todos: Mapping[int, str],
    language: str = "zh",
) -> Iterator[tuple[Cell, ...]]:
    """Yield what waits for others than the applicants, as ``LIST_COLUMNS`` has it.

    What all have in common stands first and once; what is only to be known stands at the end, once
    for all whom it concerns.
    """
    common = _common(rows)
    for (whose_it_is, message, remedy), kind in common.items():
        if kind is not Kind.REMIND:
            people = Cell(_word("everybody", language))
            does = Cell(_word(f"whose.{whose_it_is}", language))
            yield Cell(None), people, does, *_what_and_how(message, remedy), Cell(None)
    known: dict[tuple[str, str], list[int]] = {}
    office = Cell(_word(f"whose.{Whose.CLERK}", language))
    for row in rows:
        person = Cell(by_row[row.row].shown)
        case = _case(row, language)
        if row.problem:
            yield Cell(row.row), person, office, Cell(todos[row.row]), Cell(None), case
        for task in row.tasks:
            shared = (task.whose, task.message, task.remedy) in common
            if task.whose is Whose.APPLICANT or (shared and task.kind is not Kind.REMIND):
                continue
            if task.kind is Kind.REMIND:
                known.setdefault((task.message, task.remedy), []).append(row.row)
                continue
            whose = Cell(_word(f"whose.{task.whose}", language))
            yield Cell(row.row), person, whose, *_what_and_how(task.message, task.remedy), case
    for (message, remedy), numbers in known.items():
        whom = _word("everybody", language)
        if len(numbers) < len(rows):
            whom = "、".join(map(str, numbers))
        yield Cell(None), Cell(whom), office, *_what_and_how(message, remedy), Cell(None)


def _common(rows: Sequence[PersonRow]) -> Mapping[tuple[Whose, str, str], Kind]:
    """Return what each of several people waits for alike; of a row that failed nothing is known."""
    known = [row for row in rows if not row.problem]
    counts: dict[tuple[Whose, str, str], int] = {}
    kinds: dict[tuple[Whose, str, str], Kind] = {}
    for row in known:
        for task in {(task.whose, task.message, task.remedy): task for task in row.tasks}.values():
            key = task.whose, task.message, task.remedy
            counts[key] = counts.get(key, 0) + 1
            kinds[key] = task.kind
    whole = len(known) > 1
    return {
        key: kinds[key]
        for key, count in counts.items()
        if whole and count == len(known) and key[0] is not Whose.APPLICANT
    }


def _what_and_how(message: str, remedy: str) -> tuple[Cell, Cell]:
    return Cell(message), Cell(remedy or None)


def _case(row: PersonRow, language: str) -> Cell:
    path = Path(row.case)
    link = path.as_uri() if path.is_absolute() else row.case
    return Cell(_word("open", language) if row.case else None, link)


def _word(name: str, language: str, **details: str | int) -> str:
    return sentence(f"batch.{name}", language, **details).message

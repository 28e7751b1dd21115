"""The cells of the table of a run: one row a person, and the list of what waits for others.

Workbook and page show the same cells: numbers are numbers, moments are moments in Beijing time,
and what can be opened is a link relative to the folder of results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from zcdesk.applicant import Target
from zcdesk.batch.results.clerk_words import clerk_words
from zcdesk.batch.results.person_results import CASE_FILE, LETTER, PersonResult, Turn
from zcdesk.batch.results.person_words import state_word, time_left, todo
from zcdesk.batch.results.tasks import Task, Whose
from zcdesk.batch.roster.people import Person
from zcdesk.cases.reasons import counted_reasons
from zcdesk.finding_facts import Kind
from zcdesk.notices.profile.timing import BEIJING
from zcdesk.wording import in_general, sentence

Value = str | int | date | datetime | None


@dataclass(frozen=True)
class Cell:
    """What stands in a cell.

    Attributes:
        value: Text, number, day or moment.
        link: What it opens, or "".
        quiet: The number is not shown when it is 0.
        behind: What is shown behind a number.
    """

    value: Value
    link: str = ""
    quiet: bool = False
    behind: str = ""

    @property
    def shown(self) -> str:
        """What is to be read in it, on paper and on screen."""
        if self.value is None or (self.quiet and self.value == 0):
            return ""
        if isinstance(self.value, datetime):
            return f"{self.value:%Y-%m-%d %H:%M}"
        return f"{self.value}{self.behind}"


@dataclass(frozen=True)
class Column:
    """A column: the end of its sentence's code, and its width in characters."""

    name: str
    width: int


COLUMNS = (
    Column("row", 6),
    Column("name", 20),
    Column("turn", 10),
    Column("todo", 60),
    Column("send", 9),
    Column("doubtful", 9),
    Column("left", 18),
    Column("letter", 8),
    Column("folder", 9),
    Column("employer", 28),
    Column("state", 12),
    Column("mend", 9),
    Column("tell", 9),
    Column("scan_again", 9),
    Column("rewrite", 9),
    Column("waits_employer", 9),
    Column("waits_supervising_unit", 9),
    Column("waits_clerk", 9),
    Column("asked", 60),
    Column("name_found", 9),
    Column("employer_found", 9),
    Column("deadline_at", 17),
    Column("days_left", 9),
    Column("due", 12),
    Column("returned", 8),
    Column("case", 8),
)
"""The columns of the people: who, whose turn, what first; then all that is counted of them."""

FIRST = 9
"""Columns that a workbook opens with; the others are folded up behind them."""

_COUNTED = {
    **{name: name for name in ("mend", "send", "tell", "scan_again", "rewrite")},
    **{f"waits_{name}": name for name in ("employer", "supervising_unit", "clerk")},
}
"""What is counted of a person, by its column."""

_NOTHING = "—"

LIST_COLUMNS = (
    Column("row", 6),
    Column("name", 20),
    Column("whose", 10),
    Column("what", 60),
    Column("remedy", 60),
    Column("case", 8),
)
"""The columns of what waits for others than the applicants."""

REASON_COLUMNS = (Column("why", 80), Column("pages", 9), Column("people", 9))
"""The columns of why pages were asked about."""


def head(columns: Sequence[Column], language: str) -> tuple[str, ...]:
    """Return the heads of columns."""
    return tuple(_word(f"column.{column.name}", language) for column in columns)


def counted(results: Sequence[PersonResult], language: str = "zh") -> str:
    """Return how many people there are, and how many of them wait for whom."""
    found = Counter(result.turn for result in results)
    parts = [
        _word(f"count.{turn}", language, count=found[turn])
        for turn in (Turn.DONE, Turn.APPLICANT, Turn.EMPLOYER, Turn.CLERK)
        if found[turn] or turn is Turn.DONE
    ]
    return _word("count", language, people=len(results), told=" · ".join(parts))


def people_cells(
    results: Sequence[PersonResult],
    by_row: Mapping[int, Person],
    due: date | None = None,
    language: str = "zh",
) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each person, as ``COLUMNS`` has them; see :func:`cells_of`."""
    for result in results:
        cells = cells_of(result, by_row, due, language)
        yield tuple(cells[column.name] for column in COLUMNS)


def cells_of(
    result: PersonResult,
    by_row: Mapping[int, Person],
    due: date | None = None,
    language: str = "zh",
) -> Mapping[str, Cell]:
    """Return what the tables and the window show of a person, by column.

    Args:
        result: How she stands.
        by_row: The people.
        due: The day that the office named.
        language: Of the words.
    """
    person, counts = by_row[result.row], result.counts
    at, hours = _deadline(result, due)
    used, limit = result.returns
    times = _word("times", language)
    opened = _word("open", language), f"{result.folder}/{LETTER}"
    return {
        "row": Cell(result.row),
        "name": Cell(person.shown),
        "employer": Cell(person.applicant.employer),
        "turn": Cell(_word(f"turn.{result.turn}", language)),
        "state": Cell(state_word(result, language)),
        **{name: Cell(counts[key], quiet=True) for name, key in _COUNTED.items()},
        "doubtful": Cell(result.to_look, quiet=True),
        "asked": Cell("\n".join(_asked(result.asked, language)) or None),
        "name_found": Cell(result.found.get(str(Target.NAME))),
        "employer_found": Cell(result.found.get(str(Target.EMPLOYER))),
        "left": Cell(time_left(result, language) if at else _NOTHING),
        "deadline_at": Cell(_in_beijing(at) if at else None),
        "days_left": Cell(None if hours is None else hours // 24),
        "due": Cell(due),
        "returned": Cell(used, quiet=limit is None, behind=f" / {limit}" if limit else times),
        "todo": Cell(todo(result, by_row, language)),
        "letter": Cell(*(None, "") if result.problem else opened),
        "folder": Cell(result.folder, "" if result.problem else f"{result.folder}/"),
        "case": _case(result, person, language),
    }


def _deadline(result: PersonResult, due: date | None) -> tuple[str, int | None]:
    """Return the moment that is due next and the hours left; one that is over is of no use where
    the office has a day of its own."""
    if result.deadline is None:
        return "", None
    if due is not None and result.deadline[2] < 0 and not result.returned:
        return "", None
    return result.deadline[1:]


def _in_beijing(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(BEIJING).replace(tzinfo=None)


_Said = tuple[Whose, str, str]
"""Whose a task is, what it is about, what to do."""


def list_cells(
    results: Sequence[PersonResult], by_row: Mapping[int, Person], language: str = "zh"
) -> Iterator[tuple[Cell, ...]]:
    """Yield what waits for others than the applicants, as ``LIST_COLUMNS`` has it.

    What all have in common stands first and once; what is only to be known stands at the end, once
    for all whom it concerns.
    """
    said = {
        result.row: [(task, _said(task, language)) for task in result.tasks] for result in results
    }
    common = _common([said[result.row] for result in results if not result.problem])
    for (whose_it_is, *what), kind in common.items():
        if kind is not Kind.REMIND:
            people = Cell(_word("everybody", language))
            does = Cell(_word(f"whose.{whose_it_is}", language))
            yield Cell(None), people, does, *_what_and_how(*what), Cell(None)
    known: dict[tuple[str, ...], list[int]] = {}
    office = Cell(_word(f"whose.{Whose.CLERK}", language))
    for result in results:
        person = Cell(by_row[result.row].shown)
        case = _case(result, by_row[result.row], language)
        if result.problem:
            what_now = Cell(todo(result, by_row, language))
            yield Cell(result.row), person, office, what_now, Cell(None), case
        for task, words in said[result.row]:
            shared = words in common
            if task.whose is Whose.APPLICANT or (shared and task.kind is not Kind.REMIND):
                continue
            if task.kind is Kind.REMIND:
                known.setdefault(words[1:], []).append(result.row)
                continue
            whose = Cell(_word(f"whose.{task.whose}", language))
            yield Cell(result.row), person, whose, *_what_and_how(*words[1:]), case
    for what_is_known, numbers in known.items():
        whom = _word("everybody", language)
        if len(numbers) < len(results):
            whom = "、".join(map(str, numbers))
        yield Cell(None), Cell(whom), office, *_what_and_how(*what_is_known), Cell(None)


def reason_cells(
    results: Sequence[PersonResult], language: str = "zh"
) -> Iterator[tuple[Cell, ...]]:
    """Yield why pages were asked about, the most frequent reason first."""
    for code, pages in counted_reasons(result.asked for result in results).items():
        people = sum(code in result.asked for result in results)
        yield Cell(in_general(code, language)), Cell(pages), Cell(people)


def _asked(counts: Mapping[str, int], language: str) -> Iterator[str]:
    for code, pages in counts.items():
        yield _word("asked", language, count=pages, reason=in_general(code, language))


def _said(task: Task, language: str) -> _Said:
    words = clerk_words(task, language)
    return task.whose, words.message, words.typed


def _common(people: Sequence[Sequence[tuple[Task, _Said]]]) -> Mapping[_Said, Kind]:
    """Return what each of several people waits for alike; of a row that failed nothing is known."""
    kinds = {said: task.kind for told in people for task, said in told}
    counts = Counter(said for told in people for said in {said for _, said in told})
    return {
        said: kind
        for said, kind in kinds.items()
        if len(people) > 1 and counts[said] == len(people) and said[0] is not Whose.APPLICANT
    }


def _what_and_how(message: str, remedy: str) -> tuple[Cell, Cell]:
    return Cell(message), Cell(remedy or None)


def _case(result: PersonResult, person: Person, language: str) -> Cell:
    if result.problem and not person.case:
        return Cell(None)
    own = Path(person.case).absolute().as_uri() if person.case else ""
    return Cell(_word("open", language), own or f"{result.folder}/{CASE_FILE}")


def _word(name: str, language: str, **details: str | int) -> str:
    return sentence(f"batch.{name}", language, **details).message

"""The cells of the table of a run: one row a person, and the list of what waits for others.

Numbers are numbers, moments are moments in Beijing time,
and what can be opened is a link relative to the folder of results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from zcdesk.batch.results.person_results import CASE_FILE, LETTER, PersonResult, Turn
from zcdesk.batch.results.person_words import (
    clerk_words,
    state_word,
    time_left,
    todo,
    unclaimed_words,
)
from zcdesk.batch.results.tasks import Task, WhoseTask
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.shared.folder import SHARED
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.finding_facts import FindingKind
from zcdesk.quantities.moments import BEIJING
from zcdesk.wording import in_general, sentence

Value = str | int | date | datetime | None


@dataclass(frozen=True)
class TableCell:
    """What is in a cell.

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
class TableColumn:
    """A column: the end of its sentence's code, and its width in characters."""

    name: str
    width: int


COLUMNS = (
    TableColumn("row", 6),
    TableColumn("name", 20),
    TableColumn("turn", 10),
    TableColumn("todo", 60),
    TableColumn("send", 9),
    TableColumn("doubtful", 9),
    TableColumn("left", 18),
    TableColumn("letter", 8),
    TableColumn("folder", 9),
    TableColumn("employer", 28),
    TableColumn("state", 12),
    TableColumn("mend", 9),
    TableColumn("tell", 9),
    TableColumn("scan_again", 9),
    TableColumn("rewrite", 9),
    TableColumn("waits_employer", 9),
    TableColumn("waits_supervising_unit", 9),
    TableColumn("waits_clerk", 9),
    TableColumn("asked", 60),
    TableColumn("deadline_at", 17),
    TableColumn("days_left", 9),
    TableColumn("due", 12),
    TableColumn("returned", 8),
    TableColumn("case", 8),
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
    TableColumn("row", 6),
    TableColumn("name", 20),
    TableColumn("whose", 10),
    TableColumn("what", 60),
    TableColumn("remedy", 60),
    TableColumn("case", 8),
)
"""The columns of what waits for others than the applicants."""


def head(columns: Sequence[TableColumn], language: str) -> tuple[str, ...]:
    """Return the heads of columns."""
    return tuple(_word(f"column.{column.name}", language) for column in columns)


def counted(results: Sequence[PersonResult], language: str = "zh") -> str:
    """Return how many people there are, and how many of them wait for whom."""
    turns = Counter(result.turn for result in results)
    parts = [
        _word(f"count.{turn}", language, count=turns[turn])
        for turn in (Turn.DONE, Turn.APPLICANT, Turn.EMPLOYER, Turn.CLERK, Turn.NOBODY)
        if turns[turn] or turn is Turn.DONE
    ]
    return _word("count", language, people=len(results), told=" · ".join(parts))


def people_cells(
    results: Sequence[PersonResult],
    by_row: Mapping[int, RosterPerson],
    due: date | None = None,
    language: str = "zh",
) -> Iterator[tuple[TableCell, ...]]:
    """Yield the cells of each person, as ``COLUMNS`` has them; see :func:`cells_of`."""
    for result in results:
        cells = cells_of(result, by_row, due, language)
        yield tuple(cells[column.name] for column in COLUMNS)


def cells_of(
    result: PersonResult,
    by_row: Mapping[int, RosterPerson],
    due: date | None = None,
    language: str = "zh",
) -> Mapping[str, TableCell]:
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
    letter = TableCell(_word("open", language), f"{result.folder}/{LETTER}")
    if not result.lettered:
        letter = TableCell(_word("letter_later", language))
    return {
        "row": TableCell(result.row),
        "name": TableCell(person.shown),
        "employer": TableCell(person.applicant.employer),
        "turn": TableCell(_word(f"turn.{result.turn}", language)),
        "state": TableCell(state_word(result, language)),
        **{name: TableCell(counts[key], quiet=True) for name, key in _COUNTED.items()},
        "doubtful": TableCell(result.unseen, quiet=True),
        "asked": TableCell("\n".join(_asked(result.asked, language)) or None),
        "left": TableCell(time_left(result, language) if at else _NOTHING),
        "deadline_at": TableCell(_in_beijing(at) if at else None),
        "days_left": TableCell(None if hours is None else hours // 24),
        "due": TableCell(due),
        "returned": TableCell(used, quiet=limit is None, behind=f" / {limit}" if limit else times),
        "todo": TableCell(todo(result, by_row, language)),
        "letter": letter if result.opens else TableCell(None),
        "folder": TableCell(result.folder, f"{result.folder}/" if result.opens else ""),
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


_Said = tuple[WhoseTask, str, str]
"""Whose a task is, what it is about, what to do."""


def list_cells(
    results: Sequence[PersonResult],
    by_row: Mapping[int, RosterPerson],
    language: str = "zh",
    unclaimed: Sequence[SharedPage] = (),
) -> Iterator[tuple[TableCell, ...]]:
    """Yield what waits for others than the applicants, as ``LIST_COLUMNS`` has it.

    What all have in common is first and once, then pages of which nobody knows whose they are; what
    is only to be known is at the end, once for all whom it concerns.
    """
    office = TableCell(_word(f"whose.{WhoseTask.CLERK}", language))
    said = {
        result.row: [(task, _said(task, language)) for task in result.tasks] for result in results
    }
    common = _common([said[result.row] for result in results if result.opens])
    for (whose_it_is, *what), kind in common.items():
        if kind is not FindingKind.REMIND:
            people = TableCell(_word("everybody", language))
            does = TableCell(_word(f"whose.{whose_it_is}", language))
            yield TableCell(None), people, does, *_what_and_how(*what), TableCell(None)
    for page in unclaimed:
        asked = unclaimed_words(page, language)
        inside = page.output.as_posix().rpartition(f"/{SHARED}/")[2]
        place = TableCell(_word("open", language), f"{SHARED}/{inside}")
        line = _what_and_how(f"{page.source}: {asked.message}", asked.remedy)
        yield TableCell(None), TableCell(None), office, *line, place
    known: dict[tuple[str, ...], list[int]] = {}
    for result in results:
        person = TableCell(by_row[result.row].shown)
        case = _case(result, by_row[result.row], language)
        if result.problem:
            what_now = TableCell(todo(result, by_row, language))
            yield TableCell(result.row), person, office, what_now, TableCell(None), case
        for task, words in said[result.row]:
            shared = words in common
            if task.whose is WhoseTask.APPLICANT or (
                shared and task.kind is not FindingKind.REMIND
            ):
                continue
            if task.kind is FindingKind.REMIND:
                known.setdefault(words[1:], []).append(result.row)
                continue
            whose = TableCell(_word(f"whose.{task.whose}", language))
            yield TableCell(result.row), person, whose, *_what_and_how(*words[1:]), case
    for what_is_known, numbers in known.items():
        whom = _word("everybody", language)
        if len(numbers) < sum(result.applies for result in results):
            whom = "、".join(map(str, numbers))
        yield (
            TableCell(None),
            TableCell(whom),
            office,
            *_what_and_how(*what_is_known),
            TableCell(None),
        )


def _asked(counts: Mapping[str, int], language: str) -> Iterator[str]:
    for code, pages in counts.items():
        yield _word("asked", language, count=pages, reason=in_general(code, language))


def _said(task: Task, language: str) -> _Said:
    words = clerk_words(task, language)
    return task.whose, words.message, words.typed


def _common(people: Sequence[Sequence[tuple[Task, _Said]]]) -> Mapping[_Said, FindingKind]:
    """Return what each of several people waits for alike; of a row that failed nothing is known."""
    kinds = {said: task.kind for person in people for task, said in person}
    counts = Counter(said for person in people for said in {said for _, said in person})
    return {
        said: kind
        for said, kind in kinds.items()
        if len(people) > 1 and counts[said] == len(people) and said[0] is not WhoseTask.APPLICANT
    }


def _what_and_how(message: str, remedy: str) -> tuple[TableCell, TableCell]:
    return TableCell(message), TableCell(remedy or None)


def _case(result: PersonResult, person: RosterPerson, language: str) -> TableCell:
    if not result.opens and not person.case:
        return TableCell(None)
    own = Path(person.case).absolute().as_uri() if person.case else ""
    return TableCell(_word("open", language), own or f"{result.folder}/{CASE_FILE}")


def _word(name: str, language: str, **details: str | int) -> str:
    return sentence(f"batch.{name}", language, **details).message

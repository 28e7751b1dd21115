"""The cells of the table of a run: one row a person, and the list of what waits for others.

Numbers are numbers, moments are moments in Beijing time,
and what can be opened is a link relative to the folder of results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import starmap
from pathlib import Path
from typing import Any

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


def _columns(**widths: int) -> tuple[TableColumn, ...]:
    return tuple(starmap(TableColumn, widths.items()))


COLUMNS = _columns(
    row=6,
    name=20,
    turn=10,
    todo=60,
    send=9,
    doubtful=9,
    left=18,
    letter=8,
    folder=9,
    employer=28,
    state=12,
    mend=9,
    tell=9,
    scan_again=9,
    rewrite=9,
    waits_employer=9,
    waits_supervising_unit=9,
    waits_clerk=9,
    asked=60,
    deadline_at=17,
    days_left=9,
    due=12,
    returned=8,
    case=8,
)
"""The columns of the people: who, whose turn, what first; then all that is counted of them."""

FIRST = 9
"""Columns that a workbook opens with; the others are folded up behind them."""

_COUNTED = {
    **{name: name for name in ("mend", "send", "tell", "scan_again", "rewrite")},
    **{f"waits_{name}": name for name in ("employer", "supervising_unit", "clerk")},
}
"""What is counted of a person, by its column."""

_NOTHING, _NO_CELL = "—", TableCell(None)

LIST_COLUMNS = _columns(
    row=6,
    name=20,
    whose=10,
    what=60,
    remedy=60,
    case=8,
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
    values: dict[str, Value] = {
        "row": result.row,
        "name": person.shown,
        "employer": person.applicant.employer,
        "turn": _word(f"turn.{result.turn}", language),
        "state": state_word(result, language),
        "asked": "\n".join(_asked(result.asked, language)) or None,
        "left": time_left(result, language) if at else _NOTHING,
        "deadline_at": _in_beijing(at) if at else None,
        "days_left": None if hours is None else hours // 24,
        "due": due,
        "todo": todo(result, by_row, language),
    }
    return {
        **{name: TableCell(value) for name, value in values.items()},
        **{name: TableCell(counts[key], quiet=True) for name, key in _COUNTED.items()},
        "doubtful": TableCell(result.unseen, quiet=True),
        "returned": TableCell(used, quiet=limit is None, behind=f" / {limit}" if limit else times),
        "letter": letter if result.opens else _NO_CELL,
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
    for *values, case in _lines(results, by_row, language, unclaimed):
        yield *(TableCell(value or None) for value in values), case


def _lines(
    results: Sequence[PersonResult],
    by_row: Mapping[int, RosterPerson],
    language: str,
    unclaimed: Sequence[SharedPage],
) -> Iterator[tuple[Any, ...]]:
    office, everybody = _word("whose.clerk", language), _word("everybody", language)
    said = {
        result.row: [(task, _said(task, language)) for task in result.tasks] for result in results
    }
    common = _common([said[result.row] for result in results if result.opens])
    for words, kind in common.items():
        if kind is not FindingKind.REMIND:
            yield None, everybody, *_together([words], language), _NO_CELL
    for page in unclaimed:
        asked = unclaimed_words(page, language)
        inside = page.output.as_posix().rpartition(f"/{SHARED}/")[2]
        place = TableCell(_word("open", language), f"{SHARED}/{inside}")
        yield None, None, office, f"{page.source}: {asked.message}", asked.remedy, place
    known: dict[tuple[str, ...], list[int]] = {}
    for result in results:
        row, person = result.row, by_row[result.row]
        case = _case(result, person, language)
        if result.problem:
            yield row, person.shown, office, todo(result, by_row, language), None, case
        others = [each for each in said[row] if each[0].whose is not WhoseTask.APPLICANT]
        for _, words in (each for each in others if each[0].kind is FindingKind.REMIND):
            known.setdefault(words[1:], []).append(row)
        left = [words for task, words in others if task.kind is not FindingKind.REMIND]
        if own := [words for words in left if words not in common]:
            yield row, person.shown, *_together(own, language), case
    for (what, how), rows in known.items():
        some = len(rows) < sum(result.applies for result in results)
        whom = "、".join(map(str, rows)) if some else everybody
        yield None, whom, office, what, how, _NO_CELL


def _asked(counts: Mapping[str, int], language: str) -> Iterator[str]:
    for code, pages in counts.items():
        yield _word("asked", language, count=pages, reason=in_general(code, language))


def _said(task: Task, language: str) -> _Said:
    words = clerk_words(task, language)
    return task.whose, words.message, words.typed


def _together(said: Sequence[_Said], language: str) -> Iterator[str]:
    """Yield whose tasks are, what they are about, and what to do: each word once."""
    whose, *words = map(dict.fromkeys, zip(*said, strict=True))
    yield "、".join(_word(f"whose.{one}", language) for one in whose)
    yield from ("\n".join(filter(None, each)) for each in words)


def _common(people: Sequence[Sequence[tuple[Task, _Said]]]) -> Mapping[_Said, FindingKind]:
    """Return what each of several people waits for alike; of a row that failed nothing is known."""
    if len(people) < 2:
        return {}
    every = set.intersection(*({said for _, said in person} for person in people))
    return {
        said: task.kind
        for task, said in people[0]
        if said in every
        if said[0] is not WhoseTask.APPLICANT
    }


def _case(result: PersonResult, person: RosterPerson, language: str) -> TableCell:
    if not result.opens and not person.case:
        return _NO_CELL
    own = Path(person.case).absolute().as_uri() if person.case else ""
    return TableCell(_word("open", language), own or f"{result.folder}/{CASE_FILE}")


def _word(name: str, language: str, **details: str | int) -> str:
    return sentence(f"batch.{name}", language, **details).message

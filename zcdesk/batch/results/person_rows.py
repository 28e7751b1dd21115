"""One person of a run as plain data: what is hers to do, what waits for others, how long still.

Table, page and ``batch --json`` tell the same rows. Nobody is named in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from zcdesk.batch.results.clerk_words import clerk_words
from zcdesk.batch.results.person_results import CASE_FILE, LETTER, PLAIN_LETTER, PersonResult
from zcdesk.batch.results.person_turns import Turn, turn_of
from zcdesk.batch.results.tasks import Task, Whose
from zcdesk.finding_facts import Kind


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True)


class TaskData(_Data):
    """One thing to do: whose it is, what it asks, and its sentence.

    Attributes:
        whose: Who does it.
        kind: What is to be done; ``remind`` is to be known only and is not counted.
        code: Name of the finding.
        slot: Id of the slot, or "".
        pages: Numbers of the pages in her case.
        question: Id of the notice's question, or "".
        message: What it is about.
        remedy: What to do, or "".
    """

    whose: Whose
    kind: Kind
    code: str
    slot: str
    pages: tuple[int, ...]
    question: str
    message: str
    remedy: str


class PersonRow(_Data):
    """How one person stands.

    Attributes:
        row: Row in the roster.
        state: missing, needs_person, could_not_check or satisfied; the worst of all slots.
        turn: Whose turn it is.
        mend: Points of a return that she has to mend.
        send: Papers that she has to bring.
        tell: Questions that she has to answer.
        scan_again: Files of hers that are to be scanned again.
        rewrite: Texts of hers that are to be changed.
        employer: Things that wait for her employer.
        supervising_unit: Things that wait for the supervising unit.
        clerk: Things that wait for the clerk.
        pages: Number of pages by state: masked, clean, review, refused.
        found: At how many places name and employer were found, by target; empty before any page.
        deadline: What the notice has due next, or "".
        deadline_at: Its moment in Beijing time, RFC 3339, or None.
        days_left: Whole days until then, negative afterwards; None without a deadline.
        due: The day that the office named, or None.
        returned: Times that it was returned.
        returned_now: It was returned and not handed in again.
        returns_limit: The notice's limit, or None.
        folder: Her folder below the folder of results.
        letter: Her letter there as a Word file, "" where none was written.
        letter_text: The same as plain text.
        case: Path of her case file, relative to the folder of results where it lies in it.
        problem: Code of what kept the row from being worked on, or "".
        tasks: All that is left to do.
    """

    row: int
    state: Literal["missing", "needs_person", "could_not_check", "satisfied"]
    turn: Turn
    mend: int
    send: int
    tell: int
    scan_again: int
    rewrite: int
    employer: int
    supervising_unit: int
    clerk: int
    pages: dict[str, int]
    found: dict[str, int]
    deadline: str
    deadline_at: datetime | None
    days_left: int | None
    due: date | None
    returned: int
    returned_now: bool
    returns_limit: int | None
    folder: str
    letter: str
    letter_text: str
    case: str
    problem: str
    tasks: tuple[TaskData, ...]


def person_rows(
    results: Iterable[PersonResult],
    cases: Mapping[int, str] | None = None,
    due: date | None = None,
    language: str = "zh",
) -> tuple[PersonRow, ...]:
    """Return the rows of a run, in the order of the roster.

    Args:
        results: How everybody stands.
        cases: Paths of case files that the roster names, by row.
        due: The day that the office named.
        language: Of the sentences.
    """
    own = cases or {}
    ordered = sorted(results, key=lambda result: result.row)
    return tuple(_row(result, own.get(result.row, ""), due, language) for result in ordered)


def turns(rows: Sequence[PersonRow]) -> dict[Turn, int]:
    """Return how many people each turn has."""
    found = [row.turn for row in rows]
    return {turn: found.count(turn) for turn in Turn}


def _row(result: PersonResult, case: str, due: date | None, language: str) -> PersonRow:
    what, at, hours = result.deadline or ("", None, None)
    hers = [task for task in result.tasks if task.whose is Whose.APPLICANT]
    written = not result.problem
    return PersonRow(
        row=result.row,
        state=result.state,  # type: ignore[arg-type]  # checked when it is made
        turn=turn_of(result),
        mend=_count(hers, Kind.MEND),
        send=_count(hers, Kind.SEND),
        tell=_count(hers, Kind.TELL),
        scan_again=_scans(hers),
        rewrite=_count(hers, Kind.REWRITE),
        employer=_count_of(result, Whose.EMPLOYER),
        supervising_unit=_count_of(result, Whose.SUPERVISING_UNIT),
        clerk=_count_of(result, Whose.CLERK) + bool(result.problem),
        pages=dict(result.pages),
        found=dict(result.found),
        deadline=what,
        deadline_at=datetime.fromisoformat(at) if at else None,
        days_left=None if hours is None else hours // 24,
        due=due,
        returned=result.returns[0],
        returned_now=result.returned,
        returns_limit=result.returns[1],
        folder=result.folder,
        letter=f"{result.folder}/{LETTER}" if written else "",
        letter_text=f"{result.folder}/{PLAIN_LETTER}" if written else "",
        case=(case or f"{result.folder}/{CASE_FILE}") if written else case,
        problem=result.problem,
        tasks=tuple(_data(task, language) for task in result.tasks),
    )


def _count(tasks: Iterable[Task], kind: Kind) -> int:
    return sum(task.kind is kind for task in tasks)


def _scans(tasks: Iterable[Task]) -> int:
    """Return how many pages are to be scanned again, each counted once whatever it lacks."""
    return len({page for task in tasks if task.kind is Kind.SCAN_AGAIN for page in task.pages})


def _count_of(result: PersonResult, whose: Whose) -> int:
    return sum(task.whose is whose and task.counted for task in result.tasks)


def _data(task: Task, language: str) -> TaskData:
    words = clerk_words(task, language)
    return TaskData(
        whose=task.whose,
        kind=task.kind,
        code=task.code,
        slot=task.slot,
        pages=task.pages,
        question=task.question,
        message=words.message,
        remedy=words.typed,
    )

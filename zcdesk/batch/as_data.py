"""A batch as data for scripts: ``--json``. Rows and counts; names are in paths alone.

Faults and folders are called as they may be where others read along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from zcdesk.batch.results.person_results import (
    CASE_FILE,
    LETTER,
    PLAIN_LETTER,
    Mislaid,
    PersonResult,
    Point,
    Turn,
)
from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import Roster, RosterFault, RosterPerson, people_by_row
from zcdesk.batch.scan_folders import MatchedFolders
from zcdesk.batch.shared.folder import kept_pages
from zcdesk.batch.working import case_path
from zcdesk.cases.case import PageState
from zcdesk.cases.reasons import counted_reasons
from zcdesk.disk.paths import is_there
from zcdesk.findings import Finding, Severity
from zcdesk.names.discretion import first_letters, without_names
from zcdesk.names.spellings import folded
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.problems import Problem, problem_of
from zcdesk.vocabulary import FindingCode, ProblemCode
from zcdesk.wording import spoken

_Counted = Literal[
    "mend", "send", "tell", "scan_again", "rewrite", "employer", "supervising_unit", "clerk"
]
_STATES = PageState.MASKED, PageState.CLEAN, PageState.REVIEW, PageState.REFUSED


class FaultData(DataPart):
    """A fault of the roster or a folder: row and column, 0 and "" for the whole."""

    row: int
    column: str
    severity: Severity
    code: ProblemCode
    message: str
    remedy: str


class DeadlineData(DataPart):
    """What is due next: its moment is RFC 3339."""

    what: str
    at: str
    hours_left: int


class PersonData(DataPart):
    """One row.

    Attributes:
        row: Row in the roster.
        state: missing, needs_person, could_not_check or satisfied; not_needed of somebody who does
            not apply any more, as the roster says.
        turn: Whose turn it is.
        counts: What is left to do: hers by what it is (points of a return to mend, papers to send,
            questions, pages to scan again, texts to rewrite), the others' by who does it.
        attention: Something is left to do.
        problem: Code of what kept the row from being worked on, or "".
        pages: Its pages by state.
        missing: Titles of slots that are missing.
        waiting: Titles of slots that wait for a person.
        unsorted: Pages without a slot.
        proposed: Pages placed by what they say; a person has to agree.
        strangers: Pages that are probably another's: page, and that person's row.
        found: At how many places name and employer were found, by target.
        nowhere: Codes of the words that none of the pages shows, though one should.
        asked: On how many of the pages each reason stands why a person has to look.
        deadline: What is due next, or null.
        returned: Times that it was returned.
        returned_now: It was returned and not handed in again; ``deadline`` is that return's.
        elsewhere: Pages of hers that are in others' folders.
        points: What the last return asks for.
        folder: Its folder below the output folder.
        case: Its case file below the output folder; "" for a case that the roster named.
        letters: Letters to the person, below the output folder.
    """

    row: int
    state: Literal["missing", "needs_person", "could_not_check", "satisfied", "not_needed"]
    turn: Turn
    counts: dict[_Counted, int]
    attention: bool
    problem: ProblemCode | Literal[""]
    pages: dict[PageState, int]
    missing: tuple[str, ...]
    waiting: tuple[str, ...]
    unsorted: int
    proposed: tuple[int, ...]
    strangers: tuple[tuple[int, int], ...]
    found: dict[str, int] = Field({})
    nowhere: tuple[FindingCode, ...] = ()
    asked: dict[FindingCode, int] = Field({})
    deadline: DeadlineData | None
    returned: int
    returned_now: bool
    elsewhere: tuple[Mislaid, ...]
    points: tuple[Point, ...]
    folder: str
    case: str
    letters: tuple[str, ...]


class UnclaimedPage(DataPart):
    """A page of a loose or shared scan of which nobody knows whose it is.

    Attributes:
        picture: Where it is below the output folder.
        page: Its page in the scan, from 1.
        rows: Who could be meant.
    """

    picture: str
    page: int
    rows: tuple[int, ...]


class Counts(DataPart):
    """Sums over all rows that are told."""

    people: int
    attention: int
    turns: dict[Turn, int]
    pages: dict[PageState, int]
    asked: dict[FindingCode, int] = Field({})


class BatchData(DataDocument):
    """All of it; a check without a run has faults and no people.

    Attributes:
        problem: Why nobody was worked on although it was wanted, what a return says of nobody or
            could not be noted, or null.
        counts: Sums over ``people``.
        people: Everybody who was worked on, now or earlier, by row.
        faults: What is wrong with roster and folders, by row.
        folders_left_over: Folders of nobody in the roster.
        folders_unclear: Folders that several people could claim.
        pages_unclaimed: Pages of which nobody knows whose they are.
    """

    problem: Problem | None
    counts: Counts
    people: tuple[PersonData, ...]
    faults: tuple[FaultData, ...]
    folders_left_over: int
    folders_unclear: int
    pages_unclaimed: tuple[UnclaimedPage, ...] = ()


def batch_data(
    roster: Roster,
    results: Sequence[PersonResult],
    matched: MatchedFolders | None,
    out: Path,
    language: str = "zh",
    problem: Finding | None = None,
) -> BatchData:
    """Return a batch as data.

    Args:
        roster: The roster with the faults of its folders.
        results: How everybody stands who was worked on.
        matched: The folders; None where they were not looked at.
        out: Where the results are.
        language: Of the sentences.
        problem: Why something that was wanted was not done.
    """
    by_row = people_by_row(roster.people)
    people = tuple(
        _person(result, by_row[result.row], out)
        for result in sorted(results, key=lambda each: each.row)
        if result.row in by_row
    )
    sums = {state: sum(person.pages[state] for person in people) for state in _STATES}
    return BatchData(
        problem=problem_of(problem, language) if problem is not None else None,
        counts=Counts(
            people=len(people),
            attention=sum(person.attention for person in people),
            turns={turn: sum(person.turn is turn for person in people) for turn in Turn},
            pages=sums,
            asked=counted_reasons(person.asked for person in people),
        ),
        people=people,
        faults=faults_as_data(roster, language),
        folders_left_over=len(matched.left_over) if matched else 0,
        folders_unclear=len(matched.unclear) if matched else 0,
        pages_unclaimed=tuple(
            UnclaimedPage(
                picture=page.output.relative_to(out).as_posix(),
                page=page.said.index + 1,
                rows=page.claims,
            )
            for page in kept_pages(roster.people, out)
            if page.open
        ),
    )


def faults_as_data(roster: Roster, language: str) -> tuple[FaultData, ...]:
    """Return the faults with their sentences."""
    return tuple(
        FaultData(
            row=fault.row,
            column=fault.column,
            severity=fault.finding.severity,
            code=fault.finding.code,
            message=(said := spoken(said_before_others(fault, roster), language)).message,
            remedy=said.typed,
        )
        for fault in roster.faults
    )


def _person(result: PersonResult, person: RosterPerson, out: Path) -> PersonData:
    folder = out / result.folder
    letters = [name for name in (LETTER, PLAIN_LETTER) if is_there(folder / name)]
    what, at, hours = result.deadline or ("", "", 0)
    own = case_path(person, folder)
    return PersonData.of(
        result,
        counts={key: result.counts[key] for key in get_args(_Counted)},
        attention=result.needs_attention,
        pages={state: result.pages.get(str(state), 0) for state in _STATES},
        deadline=DeadlineData(what=what, at=at, hours_left=hours) if result.deadline else None,
        returned=result.returns[0],
        returned_now=result.returned,
        case=f"{result.folder}/{CASE_FILE}" if not person.case and is_there(own) else "",
        letters=tuple(f"{result.folder}/{name}" for name in letters),
    )


_NAMED_AFTER_PEOPLE = {columns.FOLDER: "near", columns.CASE: "file"}
"""Details of faults that are names of folders and case files, by the column of the fault."""


def said_before_others(fault: RosterFault, roster: Roster) -> Finding:
    """Return what is wrong, without the name and the ID number of anybody in it."""
    finding = fault.finding
    key = _NAMED_AFTER_PEOPLE.get(fault.column, "")
    if key not in finding.details:
        return finding
    shown = called_before_others(str(finding.details[key]), roster)
    return replace(finding, details={**finding.details, key: shown})


def called_before_others(place: str, roster: Roster) -> str:
    """Return the name of a folder or a file, without that of anybody in it. One that holds no name
    of the roster's may hold anybody's, so that of its words the first letter is left."""
    applicants = [person.applicant for person in roster.rows or roster.people]
    names = [name for applicant in applicants for name in applicant.names]
    known = set(map(folded, names)) - {""}
    own = any(name in folded(place) for name in known)
    return without_names(place, names) if own else first_letters(place)

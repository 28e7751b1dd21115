"""What a batch does beside the window: read the roster, run, look again, write the tables."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from zcdesk.batch.case_folders import read_people
from zcdesk.batch.mislaid import give_page
from zcdesk.batch.person_folders import (
    changed_at,
    folders_of,
    require_unchanged,
    whose_folders,
)
from zcdesk.batch.readiness import look_over
from zcdesk.batch.results.due_day import due_of
from zcdesk.batch.results.held_results import held_results
from zcdesk.batch.results.person_results import PersonResult, as_of
from zcdesk.batch.returns.noting import Noted, Returning, note_returns
from zcdesk.batch.returns.plan import PlannedPoint
from zcdesk.batch.roster.open_questions import RosterQuestion, open_questions
from zcdesk.batch.roster.people import Roster, RosterPerson
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.shared_forms import GroupForm, make_group_forms
from zcdesk.batch.whole_run import RunRequest, everybody, files_by_row, write_tables
from zcdesk.batch.working import case_path
from zcdesk.findings import Finding
from zcdesk.notices.clock import now
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.batch.shared_work import SharedState, state_of
from zcdesk.workers.pool import WorkerPool


@dataclass(frozen=True)
class Plan(RunRequest):
    """A run of a roster that can be worked on, and what is there before it.

    Attributes:
        files: Number of scan files of each row, a first guess at its pages.
        earlier: What an earlier run of the same folder left, by row, and who does not apply.
        occupied: The folder holds an earlier run.
        strange: Folders with the results of people whom this roster does not have.
        folders: Everybody's folder of results, by row.
        kept: Pages out of scans of many people, as far as they were split.
        changed: When the roster had been changed last as it was read.
        questions: What several people leave open and one answer may settle.
    """

    files: Mapping[int, int] = field(default_factory=dict)
    earlier: Mapping[int, PersonResult] = field(default_factory=dict)
    occupied: bool = False
    strange: tuple[str, ...] = ()
    folders: Mapping[int, Path] = field(default_factory=dict)
    kept: SharedState = field(default_factory=SharedState)
    changed: int = 0
    questions: tuple[RosterQuestion, ...] = ()

    @property
    def done(self) -> int:
        """How many people an earlier run has worked on."""
        return sum(result.applies for result in self.earlier.values())


def checking(
    path: Path,
    scans: Path | None = None,
    out: Path | None = None,
    notice: str = "",
) -> Roster:
    """Read a roster as a whole; a folder of case files is one, too.

    With the folders of scans it is looked over together with them: all faults in one list.
    Rows that name no notice are for ``notice``.

    Raises:
        RosterUnreadableError: It is no roster.
    """
    roster = read_people(path, notice)
    return roster if scans is None else look_over(roster, scans, out, path).roster


def planning(
    roster: Path, people: Sequence[RosterPerson], scans: Path, out: Path, changed: int = 0
) -> Plan:
    """Find everybody's scans, and what an earlier run left in ``out``.

    ``changed`` tells when the roster had been changed last as the people were read.
    """
    shared_state = state_of(people, out)
    matched = match_folders(people, scans, out, roster).with_shared(shared_state.pages)
    folders = folders_of(people, out)
    whose = whose_folders(people, out)
    return Plan(
        tuple(people),
        matched,
        roster,
        out,
        due=due_of(out),
        files=files_by_row(people, matched),
        earlier={result.row: result for result in everybody(people, (), out)},
        occupied=bool(whose),
        strange=tuple(folder.name for folder, row in whose.items() if row is None),
        folders=folders,
        kept=shared_state,
        changed=changed or changed_at(roster),
        questions=() if roster.is_dir() else open_questions(people),
    )


def giving(plan: Plan, row: int, whose: int, number: int) -> tuple[int, int]:
    """Give a page of one person to the one whose it is, and return both.

    Raises:
        ZcdeskError: Something changed meanwhile, or one of the cases cannot be written.
    """
    require_unchanged(plan.roster, plan.changed)
    places = {person.row: case_path(person, plan.folders[person.row]) for person in plan.people}
    give_page(places[row], places[whose], number)
    return row, whose


def returning(
    plan: Plan, points: Sequence[PlannedPoint], at: datetime
) -> Generator[Noted, None, None]:
    """Note a return of several people in their cases.

    Raises:
        ZcdeskError: The roster is another one than the window shows.
        BusyResultsError: A run is in the folder.
    """
    require_unchanged(plan.roster, plan.changed)
    with held_results(plan.out):
        back = Returning(at, Who.REVIEW_COMMITTEE, now())
        yield from note_returns(points, plan.people, plan.out, back)


def writing_again(
    plan: Plan, results: Sequence[PersonResult], language: str
) -> tuple[Path, tuple[Finding, ...]]:
    """Write the table at a person's wish, with what others have found out meanwhile; return where,
    and what is to be told of it.

    Raises:
        ZcdeskError: The roster is another one than the window shows.
        OutputError: The folder cannot be written.
    """
    require_unchanged(plan.roster, plan.changed)
    known = {result.row: as_of(result, now()) for result in results}
    known |= {result.row: result for result in everybody(plan.people, (), plan.out)}
    rows = tuple(known.values())
    return plan.out, write_tables(plan.out, plan.people, rows, plan.matched, language)


def making_forms(pool: WorkerPool, plan: Plan) -> tuple[GroupForm, ...]:
    """Write recommendation and postings of all people who have a case.

    Raises:
        OutputError: The folder cannot be written.
    """
    require_unchanged(plan.roster, plan.changed)
    return tuple(make_group_forms(pool, plan.people, plan.out))

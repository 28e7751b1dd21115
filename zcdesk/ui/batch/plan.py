"""What a batch does beside the window: read the roster, run, look again, write the tables."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from zcdesk.batch.case_folders import read_people
from zcdesk.batch.mislaid import give_page
from zcdesk.batch.readiness import look_over
from zcdesk.batch.results.due_day import due_of
from zcdesk.batch.results.held_results import held_results
from zcdesk.batch.results.person_results import PersonResult, as_of
from zcdesk.batch.returns.noting import Noted, Returning, note_returns
from zcdesk.batch.returns.plan import PlannedPoint
from zcdesk.batch.roster.open_questions import RosterQuestion, open_questions
from zcdesk.batch.roster.people import Roster, RosterPerson
from zcdesk.batch.row_folders import changed_at, folder_of, numbered, owners, require_current
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.shared_forms import GroupForm, make_group_forms
from zcdesk.batch.whole_run import RunRequest, files_by_row, write_tables
from zcdesk.batch.working import case_path, standing
from zcdesk.notices.clock import now
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.batch.shared_work import SharedState, state_of
from zcdesk.workers.pool import WorkerPool


@dataclass(frozen=True)
class Plan(RunRequest):
    """A run of a roster that can be worked on, and what is there before it.

    Attributes:
        files: Number of scan files of each row, a first guess at its pages.
        earlier: What an earlier run of the same folder left, by row.
        occupied: The folder holds an earlier run.
        strange: Folders of rows that this roster does not have.
        moved: People whose row was another one in the earlier run; their folders follow.
        places: Where the results of people with case files of their own are until their folders
            follow.
        kept: Pages out of scans of many people, as far as they were split.
        changed: When the roster had been changed last as it was read.
        questions: What several people leave open and one answer may settle.
    """

    files: Mapping[int, int] = field(default_factory=dict)
    earlier: Mapping[int, PersonResult] = field(default_factory=dict)
    occupied: bool = False
    strange: tuple[str, ...] = ()
    moved: int = 0
    kept: SharedState = field(default_factory=SharedState)
    places: Mapping[int, Path] = field(default_factory=dict)
    changed: int = 0
    questions: tuple[RosterQuestion, ...] = ()


def checking(path: Path, scans: Path | None = None, out: Path | None = None) -> Roster:
    """Read a roster as a whole; a folder of case files is one, too.

    With the folders of scans it is looked over together with them: all faults in one list.

    Raises:
        RosterUnreadableError: It is no roster.
    """
    roster = read_people(path)
    return roster if scans is None else look_over(roster, scans, out, path).roster


def planning(
    roster: Path, people: Sequence[RosterPerson], scans: Path, out: Path, changed: int = 0
) -> Plan:
    """Find everybody's scans, and what an earlier run left in ``out``.

    ``changed`` tells when the roster had been changed last as the people were read.
    """
    shared_state = state_of(people, out)
    matched = match_folders(people, scans, out, roster).with_shared(shared_state.pages)
    whose = owners(people, out)
    places = _places(people, out, whose)
    earlier = {}
    for person in people:
        folder = places.get(person.row, folder_of(person, out))
        result = standing(person, people, folder, now())
        # What another left in a folder of this number says nothing about her.
        if result is None or whose.get(folder, person.row) != person.row:
            continue
        if result.row == person.row or (person.case and folder in whose):
            earlier[person.row] = _as_row(result, person, folder, whose)
    own = {folder_of(person, out) for person in people}
    there = set(numbered(out))
    return Plan(
        tuple(people),
        matched,
        roster,
        out,
        due=due_of(out),
        files=files_by_row(people, matched),
        earlier=earlier,
        occupied=bool(there & own),
        strange=tuple(sorted(path.name for path in there - own)),
        moved=sum(row is not None and path.name != f"{row:04d}" for path, row in whose.items()),
        kept=shared_state,
        places=places,
        changed=changed or changed_at(roster),
        questions=() if roster.is_dir() else open_questions(people),
    )


def _places(
    people: Sequence[RosterPerson], out: Path, whose: Mapping[Path, int | None]
) -> dict[int, Path]:
    """Return folders of people whose case is elsewhere and whose row was another one."""
    apart = {person.row: folder_of(person, out) for person in people if person.case}
    return {
        row: folder
        for folder, row in whose.items()
        if row is not None and row in apart and folder != apart[row]
    }


def _as_row(
    result: PersonResult, person: RosterPerson, folder: Path, whose: Mapping[Path, int | None]
) -> PersonResult:
    """Return a result of earlier under the row of now, and so whose stray pages are.

    Where the folder has followed already, rows of before say nothing any more about whose those
    are; the run that moved it tells it anew.
    """
    if result.row == person.row:
        return result
    if folder == folder_of(person, folder.parent):
        return replace(result, row=person.row, strangers=(), mislaid=(), elsewhere=())
    strangers = tuple(
        (page, row)
        for page, before in result.strangers
        if (row := whose.get(folder.with_name(f"{before:04d}"))) is not None
    )
    return replace(result, row=person.row, strangers=strangers, mislaid=(), elsewhere=())


def giving(plan: Plan, row: int, whose: int, number: int) -> tuple[int, int]:
    """Give a page of one person to the one whose it is, and return both.

    Raises:
        ZcdeskError: Something changed meanwhile, or one of the cases cannot be written.
    """
    require_standing(plan, row, whose)
    places = {person.row: case_path(person, folder_of(person, plan.out)) for person in plan.people}
    give_page(places[row], places[whose], number)
    return row, whose


def returning(
    plan: Plan, points: Sequence[PlannedPoint], at: datetime
) -> Generator[Noted, None, None]:
    """Note a return of several people in their cases.

    Raises:
        ZcdeskError: The roster or somebody's folder is another one than the window shows.
        BusyResultsError: A run is in the folder.
    """
    require_standing(plan)
    with held_results(plan.out):
        back = Returning(at, Who.REVIEW_COMMITTEE, now())
        yield from note_returns(points, plan.people, plan.out, back)


def writing_again(plan: Plan, results: Sequence[PersonResult], language: str) -> Path:
    """Write the table at a person's wish, with what others have found out meanwhile.

    Raises:
        ZcdeskError: The roster or somebody's folder is another one than the window shows.
        OutputError: The folder cannot be written.
    """
    require_standing(plan)
    newer = {
        person.row: standing(person, plan.people, folder_of(person, plan.out), now())
        for person in plan.people
        if person.row not in plan.places
    }
    known = [newer.get(result.row) or as_of(result, now()) for result in results]
    write_tables(plan.out, plan.people, known, plan.matched, language)
    return plan.out


def require_standing(plan: Plan, *rows: int) -> None:
    """Raise unless the roster and the folders of rows, or all, are those that the plan knows.

    Raises:
        ZcdeskError: One is not.
    """
    people = [person for person in plan.people if person.row not in plan.places]
    meant = [person for person in people if not rows or person.row in rows]
    require_current(plan.roster, plan.changed, meant, plan.out)


def making_forms(pool: WorkerPool, plan: Plan) -> tuple[GroupForm, ...]:
    """Write recommendation and postings of all people who have a case.

    Raises:
        OutputError: The folder cannot be written.
    """
    require_standing(plan)
    return tuple(make_group_forms(pool, plan.people, plan.out))

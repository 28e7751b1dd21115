"""The runs of ``zcdesk batch``: a whole roster, a part of it, and the parts gathered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from zcdesk.batch.case_folders import read_people
from zcdesk.batch.cluster import ClusterPool
from zcdesk.batch.parts import Part, begin_part, end_part, held_back, require_all
from zcdesk.batch.readiness import Ready
from zcdesk.batch.results.due_day import due_of, keep_due
from zcdesk.batch.results.held_results import Beginning, held_part, held_results
from zcdesk.batch.results.person_results import PersonResult, read_result
from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import Person, Roster
from zcdesk.batch.row_folders import folder_of, out_of_place
from zcdesk.batch.running import across_people, folders_follow
from zcdesk.batch.scan_folders import Matched
from zcdesk.batch.whole_run import WholeRun, everybody, write_tables
from zcdesk.batch.working import look_again
from zcdesk.cli.batch import steps
from zcdesk.cli.batch.steps import Speak, made_ready, put_json, speaks
from zcdesk.cli.output import language, listed, text
from zcdesk.cli.statuses import Status
from zcdesk.disk.paths import is_folder
from zcdesk.errors import ZcdeskError
from zcdesk.workers.pool import WorkerPool, default_workers


@dataclass(frozen=True)
class Asked:
    """What a run works on and how, as it was written.

    Attributes:
        roster: The roster, or a folder of cases.
        scans: What holds everybody's folders; only gathering does without.
        out: Folder of the results.
        json: Where data go.
        workers: How many pages at a time, None for what the computer has room for.
        dask: Address of a scheduler, or None.
        resume: Go on with what is there.
        due: The office's own day.
        forms: Kinds of forms on everybody.
        force: Forms that somebody changed are written over.
        shared: Scans of many people.
        only: The rows that are wanted, None for all.
        part: The part that is wanted, None for all.
    """

    roster: Path
    scans: Path | None
    out: Path
    json: str | None
    workers: int | None = None
    dask: str | None = None
    resume: bool = False
    due: date | None = None
    forms: Sequence[str] = ()
    force: bool = False
    shared: Sequence[Path] = ()
    only: str | None = None
    part: Part | None = None


def run(asked: Asked) -> int:
    """Work on the people of a roster, or on a part of them, and tell how they stand."""
    out = asked.out.absolute()
    _, ready = made_ready(asked.roster, asked.scans, out)
    roster = ready.roster
    rows = steps.chosen_rows(asked.only, roster) if roster.usable else None
    steps.tell_faults(roster, whole=False)
    if not roster.usable:
        put_json(asked.json, steps.not_begun(roster, ready.matched, out))
        return Status.NOT_THERE
    if asked.part is not None:
        open_points = _run_part(asked, asked.part, ready)
    else:
        open_points = _run_whole(asked, ready, rows)
    left_out = any(fault.column == columns.CASE for fault in roster.faults)
    return 1 if open_points or left_out else 0


def _run_whole(asked: Asked, ready: Ready, rows: Collection[int] | None) -> bool:
    out, speak = asked.out.absolute(), speaks(asked.json)
    roster, matched = ready.roster, ready.matched
    people = roster.people
    with held_results(out):
        _begin(asked, people, rows)
        with _pool(asked) as pool:
            results, laid, refused = steps.work(pool, _of(asked, ready, rows))
            matched = laid.matched if laid else matched
            blanks = _forms(asked, pool, people, speak)
    open_points = steps.tell(roster, results, matched, out, speak)
    put_json(asked.json, steps.data(roster, results, matched, out))
    unclear = laid is not None and any(page.open for page in laid.shared)
    return open_points or blanks or bool(refused) or unclear


def _run_part(asked: Asked, part: Part, ready: Ready) -> bool:
    out, speak = asked.out.absolute(), speaks(asked.json)
    roster = ready.roster
    people, rows = roster.people, part.rows(roster.people)
    with held_part(out, part.name) as beginning:
        _begin(asked, people, rows)
        _in_order(beginning, out, people)
        speak(text("batch.part_rows", part=str(part), rows=listed(map(str, sorted(rows))) or "—"))
        begin_part(out, part)
        with _pool(asked) as pool:
            results, laid, _ = steps.work(pool, _of(asked, ready, rows))
        matched = laid.matched if laid else ready.matched
        end_part(out, part, people, results)
    open_points = steps.tell(roster, results, matched, out, speak, part)
    put_json(asked.json, steps.data(roster, results, matched, out, part=part))
    return open_points


def _of(asked: Asked, ready: Ready, rows: Collection[int] | None) -> WholeRun:
    people, part = ready.roster.people, asked.part is not None
    roster, out, shared = asked.roster.absolute(), asked.out.absolute(), asked.shared
    return WholeRun(
        people, ready.matched, roster, out, language.code, asked.resume, rows, shared, part
    )


def _forms(asked: Asked, pool: WorkerPool, people: Sequence[Person], speak: Speak) -> bool:
    out = asked.out.absolute()
    return steps.write_forms(pool, people, out, asked.forms, speak, force=asked.force)


def _begin(asked: Asked, people: Sequence[Person], rows: Collection[int] | None) -> None:
    """Keep the day that was asked for; refuse results of an earlier run before that.

    Raises:
        OccupiedError: There are some, and nobody said to go on with them.
    """
    out = asked.out.absolute()
    begun = [person for person in people if rows is None or person.row in rows]
    if not asked.resume and any(folder_of(person, out).exists() for person in begun):
        raise ZcdeskError("batch.occupied", folder=out.name)
    if asked.due is not None:
        keep_due(out, asked.due)


def _in_order(beginning: Beginning, out: Path, people: Sequence[Person]) -> None:
    """Let the folders follow their rows, unless somebody works in them.

    Raises:
        BusyResultsError: A run of the whole roster is in the folder.
        RowsMovedError: They would have to, but other parts are being worked on.
        OutputError: The folder cannot be looked through.
    """
    with beginning.alone() as alone:
        if alone:
            folders_follow(people, out)
        elif out_of_place(people, out):
            raise ZcdeskError("batch.parts_moved", folder=out.name)


def _pool(asked: Asked) -> WorkerPool:
    if not asked.dask:
        return WorkerPool(asked.workers or default_workers())
    pool = ClusterPool(asked.dask)
    try:
        pool.require_sight((asked.scans or asked.roster).absolute(), asked.out.absolute())
    except BaseException:
        pool.close()
        raise
    return pool


def gather(asked: Asked) -> int:
    """Bring the parts of a roster together: one table of all, and the forms that are wanted.

    No page is read or drawn; the scans only tell which folders are nobody's. Where a part is not
    there, was not ended or is of another roster, nothing is changed.
    """
    out, speak = asked.out.absolute(), speaks(asked.json)
    whole, nobodys = _looked_over(asked.roster, asked.scans, out)
    steps.tell_faults(whole, whole=False)
    if not whole.usable:
        put_json(asked.json, steps.not_begun(whole, nobodys, out))
        return Status.NOT_THERE
    people = whole.people
    require_all(people, out)
    with held_results(out):
        require_all(people, out)  # as they are now that nobody works on one
        results = _gathered(people, out, asked.due)
        write_tables(out, people, results, nobodys, language.code)
        with WorkerPool() as pool:
            blanks = _forms(asked, pool, people, speak)
    open_points = steps.tell(whole, results, nobodys, out, speak)
    put_json(asked.json, steps.data(whole, results, nobodys, out))
    return 1 if open_points or blanks else 0


def _looked_over(roster: Path, scans: Path | None, out: Path) -> tuple[Roster, Matched]:
    if scans is None and not is_folder(roster):
        return read_people(roster.absolute()), Matched({}, (), (), ())
    _, ready = made_ready(roster, scans, out)
    return ready.roster, ready.matched


def _gathered(people: Sequence[Person], out: Path, due: date | None) -> list[PersonResult]:
    """Return how everybody stands; all is reported anew where the day or somebody's row is another.

    Raises:
        RowsMissingError: Somebody's folder was not brought here.
        OutputError: The folder cannot be looked through.
    """
    folders_follow(people, out)
    results = {one.row: one for one in held_back(people, out)}
    now, worked = datetime.now(UTC), [person for person in people if person.row not in results]
    kept = [(one.row, read_result(folder_of(one, out))) for one in worked]
    anew = any(result is not None and result.row != row for row, result in kept)
    if due is not None and due != due_of(out):
        keep_due(out, due)
        anew = True
    for person in worked if anew else ():
        look_again(person, people, folder_of(person, out), now)
    rows = {one.row for one in worked}
    results |= {person.row: person for person in across_people(people, rows, out, now)}
    return everybody(people, results.values(), out)

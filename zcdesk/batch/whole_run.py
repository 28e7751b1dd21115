"""One run from the shared scans to the tables: window, command and parts listen to its events."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from zcdesk.batch.results.dashboard import to_html, to_xlsx
from zcdesk.batch.results.due_day import due_of
from zcdesk.batch.results.person_results import PersonResult, as_of, read_result, write_results
from zcdesk.batch.roster.people import Person
from zcdesk.batch.row_folders import folder_of, owners
from zcdesk.batch.running import NO_SCANS, Control, run, run_part
from zcdesk.batch.scan_folders import Matched, match_folders
from zcdesk.batch.shared.folder import kept_pages, lay_out
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.batch.shared.scans import SplitStep, split_shared
from zcdesk.batch.working import FileTold, Step
from zcdesk.disk.files import output_error, write_atomically
from zcdesk.notices.clock import now
from zcdesk.pages.opening.folders import files_of
from zcdesk.workers.pool import WorkerPool

TABLE, PAGE = "results.xlsx", "results.html"


@dataclass(frozen=True)
class WholeRun:
    """What a run works on.

    Attributes:
        people: The rows of the roster.
        matched: Everybody's folders of scans; where they have a root they are looked for again.
        roster: File of the roster.
        out: Folder of the results; whoever asks holds it.
        language: Of the tables.
        resume: Go on with what is there.
        only: Rows to work on, None for all.
        shared: Further scans of many people.
        part: Others work on the other rows at the same time: nothing of them is touched or told,
            and shared scans stay as they lie.
    """

    people: Sequence[Person]
    matched: Matched
    roster: Path
    out: Path
    language: str
    resume: bool = False
    only: Collection[int] | None = None
    shared: Sequence[Path] = ()
    part: bool = False


@dataclass(frozen=True)
class ScansLaid:
    """Everybody's scans as they are when the work on people begins.

    Attributes:
        matched: Folders and pages out of shared scans.
        files: Number of files of each row, a first guess at its pages.
        shared: Pages out of shared scans.
    """

    matched: Matched
    files: Mapping[int, int]
    shared: Sequence[SharedPage]


@dataclass(frozen=True)
class Stood:
    """The end: how everybody stands, as the tables in the folder tell; of a part its people."""

    results: tuple[PersonResult, ...]


Event = SplitStep | ScansLaid | Step | FileTold | PersonResult | Stood


def run_whole(
    pool: WorkerPool, asked: WholeRun, control: Control | None = None
) -> Generator[Event, None, None]:
    """Split shared scans, work on the people and write the tables; yield whatever is to be told.

    Some people come once more when all folders were read. Closing it ends the run after the pages
    under way, without tables; a run that is stopped writes them with what is known.

    Raises:
        OccupiedError: The folder holds results, and ``resume`` was not asked for.
        MixedFoldersError: A folder is somebody else's, or holds somebody else's.
        OutputError: The folder cannot be written.
    """
    control = control or Control()
    if not asked.part:
        scans = (*asked.shared, *asked.matched.loose)
        with closing(split_shared(pool, scans, asked.out)) as splitting:
            for split in splitting:
                yield split
                if control.stopped():
                    return
    pages = (kept_pages if asked.part else lay_out)(asked.people, asked.out)
    root = asked.matched.root
    found = match_folders(asked.people, root, asked.out, asked.roster) if root else asked.matched
    matched = found.with_shared(pages)
    yield ScansLaid(matched, files_by_row(asked.people, matched), pages)
    results: dict[int, PersonResult] = {}
    given = pool, asked.people, matched, asked.out, now()
    if asked.part:
        walk = run_part(*given, resume=asked.resume, only=asked.only or ())
    else:
        walk = run(*given, control, resume=asked.resume, only=asked.only)
    with closing(walk) as steps:
        for event in steps:
            if isinstance(event, PersonResult):
                results[event.row] = event
            yield event
    if not asked.part:
        without = [row for row in matched.without if not matched.scans(row)]
        stood = everybody(asked.people, results.values(), asked.out, without)
        write_tables(asked.out, asked.people, stood, matched, asked.language)
        results = {one.row: one for one in stood}
    yield Stood(tuple(results.values()))


def files_by_row(people: Iterable[Person], matched: Matched) -> dict[int, int]:
    """Return the number of files of each row."""
    return {person.row: sum(1 for _ in files_of(matched.scans(person.row))) for person in people}


def everybody(
    people: Sequence[Person],
    results: Iterable[PersonResult],
    out: Path,
    without: Collection[int] = (),
) -> list[PersonResult]:
    """Return the results, and what earlier runs left of the people who were not worked on now.

    Of the rows ``without`` scans no run leaves anything; they are missing all the same.

    Raises:
        OutputError: The folder of the results cannot be looked through.
    """
    fresh = {result.row: result for result in results}
    try:
        whose = owners(people, out)
    except OSError as cause:
        raise output_error(cause, out.name) from cause
    lacking = set(without).difference(whose.values())  # hers may have another row's number still
    earlier = []
    for person in people:
        folder = folder_of(person, out)
        result = read_result(folder) if person.row not in fresh else None
        if result is not None and whose.get(folder, person.row) == person.row == result.row:
            earlier.append(as_of(result, now()))
        elif person.row in lacking and person.row not in fresh and not person.case:
            earlier.append(PersonResult(person.row, folder.name, "missing", problem=NO_SCANS))
    return [*fresh.values(), *earlier]


def write_tables(
    out: Path,
    people: Sequence[Person],
    results: Sequence[PersonResult],
    matched: Matched,
    language: str,
) -> None:
    """Write the tables of all people.

    Raises:
        OutputError: One cannot be written.
    """
    write_results(out, results, matched.left_over, matched.unclear)
    contents = people, results, matched.left_over, matched.unclear, language, due_of(out)
    write_atomically(out / TABLE, to_xlsx(*contents))
    write_atomically(out / PAGE, to_html(*contents).encode())

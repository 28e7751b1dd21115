"""One run from the shared scans to the tables: window and command listen to its events."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.dashboard import to_xlsx
from zcdesk.batch.results.due_day import due_of, keep_due
from zcdesk.batch.results.held_results import held_results
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.running import Control, run, to_work_on
from zcdesk.batch.scan_folders import MatchedFolders, match_folders
from zcdesk.batch.shared.folder import kept_pages, lay_out
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.batch.shared.scans import SplitStep, split_shared
from zcdesk.batch.shared_forms import GroupForm, make_group_forms
from zcdesk.batch.working import FileTold, PageStep, standing
from zcdesk.disk.files import reported, write_atomically
from zcdesk.errors import OutputError
from zcdesk.findings import Finding, warning
from zcdesk.notices.clock import now
from zcdesk.pages.opening.folders import files_of
from zcdesk.workers.pool import WorkerPool

TABLE = "results.xlsx"


@dataclass(frozen=True)
class RunRequest:
    """What a run works on, and how.

    Attributes:
        people: The rows of the roster.
        matched: Everybody's folders of scans; where they have a root they are looked for again.
        roster: File of the roster.
        out: Folder of the results.
        language: Of the tables.
        resume: Go on with what is there.
        only: Rows to work on, None for all.
        shared: Further scans of many people.
        due: The office's own day for the letters.
        forms: Kinds of forms on everybody.
        force: Forms that somebody changed are written over.
    """

    people: Sequence[RosterPerson]
    matched: MatchedFolders
    roster: Path
    out: Path
    language: str = "zh"
    resume: bool = False
    only: Collection[int] | None = None
    shared: Sequence[Path] = ()
    due: date | None = None
    forms: Sequence[str] = ()
    force: bool = False


@dataclass(frozen=True)
class ScansLaid:
    """Everybody's scans as they are when the work on people begins.

    Attributes:
        matched: Folders and pages out of shared scans.
        files: Number of files of each row, a first guess at its pages.
        shared: Pages out of shared scans.
    """

    matched: MatchedFolders
    files: Mapping[int, int]
    shared: Sequence[SharedPage]


@dataclass(frozen=True)
class RunEnd:
    """The end: how everybody stands, as the tables in the folder tell.

    Attributes:
        results: How they stand.
        findings: Tables that have another name this time.
    """

    results: tuple[PersonResult, ...]
    findings: tuple[Finding, ...] = ()


Event = SplitStep | ScansLaid | PageStep | FileTold | PersonResult | RunEnd | GroupForm


def run_whole(
    pool: WorkerPool, asked: RunRequest, control: Control | None = None
) -> Generator[Event, None, None]:
    """Split shared scans, work on the people, write tables and forms; yield what is to be told.

    Some people come once more when all folders were read. A run that is stopped or closed ends
    after the pages under way, and writes the tables with what is known.

    Raises:
        BusyResultsError: Another run is in the folder.
        ZcdeskError: It holds results, and ``resume`` was not asked for, or a folder is somebody
            else's. Nothing was changed then.
        OutputError: The folder cannot be written.
    """
    people, out = asked.people, asked.out
    with held_results(out):
        to_work_on(people, asked.matched, out, asked.only, resume=asked.resume)
        if asked.due != due_of(out):
            keep_due(out, asked.due)
        end = yield from _worked(pool, asked, control or Control())
        if end is None:
            return
        yield end
        if asked.forms:
            yield from make_group_forms(pool, people, out, asked.forms, force=asked.force)


def _worked(
    pool: WorkerPool, asked: RunRequest, control: Control
) -> Generator[Event, None, RunEnd | None]:
    """Work on people; return how they stand, None where it was stopped before."""
    people, out = asked.people, asked.out
    with closing(split_shared(pool, (*asked.shared, *asked.matched.loose), out)) as splitting:
        for split in splitting:
            yield split
            if control.stopped():
                return None
    pages = lay_out(people, out)
    root = asked.matched.root
    found = match_folders(people, root, out, asked.roster) if root else asked.matched
    matched = found.with_shared(pages)
    yield ScansLaid(matched, files_by_row(people, matched), pages)
    results: dict[int, PersonResult] = {}
    walk = run(pool, people, matched, out, now(), control, resume=asked.resume, only=asked.only)
    try:
        with closing(walk) as steps:
            for event in steps:
                if isinstance(event, PersonResult):
                    results[event.row] = event
                yield event
    except (KeyboardInterrupt, GeneratorExit):
        _tables_written(asked, matched, results.values())
        raise
    return _tables_written(asked, matched, results.values())


def _tables_written(
    asked: RunRequest, matched: MatchedFolders, results: Iterable[PersonResult]
) -> RunEnd:
    """Write the tables of everybody of whom something is known."""
    stood = everybody(asked.people, results, asked.out)
    findings = write_tables(asked.out, asked.people, stood, matched, asked.language)
    return RunEnd(tuple(stood), findings)


def files_by_row(people: Iterable[RosterPerson], matched: MatchedFolders) -> dict[int, int]:
    """Return the number of files of each row."""
    return {person.row: sum(1 for _ in files_of(matched.scans(person.row))) for person in people}


def everybody(
    people: Sequence[RosterPerson], results: Iterable[PersonResult], out: Path
) -> list[PersonResult]:
    """Return the results, and what earlier runs left of the people who were not worked on now.

    Raises:
        OutputError: The folder of the results cannot be looked through.
    """
    fresh = {result.row: result for result in results}
    with reported(out.name):
        folders = folders_of(people, out)
    earlier = []
    for person in people:
        if person.row in fresh:
            continue
        if person.leaves:
            folder = folders[person.row].name
            earlier.append(PersonResult(person.row, folder, "not_needed"))
        elif (result := standing(person, people, folders, now())) is not None:
            earlier.append(result)
    return [*fresh.values(), *earlier]


def write_tables(
    out: Path,
    people: Sequence[RosterPerson],
    results: Sequence[PersonResult],
    matched: MatchedFolders,
    language: str,
) -> tuple[Finding, ...]:
    """Write the table of all people; return what is to be told where it has another name.

    Raises:
        OutputError: It cannot be written.
    """
    unclaimed = [page for page in kept_pages(people, out) if page.open]
    nobodys = matched.left_over, matched.unclear
    content = to_xlsx(people, results, *nobodys, language, due_of(out), unclaimed)
    file = _written(out, TABLE, content)
    return () if file == TABLE else (warning("batch.table_in_use", kept=TABLE, file=file),)


def _written(out: Path, name: str, content: bytes) -> str:
    """Write a table, under another name where a program (Excel on Windows) has this one open."""
    stem, _, ending = name.rpartition(".")
    last = f"{stem}.2.{ending}"
    for file in (name, f"{stem}.1.{ending}"):
        try:
            write_atomically(out / file, content)
        except OutputError as refused:
            if refused.code != "output.in_use":
                raise
        else:
            return file
    write_atomically(out / last, content)
    return last

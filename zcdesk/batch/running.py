"""A whole roster, several people at a time: no worker waits for the last page of one of them."""

from __future__ import annotations

import hashlib
import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from zcdesk.batch.mislaid import lying_elsewhere
from zcdesk.batch.person_folders import folders_of, name_anew, whose_folders
from zcdesk.batch.results.person_results import PersonResult, name_below
from zcdesk.batch.roster.people import Folders, RosterPerson, people_by_row
from zcdesk.batch.scan_folders import MatchedFolders
from zcdesk.batch.strangers import Stranger, copies_marked, marked
from zcdesk.batch.whose.copies import CopiedSheet, twins
from zcdesk.batch.whose.evidence import text_of
from zcdesk.batch.whose.folder_names import folder_faults
from zcdesk.batch.working import (
    Elsewhere,
    FileTold,
    PageStep,
    RowWork,
    case_path,
    look_again,
    standing,
    strange_in,
    work_on,
)
from zcdesk.cases.case import ELSEWHERE, CasePage, CasePages
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import open_case
from zcdesk.disk.files import reported
from zcdesk.errors import ZcdeskError
from zcdesk.finding_facts import finding_of
from zcdesk.incidents.record import ProgramPart, keep
from zcdesk.pages.opening.folders import files_of
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.known_forms import StoredReadings

_AT_ONCE = 2
"""People that are worked on at the same time; while one is checked, the other's pages are read."""

_WORKERS_A_PERSON = 4
"""For so many workers more, as a cluster has, one person more is worked on at the same time."""

_LOOK = 0.2
"""Seconds between two looks at what the workers told."""

_NAMES = ("row", "file", "folder", "case")
"""What the table tells of a row by itself; a file's own name may name somebody."""


@dataclass
class Control:
    """How a run is paused and ended from outside; both take effect after the pages under way."""

    _stop: threading.Event = field(default_factory=threading.Event)
    _go: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._go.set()

    def pause(self) -> None:
        """Begin nothing new until ``go_on``."""
        self._go.clear()

    def go_on(self) -> None:
        """Go on after a pause."""
        self._go.set()

    def stop(self) -> None:
        """End; what is done stays, and a later run goes on from there."""
        self._stop.set()
        self._go.set()

    def stopped(self) -> bool:
        """Wait while the run is paused, then tell whether it is to end."""
        self._go.wait()
        return self._stop.is_set()


def run(
    pool: WorkerPool,
    people: Sequence[RosterPerson],
    matched: MatchedFolders,
    out: Path,
    now: datetime,
    control: Control | None = None,
    *,
    resume: bool = False,
    only: Container[int] | None = None,
) -> Generator[PageStep | FileTold | PersonResult, None, None]:
    """Yield every page that is done, what is to be told of files, and every person who is done.

    A row that fails is told by its result and never stops the others. Closing the generator ends
    the run after the pages under way. At the end letters are written, and some come once more:
    those of whom a sheet is in another folder, too or only there.

    Args:
        pool: Where pages are worked on.
        people: The rows.
        matched: Their folders of scans.
        out: Where results are, one folder a row.
        now: For what is due.
        control: Pauses and ends the run.
        resume: Go on with an earlier run of the same roster; its rows may have changed.
        only: Rows to work on; all without it. The others are known, and stay as they are.

    Raises:
        MixedFoldersError: A folder is somebody else's, or holds somebody else's.
        OccupiedError: ``out`` holds results, and ``resume`` was not asked for.
        OutputError: ``out`` cannot be looked through.
    """
    chosen = to_work_on(people, matched, out, only, resume=resume)
    control = control or Control()
    works = _works(chosen, people, matched, out, now)
    worked = yield from _side_by_side(pool, works, control)
    if worked is not None:
        yield from told_crosswise(people, worked, out, now)
        yield from settled(people, worked, out, now)


def to_work_on(
    people: Sequence[RosterPerson],
    matched: MatchedFolders,
    out: Path,
    only: Container[int] | None,
    *,
    resume: bool,
) -> list[RosterPerson]:
    """Return the people to work on, once nothing keeps the work from them.

    Raises:
        MixedFoldersError, OccupiedError: As for :func:`run`.
    """
    chosen = [
        person for person in people if (only is None or person.row in only) and not person.leaves
    ]
    with reported(out.name):
        whose = {} if resume else whose_folders(people, out)
    rows_here = set(whose.values()) - {None}
    if whose and (not rows_here or rows_here & {person.row for person in chosen}):
        raise ZcdeskError("batch.occupied", folder=out.name)
    mixed = folder_faults(people, matched.root) if matched.root is not None else ()
    if mixed:
        rows = "、".join(map(str, dict.fromkeys(fault.row for fault in mixed)))
        raise ZcdeskError("batch.folders_mixed", rows=rows)
    return chosen


def _works(
    chosen: Iterable[RosterPerson],
    people: Sequence[RosterPerson],
    matched: MatchedFolders,
    out: Path,
    now: datetime,
) -> list[RowWork]:
    with reported(out.name):
        name_anew(people, out)
        folders = folders_of(people, out)
    works = []
    for person in chosen:
        known = Elsewhere(matched.slots, matched.others(person.row))
        scans = matched.scans(person.row)
        works.append(RowWork(person, people, folders, now, scans, known))
    return works


def _side_by_side(
    pool: WorkerPool, works: Iterable[RowWork], control: Control
) -> Generator[PageStep | FileTold | PersonResult, None, set[int] | None]:
    """Work on several rows at a time; return those that came to an end, None if it was stopped."""
    steps: queue.SimpleQueue[PageStep | FileTold] = queue.SimpleQueue()
    waiting = iter(works)
    running: set[Future[PersonResult | None]] = set()
    at_once = _AT_ONCE + pool.workers // _WORKERS_A_PERSON
    whole, worked = False, set[int]()
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="person")
    try:
        while True:
            while len(running) < at_once and not control.stopped():
                row = next(waiting, None)
                if row is None:
                    break
                running.add(threads.submit(_one, pool, row, steps, control))
            if not running:
                whole = not control.stopped()
                break
            done, running = wait(running, timeout=_LOOK, return_when=FIRST_COMPLETED)
            while not steps.empty():
                yield steps.get()
            for finished in done:
                result = finished.result()
                if result is not None:
                    if not result.problem:
                        worked.add(result.row)
                    yield result
    finally:
        control.stop()
        threads.shutdown(wait=True)
    while not steps.empty():
        yield steps.get()
    return worked if whole else None


def _one(
    pool: WorkerPool, row: RowWork, steps: queue.SimpleQueue[PageStep | FileTold], control: Control
) -> PersonResult | None:
    """Work on one person; whatever goes wrong becomes her result."""
    person, folder = row.person, row.folder
    try:
        row = replace(row, known=replace(row.known, repeated=repeated_scans(row.scans)))
        return work_on(pool, row, steps.put, control.stopped)
    except ZcdeskError as error:
        return _failed(person, folder, error)
    except Exception as error:
        # A fault of ours must cost one row, not the afternoon.
        keep(error, ProgramPart.BATCH)
        return PersonResult(
            person.row, name_below(folder), "could_not_check", problem="program.unexpected"
        )


def _failed(person: RosterPerson, folder: Path, error: ZcdeskError) -> PersonResult:
    details = {key: detail for key, detail in error.details.items() if key not in _NAMES}
    return PersonResult(
        person.row, name_below(folder), "could_not_check", problem=error.code, details=details
    )


def repeated_scans(
    scans: Sequence[Path],
) -> tuple[tuple[tuple[int, str], tuple[int, str]], ...]:
    """Return one person's files whose content an earlier one has, too, each with that one.

    Only files of one size are read. A file is told by its place among them, from 1, and its name.
    """
    by_size: dict[int, list[tuple[int, Path]]] = defaultdict(list)
    for number, path in enumerate(files_of(scans), start=1):
        with suppress(OSError):  # it is told when it is imported
            if path.is_file():
                by_size[path.stat().st_size].append((number, path))
    repeated = []
    firsts: dict[bytes, tuple[int, str]] = {}
    for number, path in (scan for ones in by_size.values() if len(ones) > 1 for scan in ones):
        with suppress(OSError), path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").digest()
            first = firsts.setdefault(content, (number, path.name))
            repeated += [((number, path.name), first)] if first[0] != number else []
    return tuple(sorted(repeated))


def told_crosswise(
    people: Sequence[RosterPerson], worked: Container[int], out: Path, now: datetime
) -> Iterator[PersonResult]:
    """Mark the sheets that are in two folders, and yield how those people stand who have one.

    Where a sheet names its owner, her page keeps its word and the finding is for her information;
    where it names nobody, it waits for a person in both folders. No page is read or drawn.

    Args:
        people: All rows.
        worked: Those that were worked on without a problem.
        out: Where their cases are.
        now: For what is due.
    """
    sheets: list[CopiedSheet] = []
    marks: set[int] = set()
    folders = folders_of(people, out)
    for person in people:
        place = case_path(person, folders[person.row])
        with suppress(ZcdeskError), open_case(place, writing=False) as stored:
            sheets += _sheets(person.row, stored.case.pages)
            if copies_marked(stored.case.pages):
                marks.add(person.row)
    pairs = twins(sheets, _words(people, folders))
    for person in people:
        if person.row in worked and (person.row in pairs or person.row in marks):
            with suppress(ZcdeskError):
                row = RowWork(person, people, folders, now)
                yield _looked_over(row, pairs.get(person.row, {}))


def settled(
    people: Sequence[RosterPerson], worked: Container[int], out: Path, now: datetime
) -> Iterator[PersonResult]:
    """Write the letters of all who were worked on; yield those who stand otherwise than they did.

    They are those of whose pages others lie in other folders than they knew of: only papers are
    asked of a person that do not lie here already.
    """
    folders = folders_of(people, out)
    standings = [(person, standing(person, people, folders, now)) for person in people]
    known = [(person, result) for person, result in standings if result]
    mislaid = {person.row: result.mislaid for person, result in known}
    for person, result in known:
        if person.row in worked or result.elsewhere != lying_elsewhere(person.row, mislaid):
            try:
                stands = look_again(person, people, folders, now, all_read=True)
            except ZcdeskError as error:
                stands = _failed(person, folders[person.row], error)
            if stands != result:
                yield stands


def _looked_over(row: RowWork, twin: Mapping[int, int]) -> PersonResult:
    with open_case(case_path(row.person, row.folder)) as stored:
        strange = strange_in(stored, row.person, row.people, lambda page: twin.get(page.number))
        pages = _informed(marked(stored.case.pages, strange), strange, twin)
        if pages != stored.case.pages and not stored.read_only:
            stored.keep_found(replace(stored.case, pages=pages))
    return look_again(row.person, row.people, row.folders, row.now, all_read=True)


def _informed(
    pages: Sequence[CasePage], strange: Sequence[Stranger], twin: Mapping[int, int]
) -> CasePages:
    """Return the pages with a word on those that are hers and are elsewhere too."""
    asked = {stranger.page for stranger in strange}
    informed = []
    for page in pages:
        others = tuple(finding for finding in page.findings if finding.code != ELSEWHERE)
        row = None if page.number in asked else twin.get(page.number)
        findings = others if row is None else (*others, finding_of(ELSEWHERE, row=row))
        informed.append(page if findings == page.findings else replace(page, findings=findings))
    return tuple(informed)


def _sheets(row: int, pages: Sequence[CasePage]) -> Iterator[CopiedSheet]:
    for page in pages:
        if page.page is not None:
            source = page.page.source
            yield CopiedSheet(row, page.number, (source.sha256, source.index), page.page.look)


def _words(people: Sequence[RosterPerson], folders: Folders) -> Callable[[CopiedSheet], str]:
    by_row = people_by_row(people)

    @cache
    def words_on(sheet: CopiedSheet) -> str:
        place = case_path(by_row[sheet.row], folders[sheet.row])
        with suppress(ZcdeskError), open_case(place, writing=False) as stored:
            return _read(stored, sheet.page)
        return ""

    return words_on


def _read(stored: CaseFile, number: int) -> str:
    page = stored.case.page(number).page
    return text_of(StoredReadings(stored).of(page)).replace("\n", "") if page is not None else ""

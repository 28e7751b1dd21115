"""One scan of many people's signed forms is read page by page; each becomes a picture of its own.

Its folder tells the scan's content and the page: another run finds it again, and another scan
never takes its place. What was read is kept beside it, so that no page is read twice.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Container, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from zcdesk.batch.shared.folder import (
    SharedScan,
    keep_said,
    keep_scans,
    known_scans,
    new_picture,
    pictures_of,
    said_of,
)
from zcdesk.batch.shared.pages import PageSaid, file_of, page_name
from zcdesk.disk.files import write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding, warning
from zcdesk.names.spellings import folded
from zcdesk.pages.opening.scan import decode_page
from zcdesk.pages.preparing import prepare
from zcdesk.reading.page_reading import read_page
from zcdesk.sorting.page_words import page_words
from zcdesk.sorting.subject import subjects
from zcdesk.sorting.telling import told_by
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.one_page.found_scans import (
    FoundScan,
    ScanPlace,
    find_scans,
    in_worker,
    scan_at,
)


@dataclass(frozen=True)
class SplitStep:
    """One page further.

    Attributes:
        done: Pages that are read, those of earlier runs among them.
        total: Pages of all shared scans.
        source: Name of the scan, or "" for the first step.
        said: What the page says, or None when it cannot be used.
        findings: Why not.
    """

    done: int
    total: int
    source: str = ""
    said: PageSaid | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Task:
    scan: SharedScan
    place: ScanPlace
    index: int


def split_shared(
    pool: WorkerPool, given: Sequence[Path], out: Path
) -> Generator[SplitStep, None, None]:
    """Read the pages of shared scans that were not read before, and yield each.

    Scans of an earlier run that was ended in between are gone on with. Whose the pages are is told
    by ``shared_folder.lay_out`` afterwards. Closing the generator keeps what was read.

    Args:
        pool: Where pages are read.
        given: Files, folders and archives.
        out: The run's output folder.

    Raises:
        OutputError: A picture cannot be written.
    """
    earlier = known_scans(out)
    lying = pictures_of(out).keys()
    again = _paths(
        [shared_scan for shared_scan in earlier if _unread(out, shared_scan, lying)], given
    )
    scans = {shared_scan.sha256: shared_scan for shared_scan in earlier}
    places: dict[str, ScanPlace] = {}
    refused = []
    for path in (*again, *given):
        for found in find_scans(pool, [path]):
            scan = _known(pool, found, path)
            if isinstance(scan, SharedScan):
                scans[scan.sha256] = scan  # at its old place in the order
                places.setdefault(scan.sha256, found.place)
            else:
                refused.append((found.name, scan))
    if places:
        keep_scans(out, tuple(scans.values()))
    total = sum(scan.pages for scan in scans.values())
    waiting = {sha256: _unread(out, scan, lying) for sha256, scan in scans.items()}
    done = total - sum(map(len, waiting.values()))
    if total or refused:
        yield SplitStep(done, total)
    for name, finding in refused:
        yield SplitStep(done, total, name, findings=(finding,))
    for sha256 in waiting.keys() - places.keys():
        if waiting[sha256]:
            gone = warning("batch.shared_gone", file=scans[sha256].name, pages=len(waiting[sha256]))
            yield SplitStep(done, total, scans[sha256].name, findings=(gone,))
    tasks = [
        _Task(scans[sha256], place, index)
        for sha256, place in places.items()
        for index in waiting[sha256]
    ]
    for task, said in _read(pool, tasks, out):
        done += 1
        if isinstance(said, PageSaid):
            keep_said(out, said)
            yield SplitStep(done, total, task.scan.name, said)
        else:
            yield SplitStep(done, total, task.scan.name, findings=(said,))


def read_shared_page(place: ScanPlace, index: int, output: str) -> PageSaid:
    """Read one page in a worker and write it as a picture of its own, without loss.

    Raises:
        ScanError: The page cannot be used.
        OutputError: The picture cannot be written.
    """
    scan = scan_at(place)
    prepared = prepare(scan, index)
    page = replace(prepared.page, findings=())  # her own case tells them
    reading = read_page(prepared.picture)
    decoded = decode_page(scan, index)
    stream = io.BytesIO()
    dpi = decoded.dpi or 0.0
    known = {"dpi": (dpi, dpi)} if dpi else {}
    Image.fromarray(decoded.picture).save(stream, "PNG", compress_level=3, **known)
    write_atomically(Path(output), stream.getvalue())
    pixels = hashlib.sha256(stream.getvalue()).hexdigest()
    text = folded(page_words(reading).body)
    return PageSaid(scan.sha256, index, text, told_by(reading, subjects(reading)), page, pixels)


def content_of(place: ScanPlace) -> str:
    """Return the hash of a scan's content (in a worker).

    Raises:
        ScanError: It cannot be used.
    """
    return scan_at(place).sha256


def _known(pool: WorkerPool, found: FoundScan, given: Path) -> SharedScan | Finding:
    if found.error is not None:
        return found.error.finding()
    try:
        sha256 = in_worker(pool, content_of, found.place, name=found.name)
    except ZcdeskError as error:
        return error.finding()
    return SharedScan(sha256, found.name, found.page_count, str(given.absolute()))


def _unread(out: Path, scan: SharedScan, lying: Container[str]) -> list[int]:
    """Return the pages that are still to be read, or whose picture was deleted."""
    return [
        index
        for index in range(scan.pages)
        if page_name(scan.sha256, index) not in lying or said_of(out, scan.sha256, index) is None
    ]


def _paths(unread: Iterable[SharedScan], given: Sequence[Path]) -> list[Path]:
    """Return the files of earlier scans that are to be gone on with and are still there."""
    named = {str(path.absolute()) for path in given}
    paths = dict.fromkeys(scan.given for scan in unread if scan.given not in named)
    return [Path(path) for path in paths if Path(path).exists()]


def _read(
    pool: WorkerPool, tasks: Sequence[_Task], out: Path
) -> Generator[tuple[_Task, PageSaid | Finding], None, None]:
    asked = (
        (n, task.scan.name, (task.place, task.index, str(_picture(out, task))))
        for n, task in enumerate(tasks)
    )
    walk = run_each(pool, read_shared_page, asked)
    try:
        for outcome in walk:
            if outcome.error is not None:
                yield tasks[outcome.key], outcome.error.finding()
            elif outcome.result is not None:
                yield tasks[outcome.key], outcome.result
    finally:
        walk.close()


def _picture(out: Path, task: _Task) -> Path:
    name = page_name(task.scan.sha256, task.index)
    return new_picture(out, name, file_of(task.scan.name, task.index))

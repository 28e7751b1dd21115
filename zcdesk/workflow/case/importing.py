"""Puts scans into a case: every page of every file becomes a page of its own, small at first.

Files are looked into by workers and decoded later, page by page. They are neither moved nor
changed; a case file keeps their bytes as they are, except that a locked PDF is kept unlocked.

They show what nobody covered yet, so they are in memory and in the case file and nowhere else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.cases.acts.arranging import add_pages
from zcdesk.cases.case import Case, CasePage, CasePages
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.tables.rows import inside, lay_at, outside, place_inside
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.pages.opening.folders import files_of
from zcdesk.pages.opening.refusals import LockedScanError
from zcdesk.pages.opening.scan import read_scan
from zcdesk.printable import printable
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.one_page.found_scans import (
    FoundScan,
    find_content,
    find_together,
    in_worker,
    kept_bytes,
)
from zcdesk.workflow.one_page.showing import sketch_pages

KIND = "sketch/1"
"""Kind of the entries in the cache; another number for another layout."""

Waiting = tuple[str, int]
"""A page that nobody read yet: where its scan is, and which page of it."""

_AT_ONCE = 8
"""Pages of one scan that one task draws: a thick PDF is opened once for them."""


def sketches(
    pool: WorkerPool, stored: CaseFile | None, wanted: Sequence[Waiting]
) -> Generator[tuple[Waiting, bytes], None, None]:
    """Yield each page with its small JPEG, b"" where it has none; kept in the case file.

    Args:
        pool: Where they are drawn: not the one that reads.
        stored: The case file, or None where the scans are as files.
        wanted: The pages, in the order in which they are wanted.
    """
    scans: dict[str, list[int]] = {}
    for page in wanted:
        known = stored.cached(KIND, _key(page)) if stored else None
        if known is not None:
            yield page, known
        else:
            scans.setdefault(page[0], []).append(page[1])
    tasks = [
        ((path, part), Path(path).name, (path, part))
        for path, indices in scans.items()
        for part in (indices[at : at + _AT_ONCE] for at in range(0, len(indices), _AT_ONCE))
    ]
    drawn: dict[str, bytes] = {}
    for outcome in run_each(pool, sketch_pages, tasks):
        path, indices = outcome.key
        for index, picture in zip(indices, outcome.result or [b""] * len(indices), strict=True):
            if picture:
                drawn[_key((path, index))] = picture
            yield (path, index), picture
    if stored is not None and not stored.read_only and drawn:
        stored.keep_all_cached(KIND, drawn)


def keep_first_pages(stored: CaseFile, drawn: Mapping[str, bytes]) -> None:
    """Keep sketches of first pages by the hash of their file, but for the empty ones."""
    known = {f"{sha256}/0": picture for sha256, picture in drawn.items() if picture}
    if known:
        stored.keep_all_cached(KIND, known)


def _key(page: Waiting) -> str:
    """Return the key of a page in this case; it does not depend on the file's folder."""
    place = place_inside(Path(page[0]))
    return f"{place[1] if place else page[0]}/{page[1]}"


GROUP_FILES = 12
"""Most files that are written at once: the first picture of a large archive comes soon."""

GROUP_BYTES = 8 << 20
"""Bytes after which those read so far are written, so that they need not be in memory."""


@dataclass(frozen=True)
class KeptScan:
    """One scan file on its way into a case.

    Attributes:
        name: Its name, to show to the person.
        path: Where its pages are read from; for a refused one what is in the case for it.
        page_count: How many pages it has.
        findings: What there is to tell; for a refused one why.
        refused: It cannot be used.
        locked: It was refused because it asks for a password, or for another one.
        source: Where the file itself is; "" for the clipboard.
        new: Its bytes were not in the case, or no longer whole.
        sketch: Its first page as a small JPEG, where it was quickly drawn.
    """

    name: str
    path: str
    page_count: int = 1
    findings: tuple[Finding, ...] = ()
    refused: bool = False
    locked: bool = False
    source: str = ""
    new: bool = False
    sketch: bytes = b""


def keep_scans(
    pool: WorkerPool, stored: CaseFile, paths: Iterable[Path], passwords: Sequence[str] = ()
) -> Generator[KeptScan, None, None]:
    """Copy every scan among files, folders and archives into the case file, and yield each.

    Args:
        pool: Where files are opened.
        stored: The case file; its pages are not touched.
        paths: Files, folders and zip archives.
        passwords: Tried on every file that asks for one.

    Raises:
        ZcdeskError: The case file cannot be written; what was yielded stays.
    """
    groups = keep_together(pool, stored, paths, passwords)
    with closing(groups):
        for group in groups:
            yield from group


def keep_together(
    pool: WorkerPool,
    stored: CaseFile,
    paths: Iterable[Path],
    passwords: Sequence[str] = (),
    *,
    sketched: bool = False,
) -> Generator[list[KeptScan], None, None]:
    """Copy scans as :func:`keep_scans` does, and yield those together that one write made durable.

    A disk takes as long to flush one file as ten: what was found during a flush is the next group.
    With ``sketched`` sketches come with them and are kept as well, where they are quickly drawn.
    """
    for scans in find_together(pool, paths, passwords, sketched=sketched):
        size, group = 0, list[_Read]()
        for scan in scans:
            group.append(_read(pool, stored, scan))
            size += len(group[-1].content)
            if size >= GROUP_BYTES or len(group) >= GROUP_FILES:
                yield from _kept(stored, group)
                size, group = 0, []
        yield from _kept(stored, group)


def keep_content(
    pool: WorkerPool,
    stored: CaseFile,
    content: bytes,
    name: str,
    passwords: Sequence[str] = (),
) -> KeptScan:
    """Copy a scan from the clipboard into the case file, with the same checks as a file.

    Args:
        pool: Where it is opened.
        stored: The case file.
        content: Bytes of a picture or PDF file.
        name: What to call it, with an ending.
        passwords: As for :func:`keep_scans`.

    Raises:
        ZcdeskError: The case file cannot be written.
    """
    scan = find_content(pool, content, name, passwords)
    (scan_kept,) = _written(stored, [_read(pool, stored, scan)])
    return replace(scan_kept, source="")


@dataclass(frozen=True)
class _Read:
    """A scan that is to be kept, with its bytes; or with the reason why it is not."""

    found: FoundScan
    content: bytes = b""
    error: ZcdeskError | None = None


def _read(pool: WorkerPool, stored: CaseFile, found: FoundScan) -> _Read:
    if found.error is not None:
        return _Read(found, error=found.error)
    try:
        content = _bytes(pool, found)
    except ZcdeskError as error:
        return _Read(found, error=error)
    practice = stored.case.practice
    if practice is not None and hashlib.sha256(content).hexdigest() not in practice.files:
        return _Read(found, error=ZcdeskError("scan.not_of_the_lesson", file=printable(found.name)))
    return _Read(found, content)


def _kept(stored: CaseFile, group: Sequence[_Read]) -> Generator[list[KeptScan], None, None]:
    """Keep a group at once, or one by one where it cannot be: what the disk takes still comes."""
    try:
        together = _written(stored, group)
    except ZcdeskError:
        if len(group) == 1:
            raise
        for read in group:
            yield _written(stored, [read])
    else:
        yield together


def _written(stored: CaseFile, group: Sequence[_Read]) -> list[KeptScan]:
    """Keep a group, all of it or nothing, and return what became of each.

    Raises:
        ZcdeskError: The case file cannot be written.
    """
    contents = [read.content for read in group if read.error is None]
    hashes = stored.keep_originals(contents) if contents else []
    drawn = [read.found.sketch for read in group if read.error is None]
    with suppress(ZcdeskError):  # they can be drawn again
        keep_first_pages(stored, {sha: d for (sha, _), d in zip(hashes, drawn, strict=True)})
    places = iter(hashes)
    scans = []
    for read in group:
        scan = read.found
        if read.error is not None:
            scans.append(_refused(scan, read.error, stored.path))
            continue
        sha256, new = next(places)
        path, name = inside(stored.path, sha256, printable(scan.kept_name)), printable(scan.name)
        pages = scan.page_count
        source, small = _source(scan), scan.sketch
        scans.append(
            KeptScan(name, path, pages, scan.findings, source=source, new=new, sketch=small)
        )
    return scans


def _bytes(pool: WorkerPool, found: FoundScan) -> bytes:
    if found.plain:
        return read_scan(Path(found.place.path))
    if found.place.content is not None and not found.unlocked:
        return found.place.content
    return in_worker(pool, kept_bytes, found.place, name=found.name)


def _refused(found: FoundScan, error: ZcdeskError, home: Path) -> KeptScan:
    source = _source(found)
    locked = isinstance(error, LockedScanError)
    path = outside(home, source)
    return KeptScan(printable(found.name), path, 1, (error.finding(),), True, locked, source)


def _source(found: FoundScan) -> str:
    return printable(str(Path(found.source).absolute()))


def pages_of(case: Case, kept: KeptScan, slot: str = "") -> CasePages:
    """Return the new pages that a scan gives a case, with the next numbers.

    A refused scan gives one refused page, so that nothing is lost silently; it takes no number.
    """
    numbers = case.numbered, *(page.number for page in case.pages)
    if kept.refused:
        below = min((0, *numbers)) - 1
        return (CasePage(below, slot, kept.path, findings=kept.findings, examined=True),)
    first = max(numbers) + 1
    return tuple(CasePage(first + n, slot, kept.path, n) for n in range(kept.page_count))


def with_scan(case: Case, kept: KeptScan, slot: str = "") -> Case:
    """Return the case with the pages of a scan: at the end, or where the same file was refused.

    A file that is refused again stays the one page that it was, with what is told of it now. An
    unsorted scan takes the place of one that was refused in any slot.
    """
    tries = [page for page in case.pages if _is_try(page, kept, slot)]
    if not tries:
        return add_pages(case, pages_of(case, kept, slot))
    first = tries[0]
    if kept.refused:
        new: CasePages = (replace(first, findings=kept.findings),)
    else:
        new = pages_of(case, kept, first.slot)
    pages: list[CasePage] = []
    for page in case.pages:
        if page is first:
            pages.extend(new)
        elif page not in tries:
            pages.append(page)
    numbered = max((case.numbered, *(page.number for page in new)))
    return replace(case, pages=tuple(pages), numbered=numbered)


def _is_try(page: CasePage, kept: KeptScan, slot: str) -> bool:
    """Tell whether a page is this file, refused before any of it was kept."""
    return page.refused and slot in ("", page.slot) and lay_at(page.path, kept.source)


def add_scans(case: Case, paths: Iterable[Path], slot: str = "") -> Case:
    """Return the case with pictures of one page each as waiting pages, without looking into them.

    Every file gets a number of its own, also one that turns out to be unusable. For files that
    may have several pages there is :func:`keep_scans`.
    """
    for path in files_of(paths):
        case = add_pages(case, pages_of(case, KeptScan(path.name, str(path.absolute())), slot))
    return case

"""What scans are there in the files, folders and archives that a person gave.

Nothing is opened in this process: a worker looks into each file and tells how many pages it has.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from zcdesk.errors import ScanError, WorkerLostError, ZcdeskError
from zcdesk.findings import Finding
from zcdesk.pages.opening.archives import is_archive, members_of
from zcdesk.pages.opening.decoding import ARCHIVES
from zcdesk.pages.opening.folders import files_of
from zcdesk.pages.opening.formats.pdf import is_locked
from zcdesk.pages.opening.formats.pdf import unlocked as unlocked_pdf
from zcdesk.pages.opening.office import office_program, pdf_of, without_links
from zcdesk.pages.opening.refusals import refusing
from zcdesk.pages.opening.scan import FROM_WORD
from zcdesk.pages.opening.sketching import quick_sketch
from zcdesk.workers.pool import PAGE_SECONDS, WorkerPool, outcome_of, run_together
from zcdesk.workflow.tasks.places import ScanPlace, bytes_at, scan_at

Result = TypeVar("Result")

LOOK_SECONDS = 5.0
"""Longest time to look into a file; a sound one needs a few hundredths of a second."""

_ARCHIVE_SECONDS = 30.0
"""Longest time to look into all files of an archive; bombs are refused from what they state."""

_AHEAD = 12
"""Files that are looked into while nobody takes those before them."""

_BYTES_PER_SECOND = 20_000_000
"""How fast a slow stick is read: large files get so much longer."""


@dataclass(frozen=True)
class FoundScan:
    """One scan file among what was given.

    Attributes:
        place: Where its pages are read from.
        source: Its path as the person knows it.
        page_count: How many pages it has; 1 when it was refused.
        findings: What there is to tell about the file.
        error: Why it cannot be used, or None.
        unlocked: A password opened it.
        plain: Its bytes lie in a file of their own and need no unlocking.
        sketch: Its first page as a small JPEG, where that was asked for and is quickly drawn.
    """

    place: ScanPlace
    source: str
    page_count: int = 1
    findings: tuple[Finding, ...] = ()
    error: ZcdeskError | None = None
    unlocked: bool = False
    plain: bool = False
    sketch: bytes = b""

    @property
    def name(self) -> str:
        """Name of the file."""
        return Path(self.source).name

    @property
    def kept_name(self) -> str:
        """Name under which its bytes are kept: pages made of a document are a PDF."""
        return Path(self.place.path).name


def find_scans(
    pool: WorkerPool, paths: Iterable[Path], passwords: Sequence[str] = ()
) -> Generator[FoundScan, None, None]:
    """Yield every scan that the paths hold, refused ones with their reason, in their order.

    Archives give their files; a Word document gives its pages where LibreOffice is installed.

    Args:
        pool: Where files are opened.
        paths: Files, folders and archives.
        passwords: Tried on every file that asks for one.
    """
    groups = find_together(pool, paths, passwords)
    with closing(groups):
        for group in groups:
            yield from group


def find_together(
    pool: WorkerPool,
    paths: Iterable[Path],
    passwords: Sequence[str] = (),
    *,
    sketched: bool = False,
) -> Generator[list[FoundScan], None, None]:
    """Yield every scan as :func:`find_scans` does, those together that were found meanwhile.

    The first comes as soon as it is found; what is found while the caller is busy with it comes
    next, and so on. Nothing waits for a file that takes its time, but those behind it. With
    ``sketched`` each brings the sketch of its first page, where that is quickly drawn.
    """
    files = list(files_of(paths))
    tried = tuple(passwords)
    for seconds, first, last in _by_time(files):
        run = files[first:last]
        tasks = ((n, path.name, (str(path), tried, sketched)) for n, path in enumerate(run))
        waiting: dict[int, tuple[FoundScan, ...]] = {}
        next_one = 0
        for outcomes in run_together(pool, look_into, tasks, seconds, ahead=_AHEAD):
            for outcome in outcomes:
                lying = str(run[outcome.key])
                refused = FoundScan(ScanPlace(lying, tried), lying, error=outcome.error)
                waiting[outcome.key] = (refused,) if outcome.result is None else outcome.result
            ready: list[FoundScan] = []
            while next_one in waiting:
                for found in waiting.pop(next_one):
                    if ready and _is_document(found):
                        yield ready  # another program may take seconds over the next one
                        ready = []
                    ready.append(_with_pages(pool, found))
                next_one += 1
            if ready:
                yield ready


def find_content(
    pool: WorkerPool, content: bytes, name: str, passwords: Sequence[str] = ()
) -> FoundScan:
    """Return a scan whose bytes come from the clipboard or from another program.

    Args:
        pool: Where it is opened.
        content: Its bytes.
        name: Its name, for sentences; nothing is read there.
        passwords: As for :func:`find_scans`.
    """
    place = ScanPlace(name, tuple(passwords), content)
    try:
        found = in_worker(pool, look_at, place, name, name=name, seconds=LOOK_SECONDS)
    except ZcdeskError as error:
        return FoundScan(place, name, error=error)
    return _with_pages(pool, found)


def look_into(
    path: str, passwords: tuple[str, ...] = (), sketched: bool = False
) -> tuple[FoundScan, ...]:
    """Open a file, or every file of an archive (in a worker).

    Files in an archive get no sketch: all of them share one limit of time.

    Raises:
        ScanError: The file itself cannot be used.
    """
    if not is_archive(Path(path)):
        found_one = look_at(ScanPlace(path, passwords), path, sketched)
        return (replace(found_one, plain=not found_one.unlocked),)
    found = []
    for member in members_of(Path(path), passwords):
        # Not joined as paths are: "/etc/a.png" in an archive would be one of this computer's files.
        inside = str(Path(f"{path}/{member.path}"))
        place = ScanPlace(inside, passwords)
        try:
            if member.refusal is not None:
                raise member.refusal
            found.append(look_at(place, inside))
        except ScanError as refusal:
            found.append(FoundScan(place, inside, error=refusal.without_trace()))
    return tuple(found)


def look_at(place: ScanPlace, source: str, sketched: bool = False) -> FoundScan:
    """Open a scan without decoding it, but for a sketch (in a worker).

    Raises:
        ScanError: It cannot be used.
    """
    scan = scan_at(place)
    unlocked = bool(place.passwords) and scan.kind == "PDF" and is_locked(scan.content)
    small = quick_sketch(scan.content) if sketched else b""
    return FoundScan(place, source, scan.page_count, scan.findings, unlocked=unlocked, sketch=small)


def kept_bytes(place: ScanPlace) -> bytes:
    """Return the bytes of a scan as a case file keeps them, without a password (in a worker).

    Raises:
        ScanError: It cannot be used.
    """
    content = bytes_at(place)
    with refusing(Path(place.path).name):
        locked = content.startswith(b"%PDF-") and is_locked(content)
        return unlocked_pdf(content, place.passwords) if locked else content


def plain_document(place: ScanPlace) -> bytes:
    """Return a text document without its links to elsewhere (in a worker).

    Raises:
        ScanError: It cannot be read.
    """
    with refusing(Path(place.path).name):
        return without_links(bytes_at(place))


def in_worker(
    pool: WorkerPool,
    function: Callable[..., Result],
    *arguments: object,
    name: str,
    seconds: float = PAGE_SECONDS,
) -> Result:
    """Run one task to its end.

    Args:
        pool: Where to run.
        function: A module-level function.
        arguments: Its arguments.
        name: Name of the file for messages.
        seconds: Longest time.

    Raises:
        ZcdeskError: What the task raised, or that its worker was lost.
    """
    outcome = outcome_of(name, pool.submit(function, *arguments, seconds=seconds), name)
    if outcome.result is None:
        raise outcome.error or WorkerLostError(file=name)
    return outcome.result


def _is_document(found: FoundScan) -> bool:
    """Tell whether it is a text document that LibreOffice may open."""
    return found.error is not None and found.error.code == "scan.unsupported_word"


def _with_pages(pool: WorkerPool, found: FoundScan) -> FoundScan:
    """Turn a text document into pages where that is possible."""
    program = office_program() if _is_document(found) else None
    if program is None:
        return found
    try:
        plain = in_worker(pool, plain_document, found.place, name=found.name)
        content = pdf_of(plain, found.name, program)
        pages = ScanPlace(found.place.path + FROM_WORD, (), content)
        return in_worker(pool, look_at, pages, found.source, name=found.name)
    except ZcdeskError as error:
        return replace(found, error=error)


def _by_time(files: Sequence[Path]) -> Generator[tuple[float, int, int], None, None]:
    """Yield runs of neighbouring files that get the same time: seconds, first, behind the last."""
    first = 0
    for place, path in enumerate(files):
        seconds = _seconds(path)
        if seconds > LOOK_SECONDS:
            if first < place:
                yield LOOK_SECONDS, first, place
            yield seconds, place, place + 1
            first = place + 1
    if first < len(files):
        yield LOOK_SECONDS, first, len(files)


def _seconds(path: Path) -> float:
    """Return how long a file may take to be looked into."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        return LOOK_SECONDS
    least = _ARCHIVE_SECONDS if path.suffix.lower() in ARCHIVES else LOOK_SECONDS
    return least if size < _BYTES_PER_SECOND else least + size / _BYTES_PER_SECOND

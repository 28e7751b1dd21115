"""What scans are in the files, folders and archives that a person gave, and their bytes and pixels.

Nothing is opened in this process: a worker looks into each file and tells how many pages it has.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from zcdesk.cases.file.originals import original_bytes
from zcdesk.cases.tables.faults import OutsideOriginalError
from zcdesk.cases.tables.rows import is_outside, place_inside
from zcdesk.errors import ScanError, SlowPageError, WorkerLostError, ZcdeskError
from zcdesk.findings import Finding
from zcdesk.masking.hits import Mask
from zcdesk.pages.emptying import emptied
from zcdesk.pages.opening.archives import is_archive, member_content, members_of, place_in_archive
from zcdesk.pages.opening.decoding import ARCHIVES
from zcdesk.pages.opening.folders import files_of
from zcdesk.pages.opening.formats.pdf import is_locked
from zcdesk.pages.opening.formats.pdf import unlocked as unlocked_pdf
from zcdesk.pages.opening.office import office_program, pdf_of, without_links
from zcdesk.pages.opening.refusals import ChangedScanError, refusing
from zcdesk.pages.opening.scan import FROM_WORD, Scan, decode_page, open_content, read_scan
from zcdesk.pages.opening.sketching import quick_sketch
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import upright_picture
from zcdesk.picture import Picture
from zcdesk.workers.pool import PAGE_SECONDS, PATIENCE, WorkerPool, outcome_of, run_together


@dataclass(frozen=True)
class ScanPlace:
    """Where a scan is read from.

    Attributes:
        path: Of a file, of a file inside an archive (``<archive>/<path inside>``) or inside a case
            file (``<case file>/<sha256>/<name>``).
        passwords: What may open it; never shown.
        content: Its bytes where no file holds them: pages made of a document, the clipboard.
    """

    path: str
    passwords: tuple[str, ...] = field(default=(), repr=False)
    content: bytes | None = field(default=None, repr=False)

    @property
    def read_from(self) -> tuple[str, ...]:
        """The path, for whoever hands the place to a worker."""
        return (self.path,)


def scan_at(place: ScanPlace | str) -> Scan:
    """Open a scan and keep its bytes, so that its pages need not be read again.

    Raises:
        ScanError: It cannot be used.
        CaseFileError: The case file no longer has it.
    """
    if isinstance(place, str):
        place = ScanPlace(place)
    return open_content(Path(place.path), bytes_at(place), place.passwords)


def bytes_at(place: ScanPlace) -> bytes:
    """Return the bytes of a scan, unchanged.

    Raises:
        ScanError: They cannot be read.
        CaseFileError: The case file no longer has it.
    """
    if place.content is not None:
        return place.content
    path = Path(place.path)
    if is_outside(path):
        raise OutsideOriginalError(file=path.name)
    stored = place_inside(path)
    if stored is not None and stored[0].is_file():
        return original_bytes(*stored)
    packed = place_in_archive(path)
    if packed is not None:
        return member_content(*packed, place.passwords)
    return read_scan(path)


def pixels_of(page: Page, covers: Iterable[Mask] = ()) -> Picture:
    """Return the pixels of a page that was prepared before.

    Args:
        page: The page.
        covers: What is going to be covered: the ink below is taken out of the scan, with its traces
            beside the covers.

    Raises:
        ScanError: The scan cannot be used any more, or has other content now.
        CaseFileError: The case file no longer has it.
    """
    scan = scan_at(page.source.path)
    require_same(scan, page)
    return scan_pixels(scan, page, covers)


def scan_pixels(scan: Scan, page: Page, covers: Iterable[Mask]) -> Picture:
    """Return the pixels of a page of a scan that is open; arguments and errors as for
    :func:`pixels_of`."""
    decoded, back = decode_page(scan, page.source.index), page.transform.inverse()
    blurred = 0 if page.transform.only_turns else 1
    # As it will be painted: from and to the centres of whole pixels.
    hidden = [
        back.apply_all((round(x) + 0.5, round(y) + 0.5) for x, y in mask.hidden or mask.polygon)
        for mask in covers
    ]
    return upright_picture(emptied(decoded, hidden, blurred) if hidden else decoded.picture, page)


def require_same(scan: Scan, page: Page) -> None:
    """Check that a scan is still the one that a page was made from.

    Raises:
        ChangedScanError: It has other content now.
    """
    if scan.sha256 != page.source.sha256:
        raise ChangedScanError(file=scan.path.name)


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
        plain: Its bytes are in a file of their own and need no unlocking.
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
                for scan in waiting.pop(next_one):
                    if ready and _is_document(scan):
                        yield ready  # another program may take seconds over the next one
                        ready = []
                    ready.append(_with_pages(pool, scan))
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
        result = in_worker(pool, look_at, place, name, name=name, seconds=LOOK_SECONDS)
    except ZcdeskError as error:
        return FoundScan(place, name, error=error)
    return _with_pages(pool, result)


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
    scans = []
    for member in members_of(Path(path)):
        # Not joined as paths are: "/etc/a.png" in an archive would be one of this computer's files.
        inside = str(Path(f"{path}/{member.path}"))
        place = ScanPlace(inside, passwords)
        try:
            if member.refusal is not None:
                raise member.refusal
            scans.append(look_at(place, inside))
        except ScanError as refusal:
            scans.append(FoundScan(place, inside, error=refusal.without_trace()))
    return tuple(scans)


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
    """Run one task to its end; one that took too long is tried once more, with more patience: on
    a computer that others keep busy the clock runs out long before the work does.

    Args:
        pool: Where to run.
        function: A module-level function.
        arguments: Its arguments.
        name: Name of the file for messages.
        seconds: Longest time.

    Raises:
        ZcdeskError: What the task raised, or that its worker was lost.
    """
    for longest in (seconds, PATIENCE * seconds):
        outcome = outcome_of(name, pool.submit(function, *arguments, seconds=longest), name)
        if not isinstance(outcome.error, SlowPageError):
            break
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

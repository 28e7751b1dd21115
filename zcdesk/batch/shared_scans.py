"""One scan of many people's signed forms, split to people and slots; what is not sure is asked.

A page goes to the person whose ID number stands on it, else to the only one whose name does. It is
written as a picture of its own, so that nobody's case holds another's pages. Its name tells the
scan's content and the page: another run finds it again, and another scan never takes its place.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from zcdesk.batch.roster import Person
from zcdesk.errors import ZcdeskError
from zcdesk.files import write_atomically
from zcdesk.findings import Finding
from zcdesk.pages.preparing import prepare
from zcdesk.pages.scan import decode_page
from zcdesk.reading.page_reading import read_page
from zcdesk.sorting.page_words import page_words
from zcdesk.sorting.telling import told_by
from zcdesk.sorting.told import PageTold
from zcdesk.spellings import folded
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.found_scans import FoundScan, find_scans, in_worker
from zcdesk.workflow.page_tasks import Place, scan_at

SHARED, UNCLEAR = "shared", "unclear"
_DIGITS = 12
"""Hexadecimal digits of a scan's SHA-256 in the names of its pages."""


@dataclass(frozen=True)
class SharedPage:
    """One page of a shared scan.

    Attributes:
        source: Name of the scan.
        page: Its page, from 0.
        row: Whose it is, or None when that must be asked.
        claims: Rows that could be meant, when it is not sure.
        output: Where its picture was written, or None when the page could not be used.
        findings: Why not.
    """

    source: str
    page: int
    row: int | None
    claims: tuple[int, ...] = ()
    output: Path | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Said:
    scan: str
    told: PageTold
    rows: tuple[int, ...]


def split_shared(
    pool: WorkerPool, scans: Sequence[Path], people: Sequence[Person], out: Path
) -> Generator[SharedPage, None, None]:
    """Yield every page of shared scans, written below ``out/shared/<row>`` or ``…/unclear``.

    Args:
        pool: Where pages are read.
        scans: The shared scans.
        people: Everybody in the roster.
        out: The run's output folder.

    Raises:
        OutputError: A picture cannot be written.
    """
    names = tuple(
        (one.row, tuple(map(folded, (one.applicant.name, *one.applicant.aliases))))
        for one in people
    )
    for scan in find_scans(pool, scans):
        if scan.error is not None:
            yield SharedPage(scan.name, 0, None, findings=(scan.error.finding(),))
            continue
        tasks = ((n, scan.name, (scan.place, n, names)) for n in range(scan.page_count))
        said: dict[int, _Said | ZcdeskError | None] = {}
        for outcome in run_each(pool, read_shared_page, tasks):
            said[outcome.key] = outcome.result or outcome.error
        for index in sorted(said):
            yield _placed(pool, scan, index, said[index], people, out / SHARED)


def by_row(pages: Iterable[SharedPage]) -> dict[int, tuple[Path, ...]]:
    """Return where the pages lie that are surely somebody's, by row."""
    found: dict[int, tuple[Path, ...]] = {}
    for page in pages:
        if page.row is not None and page.output is not None:
            found[page.row] = (*found.get(page.row, ()), page.output)
    return found


def read_shared_page(
    place: Place, index: int, names: tuple[tuple[int, tuple[str, ...]], ...]
) -> _Said:
    """Read one page in a worker, and tell whose names stand on it.

    Raises:
        ScanError: The page cannot be used.
    """
    scan = scan_at(place)
    _, picture = prepare(scan, index)
    reading = read_page(picture)
    text = folded(page_words(reading).body)
    found = [(row, name) for row, own in names for name in own if len(name) > 1 and name in text]
    rows = {
        row for row, name in found if not any(name != other and name in other for _, other in found)
    }
    return _Said(scan.sha256, told_by(reading), tuple(sorted(rows)))


def write_shared_page(place: Place, index: int, output: str) -> str:
    """Write one page of a scan as a picture of its own, without loss, and return where it lies.

    Raises:
        ScanError: The page cannot be used.
        OutputError: The picture cannot be written.
    """
    import io

    decoded = decode_page(scan_at(place), index)
    stream = io.BytesIO()
    dpi = decoded.dpi or 0.0
    known = {"dpi": (dpi, dpi)} if dpi else {}
    Image.fromarray(decoded.picture).save(stream, "PNG", compress_level=3, **known)
    write_atomically(Path(output), stream.getvalue())
    return output


def _placed(
    pool: WorkerPool,
    scan: FoundScan,
    index: int,
    said: _Said | ZcdeskError | None,
    people: Sequence[Person],
    out: Path,
) -> SharedPage:
    if not isinstance(said, _Said):
        findings = (said.finding(),) if said is not None else ()
        return SharedPage(scan.name, index, None, findings=findings)
    row, claims = _whose(said, people)
    folder = out / (f"{row:04d}" if row is not None else UNCLEAR)
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / f"{said.scan[:_DIGITS]}-{index + 1:03d}.png"
    for old in out.glob(f"*/{output.name}"):
        if old != output:  # the roster was mended: the page is another's than it was taken for
            old.unlink()
    if not output.exists():
        try:
            in_worker(pool, write_shared_page, scan.place, index, str(output), name=scan.name)
        except ZcdeskError as error:
            return SharedPage(scan.name, index, None, findings=(error.finding(),))
    return SharedPage(scan.name, index, row, claims, output)


def _whose(said: _Said, people: Sequence[Person]) -> tuple[int | None, tuple[int, ...]]:
    """Return whose a page is, and who could be meant when nobody is sure."""
    by_number = {one.applicant.id_number: one.row for one in people if one.applicant.id_number}
    numbered = {by_number[number] for number in said.told.id_numbers if number in by_number}
    if len(numbered) == 1:
        return numbered.pop(), ()
    if numbered:
        return None, tuple(sorted(numbered))
    if len(said.rows) == 1:
        return said.rows[0], ()
    return None, said.rows

"""Covers the applicant's words in loose scans, without a case: what scripts use.

Pages that an earlier run left in the folder of the results are known by its report.
"""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from zcdesk.cases.case import PageState
from zcdesk.cases.file.locking import WATCHED, CaseLock, lock_path
from zcdesk.cases.reasons import reasons_of
from zcdesk.checks.words_found import SearchedPage
from zcdesk.disk.files import bounded, make_folder, new_folder, output_error
from zcdesk.errors import OutputError, ZcdeskError
from zcdesk.export.plan.layout import DIGITS
from zcdesk.findings import Finding
from zcdesk.system.files import flush_folder
from zcdesk.system.processes import interrupts_held
from zcdesk.verification.picture import Status
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.one_page.examining import Redacted, redact_page
from zcdesk.workflow.one_page.found_scans import FoundScan, find_scans
from zcdesk.workflow.one_page.sought import Sought

_OURS = ".zcdesk-*"
_LEFTOVER = f"{_OURS}.partial"
REPORT = "report.json"

_LARGEST = 64_000_000
"""Bytes of a report; one of 500 full pages has a tenth."""

_PAGE_NAME = re.compile(r"[0-9]{3,}(-[0-9]+)?(\.review)?\.jpg")

_PLACING = ".zcdesk-placing"
_FINISHED, _REVIEW = ".jpg", ".review.jpg"

_LONGEST_WAIT = WATCHED + 20.0
"""Seconds that one run waits for another to give its finished pages their names: longer than
another computer's lock from the future takes to be known as abandoned."""

_SHORT = 0.02


@dataclass(frozen=True)
class RedactedPage:
    """One page of one file, as it came out.

    ``page`` counts from 0; ``output`` is the JPEG's name in the output folder, "" when refused;
    ``file`` is the place of the file among all that were found, from 0.
    """

    source: str
    page: int
    output: str
    state: PageState
    findings: tuple[Finding, ...]
    redacted: Redacted | None = None
    file: int = 0


@dataclass
class _File:
    """A scan on its way: it comes out whole or not at all."""

    scan: FoundScan
    place: int
    first: int
    done: dict[int, Redacted] = field(default_factory=dict)
    error: ZcdeskError | None = None

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.scan.page_count


def redact_scans(
    pool: WorkerPool,
    paths: Sequence[Path],
    sought: Sought,
    out: Path,
    straighten: bool = True,
    passwords: Sequence[str] = (),
    replaces: Iterable[Path] = (),
) -> Generator[tuple[RedactedPage, ...], None, None]:
    """Yield the pages of each file when it is finished; a file with one bad page is refused.

    Pages get the number of their place in the input as name, in ``out``; those that a person must
    look at end with ``.review.jpg``. Nothing there is overwritten by other content; an interrupted
    run leaves only whole files.

    Args:
        pool: Where the work runs.
        paths: Files, folders and archives, in the order in which their pages are numbered.
        sought: Whose words, which targets.
        out: Output folder, made when it is not there.
        straighten: False keeps the geometry of the decoded, EXIF-turned picture.
        passwords: Tried on every file that asks for one.
        replaces: Pictures of an earlier run, which go as soon as the first file is finished.

    Raises:
        OutputError: ``out`` cannot be written to.
    """
    with _staging(out) as staging:
        files = yield from _looked_at(pool, paths, passwords)
        tasks = _tasks(files, sought, staging, straighten)
        for outcome in run_each(pool, redact_page, tasks):
            index, page = outcome.key
            file = files[index]
            if isinstance(outcome.error, OutputError):
                # Not under the name that the page has while it waits.
                raise OutputError(outcome.error.code, file=out.name) from outcome.error
            if file.error is None and outcome.result is None:
                file.error = outcome.error
                yield _refused(file)
            elif file.error is None and outcome.result is not None:
                file.done[page] = outcome.result
                if len(file.done) == file.pages:
                    remove_pages(replaces)
                    replaces = ()
                    yield _released(file, staging, out)


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """Give the folder where pages wait for the rest of their file; afterwards it is gone.

    A lock beside it tells other runs into the same folder that it is in use; what a killed run
    left behind has no lock any more and is removed.
    """
    try:
        make_folder(out)
        for leftover in _leftovers(out):
            _remove_unless_used(leftover)
        staging = out / _LEFTOVER.replace("*", secrets.token_hex(6))
        lock = CaseLock.acquire(staging)
    except OSError as cause:
        raise output_error(cause, out.name) from cause
    try:
        new_folder(staging)
        yield staging
    except OSError as cause:
        raise output_error(cause, out.name) from cause
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if isinstance(lock, CaseLock):
            lock.release()


def _leftovers(out: Path) -> set[Path]:
    """Return what runs left, or still use: staging folders, and what has only its lock left."""
    locks = out.glob(lock_path(Path(_OURS)).name)
    locked = {lock.with_name(lock.name[1:].removesuffix(lock.suffix)) for lock in locks}
    return {*out.glob(_LEFTOVER), *locked}


def _remove_unless_used(leftover: Path) -> None:
    with suppress(OSError):
        lock = CaseLock.acquire(leftover)
        if isinstance(lock, CaseLock):
            shutil.rmtree(leftover, ignore_errors=True)
            lock.release()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Let one run at a time give names in ``out``, so that two never choose the same.

    Whoever ends the program waits for the names that are being given, so that no lock stays, but
    not for another run that gives some.
    """
    end = time.monotonic() + _LONGEST_WAIT
    while True:
        with interrupts_held(termination=True):
            lock = CaseLock.acquire(out / _PLACING)
            if isinstance(lock, CaseLock):
                try:
                    yield
                finally:
                    lock.release()
                return
        if time.monotonic() > end:
            raise OutputError(file=out.name)
        time.sleep(_SHORT)


def _looked_at(
    pool: WorkerPool, paths: Sequence[Path], passwords: Sequence[str]
) -> Generator[tuple[RedactedPage, ...], None, dict[int, _File]]:
    """Open all files first: page numbers depend on how many pages each of them has."""
    files: dict[int, _File] = {}
    first = 1
    for place, scan in enumerate(find_scans(pool, paths, passwords)):
        file = _File(scan, place, first, error=scan.error)
        first += file.pages
        if scan.error is not None:
            yield _refused(file)
        else:
            files[place] = file
    return files


def _tasks(
    files: dict[int, _File], sought: Sought, staging: Path, straighten: bool
) -> Iterator[tuple[tuple[int, int], str, Sequence[object]]]:
    for place, file in files.items():
        for page in range(file.pages):
            if file.error is not None:
                break  # one page was refused: the others need not be read
            output = str(staging / f"{file.first + page}.jpg")
            arguments = (file.scan.place, page, sought, output, straighten)
            yield (place, page), file.scan.name, arguments


def _refused(file: _File) -> tuple[RedactedPage, ...]:
    assert file.error is not None
    finding = file.error.finding()
    source = file.scan.source
    return (RedactedPage(source, 0, "", PageState.REFUSED, (finding,), file=file.place),)


def _released(file: _File, staging: Path, out: Path) -> tuple[RedactedPage, ...]:
    """Give the pages of a finished file their names."""
    pages = []
    try:
        with _alone(out):
            for page in range(file.pages):
                number = file.first + page
                redacted = file.done[page]
                findings = (*redacted.page.findings, *redacted.finished.verified.findings)
                state = state_of(redacted)
                name = _place(staging / f"{number}.jpg", out, number, state)
                source = file.scan.source
                pages.append(
                    RedactedPage(source, page, name, state, findings, redacted, file.place)
                )
            flush_folder(out)
    except OSError as cause:
        raise output_error(cause, out.name) from cause
    return tuple(pages)


def _place(written: Path, out: Path, number: int, state: PageState) -> str:
    """Rename a finished page to the first free name of its number, or to its equal.

    A page that a person must look at has another ending than a finished one, of letters that every
    disk takes. A number stands for one content only: a page whose state is another one than in an
    earlier run changes its name, and two names never tell the opposite of one page.
    """
    taken = {path.name.lower(): path for path in out.iterdir()}
    content = written.read_bytes()
    attempt = 1
    while True:
        stem = f"{number:0{DIGITS}d}{'' if attempt == 1 else f'-{attempt}'}"
        name = stem + (_REVIEW if state is PageState.REVIEW else _FINISHED)
        lying = [taken[each] for each in (stem + _FINISHED, stem + _REVIEW) if each in taken]
        if all(path.is_file() and path.read_bytes() == content for path in lying):
            written.replace(out / name)
            for path in lying:
                if path.name.lower() != name:
                    path.unlink()
            return name
        attempt += 1


def state_of(redacted: Redacted) -> PageState:
    """Return the page's word: sure only when search and second reading both are."""
    asked = reasons_of(redacted.hits, redacted.page.findings, redacted.page)
    if asked or redacted.finished.verified.status is not Status.CLEAN:
        return PageState.REVIEW
    return PageState.MASKED if redacted.covers else PageState.CLEAN


def searched(pages: Iterable[RedactedPage]) -> tuple[SearchedPage, ...]:
    """Return what was found on each page that could be searched."""
    redacted_pages = (page.redacted for page in pages)
    return tuple(
        SearchedPage(redacted.hits, redacted.told)
        for redacted in redacted_pages
        if redacted is not None
    )


class _EarlierPage(BaseModel):
    model_config = ConfigDict(extra="ignore")

    output: str | None = None


class _Report(BaseModel):
    model_config = ConfigDict(extra="ignore")

    pages: tuple[_EarlierPage, ...]


def pages_of_earlier_run(out: Path) -> tuple[Path, ...]:
    """Return the pictures in ``out`` that the report there names; () without such a report.

    Nothing else counts: a name that no run gives, a link, a picture that is elsewhere.
    """
    try:
        report = _Report.model_validate_json(bounded(out / REPORT, _LARGEST))
    except (OSError, ValidationError):
        return ()
    names = dict.fromkeys(page.output for page in report.pages if page.output)
    places = [out / name for name in names if _PAGE_NAME.fullmatch(name)]
    return tuple(place for place in places if place.is_file() and not place.is_symlink())


def pages_without_report(out: Path, reported: Collection[Path]) -> tuple[Path, ...]:
    """Return the pictures in ``out`` that bear a page's name and are not among ``reported``.

    A run that was killed leaves such pages. Nobody can know that they are no scans of the person's
    own, so they are told and never removed.
    """
    try:
        paths = sorted(place for place in out.iterdir() if _PAGE_NAME.fullmatch(place.name))
    except OSError:
        return ()
    return tuple(place for place in paths if place not in reported and place.is_file())


def remove_pages(pages: Iterable[Path]) -> None:
    """Remove pictures of an earlier run; one that is gone is no matter."""
    for page in pages:
        with suppress(FileNotFoundError):
            page.unlink()

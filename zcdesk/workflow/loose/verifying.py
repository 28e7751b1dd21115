"""Loose scans looked at, and finished files read again, each in a worker; nothing is changed."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from zcdesk.errors import ZcdeskError
from zcdesk.export.plan.manifest import carries_words, manifest_of
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, Severity
from zcdesk.pages.judging.likeness import alike
from zcdesk.pages.page import Page
from zcdesk.verification.folder import (
    Candidate,
    candidates,
    neutral_name,
    together,
    verify_candidate,
)
from zcdesk.verification.picture import Verified, verified
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.one_page.examining import inspect_page
from zcdesk.workflow.one_page.found_scans import FoundScan, find_scans
from zcdesk.workflow.one_page.sought import Sought


@dataclass(frozen=True)
class InspectedScan:
    """One page of one scan; without ``page`` the scan was refused, for the reason in ``findings``.

    ``index`` counts pages from 0, ``file`` is the place of the file among all that were found.
    """

    source: str
    index: int
    page: Page | None
    findings: tuple[Finding, ...]
    file: int = 0

    @property
    def name(self) -> str:
        """Name of the file."""
        return Path(self.source).name


def inspect_scans(
    pool: WorkerPool, paths: Sequence[Path], passwords: Sequence[str] = ()
) -> Generator[tuple[InspectedScan, ...], None, None]:
    """Yield the pages of each scan when all of them were looked at.

    A refused scan, and one with a damaged page, gives one entry that tells why.

    Args:
        pool: Where the work runs.
        paths: Files, folders and archives.
        passwords: Tried on every file that asks for one.
    """
    scans: dict[int, FoundScan] = {}
    for place, scan in enumerate(find_scans(pool, paths, passwords)):
        if scan.error is None:
            scans[place] = scan
        else:
            yield (_refused(scan, place, scan.error),)
    done: dict[int, dict[int, Page]] = {place: {} for place in scans}
    refused: set[int] = set()
    for outcome in run_each(pool, inspect_page, _tasks(scans, refused)):
        place, index = outcome.key
        if place in refused:
            continue
        if outcome.result is None:
            refused.add(place)
            yield (_refused(scans[place], place, outcome.error),)
            continue
        done[place][index] = outcome.result
        if len(done[place]) == scans[place].page_count:
            pages = sorted(done.pop(place).items())
            source = scans[place].source
            yield tuple(InspectedScan(source, n, page, page.findings, place) for n, page in pages)


def with_likeness(pages: Sequence[InspectedScan]) -> list[InspectedScan]:
    """Return the pages with the question whether two of them show the same sheet."""
    looks = [(place, scan.page.look) for place, scan in enumerate(pages) if scan.page is not None]
    changed = list(pages)
    for first, second in alike(looks):
        question = finding_of("page.alike", file=pages[first].name, page=pages[first].index + 1)
        changed[second] = replace(changed[second], findings=(*changed[second].findings, question))
    return changed


def _tasks(
    scans: Mapping[int, FoundScan], refused: Collection[int]
) -> Iterator[tuple[tuple[int, int], str, Sequence[object]]]:
    for place, scan in scans.items():
        for index in range(scan.page_count):
            if place in refused:
                break  # one page was refused: the others need not be looked at
            yield (place, index), scan.name, (scan.place, index)


def _refused(scan: FoundScan, place: int, error: ZcdeskError | None) -> InspectedScan:
    findings = (error.finding(),) if error else ()
    return InspectedScan(scan.source, 0, None, findings, place)


@dataclass(frozen=True)
class VerifiedFile:
    """What the second reading says of one file.

    ``name`` is its path below the named folder, or ``file-NNN`` where that carries the identity;
    ``number`` is its place in the call, from 1.
    """

    name: str
    number: int
    verified: Verified


@dataclass(frozen=True)
class ToVerify:
    """The files that are meant by files and folders.

    Attributes:
        files: What is read again.
        own: Files of whole packages that carry the applicant's words on purpose (forms to be
            signed, texts to be copied): they are hers alone and never uploaded.
    """

    files: tuple[Candidate, ...]
    own: tuple[Candidate, ...]


def files_to_verify(paths: Sequence[Path]) -> ToVerify:
    """Return the files that are meant; a file or folder inside a package is read whatever it is."""
    files = candidates(paths)
    packages: dict[Path, bool] = {}
    own = [_carries_words(file, packages) for file in files]
    pairs = tuple(zip(files, own, strict=True))
    return ToVerify(
        tuple(file for file, carries in pairs if not carries),
        tuple(file for file, carries in pairs if carries),
    )


def _carries_words(file: Candidate, packages: dict[Path, bool]) -> bool:
    """Tell whether a file is of the person's own part of a package below the folder named."""
    shown = PurePosixPath(file.shown)
    for depth in range(1, len(shown.parts)):
        inside = PurePosixPath(*shown.parts[-depth - 1 :])
        if not carries_words(inside):
            continue
        package = file.path.parents[depth]
        if package not in packages:
            try:
                packages[package] = manifest_of(package) is not None
            except OSError:
                packages[package] = False
        return packages[package]
    return False


def verify_files(
    pool: WorkerPool, files: Sequence[Candidate], sought: Sought
) -> Generator[VerifiedFile, None, None]:
    """Yield the result of each file as it comes.

    A file with many pictures inside goes through several tasks. What a worker could not do, it
    died or took too long, was not read through, and is told so.
    """
    parts: dict[int, list[Verified]] = {index: [] for index in range(len(files))}
    names = [neutral_name(file, sought.applicant) for file in files]
    begin = dict.fromkeys(parts, 0)
    while begin:
        tasks = [
            (index, names[index], (files[index], sought.applicant, sought.targets, first))
            for index, first in begin.items()
        ]
        begin = {}
        for outcome in run_each(pool, verify_candidate, tasks):
            index, result = outcome.key, outcome.result
            parts[index].append(result.verified if result else _lost(names[index], outcome.error))
            if result is not None and result.rest:
                begin[index] = result.rest
            else:
                yield VerifiedFile(names[index], files[index].number, together(parts.pop(index)))


def _lost(file: str, fault: ZcdeskError | None) -> Verified:
    findings = [replace(fault.finding(), severity=Severity.WARNING)] if fault else []
    return verified([*findings, finding_of("verify.not_checked", file=file, kind="…")])

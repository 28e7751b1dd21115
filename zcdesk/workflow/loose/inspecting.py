"""Looks at scans without changing or covering anything."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.errors import ZcdeskError
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.pages.judging.likeness import alike
from zcdesk.pages.page import Page
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.tasks.examining import inspect_page
from zcdesk.workflow.tasks.found_scans import FoundScan, find_scans


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
    for place, found in enumerate(find_scans(pool, paths, passwords)):
        if found.error is None:
            scans[place] = found
        else:
            yield (_refused(found, place, found.error),)
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

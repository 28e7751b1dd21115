"""Looks at scans without changing or covering anything."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zcdesk.findings import Finding
from zcdesk.pages.page import Page
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.page_tasks import inspect_file


@dataclass(frozen=True)
class InspectedScan:
    """One page of one scan; without ``page`` the scan was refused and ``findings`` tell why."""

    source: str
    index: int
    page: Page | None
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """Name of the file."""
        return Path(self.source).name


def inspect_scans(
    pool: WorkerPool, paths: Sequence[Path]
) -> Generator[tuple[InspectedScan, ...], None, None]:
    """Yield the pages of each scan as they are looked at; a refused scan gives one entry."""
    tasks = ((index, path.name, (str(path),)) for index, path in enumerate(paths))
    for outcome in run_each(pool, inspect_file, tasks):
        source = str(paths[outcome.key])
        if outcome.result is None:
            findings = (outcome.error.finding(),) if outcome.error else ()
            yield (InspectedScan(source, 0, None, findings),)
        else:
            yield tuple(
                InspectedScan(source, index, page, page.findings)
                for index, page in enumerate(outcome.result)
            )

"""Reads finished files again, each in a worker."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zcdesk.verification.folder import Candidate, candidates, verify_file
from zcdesk.verification.picture import Verified, verified
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.page_tasks import Sought


@dataclass(frozen=True)
class VerifiedFile:
    """What the second reading says of one file; ``name`` is its path below the named folder."""

    name: str
    verified: Verified


def files_to_verify(paths: Sequence[Path]) -> tuple[Candidate, ...]:
    """Return the files that are meant by files and folders."""
    return candidates(paths)


def verify_files(
    pool: WorkerPool, files: Sequence[Candidate], sought: Sought
) -> Generator[VerifiedFile, None, None]:
    """Yield the result of each file as it comes."""
    arguments = (sought.applicant, sought.targets)
    tasks = ((index, file.path.name, (file, *arguments)) for index, file in enumerate(files))
    for outcome in run_each(pool, verify_file, tasks):
        result = outcome.result
        if result is None:
            findings = (outcome.error.finding(),) if outcome.error else ()
            result = verified(findings)
        yield VerifiedFile(files[outcome.key].shown, result)

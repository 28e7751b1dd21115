"""Reads finished files again, each in a worker."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from zcdesk.errors import ZcdeskError
from zcdesk.export.plan.manifest import carries_words, manifest_of
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Severity
from zcdesk.verification.folder import (
    Candidate,
    candidates,
    neutral_name,
    together,
    verify_candidate,
)
from zcdesk.verification.picture import Verified, verified
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.tasks.sought import Sought


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
    found = candidates(paths)
    packages: dict[Path, bool] = {}
    own = [_carries_words(file, packages) for file in found]
    pairs = tuple(zip(found, own, strict=True))
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

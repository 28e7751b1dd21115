"""A case file looked after from the window: a worker does it, as the file may be anybody's."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from zcdesk.cases.file.passwords import change_password
from zcdesk.cases.file.store import open_case
from zcdesk.workers.pool import WorkerPool, run_each

SECONDS = 600.0
"""Most processor time for one file; 500 MB are checked in some ten seconds."""

Given = TypeVar("Given")


def by_worker(
    pool: WorkerPool, act: Callable[..., Given], path: Path, *more: object
) -> Generator[Given, None, None]:
    """Yield what ``act(path, *more)`` gives in a worker.

    Raises:
        ZcdeskError: What it raises there.
    """
    for outcome in run_each(pool, act, [(0, path.name, (path, *more))], SECONDS):
        if outcome.error is not None:
            raise outcome.error
        assert outcome.result is not None
        yield outcome.result


def require_password(path: Path, password: str | None) -> bool:
    """Return True where a case opens with this password; it may be open elsewhere.

    Raises:
        CaseFileError: It cannot be opened.
    """
    open_case(path, writing=False, password=password).close()
    return True


def with_password(path: Path, old: str | None, new: str | None) -> bool:
    """Change a password as ``change_password`` does, and return True."""
    change_password(path, old, new)
    return True

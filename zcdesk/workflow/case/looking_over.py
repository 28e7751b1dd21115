"""A case file looked over and looked after by a worker: the file may be anybody's.

A file from elsewhere may hold what nobody thought of. A worker has bounded memory and time and may
die; then the file is refused with a sentence, and the window goes on. What was looked at once is
opened at once: it is known by its place, its length and its time until the program ends.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from zcdesk.cases.file.repairing import damage
from zcdesk.cases.file.settling import unused_journals
from zcdesk.cases.file.store import change_password, open_case
from zcdesk.cases.profiles import notice_of
from zcdesk.cases.tables.faults import CaseFileError
from zcdesk.checks.evaluating import evaluate
from zcdesk.errors import UnforeseenError, WorkerLostError
from zcdesk.findings import Finding
from zcdesk.workers.pool import WorkerPool, outcome_of, run_each

_FOR_AN_ACT = 600.0
"""Most processor time for one file; 500 MB are checked in some ten seconds."""

Given = TypeVar("Given")


def by_worker(
    pool: WorkerPool, act: Callable[..., Given], path: Path, *more: object
) -> Generator[Given, None, None]:
    """Yield what ``act(path, *more)`` gives in a worker.

    Raises:
        ZcdeskError: What it raises there.
    """
    for outcome in run_each(pool, act, [(0, path.name, (path, *more))], _FOR_AN_ACT):
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


def checked(path: Path, password: str | None) -> tuple[tuple[Finding, ...], tuple[Path, ...]]:
    """Return the damage in a case, and the journals beside it that do not fit it.

    Raises:
        CaseFileError: As for ``damage``.
    """
    return damage(path, password), unused_journals(path)


def with_password(path: Path, old: str | None, new: str | None) -> bool:
    """Change a password as ``change_password`` does, and return True."""
    change_password(path, old, new)
    return True


SECONDS = 30.0
"""Most processor time for one case; a thousand pages take two seconds."""

_Identity = tuple[str, int, int, int, int]

_seen: set[_Identity] = set()


@dataclass(frozen=True)
class Looking:
    """A look at a file that is under way; None where it was looked at before."""

    path: Path
    identity: _Identity | None
    done: Future[None] | None = field(repr=False)

    def has_ended(self, patience: float) -> bool:
        """Tell whether the look is over; wait for it no longer than so many seconds."""
        return self.done is None or not wait((self.done,), patience).not_done

    def cancel(self) -> None:
        """Look no further."""
        if self.done is not None:
            self.done.cancel()

    def require_harmless(self) -> None:
        """Wait for the end of the look.

        Raises:
            CaseFileError: The file cannot be opened; or whoever looked at it did not come back.
            ZcdeskError: Its notice is not there.
        """
        if self.done is None:
            return
        outcome = outcome_of(self.path.name, self.done, self.path.name)
        if isinstance(outcome.error, (WorkerLostError, UnforeseenError)):
            raise CaseFileError("case.unsafe", file=self.path.name) from outcome.error
        if outcome.error is not None:
            raise outcome.error
        if self.identity is not None:
            _seen.add(self.identity)


def look_over(pool: WorkerPool, path: Path, password: str | None = None) -> Looking:
    """Begin to look at a case file; ``require_harmless`` of the answer waits for the end.

    Args:
        pool: Whose worker looks.
        path: The case.
        password: That of an encrypted one; it goes through the pool's pipe alone.
    """
    identity = _identity(path)
    if identity in _seen:
        return Looking(path, None, None)
    return Looking(path, identity, pool.submit(open_fully, path, password, seconds=SECONDS))


def open_fully(path: Path, password: str | None = None) -> None:
    """Do with a case what the window does with it before it is shown (in a worker).

    Raises:
        ZcdeskError: It cannot be opened.
    """
    with open_case(path, writing=False, password=password) as stored:
        stored.acts()
        evaluate(notice_of(stored.case), stored.case, datetime.now(UTC))


def _identity(path: Path) -> _Identity | None:
    try:
        state = path.stat()
    except OSError:  # whoever opens it tells
        return None
    return str(path.absolute()), state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns

"""A run of a roster that stands still after some pages until it is ended.

What stops, kills or closes a run needs one that is under way, however long whoever does it is held
up by other programs; with pages that are known from before, it is over within a second.

As a program of its own: ``python -m tests.batch.halting PAGES COMMAND…``, as ``tests.knowing``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from tests.kept_answers import take_answers
from zcdesk.__main__ import main
from zcdesk.batch import running
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.running import Control
from zcdesk.batch.working import FileTold, PageStep, RowWork, Told, work_on
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from types import MethodType

HALTING = (sys.executable, "-m", "tests.batch.halting")

Work = Callable[[WorkerPool, RowWork, Told, Callable[[], bool]], PersonResult | None]


def halting(pages: int) -> Work:
    """Return what works on one person, until so many pages of all people are done."""
    done: list[PageStep] = []

    def work(
        pool: WorkerPool, row: RowWork, told: Told, stopped: Callable[[], bool]
    ) -> PersonResult | None:
        control = cast("MethodType", stopped).__self__
        assert isinstance(control, Control)

        def tell(one: PageStep | FileTold) -> None:
            told(one)
            if isinstance(one, PageStep):
                done.append(one)

        def halted() -> bool:
            if len(done) >= pages:
                control._stop.wait()
            return stopped()

        return work_on(pool, row, tell, halted)

    return work


if __name__ == "__main__":  # and not in its workers, which load this file too
    take_answers()
    setattr(running, "work_on", halting(int(sys.argv.pop(1))))  # noqa: B010
    sys.exit(main())

"""Workers in the hands of somebody who would otherwise start and end some of their own."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from zcdesk.workers.pool import PAGE_SECONDS, WorkerPool


class Lent(WorkerPool):
    """Another's workers, its state shared with it; they stay when this one is closed."""

    def __init__(self, pool: WorkerPool) -> None:
        self.__dict__ = pool.__dict__

    def submit(
        self,
        function: Callable[..., Any],
        *arguments: object,
        seconds: float = PAGE_SECONDS,
        short: bool = False,
    ) -> Future[Any]:
        """Run a function as a worker that is started now does: in the present folder."""
        return super().submit(
            within, str(Path.cwd()), function, *arguments, seconds=seconds, short=short
        )

    def close(self) -> None:
        """Leave them to whom they belong."""


def lent_to(rooms: str, pool: WorkerPool) -> Callable[..., None]:
    """Return how workers are made while modules whose names begin with ``rooms`` take these."""
    own = WorkerPool.__init__

    def make(self: WorkerPool, workers: int | None = None, *, alone: bool = False) -> None:
        if sys._getframe(1).f_globals["__name__"].startswith(rooms):
            self.__class__, self.__dict__ = Lent, pool.__dict__
        else:
            own(self, workers, alone=alone)

    return make


def within(folder: str, function: Callable[..., Any], *arguments: object) -> Any:
    """Call a function with that present folder."""
    os.chdir(folder)
    return function(*arguments)

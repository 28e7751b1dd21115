"""Workers of a Dask cluster in place of the computer's own, through Dask's executor.

The cluster extra (``zcdesk[cluster]``) is for installations from source. Only module-level
functions and plain values are sent; every worker loads its models once. Scans, case files and the
folder of results must be reachable under the same path from every computer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from zcdesk.errors import WorkerLostError, ZcdeskError
from zcdesk.workers.awake import AwakeClock
from zcdesk.workers.memory import give_back
from zcdesk.workers.pool import PAGE_SECONDS, WorkerPool

Result = TypeVar("Result")

_TRIES = 3
"""So often a page is given to another worker when one dies with it."""

_PATIENCE = 20
"""Seconds to wait for the scheduler."""


class NoClusterError(ZcdeskError):
    """There is no Dask, no scheduler at the address, or no worker."""

    code = "batch.no_cluster"


class ClusterPool(WorkerPool):
    """A pool whose workers are those of a Dask scheduler."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client

            self._client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (ImportError, OSError, ValueError, TimeoutError) as cause:
            raise NoClusterError(address=address) from cause
        threads = self._client.nthreads()
        self.workers = sum(threads.values())
        if not self.workers:
            self._client.close()
            raise NoClusterError(address=address)
        self._executor: Any = self._client.get_executor(pure=False, retries=_TRIES)
        self._clock = AwakeClock()  # never asked: the scheduler watches its workers

    def submit(
        self,
        function: Callable[..., Result],
        *arguments: object,
        seconds: float = PAGE_SECONDS,
        short: bool = False,
    ) -> Future[Result]:
        """Run a module-level function somewhere in the cluster.

        Args:
            function: The function; every worker can import it.
            arguments: Plain values.
            seconds: Not used: the scheduler has its own terms.
            short: Not used either.
        """
        sent: Future[Result] = self._executor.submit(run_in_cluster, function, *arguments)
        told: Future[Result] = Future()

        def hand_over(done: Future[Result]) -> None:
            if done.cancelled() or not told.set_running_or_notify_cancel():
                told.cancel()
                return
            error = done.exception()
            if error is None:
                told.set_result(done.result())
            elif isinstance(error, ZcdeskError):
                told.set_exception(error)
            elif type(error).__name__ in _LOST:
                told.set_exception(WorkerLostError(file=""))
            else:
                told.set_exception(error)

        sent.add_done_callback(hand_over)
        return told

    def close(self) -> None:
        """Leave the cluster; its workers stay."""
        with contextlib.suppress(Exception):  # a scheduler that is gone cannot be told goodbye
            self._client.close()


_LOST = frozenset({"KilledWorker", "CommClosedError", "CancelledError", "FutureCancelledError"})


def run_in_cluster(function: Callable[..., Result], *arguments: object) -> Result:
    """Run one task in a worker of the cluster and leave its memory behind."""
    import zcdesk  # noqa: F401  sets its switches before anything else is imported

    try:
        return function(*arguments)
    finally:
        give_back()

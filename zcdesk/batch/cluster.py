"""Workers of a Dask cluster in place of the computer's own, through Dask's executor.

The cluster extra (``.[cluster]``) is for installations from source. Only module-level
functions and plain values are sent. A worker of the cluster reads no page itself: below it a
process of ours does, with the bounds on time and memory and without the network, as on one
computer; it loads its models once. Scans, case files and the folder of results must be reachable
under the same path from every computer.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import re
import secrets
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired

from zcdesk.disk.files import write_atomically
from zcdesk.errors import WorkerLostError, ZcdeskError
from zcdesk.system.patience import AwakeClock
from zcdesk.workers.pool import PAGE_SECONDS, WorkerPool

Result = TypeVar("Result")

_TRIES = 3
"""So often a page is given to another worker when one dies with it."""

_PATIENCE = 20
"""Seconds to wait for the scheduler."""


_ADDRESS = re.compile(r"(?:[a-z]+://)?(?:\[[0-9a-f:.]+\]|[^\s:/\[\]]+):[0-9]{1,5}/?", re.IGNORECASE)
"""A host and a port, with or without a protocol."""

_TLS = "tls://"


class ClusterPool(WorkerPool):
    """A pool whose workers are those of a Dask scheduler."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as cause:
            raise ZcdeskError("batch.no_dask") from cause
        if _ADDRESS.fullmatch(address) is None:
            raise ZcdeskError("batch.cluster_address", address=address)
        if address.lower().startswith(_TLS):
            _require_certificate(address)
        try:
            self._client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError, TimeoutError) as cause:
            raise ZcdeskError("batch.no_cluster", address=address) from cause
        threads = self._client.nthreads()
        self.workers = sum(threads.values())
        if not self.workers:
            self._client.close()
            raise ZcdeskError("batch.no_cluster", address=address)
        self._executor: Any = self._client.get_executor(pure=False, retries=_TRIES)
        self._clock = AwakeClock()  # never asked: the scheduler watches its workers

    def require_sight(self, scans: Path, out: Path) -> None:
        """Find out whether all workers see the folders of this run, before any page is begun.

        Otherwise every page would be a file that is gone, for everybody.

        Args:
            scans: Folder of scans, absolute.
            out: Folder of results, absolute; a file is laid there for a moment.

        Raises:
            ZcdeskError: One does not.
            ZcdeskError: One has no such program.
            OutputError: ``out`` cannot be written to.
        """
        mark = out / f".sight-{secrets.token_hex(6)}"
        write_atomically(mark, b"")
        try:
            places = [str(scans), str(mark)]
            answers = self._client.run(all_there, places, on_error="return")
        finally:
            mark.unlink(missing_ok=True)
        if not all(isinstance(seen, bool) for seen in answers.values()):
            raise ZcdeskError("batch.cluster_other")
        blind = sum(not seen for seen in answers.values())
        if blind:
            raise ZcdeskError(
                "batch.cluster_unseen", count=blind, of=len(answers), scans=str(scans), out=str(out)
            )

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
            seconds: Most processor time, as in :meth:`WorkerPool.submit`.
            short: Not used.
        """
        sent: Future[_Met[Result]] = self._executor.submit(
            run_in_cluster, function, seconds, *arguments
        )
        answer: Future[Result] = Future()

        def hand_over(done: Future[_Met[Result]]) -> None:
            if done.cancelled() or not answer.set_running_or_notify_cancel():
                answer.cancel()
                return
            error = done.exception() or done.result().error
            if error is None:
                answer.set_result(done.result().result)  # type: ignore[arg-type]
            elif type(error).__name__ in _LOST:
                answer.set_exception(WorkerLostError(file=""))
            else:
                answer.set_exception(error)

        sent.add_done_callback(hand_over)
        return answer

    def close(self) -> None:
        """Leave the cluster; its workers stay."""
        with contextlib.suppress(Exception):  # a scheduler that is gone cannot be told goodbye
            self._client.close()


def _require_certificate(address: str) -> None:
    """Raise unless Dask's configuration names a certificate that can be used.

    Raises:
        ZcdeskError: It does not; a client that is begun all the same never ends by itself.
    """
    from distributed.security import Security

    try:
        context = Security().get_connection_args("client").get("ssl_context")
    except (OSError, ValueError, TypeError) as cause:  # a wrong file is an ssl.SSLError, an OSError
        raise ZcdeskError("batch.cluster_certificate", address=address) from cause
    if context is None:
        raise ZcdeskError("batch.cluster_certificate", address=address)


_LOST = frozenset({"KilledWorker", "CommClosedError", "CancelledError", "FutureCancelledError"})


@dataclass(frozen=True)
class _Met(Generic[Result]):
    """What a task came to. Its error is a value: what is raised the cluster would try again."""

    result: Result | None = None
    error: Exception | None = None


def run_in_cluster(
    function: Callable[..., Result], seconds: float, *arguments: object
) -> _Met[Result]:
    """Run one task in a process of ours below a worker of the cluster."""
    import zcdesk  # noqa: F401  sets its switches before anything else is imported

    try:
        return _Met(_own_processes().submit(function, *arguments, seconds=seconds).result())
    except (ProcessExpired, BrokenProcessPool):
        return _Met(error=WorkerLostError(file=""))
    except Exception as error:
        return _Met(error=error)


_own: list[WorkerPool] = []
_beginning = threading.Lock()


def _own_processes() -> WorkerPool:
    """Return the processes of this worker of the cluster, one for each of its threads."""
    from distributed import get_worker

    with _beginning:
        if not _own:
            # Its nanny makes it a daemon, which may have no children; ours end with it all the
            # same, for they see their pipe close.
            vars(multiprocessing.current_process())["_config"]["daemon"] = False
            made = WorkerPool(get_worker().state.nthreads)
            Finalize(None, made.close, exitpriority=1)  # before it waits for its children
            _own.append(made)
    return _own[0]


def all_there(places: Sequence[str]) -> bool:
    """Tell in a worker whether all of these paths lead to something."""
    return all(Path(place).exists() for place in places)

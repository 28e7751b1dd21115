"""One pool of spawned processes for everything that decodes, renders or reads.

PyMuPDF holds the interpreter lock while it renders and a decoder may die of a hostile file, so
neither happens in the process of the window, nor in that of the command line to anything but papers
that the program made itself. A worker that dies or takes too long is replaced; only its own page is
lost, and the caller learns which.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from pebble import ProcessExpired

from zcdesk.disk.temporary import keep_present
from zcdesk.errors import SlowPageError, UnforeseenError, WorkerLostError, ZcdeskError
from zcdesk.incidents.record import ProgramPart, carry, count, keep
from zcdesk.system.memory import give_back, memory, with_own_settings
from zcdesk.system.patience import CLOCK_FACTOR, OUT_OF_TIME, AwakeClock, processor_seconds
from zcdesk.system.privacy import hide_memory, keep_to_owner
from zcdesk.system.processes import (
    interrupts_held,
    limit_memory,
    lower_priority,
    start_tracker,
    usable_cores,
)
from zcdesk.workers.processes import WorkerProcesses
from zcdesk.workers.told import needed_by, take

Result = TypeVar("Result")
Key = TypeVar("Key")

MEMORY_LIMIT = 2 << 30
"""Address space of a worker in bytes: models and a 50 Mpx photo need 1.25 GiB."""

MEMORY_PER_WORKER = 500 << 20
"""Resident bytes that a worker needs for ordinary pages; the pool is sized by it."""

MEMORY_OF_OTHERS = 9 << 28
"""Bytes that the system, the window and what else is open hold: with 4 GB in all (4 GiB, of which
the system may or may not keep some for itself) one page is worked on at a time, so that an old
computer does not begin to swap."""

ORDINARY_MEMORY = 8 << 30
"""Bytes that are assumed where the system does not tell."""

PAGE_SECONDS = 60.0
"""Most processor time for one page; what takes more is given up."""


PATIENCE = 2.0
"""By how much longer a task may take that is tried once more, alone."""

_TRIES = 2
"""So often a task is given to new processes when those before broke down without its doing."""


class WorkerPool:
    """Spawned worker processes, each with its models loaded once."""

    _no_window = _begun = False

    def __init__(
        self, workers: int | None = None, *, alone: bool = False, awaited: bool = False
    ) -> None:
        """Begin a pool; processes start with the first tasks.

        Args:
            workers: How many at most; by what the computer has when left out.
            alone: There is no window that waits: see :attr:`idle`.
            awaited: Somebody waits for what they make, so that they do not stand behind those who
                read; all others let everything else on the computer go first.
        """
        os.environ["MALLOC_ARENA_MAX"] = "2"
        os.environ["GLIBC_TUNABLES"] = with_own_settings(os.environ.get("GLIBC_TUNABLES", ""))
        self.workers = workers or default_workers()
        self._clock = AwakeClock()
        self._no_window = alone
        self._renewing, self._closed = threading.Lock(), False
        self._start = _start_awaited if awaited else _start_worker
        self._pool = self._processes()

    def submit(
        self,
        function: Callable[..., Result],
        *arguments: object,
        seconds: float = PAGE_SECONDS,
        short: bool = False,
    ) -> Future[Result]:
        """Run a module-level function in a worker; cancelling the future stops it at once.

        Args:
            function: What to run.
            *arguments: Plain values for it.
            seconds: Most processor time; by the clock it may take five times as long, counted
                while the computer is awake. Then the future carries a ``TimeoutError``.
            short: The work takes less than a new worker does to start. Cancelled, it is done
                all the same and nobody hears of it, for its worker would have to die with it.
        """
        self._begun = True
        answer: Future[Result] = Future()
        arguments = (function, seconds, needed_by(arguments), *arguments)
        self._begin(answer, arguments, CLOCK_FACTOR * seconds, short, tries=_TRIES)
        return answer

    def _begin(
        self,
        answer: Future[Result],
        arguments: Sequence[object],
        longest: float,
        short: bool,
        tries: int,
    ) -> None:
        """Hand a task to the processes, and to new ones when these break down before it begins."""

        def end(done: Future[Result]) -> None:
            broken = not done.cancelled() and isinstance(done.exception(), BrokenProcessPool)
            if broken and tries > 1 and not answer.done() and self._renew(processes):
                self._begin(answer, arguments, longest, short, tries - 1)
            else:
                hand_over(done, answer)

        def stop(done: Future[Result]) -> None:
            if done.cancelled() and not short:
                running.cancel()

        with interrupts_held():
            processes = self._pool
            # No time limit of the pool's own: it asks the wall clock, which goes on in sleep.
            try:
                running: Future[Result] = processes.schedule(_run, args=arguments)
            except RuntimeError:
                if not self._renew(processes):
                    raise
                processes = self._pool
                running = processes.schedule(_run, args=arguments)
            self._clock.watch(running, longest, lambda: _give_up(answer, running))
        running.add_done_callback(end)
        answer.add_done_callback(stop)

    def _renew(self, broken: WorkerProcesses) -> bool:
        """Replace processes that broke down as a whole; False when the pool was closed.

        They do when an idle worker dies, of the system's shortage of memory for example.
        """
        with self._renewing:
            if self._closed:
                return False
            if self._pool is broken:
                self._pool = self._processes()
                # Its own threads may be telling us, so that stopping it has to wait for them.
                threading.Thread(target=_stop, args=(broken,), daemon=True).start()
            return True

    def _processes(self) -> WorkerProcesses:
        start_tracker()
        return WorkerProcesses(self.workers, self._start)

    @property
    def idle(self) -> bool:
        """No process was started and no window waits: a paper of ours is drawn sooner right here
        than a worker starts. Never what somebody else made."""
        return self._no_window and not self._begun

    @property
    def awake(self) -> float:
        """Seconds of this pool's life in which the computer was awake, from its first task on."""
        return self._clock.awake

    def close(self) -> None:
        """Stop all work and end the workers."""
        with self._renewing:
            self._closed = True
        self._clock.close()
        _stop(self._pool)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _stop(processes: WorkerProcesses) -> None:
    with contextlib.suppress(RuntimeError):
        processes.stop()  # type: ignore[no-untyped-call]
        processes.join()


_answering = threading.Lock()


def hand_over(done: Future[Result], answer: Future[Result]) -> None:
    """Pass the outcome of one future on to another that may have been cancelled or answered."""
    if done.cancelled():
        answer.cancel()
    if not _may_answer(answer):
        return
    error = done.exception()
    if error is None:
        answer.set_result(done.result())
    else:
        answer.set_exception(error)


def _give_up(answer: Future[Result], running: Future[Result]) -> None:
    """Tell that a task took too long, and stop its worker."""
    if not answer.cancelled() and _may_answer(answer):
        answer.set_exception(TimeoutError())
    running.cancel()


def _may_answer(answer: Future[Result]) -> bool:
    """Claim a future for the one who answers it; False when somebody else did, or cancelled it."""
    with _answering:
        if answer.running() or (answer.done() and not answer.cancelled()):
            return False
        return answer.set_running_or_notify_cancel()


def default_workers() -> int:
    """Return as many workers as cores and memory allow, at least one."""
    total, _ = memory()
    room = (total if total > 0 else ORDINARY_MEMORY) - MEMORY_OF_OTHERS
    return max(1, min(usable_cores(), room // (2 * MEMORY_PER_WORKER), 8))


@dataclass(frozen=True)
class Outcome(Generic[Key, Result]):
    """What became of one task: its result, or the error that ended it."""

    key: Key
    result: Result | None
    error: ZcdeskError | None


def outcome_of(key: Key, future: Future[Result], file_name: str) -> Outcome[Key, Result]:
    """Return a finished task's outcome; the death of a worker becomes an error with a sentence.

    So does what nobody foresaw: a fault of ours with one file must not keep the others from going
    on. What is kept of it is its kind and place, never what the file or its text were.
    """
    try:
        return Outcome(key, future.result(), None)
    except ZcdeskError as error:
        count(error.code)
        return Outcome(key, None, error)
    except (ProcessExpired, BrokenProcessPool, TimeoutError, MemoryError) as error:
        late = isinstance(error, TimeoutError) or getattr(error, "exitcode", 0) == OUT_OF_TIME
        lost = (SlowPageError if late else WorkerLostError)(file=file_name)
        keep(error, ProgramPart.WORKER, lost.code)
        return Outcome(key, None, lost)
    except CancelledError:
        raise
    except Exception as error:
        keep(error, ProgramPart.WORKER, UnforeseenError.code)
        return Outcome(key, None, UnforeseenError(file=file_name))


def run_each(
    pool: WorkerPool,
    function: Callable[..., Result],
    tasks: Iterable[tuple[Key, str, Sequence[object]]],
    seconds: float = PAGE_SECONDS,
) -> Generator[Outcome[Key, Result], None, None]:
    """Run ``function`` on each task and yield the outcomes as they come.

    Only a few tasks more than there are workers are under way at once, so that stopping (closing
    the generator) ends after the pages that are being worked on.

    Args:
        pool: Where to run.
        function: A module-level function.
        tasks: Key, name of the file for messages, arguments.
        seconds: Most processor time for one task.
    """
    groups = run_together(pool, function, tasks, seconds, ahead=pool.workers + 1)
    with contextlib.closing(groups):
        for outcomes in groups:
            yield from outcomes


def run_together(
    pool: WorkerPool,
    function: Callable[..., Result],
    tasks: Iterable[tuple[Key, str, Sequence[object]]],
    seconds: float,
    *,
    ahead: int,
) -> Generator[list[Outcome[Key, Result]], None, None]:
    """Run ``function`` on each task and yield together what came since the caller asked last.

    What took too long is tried once more when all others are done, alone and with more patience.

    Args:
        pool: Where to run.
        function: A module-level function.
        tasks: As for :func:`run_each`.
        seconds: Most processor time for one task.
        ahead: So many tasks are under way at once: what a caller who is slow finds at most.
    """
    waiting, late = iter(tasks), list[tuple[Key, str, Sequence[object]]]()
    running: dict[Future[Result], tuple[Key, str, Sequence[object]]] = {}
    try:
        while True:
            while len(running) < ahead:
                task = next(waiting, None)
                if task is None:
                    break
                running[pool.submit(function, *task[2], seconds=seconds)] = task
            alone = not running
            if alone and not late:
                return
            if alone:
                task = late.pop(0)
                running[pool.submit(function, *task[2], seconds=PATIENCE * seconds)] = task
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            outcomes = []
            for future in sorted(done, key=lambda item: str(running[item][0])):
                task = running.pop(future)
                with contextlib.suppress(CancelledError):
                    outcome = outcome_of(task[0], future, task[1])
                    again = isinstance(outcome.error, SlowPageError) and not alone
                    late += [task] * again
                    outcomes += [outcome] * (not again)
            yield outcomes
    finally:
        for future in running:
            future.cancel()


def _run(
    function: Callable[..., Result],
    seconds: float,
    values: Mapping[str, bytes],
    *arguments: object,
) -> Result:
    """Run one task in a worker and leave its memory behind."""
    take(values)
    try:
        with processor_seconds(seconds):
            return function(*arguments)
    except Exception as error:
        carry(error)  # a traceback is not pickled
        raise
    finally:
        take({})
        give_back()


def _start_worker() -> None:
    """Prepare a worker process that is behind all else: nobody waits for one page of many."""
    lower_priority()
    _start_awaited()


def _start_awaited() -> None:
    """Prepare a worker process: bounded, private, no network."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")  # what a library says of a broken file, a finding says better
    keep_to_owner()
    hide_memory()
    limit_memory(MEMORY_LIMIT)
    sys.addaudithook(_refuse_sockets)
    keep_present()
    import cv2

    cv2.setNumThreads(1)


def _refuse_sockets(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        raise PermissionError("zcdesk opens no network connection")

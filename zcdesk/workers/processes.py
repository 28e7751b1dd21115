"""The library's pool of processes with what it lacks: growth by need, order where workers end.

A worker takes a second to start and half a gigabyte, so that no more are started than there are
tasks at one time: one page costs one worker, whatever file it is in.

The library's own threads tell one another nothing: one hears what workers say, another stops them.
Between the two a task could be lost. A worker ends the task that is to be cancelled, takes the next
one and says so; it is stopped all the same before anybody heard it, and nobody ever ends the next
task (an open fault of the library, noxdafox/pebble#153).
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable

from pebble import ProcessPool
from pebble.pool.process import PoolManager


class WorkerProcesses(ProcessPool):
    """Spawned processes that take one task after the other; they are started as tasks come.

    A task that is cancelled costs the worker that works on it, and never one that has gone on to
    another task.
    """

    def __init__(self, workers: int, initializer: Callable[[], None]) -> None:
        spawning = multiprocessing.get_context("spawn")
        super().__init__(max_workers=workers, initializer=initializer, context=spawning)
        self._pool_manager = _HearingFirst(self._context, spawning)

    def _stop_pool(self) -> None:
        """End the workers, then all the rest.

        Left to itself the pool takes the locks away first and waits for one worker after the
        other: one that is still starting then ends with a traceback on the person's terminal.
        """
        if self._pool_manager_loop is not None:
            self._pool_manager_loop.join()
        self._pool_manager.worker_manager.force_stop_workers()  # type: ignore[no-untyped-call]
        super()._stop_pool()  # type: ignore[no-untyped-call]


class _HearingFirst(PoolManager):
    """Hears all that workers have said before it stops one of them or counts one as dead."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._hearing = threading.RLock()
        self.worker_manager.workers_number = 1

    def update_workers(self) -> None:
        """Start as many workers as there are tasks, up to the pool's size; none is ended for it."""
        wanted = min(self.context.workers, len(self.task_manager.tasks))
        known = self.worker_manager.workers_number
        self.worker_manager.workers_number = max(known, wanted)
        super().update_workers()  # type: ignore[no-untyped-call]

    def process_next_message(self, timeout: float) -> None:
        """Wait for a message without keeping the other thread from its work, then take it."""
        if self._said_something(timeout):
            with self._hearing:
                super().process_next_message(0)

    def update_tasks(self) -> None:
        """Stop the workers of cancelled tasks, as far as they still work on them.

        While the workers' channel is locked nobody takes a task. Where it is taken just now, the
        next look, a tenth of a second later, will do.
        """
        if not self.task_manager.cancelled_tasks():
            return
        channel = self.worker_manager.workers_channel
        assert channel is not None  # made before the first task
        with self._hearing, channel.lock(block=False) as locked:
            if locked:
                self._hear_all()
                super().update_tasks()  # type: ignore[no-untyped-call]

    def handle_worker_expiration(self, expiration: tuple[int, int]) -> None:
        """Tell what became of a dead worker's task, which it may have taken a moment ago."""
        with self._hearing:
            self._hear_all()
            super().handle_worker_expiration(expiration)

    def _hear_all(self) -> None:
        while self.context.alive and self._said_something(0):
            super().process_next_message(0)

    def _said_something(self, timeout: float) -> bool:
        channel = self.worker_manager.pool_channel
        assert channel is not None  # see above
        try:
            return bool(channel.poll(timeout))
        except OSError:
            return True  # taking it tells the library that the channel is gone

"""How long a task may take, counted in time in which the computer was awake.

Clocks go on while a computer sleeps (the wall clock everywhere, the monotonic one on Windows, both
while processes are stopped). Whoever wakes it after an hour must not find every page given up. So
time is counted in small steps, and a step that took much longer than it should counts as one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

STEP = 0.25
"""Seconds between two looks."""

LONGEST_STEP = 2 * STEP
"""Seconds that a step counts at most; whatever took longer was sleep."""


@dataclass
class _Watched:
    seconds: float
    give_up: Callable[[], None]
    began: float | None = None


class AwakeClock:
    """Counts waking time, and gives up futures whose task runs for too long by it."""

    def __init__(self) -> None:
        self._alone = threading.Lock()
        self._watched: dict[Future[Any], _Watched] = {}
        self._end = threading.Event()
        self._thread: threading.Thread | None = None
        self._awake = 0.0

    @property
    def awake(self) -> float:
        """Seconds that were counted, from the first task on."""
        return self._awake

    def watch(self, future: Future[Any], seconds: float, give_up: Callable[[], None]) -> None:
        """Call ``give_up`` when the task has been running for so long; waiting does not count.

        Args:
            future: Tells by ``running()`` that its task has begun.
            seconds: Longest time.
            give_up: Called once, from a thread of its own.
        """
        with self._alone:
            self._watched[future] = _Watched(seconds, give_up)
            if self._thread is None:
                self._thread = threading.Thread(target=self._count, name="awake", daemon=True)
                self._thread.start()
        future.add_done_callback(self._forget)

    def close(self) -> None:
        """End the watch."""
        self._end.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _forget(self, future: Future[Any]) -> None:
        with self._alone:
            self._watched.pop(future, None)

    def _count(self) -> None:
        last = time.monotonic()
        while not self._end.wait(STEP):
            now = time.monotonic()
            self._awake += min(max(now - last, 0.0), LONGEST_STEP)
            last = now
            for give_up in self._overdue():
                give_up()

    def _overdue(self) -> list[Callable[[], None]]:
        found = []
        with self._alone:
            for future, watched in list(self._watched.items()):
                if watched.began is None:
                    watched.began = self._awake if future.running() else None
                elif self._awake - watched.began > watched.seconds:
                    del self._watched[future]
                    found.append(watched.give_up)
        return found

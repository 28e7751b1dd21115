"""How long a task may take: in time in which the computer was awake, and of its processors.

Clocks go on while a computer sleeps (the wall clock everywhere, the monotonic one on Windows, both
while processes are stopped). Whoever wakes it after an hour must not find every page given up. So
time is counted in small steps, and a step that took much longer than it should counts as one.

A laptop whose virus scanner keeps both cores busy takes many times as long for a good page as an
idle one. What gives a bad file away is the work it makes, not the clock on the wall; the clock
only ends tasks that wait for something which never comes, like a stick that was pulled out.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

CLOCK_FACTOR = 5.0
"""By how much the clock may outrun a task's processor time before the task is given up."""

_LOOKS_A_SECOND = 10

OUT_OF_TIME = -signal.SIGPROF if hasattr(signal, "SIGPROF") else 98
"""Exit status of a process that was ended for its processor time."""


@contextlib.contextmanager
def processor_seconds(seconds: float) -> Generator[None]:
    """End this process when the block burns more than ``seconds`` of processor time.

    The system does it where it can (also in the middle of a decoder that never comes back to the
    interpreter); Windows has no such timer, so a thread keeps watch there.
    """
    if sys.platform == "win32":
        done = threading.Event()
        threading.Thread(target=_watch, args=(seconds, done), daemon=True).start()
        try:
            yield
        finally:
            done.set()
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _watch(seconds: float, done: threading.Event) -> None:
    end = time.process_time() + seconds
    while not done.wait(1 / _LOOKS_A_SECOND):
        if time.process_time() > end:
            os._exit(OUT_OF_TIME)


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
        overdue = []
        with self._alone:
            for future, watched in list(self._watched.items()):
                if watched.began is None:
                    watched.began = self._awake if future.running() else None
                elif self._awake - watched.began > watched.seconds:
                    del self._watched[future]
                    overdue.append(watched.give_up)
        return overdue

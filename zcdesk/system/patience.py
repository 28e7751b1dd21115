"""How long a worker may take for one task, told in processor time.

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
from collections.abc import Generator

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

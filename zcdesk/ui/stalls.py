"""Notes when the window's thread was busy for too long, and with what."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback

from PySide6.QtCore import QObject, Qt, QTimer

log = logging.getLogger(__name__)

BEAT = 10
"""Milliseconds between two signs of life of the window's thread."""

LONG = 0.050
"""Seconds without a sign of life after which the stack is noted."""


class StallWatch(QObject):
    """Listens to the event loop from a thread of its own; ``gaps`` are all pauses, in seconds.

    ``work`` is the processor time that the window's thread used in each of them: on a computer
    that is busy with other things, only this is the window's own doing.

    Stacks hold names of functions and lines only, never what they work on.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gaps: list[float] = []
        self.work: list[float] = []
        self._worked = time.thread_time()
        self.stacks: list[str] = []
        self._last = time.perf_counter()
        self._main = threading.get_ident()
        self._ending = threading.Event()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)
        self._thread = threading.Thread(target=self._watch, name="stalls", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the watching."""
        self._timer.stop()
        self._ending.set()
        self._thread.join()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now
        worked = time.thread_time()
        self.work.append(worked - self._worked)
        self._worked = worked

    def _watch(self) -> None:
        noted = 0.0
        while not self._ending.wait(BEAT / 1000):
            last = self._last
            if time.perf_counter() - last < LONG or noted == last:
                continue
            noted = last
            frame = sys._current_frames().get(self._main)
            stack = "".join(traceback.format_stack(frame)[-6:]) if frame is not None else ""
            del frame  # it would keep painters of the window's thread alive
            self.stacks.append(stack)
            log.warning("the window was busy for more than %d ms:\n%s", LONG * 1000, stack)

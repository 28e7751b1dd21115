"""Notes when the window's thread was busy for too long, and with what."""

from __future__ import annotations

import signal
import time
import traceback
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

BEAT = 10
"""Milliseconds between two signs of life of the window's thread."""

LONG = 0.050
"""Seconds without a sign of life after which the stack is noted."""

FRAMES = 7
"""Innermost calls of a stack that are told."""


@dataclass(frozen=True)
class Pause:
    """One stretch between two signs of life, in seconds.

    Attributes:
        clock: By the clock.
        work: Processor time of the window's thread: on a busy computer only this is its own doing.
        process: Processor time of the whole process: other threads may hold the interpreter.
        stack: Where the window's thread was when the pause became long, or "".
    """

    clock: float
    work: float
    process: float
    stack: str = ""

    @property
    def own(self) -> float:
        """What the program itself took of the pause: the rest was waiting for a processor."""
        return min(self.clock, max(self.work, self.process))


class StallWatch(QObject):
    """Listens to the event loop; an alarm notes where its thread is when a pause becomes long.

    Python answers an alarm in the main thread, which is the window's. A thread of its own may not
    look: holding the frames of another thread it ends their painters, and with them the program;
    so does the interpreter's own watchdog, which reads frames while they change. Stacks hold files,
    lines and functions only, never what they work on.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pauses: list[Pause] = []
        self._stack = ""
        self._last, self._worked, self._processed = _times()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)
        self._before = signal.signal(signal.SIGALRM, self._note)
        signal.setitimer(signal.ITIMER_REAL, LONG)

    def close(self) -> None:
        """End the watching."""
        self._timer.stop()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self._before)

    def _beat(self) -> None:
        now, worked, processed = _times()
        passed = now - self._last, worked - self._worked, processed - self._processed
        self._last, self._worked, self._processed = now, worked, processed
        stack, self._stack = self._stack, ""
        self.pauses.append(Pause(*passed, stack if passed[0] > LONG else ""))
        signal.setitimer(signal.ITIMER_REAL, LONG)

    def _note(self, _number: int, frame: FrameType | None) -> None:
        self._stack = "".join(traceback.format_stack(frame)[-FRAMES:])


def _times() -> tuple[float, float, float]:
    return time.perf_counter(), time.thread_time(), time.process_time()

"""Notes when the window's thread was busy for too long, and with what."""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from dataclasses import dataclass

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
    """Listens to the event loop from a thread of its own.

    Stacks hold names of functions and lines only, never what they work on. They are written by
    ``faulthandler``, which holds no frame: a frame held here once kept a painter of the window's
    thread alive beyond its painting, and Qt ended the program.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pauses: list[Pause] = []
        self._stack = ""
        self._last, self._worked, self._processed = _times()
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
        now, worked, processed = _times()
        passed = now - self._last, worked - self._worked, processed - self._processed
        self._last, self._worked, self._processed = now, worked, processed
        stack, self._stack = self._stack, ""
        self.pauses.append(Pause(*passed, stack if passed[0] > LONG else ""))

    def _watch(self) -> None:
        noted = 0.0
        with tempfile.TemporaryFile() as file:
            while not self._ending.wait(BEAT / 1000):
                last = self._last
                if time.perf_counter() - last < LONG or noted == last:
                    continue
                noted = last
                file.seek(0)
                file.truncate()
                faulthandler.dump_traceback(file)
                file.seek(0)
                stack = _stack_of(self._main, file.read().decode())
                if self._last == last:
                    self._stack = stack


def _stack_of(thread: int, dumped: str) -> str:
    """Return the innermost calls of one thread, the innermost last."""
    for part in re.split(r"^(?:Current t|T)hread ", dumped, flags=re.MULTILINE):
        head, _, calls = part.partition("\n")
        if head.startswith(f"0x{thread:016x}"):
            return "\n".join(reversed(calls.splitlines()[:FRAMES]))
    return ""


def _times() -> tuple[float, float, float]:
    return time.perf_counter(), time.thread_time(), time.process_time()

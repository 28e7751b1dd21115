"""Notes when the window's thread was busy for too long, and with what."""

from __future__ import annotations

import faulthandler
import os
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

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
    """Listens to the event loop; what the interpreter itself notes of a stack holds no object.

    A thread that asked for the frames of another would keep their painters alive, and end them
    itself: that ends the program. Stacks hold files, lines and functions only, never what they
    work on.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pauses: list[Pause] = []
        self._last, self._worked, self._processed = _times()
        self._main = f"Thread 0x{threading.get_ident():016x}"
        self._notes, name = tempfile.mkstemp()
        Path(name).unlink()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)
        faulthandler.dump_traceback_later(LONG, file=self._notes)

    def close(self) -> None:
        """End the watching."""
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()
        os.close(self._notes)

    def _beat(self) -> None:
        now, worked, processed = _times()
        passed = now - self._last, worked - self._worked, processed - self._processed
        faulthandler.cancel_dump_traceback_later()
        self.pauses.append(Pause(*passed, self._noted() if passed[0] > LONG else ""))
        self._last, self._worked, self._processed = _times()
        faulthandler.dump_traceback_later(LONG, file=self._notes)

    def _noted(self) -> str:
        """Return the innermost calls of the window's thread that were noted, and forget them."""
        size = os.fstat(self._notes).st_size
        threads = os.pread(self._notes, size, 0).decode(errors="replace").split("\n\n")
        os.ftruncate(self._notes, 0)
        os.lseek(self._notes, 0, os.SEEK_SET)
        for told in threads:
            head, _, calls = told.partition("\n")
            if self._main in told:
                lines = (calls if head.startswith(self._main) else told).splitlines()
                return "\n".join(reversed([one for one in lines if "File" in one][:FRAMES]))
        return ""


def _times() -> tuple[float, float, float]:
    return time.perf_counter(), time.thread_time(), time.process_time()

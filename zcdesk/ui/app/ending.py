"""The window ends when the system asks for it: logging out, shutting down, Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Generator
from types import FrameType

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from zcdesk.system.processes import ASKS_TO_END


@contextlib.contextmanager
def ended_by_signals(application: QApplication) -> Generator[None]:
    """Close all windows of ``application``, as by hand, when the process is asked to end.

    Python answers a signal only between its own steps, and while Qt waits for events there are
    none: without this the window would stay until the system kills it. Windows asks each window
    itself and needs nothing.
    """
    if sys.platform == "win32":
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read)

    def end() -> None:
        notifier.setEnabled(False)
        application.closeAllWindows()

    notifier.activated.connect(end)
    before = {number: signal.signal(number, _heard) for number in ASKS_TO_END}
    woken = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken)
        for number, answer in before.items():
            signal.signal(number, answer)
        notifier.setEnabled(False)
        os.close(reading)
        os.close(writing)


def _heard(number: int, frame: FrameType | None) -> None:
    """Do nothing here: the number has gone into the pipe, and Qt reads that."""

"""Long work beside the window: a thread that walks one of the domain's generators."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from zcdesk.errors import ZcdeskError
from zcdesk.incidents.incident import Place
from zcdesk.incidents.record import count, keep


class Job(QThread):
    """Walks ``steps`` to their end or until it is asked to stop.

    The thread decodes and reads nothing itself: it waits for the worker processes.
    """

    advanced = Signal(object)
    failed = Signal(object)

    def __init__(self, steps: Generator[Any, None, None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps

    def run(self) -> None:
        """Walk (in the thread)."""
        try:
            for step in self._steps:
                if self.isInterruptionRequested():
                    break
                self.advanced.emit(step)
        except Exception as error:  # the one border where everything is caught
            if self.isInterruptionRequested():
                return
            if isinstance(error, ZcdeskError):
                count(error.code)
            else:
                keep(error, Place.WINDOW)
            self.failed.emit(error if isinstance(error, ZcdeskError) else ZcdeskError())
        finally:
            self._steps.close()

    def stop(self) -> None:
        """Ask for an end after the present step and wait for it."""
        self.requestInterruption()
        self.wait()

"""Writes every act to the case file, in order, in a thread of its own: the disk may be slow."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.errors import ZcdeskError
from zcdesk.incidents.record import ProgramPart, count, keep
from zcdesk.notices.clock import now

RETRY_SECONDS = 5.0
"""After so long a write that failed is tried again by itself: the stick may be back."""


class SavingKind(StrEnum):
    """What is to be done with the file."""

    ACT = "act"
    FOUND = "found"
    UNDO = "undo"
    REDO = "redo"
    NOTE = "note"


@dataclass(frozen=True)
class Write:
    """One change of the file.

    Attributes:
        kind: What is to be done.
        case: The case as it must be afterwards; None where only the file knows it.
        what: Code of the act.
        note: Writes what is no part of the case, where nothing else is to be done.
    """

    kind: SavingKind
    case: Case | None
    what: str = ""
    note: Callable[[CaseFile], None] | None = None


class Saver(QObject):
    """Takes writes on the window's thread and carries them out on its own.

    A write that fails stays first in the line and is tried again; nothing overtakes it.

    Signals:
        saved: The moment (Beijing time) at which everything asked for was on the disk.
        failed: The error that holds the line up.
        stepped: The case to which an undo or redo led that only the file knew, or None.

    Attributes:
        unwritten: What is not on the disk yet, oldest first.
        stuck: The error that holds the line up now, or None.
    """

    saved = Signal(object)
    failed = Signal(object)
    stepped = Signal(object)
    _done = Signal(object)

    def __init__(self, stored: CaseFile, parent: QObject | None = None, **signals: Any) -> None:
        super().__init__(parent, **signals)
        self._stored = stored
        self._line: queue.Queue[Write | None] = queue.Queue()
        self._again = threading.Event()
        self._closing = False
        self._lost = False
        self.unwritten: list[Write] = []
        self.stuck: ZcdeskError | None = None
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="saver", daemon=True)
        self._thread.start()

    def put(self, write: Write) -> None:
        """Ask for a write."""
        self.unwritten.append(write)
        self._line.put(write)
        self._again.set()

    def try_again(self) -> None:
        """Try now what failed before."""
        self._again.set()

    def close(self) -> bool:
        """Finish all writes and end the thread; tell whether everything is on the disk.

        What fails, or has failed and waits to be tried again, is given up: nobody closes before
        the person was asked, and a disk that takes nothing would be waited for once more.
        """
        self._closing = True
        self._line.put(None)
        self._again.set()
        self._thread.join()
        return not self._lost

    def _work(self) -> None:
        while (write := self._line.get()) is not None:
            while True:
                self._again.clear()
                try:
                    outcome = self._carry_out(write)
                except ZcdeskError as error:
                    count(error.code)
                    outcome = error
                except Exception as error:  # the border of the thread: a fault must not end it
                    keep(error, ProgramPart.WINDOW)
                    outcome = ZcdeskError()
                if not isinstance(outcome, ZcdeskError):
                    self._done.emit(outcome)
                    break
                self._done.emit(outcome)
                if not self._closing:
                    self._again.wait(RETRY_SECONDS)
                if self._closing:
                    self._lost = True
                    return

    def _carry_out(self, write: Write) -> object:
        """Change the file (in the thread) and return the write, or the case that it led to."""
        stored = self._stored
        if write.kind is SavingKind.ACT and write.case is not None:
            stored.save(write.case, write.what)
        elif write.kind is SavingKind.FOUND and write.case is not None:
            stored.keep_found(write.case)
        elif write.kind is SavingKind.UNDO:
            stored.undo()
        elif write.kind is SavingKind.REDO:
            stored.redo()
        elif write.note is not None:
            write.note(stored)
        if write.kind in (SavingKind.UNDO, SavingKind.REDO):
            if write.case is None:
                return stored.case
            # What was read meanwhile is no act: the file takes it over as the window shows it.
            stored.keep_found(write.case)
        return write

    def _take(self, outcome: object) -> None:
        if isinstance(outcome, ZcdeskError):
            self.stuck = outcome
            self.failed.emit(outcome)
            return
        self.stuck = None
        del self.unwritten[0]
        if isinstance(outcome, Case):
            self.stepped.emit(outcome)
        if not self.unwritten:
            self.saved.emit(now())

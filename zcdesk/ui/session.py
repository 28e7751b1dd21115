"""The open case in the window: its history, its readings and the pool that works for it."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.case import Case, CasePage
from zcdesk.notices.loading import load_notice
from zcdesk.notices.notice import Notice
from zcdesk.ui.history import History
from zcdesk.ui.job import Job
from zcdesk.ui.overview import Overview
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.examining import Readings, examine

BATCH_PER_WORKER = 3
"""Pages in one walk of the reading job; the order is chosen anew for the next walk."""


class Session(QObject):
    """Holds the case; every act goes through ``act`` and every widget listens to ``changed``.

    Signals:
        changed: The case is another one.
        lapsed: Numbers of pages whose confirmation an act has just taken back.
        told: A sentence about an act that can be undone.
        reading_changed: Reading began, moved on, or stopped.
        failed: The error that ended the reading.
    """

    changed = Signal()
    lapsed = Signal(object)
    told = Signal(str)
    reading_changed = Signal()
    failed = Signal(object)

    def __init__(self, case: Case, pool: WorkerPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pool = pool
        self.notice: Notice = load_notice(case.notice)
        self.readings = Readings()
        self.current = case.pages[0].number if case.pages else 0
        self.stopped = False
        self._history = History(case)
        self._overview = Overview(case, self.notice)
        self._sent: dict[int, CasePage] = {}
        self._job: Job | None = None

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self._history.case

    @property
    def overview(self) -> Overview:
        """How every page stands now."""
        if self._overview.case is not self.case:
            self._overview = Overview(self.case, self.notice, self._overview)
        return self._overview

    @property
    def can_undo(self) -> bool:
        """Tell whether an act can be undone."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Tell whether an undone act can be done again."""
        return self._history.can_redo

    @property
    def reading(self) -> frozenset[int]:
        """Numbers of the pages that the workers have in hand now."""
        return frozenset(list(self._sent)[: self.pool.workers])

    @property
    def is_reading(self) -> bool:
        """Tell whether pages are being read."""
        return self._job is not None

    def act(self, case: Case, told: str = "") -> None:
        """Take the case that a person's act led to, and say what it did."""
        before = self.overview.lapsed
        self._history.push(case)
        self._after_change(before)
        if told:
            self.told.emit(told)

    def undo(self) -> None:
        """Go back one act."""
        if self.can_undo:
            before = self.overview.lapsed
            self._history.undo()
            self._after_change(before)

    def redo(self) -> None:
        """Do an undone act again."""
        if self.can_redo:
            before = self.overview.lapsed
            self._history.redo()
            self._after_change(before)

    def read(self) -> None:
        """Read the waiting pages, the one on screen first, until none is left."""
        waiting = self.overview.waiting
        if self._job is not None or self.stopped or not waiting:
            self.reading_changed.emit()
            return
        here = [number for number in waiting if number == self.current]
        numbers = [*here, *(n for n in waiting if n != self.current)]
        numbers = numbers[: BATCH_PER_WORKER * self.pool.workers]
        self._sent = {number: self.case.page(number) for number in numbers}
        self._job = Job(self._steps(numbers), self)
        self._job.advanced.connect(self._take)
        self._job.failed.connect(self._fail)
        self._job.finished.connect(self._finish)
        self._job.start()
        self.reading_changed.emit()

    def stop_reading(self) -> None:
        """Stop after the page under way; everything read so far stays."""
        self.stopped = True
        if self._job is not None:
            self._job.requestInterruption()
        self.reading_changed.emit()

    def go_on_reading(self) -> None:
        """Read again after a stop."""
        self.stopped = False
        self.read()

    def take_second_look(self, exported: CasePage, doubted: CasePage) -> None:
        """Take a page whose finished picture the second reading doubts; it needs a new look.

        A page that was changed since it was exported has to be looked at anyway and stays.
        """
        if self._history.take_result(exported, doubted):
            self.changed.emit()

    def close(self) -> None:
        """End the reading; the pool belongs to the window."""
        self.stopped = True
        if self._job is not None:
            self._job.finished.disconnect(self._finish)
            self._job.stop()
            self._job = None

    def _steps(self, numbers: list[int]) -> Generator[CasePage, None, None]:
        return examine(self.pool, self.case, self.readings, numbers)

    def _take(self, page: CasePage) -> None:
        sent = self._sent.pop(page.number, None)
        if sent is not None and self._history.take_result(sent, page):
            self.changed.emit()
        self.reading_changed.emit()

    def _fail(self, error: object) -> None:
        self.stopped = True
        self.failed.emit(error)

    def _finish(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self._sent = {}
        self.read()

    def _after_change(self, lapsed_before: frozenset[int]) -> None:
        if self.current not in self.overview.standings:
            self.current = self.case.pages[0].number
        self.changed.emit()
        lost = self.overview.lapsed - lapsed_before
        if lost:
            self.lapsed.emit(tuple(sorted(lost)))
        self.read()

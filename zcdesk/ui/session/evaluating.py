"""Holds the open case against its notice beside the window, always for the newest case."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import Evaluation
from zcdesk.incidents.record import ProgramPart, keep
from zcdesk.notices.clock import now
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.kit import Timer
from zcdesk.ui.session.session import Session

EVERY = 60_000
"""Milliseconds after which the hours left are worked out anew."""


class CaseEvaluator(QObject):
    """Evaluates the session's case after every change; one evaluation at a time, the last counts.

    Signals:
        judged: There is a newer evaluation.
    """

    judged = Signal()
    _finished = Signal(object)

    def __init__(self, session: Session, evaluation: Evaluation) -> None:
        super().__init__(session)
        self._session = session
        self._pool = ThreadPoolExecutor(1, "judge")
        self._running = self._again = self._closed = False
        self.evaluation = evaluation
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)
        session.changed.connect(self.ask)
        self._clock = Timer(self, self.ask, EVERY, once=False)
        self._clock.start()

    def ask(self) -> None:
        """Evaluate the case as it is, after the evaluation under way."""
        if self._closed:
            return
        self._drop_removed()
        if self._running:
            self._again = True
            return
        self._running = True
        future = self._pool.submit(_evaluated, self._session.notice, self._session.case)
        future.add_done_callback(self._tell)

    def _drop_removed(self) -> None:
        """Say no more of pages that are gone: a button would lead to them until the next one."""
        here, findings = self._session.overview.standings, self.evaluation.findings
        left = tuple(one for one in findings if one.page is None or one.page in here)
        if left != findings:
            self.evaluation = replace(self.evaluation, findings=left)
            self.judged.emit()

    def close(self) -> None:
        """Take nothing more."""
        self._closed = True
        self._clock.stop()
        self._pool.shutdown(wait=True)

    def _tell(self, future: Future[Evaluation | None]) -> None:
        if not self._closed:
            self._finished.emit(future.result())

    def _take(self, found: Evaluation | None) -> None:
        self._running = False
        if found is not None and found != self.evaluation:
            self.evaluation = found
            self.judged.emit()
        if self._again:
            self._again = False
            self.ask()


def _evaluated(notice: Notice, case: Case) -> Evaluation | None:
    try:
        return evaluate(notice, case, now())
    except Exception as error:  # the border of the thread: the window goes on with what it knew
        keep(error, ProgramPart.WINDOW)
        return None

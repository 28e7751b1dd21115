"""Reads confirmed pages again beside the window, while the person looks at the next ones."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import nullcontext
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.case import CasePage
from zcdesk.ui.kit import Timer, Work
from zcdesk.ui.session.session import Session
from zcdesk.workflow.package.jobs import ReadingAhead

SOON = 300
"""Milliseconds after a change until a page is begun: several keys in a row are one change."""

Step = TypeVar("Step")


class SecondReading(QObject):
    """Makes what an export will need, one page at a time; nothing where no file would keep it.

    A page that waits to be read goes before, on a computer with one worker every such page.

    Signals:
        doubted: The place of a page that needs another look because of what was read in it.
    """

    doubted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._job, self._soon = Work(self), Timer(self, self._look, SOON)
        stored = None if session.read_only else session.stored
        self._ahead = ReadingAhead(session.pool, stored) if stored is not None else None
        if self._ahead is not None:
            session.changed.connect(self._soon.start)
            session.reading_changed.connect(self._soon.start)

    @property
    def busy(self) -> bool:
        """Tell whether a page is being made or soon will be."""
        return self._job.busy or self._soon.isActive()

    def apart(self, steps: Generator[Step, None, None]) -> Generator[Step, None, None]:
        """Walk the steps of an export while no page is made here; none once the case is closed."""
        ahead = self._ahead
        with ahead.alone if ahead is not None else nullcontext():
            if ahead is None or not ahead.ended:
                yield from steps

    def close(self) -> None:
        """Give up what is under way."""
        self._soon.stop()
        if self._ahead is not None:
            self._ahead.stop()
        self._ahead = None
        self._job.stop()

    def _look(self) -> None:
        session, ahead = self._session, self._ahead
        if ahead is None or self._job.busy or session.stopped or self._waits():
            return
        confirmed = [standing.page.number for standing in session.overview.confirmed]
        wanted = ahead.left(session.case, confirmed)
        if wanted:
            self._job.begin(
                ahead.read(session.case, session.notice, wanted), self._take, ended=self._look
            )

    def _waits(self) -> bool:
        session = self._session
        alone = session.pool.workers == 1
        return session.is_reading and (alone or session.current in session.overview.waiting)

    def _take(self, found: tuple[CasePage, CasePage]) -> None:
        session, (before, doubted) = self._session, found
        session.take_second_look(before, doubted)
        number = before.number
        if number in session.case.places and session.case.page(number) != before:
            self.doubted.emit(session.case.places[number])

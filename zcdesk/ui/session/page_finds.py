"""Looks at the pages that were read, page by page, beside the window: what finds share."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.case import CasePage
from zcdesk.pages.page import Page
from zcdesk.ui.kit.job import Job
from zcdesk.ui.session.session import Session


class PageFinds(QObject):
    """Looks at each page once, while nothing else is read.

    Signals:
        changed: Further pages were looked at.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None

    @property
    def looking(self) -> bool:
        """Pages are being looked at."""
        return self._job is not None

    def look(self) -> None:
        """Look at the pages that were read since, unless pages are being read right now."""
        if self._job is not None or self._session.is_reading:
            return
        fresh = [
            page
            for page in self._session.case.pages
            if page.page is not None and page.examined and self._seen(page.number) != page.page
        ]
        if not fresh:
            return
        self._job = Job(self._steps(fresh), self)
        self._job.advanced.connect(self._take)
        self._job.finished.connect(self._end)
        self._job.start()

    def close(self) -> None:
        """End what is under way."""
        if self._job is not None:
            self._job.finished.disconnect(self._end)
            self._job.stop()
            self._job = None

    def _seen(self, number: int) -> Page | None:
        """Return the page as it was when it was looked at, or None."""
        raise NotImplementedError

    def _steps(self, pages: list[CasePage]) -> Generator[object, None, None]:
        """Look at pages and yield what ``_take`` keeps of each."""
        raise NotImplementedError

    def _take(self, known: object) -> None:
        raise NotImplementedError

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self.changed.emit()

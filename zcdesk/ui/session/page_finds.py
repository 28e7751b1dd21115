"""Looks at the pages that were read, page by page, beside the window: what finds share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.case import CasePage
from zcdesk.pages.page import Page
from zcdesk.ui.kit import Work
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
        self._job = Work(self)

    @property
    def looking(self) -> bool:
        """Pages are being looked at."""
        return self._job.busy

    def look(self) -> None:
        """Look at the pages that were read since, unless pages are being read right now."""
        if self._job.busy or self._session.is_reading:
            return
        fresh = [
            page
            for page in self._session.case.pages
            if page.page is not None and page.examined and self._seen(page.number) != page.page
        ]
        if not fresh:
            return
        self._job.begin(self._steps(fresh), self._take, ended=self.changed.emit)

    def close(self) -> None:
        """End what is under way."""
        self._job.stop()

    @abstractmethod
    def _seen(self, number: int) -> Page | None:
        """Return the page as it was when it was looked at, or None."""

    @abstractmethod
    def _steps(self, pages: list[CasePage]) -> Generator[object, None, None]:
        """Look at pages and yield what ``_take`` keeps of each."""

    @abstractmethod
    def _take(self, known: object) -> None:
        """Keep what was seen of a page."""

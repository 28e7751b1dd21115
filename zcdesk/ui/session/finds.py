"""Looks at the pages that were read, page by page, beside the window: what finds share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.case import CasePage
from zcdesk.pages.page import Page
from zcdesk.reading.line import Reading
from zcdesk.ui.kit import Work
from zcdesk.ui.session.session import Session

Found = TypeVar("Found")
"""What is kept of a page."""


class PageFinds(QObject, Generic[Found]):
    """Looks at each page once, while nothing else is read, and keeps what it shows.

    Signals:
        changed: Further pages were looked at.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job = Work(self)
        self._known: dict[int, tuple[Page, Found]] = {}

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
            if page.page is not None and page.examined and not self._knows(page)
        ]
        if fresh:
            self._job.begin(self._steps(fresh), self._take, ended=self.changed.emit)

    def _knows(self, page: CasePage) -> bool:
        """Tell whether a page was looked at as it is now."""
        return page.number in self._known and self._known[page.number][0] == page.page

    def close(self) -> None:
        """End what is under way."""
        self._job.stop()

    def _steps(self, pages: list[CasePage]) -> Generator[tuple[CasePage, Found], None, None]:
        """Look at pages (beside the window), with what was read on each, or None."""
        for page in pages:
            reading = self._session.readings.of(page.page) if page.page is not None else None
            yield page, self._look_at(page, reading)

    def _take(self, looked: tuple[CasePage, Found]) -> None:
        page, finds = looked
        if page.page is not None:
            self._known[page.number] = (page.page, finds)

    @staticmethod
    @abstractmethod
    def _look_at(page: CasePage, reading: Reading | None) -> Found:
        """Return what is kept of a page."""

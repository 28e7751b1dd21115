"""Gathers the labels like 姓名 of the pages that were read, beside the window, once asked for."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.case import CasePage
from zcdesk.pages.page import Page
from zcdesk.ui.job import Job
from zcdesk.ui.session import Session
from zcdesk.workflow.examining import Readings
from zcdesk.workflow.open_labels import LabelledValue, labelled_values_on, open_values

Values = tuple[LabelledValue, ...]
Known = tuple[CasePage, Values, Values]


class LabelFinds(QObject):
    """Knows the labelled values of each page that was looked at.

    Signals:
        changed: Further pages were looked at.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._known: dict[int, tuple[Page, Values]] = {}
        self._open: dict[int, tuple[CasePage, Values]] = {}
        self._job: Job | None = None

    @property
    def looking(self) -> bool:
        """Pages are being looked at."""
        return self._job is not None

    def open_on(self, page: CasePage) -> Values:
        """Return the values of a page that nothing hides now; none before it was looked at."""
        known = self._known.get(page.number)
        if known is None or known[0] != page.page:
            return ()
        told = self._open.get(page.number)
        if told is None or told[0] is not page:
            told = (page, open_values(page, known[1]))
            self._open[page.number] = told
        return told[1]

    def look(self) -> None:
        """Look at the pages that were read since, unless pages are being read right now."""
        if self._job is not None or self._session.is_reading:
            return
        fresh = [
            page
            for page in self._session.case.pages
            if page.page is not None and page.examined and not self._knows(page.number, page.page)
        ]
        if not fresh:
            return
        self._job = Job(_looked_at(fresh, self._session.readings), self)
        self._job.advanced.connect(self._take)
        self._job.finished.connect(self._end)
        self._job.start()

    def close(self) -> None:
        """End what is under way."""
        if self._job is not None:
            self._job.finished.disconnect(self._end)
            self._job.stop()
            self._job = None

    def _knows(self, number: int, page: Page) -> bool:
        return number in self._known and self._known[number][0] == page

    def _take(self, known: Known) -> None:
        page, values, still_open = known
        if page.page is not None:
            self._known[page.number] = (page.page, values)
            self._open[page.number] = (page, still_open)

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self.changed.emit()


def _looked_at(pages: list[CasePage], readings: Readings) -> Generator[Known, None, None]:
    for page in pages:
        reading = readings.of(page.page) if page.page is not None else None
        values = labelled_values_on(reading) if reading is not None else ()
        yield page, values, open_values(page, values)

"""Gathers the organisations that the pages name, page by page, beside the window."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from zcdesk.pages.page import Page
from zcdesk.ui.job import Job
from zcdesk.ui.session import Session
from zcdesk.workflow.examining import Readings
from zcdesk.workflow.organisations import Naming, Organisation, namings_on, organisations

Known = tuple[int, Page, tuple[Naming, ...]]


class OrganisationFinds(QObject):
    """Knows what each read page names; looks at further pages while nothing else is read.

    Signals:
        changed: Further pages were looked at.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._known: dict[int, tuple[Page, tuple[Naming, ...]]] = {}
        self._job: Job | None = None
        session.reading_changed.connect(self.look)

    @property
    def found(self) -> tuple[Organisation, ...]:
        """The organisations that the person has to tell about, or told about."""
        case = self._session.case
        shown = {page.number for page in case.pages}
        return organisations(
            case,
            (
                one
                for number, (_, namings) in self._known.items()
                if number in shown
                for one in namings
            ),
        )

    @property
    def open(self) -> int:
        """How many of them have no answer yet."""
        return sum(one.belonging is None for one in self.found)

    @property
    def pressing(self) -> int:
        """How many of those stand in a field like 工作单位."""
        return sum(one.belonging is None and one.in_fields > 0 for one in self.found)

    def look(self) -> None:
        """Look at the pages that were read since."""
        session = self._session
        if self._job is not None or session.is_reading:
            return
        fresh = [
            (page.number, page.page)
            for page in session.case.pages
            if page.page is not None and page.examined and not self._knows(page.number, page.page)
        ]
        if not fresh:
            return
        self._job = Job(_looked_at(fresh, session.readings), self)
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
        number, page, namings = known
        self._known[number] = (page, namings)

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self.changed.emit()


def _looked_at(pages: list[tuple[int, Page]], readings: Readings) -> Generator[Known, None, None]:
    for number, page in pages:
        reading = readings.of(page)
        yield number, page, namings_on(reading, number) if reading is not None else ()

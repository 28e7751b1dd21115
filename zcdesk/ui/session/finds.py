"""Looks at the pages that were read, page by page, beside the window: what finds share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.acts.spelling import ProposedSpelling, open_spellings, proposed_spellings
from zcdesk.cases.case import Case, CasePage
from zcdesk.pages.page import Page
from zcdesk.reading.line import Reading
from zcdesk.ui.kit import Work
from zcdesk.ui.session.session import Session
from zcdesk.workflow.case.organisations import (
    CaseOrganisation,
    LabelledValue,
    Naming,
    labelled_values_on,
    namings_on,
    open_values,
    organisations,
)

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
        page, found = looked
        if page.page is not None:
            self._known[page.number] = (page.page, found)

    @staticmethod
    @abstractmethod
    def _look_at(page: CasePage, reading: Reading | None) -> Found:
        """Return what is kept of a page."""


# --- The labels like 姓名 of the pages that were read, gathered once asked for ------------------


Values = tuple[LabelledValue, ...]


class LabelFinds(PageFinds[tuple[Values, Values]]):
    """Knows the labelled values of each page that was looked at, and which were open then."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self._open: dict[int, tuple[CasePage, Values]] = {}

    def open_on(self, page: CasePage) -> Values:
        """Return the values of a page that nothing hides now; none before it was looked at."""
        if not self._knows(page):
            return ()
        opened = self._open.get(page.number)
        if opened is None or opened[0] is not page:
            opened = (page, open_values(page, self._known[page.number][1][0]))
            self._open[page.number] = opened
        return opened[1]

    def _take(self, looked: tuple[CasePage, tuple[Values, Values]]) -> None:
        super()._take(looked)
        page, (_, still_open) = looked
        self._open[page.number] = (page, still_open)

    @staticmethod
    def _look_at(page: CasePage, reading: Reading | None) -> tuple[Values, Values]:
        values = labelled_values_on(reading) if reading is not None else ()
        return values, open_values(page, values)


# --- Gathers the organisations that the pages name, page by page, beside the window --------------


class OrganisationFinds(PageFinds[tuple[Naming, ...]]):
    """Knows what each read page names; looks at further pages while nothing else is read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, session)
        self._told: tuple[Case, tuple[CaseOrganisation, ...]] | None = None
        session.reading_changed.connect(self.look)

    @property
    def found(self) -> tuple[CaseOrganisation, ...]:
        """The organisations that the person has to tell about, or told about."""
        case = self._session.case
        if self._told is None or self._told[0] is not case:
            shown = {page.number for page in case.pages}
            namings = (
                naming
                for number, (_, on_page) in self._known.items()
                if number in shown
                for naming in on_page
            )
            self._told = case, organisations(case, namings)  # everything around a page asks for it
        return self._told[1]

    @property
    def spellings(self) -> tuple[ProposedSpelling, ...]:
        """What pages show in Uyghur beside the own name or employer, answered or not."""
        return proposed_spellings(self._session.case)

    @property
    def open(self) -> int:
        """How many of all these have no answer yet."""
        unanswered = sum(organisation.belonging is None for organisation in self.found)
        return unanswered + len(open_spellings(self._session.case))

    @property
    def pressing(self) -> int:
        """How many of those stand in a field like 工作单位 or beside the own name."""
        in_fields = sum(
            organisation.belonging is None and organisation.in_fields > 0
            for organisation in self.found
        )
        return in_fields + len(open_spellings(self._session.case))

    def _take(self, looked: tuple[CasePage, tuple[Naming, ...]]) -> None:
        super()._take(looked)
        self._told = None

    @staticmethod
    def _look_at(page: CasePage, reading: Reading | None) -> tuple[Naming, ...]:
        return namings_on(reading, page.number) if reading is not None else ()

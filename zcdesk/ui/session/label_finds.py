"""Gathers the labels like 姓名 of the pages that were read, beside the window, once asked for."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject

from zcdesk.cases.case import CasePage
from zcdesk.pages.page import Page
from zcdesk.ui.session.page_finds import PageFinds
from zcdesk.ui.session.session import Session
from zcdesk.workflow.case.examining import SessionReadings
from zcdesk.workflow.case.organisations import LabelledValue, labelled_values_on, open_values

Values = tuple[LabelledValue, ...]
Known = tuple[CasePage, Values, Values]


class LabelFinds(PageFinds):
    """Knows the labelled values of each page that was looked at."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self._known: dict[int, tuple[Page, Values]] = {}
        self._open: dict[int, tuple[CasePage, Values]] = {}

    def open_on(self, page: CasePage) -> Values:
        """Return the values of a page that nothing hides now; none before it was looked at."""
        known = self._known.get(page.number)
        if known is None or known[0] != page.page:
            return ()
        opened = self._open.get(page.number)
        if opened is None or opened[0] is not page:
            opened = (page, open_values(page, known[1]))
            self._open[page.number] = opened
        return opened[1]

    def _seen(self, number: int) -> Page | None:
        known = self._known.get(number)
        return known[0] if known is not None else None

    def _steps(self, pages: list[CasePage]) -> Generator[Known, None, None]:
        return _looked_at(pages, self._session.readings)

    def _take(self, known: Known) -> None:  # type: ignore[override]
        page, values, still_open = known
        if page.page is not None:
            self._known[page.number] = (page.page, values)
            self._open[page.number] = (page, still_open)


def _looked_at(pages: list[CasePage], readings: SessionReadings) -> Generator[Known, None, None]:
    for page in pages:
        reading = readings.of(page.page) if page.page is not None else None
        values = labelled_values_on(reading) if reading is not None else ()
        yield page, values, open_values(page, values)

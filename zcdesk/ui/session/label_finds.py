"""The labels like 姓名 of the pages that were read, gathered once asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject

from zcdesk.cases.case import CasePage
from zcdesk.reading.line import Reading
from zcdesk.ui.session.finds import PageFinds
from zcdesk.ui.session.session import Session
from zcdesk.workflow.case.organisations import LabelledValue, labelled_values_on, open_values

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

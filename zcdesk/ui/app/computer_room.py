"""What the window has for the day when something is wrong: the check of the computer, the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from zcdesk.doctor.check import Check
from zcdesk.ui.app.computer_page import ComputerPage
from zcdesk.ui.app.diagnosing import Diagnosing
from zcdesk.ui.app.incident_bar import IncidentBar
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.session.session import Session


class ComputerRoom(QObject):
    """The page that checks this computer, and the line that offers the diagnostics.

    Signals:
        said: Something to say in passing.
        help_wanted: The keys are wanted.

    Attributes:
        bar: Stands at the foot of the window while it is offered.
        diagnosing: Writes the file.
    """

    said = Signal(str)
    help_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        pool: WorkerPool,
        stack: QStackedWidget,
        session: Callable[[], Session | None],
    ) -> None:
        super().__init__(window)
        self._pool, self._stack, self._session = pool, stack, session
        self._page: ComputerPage | None = None
        self._before: QWidget | None = None
        self.bar = IncidentBar()
        self.diagnosing = Diagnosing(window, self.findings)
        self.diagnosing.said.connect(self.said)
        self.bar.wanted.connect(self._export)

    @property
    def page(self) -> ComputerPage | None:
        """The page, once it was wanted."""
        return self._page

    def show(self) -> None:
        """Show the page and look at everything; from there back to where one came from."""
        if self._page is None:
            self._page = ComputerPage(self._pool)
            self._page.left.connect(self.leave)
            self._page.help_wanted.connect(self.help_wanted)
            self._page.report_wanted.connect(self.diagnosing.ask)
            self._stack.addWidget(self._page)
        if self._stack.currentWidget() is not self._page:
            self._before = self._stack.currentWidget()
        self._stack.setCurrentWidget(self._page)
        self._page.begin()

    def leave(self) -> None:
        """Go back; a look that is under way goes on, to be there when one comes back."""
        if self._before is not None:
            self._stack.setCurrentWidget(self._before)

    def rebuild(self) -> None:
        """Forget the page, which speaks another language."""
        if self._page is not None:
            self._page.stop()
            self._stack.removeWidget(self._page)
            self._page.deleteLater()
        self._page = self._before = None

    def close(self) -> None:
        """End what works behind the window."""
        self.bar.close_ears()
        self.diagnosing.close()
        if self._page is not None:
            self._page.stop()

    def findings(self) -> Mapping[str, int]:
        """Return how often each finding stands on the pages of the open case."""
        session = self._session()
        pages = session.case.pages if session is not None else ()
        return Counter(finding.code for page in pages for finding in page.findings)

    def _export(self) -> None:
        known: Sequence[Check] = self._page.checks if self._page is not None else ()
        self.diagnosing.ask(known)

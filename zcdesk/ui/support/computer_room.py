"""The room for the day when something is wrong: its page, and the line at the foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.ui.keys.router import Router
from zcdesk.ui.kit import late
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.session.session import Session
from zcdesk.ui.support.computer_page import ComputerPage
from zcdesk.ui.support.diagnosing import Diagnosing
from zcdesk.ui.support.incident_bar import IncidentBar


class ComputerRoom(QObject):
    """The page that checks this computer, and the line that offers the diagnostics.

    Signals:
        said: Something to say in passing.

    Attributes:
        bar: Stands at the foot of the window while it is offered.
        diagnosing: Writes the file.
    """

    said = Signal(str)

    def __init__(
        self,
        window: QWidget,
        pool: WorkerPool,
        router: Router,
        session: Callable[[], Session | None],
    ) -> None:
        super().__init__(window)
        self._pool, self._router, self._session = pool, router, session
        self.bar = IncidentBar()
        self.diagnosing = Diagnosing(window, self.findings)
        self.bar.export.clicked.connect(self._export)
        router.add("computer", lambda _: self.page)

    @late
    def page(self) -> ComputerPage:
        """The page, made when it is first wanted; a look under way goes on when it is left."""
        page = ComputerPage(self._pool, report_wanted=self.diagnosing.ask)
        self._router.addWidget(page)
        return page

    def rebuild(self) -> None:
        """Forget the page, which speaks another language."""
        if (page := ComputerRoom.page.forget(self)) is not None:
            page.stop()
            self._router.drop(page)

    def close(self) -> None:
        """End what works behind the window."""
        self.bar.hear_no_more()
        self.diagnosing.close()
        if (page := ComputerRoom.page.made(self)) is not None:
            page.stop()

    def findings(self) -> Mapping[str, int]:
        """Return how often each finding stands on the pages of the open case."""
        session = self._session()
        pages = session.case.pages if session is not None else ()
        return Counter(finding.code for page in pages for finding in page.findings)

    def drop_cache(self) -> None:
        """Delete what was kept of reading the open case, beside the window."""
        session = self._session()
        if session is not None and session.stored is not None:
            Thread(target=session.stored.drop_cache, name="cache").start()
            self.said.emit(self.tr("已删掉，需要时会重新识别。"))
        else:
            self.said.emit(self.tr("现在没有打开的案卷。"))

    def _export(self) -> None:
        page = ComputerRoom.page.made(self)
        self.diagnosing.ask(page.checks if page is not None else ())

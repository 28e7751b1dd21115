"""The room for the day when something is wrong: the line at the foot, and the diagnostics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.ui.keys.router import Router
from zcdesk.ui.support.diagnosing import Diagnosing
from zcdesk.ui.support.incident_bar import IncidentBar

if TYPE_CHECKING:
    from zcdesk.ui.session.session import Session


class ComputerRoom(QObject):
    """The line that offers the diagnostics, and who writes them.

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
        router: Router,
        session: Callable[[], Session | None],
    ) -> None:
        super().__init__(window)
        self._router, self._session = router, session
        self.bar = IncidentBar()
        self.diagnosing = Diagnosing(window, self.findings)
        self.bar.export.clicked.connect(self._export)

    def close(self) -> None:
        """End what works behind the window."""
        self.bar.hear_no_more()
        self.diagnosing.close()

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
        page = self._router.made("computer")
        self.diagnosing.ask(page.checks if page is not None else ())

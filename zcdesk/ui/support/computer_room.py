"""What the window has for the day when something is wrong: the check of the computer, the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.doctor.check import DoctorCheck
from zcdesk.incidents.record import Incident, listen
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit.buttons import Button, ButtonKind
from zcdesk.ui.kit.icon_label import Mark
from zcdesk.ui.look.text import Label, beside, column, rule
from zcdesk.ui.look.tokens import EDGE, Tone, TypeRole
from zcdesk.ui.support.computer_page import ComputerPage
from zcdesk.ui.support.diagnosing import Diagnosing
from zcdesk.wording import asks_for_diagnostics
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.session.session import Session


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
        self._page: ComputerPage | None = None
        self.bar = IncidentBar()
        self.diagnosing = Diagnosing(window, self.findings)
        self.bar.export.clicked.connect(self._export)
        router.add("computer", self._to_page)

    @property
    def page(self) -> ComputerPage | None:
        """The page, once it was wanted."""
        return self._page

    def _to_page(self, _at: At) -> QWidget:
        """Make the page when it is first wanted; a look under way goes on when it is left."""
        if self._page is None:
            self._page = ComputerPage(self._pool)
            self._page.report_wanted.connect(self.diagnosing.ask)
            self._router.addWidget(self._page)
        return self._page

    def rebuild(self) -> None:
        """Forget the page, which speaks another language."""
        if self._page is not None:
            self._page.stop()
            self._router.drop(self._page)
        self._page = None

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

    def drop_cache(self) -> None:
        """Delete what was kept of reading the open case, beside the window."""
        session = self._session()
        if session is not None and session.stored is not None:
            Thread(target=session.stored.drop_cache, name="cache").start()
            self.said.emit(self.tr("已删掉，需要时会重新识别。"))
        else:
            self.said.emit(self.tr("现在没有打开的案卷。"))

    def _export(self) -> None:
        known: Sequence[DoctorCheck] = self._page.checks if self._page is not None else ()
        self.diagnosing.ask(known)


# --- The line at the foot of the window after something unexpected -------------------------------
# One click to the diagnostics. It comes whenever a sentence asks for the diagnostics, whoever says
# it (a toast, a card, a row that is painted), stays until it is put away, and takes no keys from
# what the person is doing.


class IncidentBar(QWidget):
    """Hidden until something unexpected happens.

    Attributes:
        export: Writes the diagnostics.
    """

    _happened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = Label("", TypeRole.BODY, wrap=True)
        self.export = Button("")
        self.away = Button("", ButtonKind.GHOST, do=self.hide)
        column(
            self,
            (0, 0, 0, 0),
            0,
            rule(),
            beside(
                Mark("warn", Tone.YOU, 18, 0),
                (self._words, 1),
                self.export,
                self.away,
                gap=10,
                margins=(EDGE, 6, EDGE, 6),
            ),
        )
        self._happened.connect(self.offer, Qt.ConnectionType.QueuedConnection)
        self._deaf = listen(self._hear)
        self.hide()

    def offer(self) -> None:
        """Show the line."""
        words = self.tr("刚才遇到意外。需要请人帮忙时，可以把诊断信息发给他：里面没有姓名和材料。")
        self._words.say(words)
        self.setAccessibleName(words)
        self.export.say(self.tr("导出诊断信息…"))
        self.away.say(self.tr("收起"))
        self.show()

    def offer_for(self, codes: Iterable[str]) -> None:
        """Show the line when one of some sentences asks for the diagnostics."""
        if any(asks_for_diagnostics(code) for code in codes):
            self.offer()

    def close_ears(self) -> None:
        """Hear of no incident any more."""
        self._deaf()

    def _hear(self, incident: Incident) -> None:
        """Take an incident in, in whichever thread it happens."""
        if asks_for_diagnostics(incident.code):
            self._happened.emit()

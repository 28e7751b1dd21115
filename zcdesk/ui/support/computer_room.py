"""What the window has for the day when something is wrong: the check of the computer, the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zcdesk.doctor.check import DoctorCheck, DoctorScreen, DoctorStanding
from zcdesk.findings import info
from zcdesk.incidents.record import Incident, ProgramPart, listen
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Card,
    Mark,
    Work,
    ask_place,
    documents,
    free_name,
    late,
    preferences,
)
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    EDGE,
    SPRING,
    Label,
    Panel,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    rule,
    smooth_painter,
    tokens,
)
from zcdesk.ui.support.screens import screen_seen
from zcdesk.ui.words.sentences import joined, say, say_error
from zcdesk.ui.words.states import Chip, StateLook
from zcdesk.wording import asks_for_diagnostics
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.session.session import Session

# --- Writes the diagnostic file from the window: asks where to, writes beside the window, tells ---


class Diagnosing(QObject):
    """One click away from every sentence that asks for the diagnostics.

    Signals:
        said: Where the file is, or why it could not be written.
    """

    said = Signal(str)

    def __init__(self, parent: QWidget, findings: Callable[[], Mapping[str, int]] = dict) -> None:
        """Make it for a window.

        Args:
            parent: Above it the person is asked for a place.
            findings: Tells how often each finding stands in the open case, by its code.
        """
        super().__init__(parent)
        self._window, self._findings = parent, findings
        self._job = Work(self)

    def ask(self, checks: Sequence[DoctorCheck] = ()) -> None:
        """Ask where the file is to be, and write it there.

        Args:
            checks: What is known of this computer; without any it is looked at quickly.
        """
        place = free_name(documents(), self.tr("诊断"), ".json")
        title, kinds = self.tr("导出诊断信息"), self.tr("诊断信息 (*.json)")
        if path := ask_place(self._window, title, place, kinds):
            self.write(path if path.suffix else path.with_suffix(".json"), checks)

    def write(self, place: Path, checks: Sequence[DoctorCheck] = ()) -> None:
        """Write the file beside the window."""
        if self._job.busy:
            return
        steps = _written(place, tuple(checks), screen_seen(), dict(self._findings()))
        self._job.begin(
            steps,
            lambda place: self.said.emit(joined(say(info("doctor.written", file=place.name)))),
            lambda error: self.said.emit(joined(say_error(error))),
        )

    def close(self) -> None:
        """Let a file that is being written be finished."""
        self._job.wait()


def _written(
    place: Path,
    checks: tuple[DoctorCheck, ...],
    screen: DoctorScreen | None,
    findings: Mapping[str, int],
) -> Generator[Path, None, None]:
    """Write the report; its parts load beside the window."""
    from zcdesk.doctor.examining import check_screen, checks_for, examine
    from zcdesk.doctor.report import write_report

    quick = checks_for(None, lambda: check_screen(screen))
    known = checks or tuple(examine(quick, ProgramPart.WINDOW))
    write_report(place, known, preferences().settings.language, findings)
    yield place


# --- The room: its page and the line at the foot -------------------------------------------------


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


# --- The line at the foot of the window after something unexpected -------------------------------
# One click to the diagnostics. It comes whenever a sentence asks for the diagnostics, whoever says
# it (a toast, a card, a row that is painted), stays until it is put away, and takes no keys from
# what the person is doing.


class IncidentBar(Panel):
    """Hidden until something unexpected happens.

    Attributes:
        export: Writes the diagnostics.
        hear_no_more: Lets it hear of no incident any more.
    """

    _happened = Signal()

    def __init__(self) -> None:
        super().__init__(visible=False)
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
        self.hear_no_more = listen(self._hear)

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

    def _hear(self, incident: Incident) -> None:
        """Take an incident in, in whichever thread it happens."""
        if asks_for_diagnostics(incident.code):
            self._happened.emit()


# --- What this computer has and lacks, line by line, with a page tried at the end ----------------


_LOOKS = {
    DoctorStanding.FINE: ("check-circle", Tone.OK),
    DoctorStanding.NOTE: ("book", Tone.TEXT2),
    DoctorStanding.ATTENTION: ("warn", Tone.MISS),
}


class ComputerPage(ColumnPage):
    """A row for each check, as it comes.

    Signals:
        report_wanted: The diagnostics are to be written, with the checks that were made.

    Attributes:
        checks: What was seen so far.
    """

    beside = True
    report_wanted = Signal(object)

    def __init__(self, pool: WorkerPool, **signals: Any) -> None:
        super().__init__(TopBar("zcdesk", back=self.tr("返回")), **signals)
        self._pool = pool
        self._job = Work(self)
        self.checks: list[DoctorCheck] = []
        self._said = Label("", TypeRole.BODY, Tone.TEXT2, wrap=True)
        self._rows: QVBoxLayout | None = None
        self.export = Button(
            self.tr("导出诊断信息…"),
            icon="export",
            do=lambda: self.report_wanted.emit(tuple(self.checks)),
        )
        self.again = Button(self.tr("再查一次"), icon="repeat", do=self.begin)
        self.done = Button(self.tr("好了"), ButtonKind.PRIMARY, key=ESCAPE.key, do=self.leave)
        fill(self.buttons, self.export, self.again, SPRING, self.done)

    def arrive(self, _at: At) -> None:
        """Look at everything."""
        self.begin()

    def begin(self) -> None:
        """Look at everything anew, beside the window."""
        if self._job.busy:
            return
        self.checks = []
        self._said = Label(self.tr("正在检查，大约半分钟。"), TypeRole.BODY, Tone.TEXT2, wrap=True)
        card = Card()
        self._rows = column(card, (8, 4, 8, 4), 0)
        about = self.tr(
            "诊断信息是一个文件：有版本、这里的结果、出过的错误代号，没有姓名、材料、文件名。"
        )
        self.show_parts(
            Label(self.tr("检查这台电脑"), TypeRole.HEAD),
            self._said,
            card,
            Label(about, TypeRole.CAPTION, Tone.TEXT2, wrap=True),
        )
        self.again.setEnabled(False)
        self.done.setFocus()
        folder = preferences().case_folder
        chosen = folder if preferences().settings.case_folder or folder.is_dir() else None
        self._job.begin(
            _examined(chosen, screen_seen(), self._pool), self._show, ended=self._finish
        )

    def stop(self) -> None:
        """Look no further."""
        self._job.stop()

    def _show(self, check: DoctorCheck) -> None:
        if self._rows is None:
            return
        if self.checks:
            self._rows.addWidget(rule())
        self._rows.addWidget(CheckRow(check))
        self.checks.append(check)

    def _finish(self) -> None:
        self.again.setEnabled(True)
        count = sum(check.standing is DoctorStanding.ATTENTION for check in self.checks)
        finding = info("doctor.some_attention", count=count) if count else info("doctor.all_well")
        self._said.say(say(finding).message, Tone.MISS if count else Tone.OK)


class CheckRow(QWidget):
    """Sign and word of how it stands, what was looked at, what was seen and what to do."""

    def __init__(self, check: DoctorCheck) -> None:
        super().__init__(focusPolicy=Qt.FocusPolicy.TabFocus)
        language = preferences().settings.language
        wording = check.wording(language)
        word, title = check.word(language), check.title(language)
        self.setAccessibleName(f"{title}，{word}，{joined(wording)}")
        icon, tone = _LOOKS[check.standing]
        area = QWidget()
        words = column(
            area,
            (0, 0, 0, 0),
            2,
            Label(title, TypeRole.STRONG),
            Label(wording.message, TypeRole.BODY, wrap=True),
        )
        if wording.remedy:
            words.addWidget(Label(wording.remedy, TypeRole.BODY, Tone.TEXT2, wrap=True))
        beside(
            (area, 1),
            (Chip(StateLook(word, icon, tone)), 0, Qt.AlignmentFlag.AlignTop),
            on=self,
            gap=12,
            margins=(8, 8, 8, 8),
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight when the keys lead here."""
        super().focusInEvent(event)
        page = self.parentWidget()
        while page is not None and not isinstance(page, ColumnPage):
            page = page.parentWidget()
        if page is not None:
            page.show_part(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the focus."""
        if self.hasFocus():
            painter = smooth_painter(self)
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


def _examined(
    case_folder: Path | None, screen: DoctorScreen | None, pool: WorkerPool
) -> Generator[DoctorCheck, None, None]:
    """Look (in the thread); what is needed for it loads beside the window."""
    from zcdesk.doctor.examining import check_screen, checks_for, examine

    checks = checks_for(case_folder, lambda: check_screen(screen), pool)
    yield from examine(checks, ProgramPart.WINDOW)

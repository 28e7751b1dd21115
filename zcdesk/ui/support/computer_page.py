"""What this computer has and lacks, line by line, with a page tried at the end."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zcdesk.doctor.check import DoctorCheck, DoctorScreen, DoctorStanding
from zcdesk.findings import info
from zcdesk.incidents.record import ProgramPart
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button, ButtonKind, Card, Work, preferences
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    FLUSH,
    SPRING,
    Explanation,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    inside,
    paint_own_focus,
    rule,
    smooth_painter,
)
from zcdesk.ui.support.screens import screen_seen
from zcdesk.ui.words.sentences import joined, say
from zcdesk.ui.words.states import Chip, StateLook
from zcdesk.workers.pool import WorkerPool

_LOOKS = {
    DoctorStanding.FINE: ("check-circle", Tone.OK),
    DoctorStanding.NOTE: ("book", Tone.TEXT2),
    DoctorStanding.ATTENTION: ("warn", Tone.MISS),
}


class ComputerPage(ColumnPage):
    """A row for each check, as it comes.

    Attributes:
        checks: What was seen so far.
    """

    beside = True

    def __init__(
        self, pool: WorkerPool, write_report: Callable[[tuple[DoctorCheck, ...]], object]
    ) -> None:
        """Make the page; ``write_report`` writes the diagnostics with the checks made so far."""
        super().__init__(TopBar("zcdesk", back=self.tr("返回")))
        self._pool = pool
        self._job = Work(self)
        self.checks: list[DoctorCheck] = []
        self._said = Explanation()
        self._rows: QVBoxLayout | None = None
        self.export = Button(
            self.tr("导出诊断信息…"),
            icon="export",
            do=lambda: write_report(tuple(self.checks)),
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
        self._said = Explanation(self.tr("正在检查，大约半分钟。"))
        card = Card()
        self._rows = column(card, (8, 4, 8, 4), 0)
        about = self.tr(
            "诊断信息是一个文件：有版本、这里的结果、出过的错误代号，没有姓名、材料、文件名。"
        )
        self.show_parts(
            Label(self.tr("检查这台电脑"), TypeRole.HEAD),
            self._said,
            card,
            Remark(about),
        )
        self.again.setEnabled(False)
        self.done.setFocus()
        folder = preferences().case_folder
        chosen = folder if preferences().settings.case_folder or folder.is_dir() else None
        self._job.begin(
            _examined(chosen, screen_seen(), self._pool), self._show, ended=self._finish
        )

    def close_work(self) -> None:
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
    """One check: its state as sign and word, its subject, the result and the remedy."""

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
            FLUSH,
            2,
            Label(title, TypeRole.STRONG),
            Label(wording.message, wrap=True),
        )
        if wording.remedy:
            words.addWidget(Explanation(wording.remedy))
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
        box = inside(self, 1)
        paint_own_focus(self, smooth_painter(self), box)


def _examined(
    case_folder: Path | None, screen: DoctorScreen | None, pool: WorkerPool
) -> Generator[DoctorCheck, None, None]:
    """Look (in the thread); what is needed for it loads beside the window."""
    from zcdesk.doctor.examining import check_screen, checks_for, examine

    checks = checks_for(case_folder, lambda: check_screen(screen), pool)
    yield from examine(checks, ProgramPart.WINDOW)

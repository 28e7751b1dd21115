"""Before a case is left: what could not be saved is never given up without a question."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import save_copy
from zcdesk.errors import ZcdeskError
from zcdesk.findings import info
from zcdesk.ui.help.sheet import answer_f1
from zcdesk.ui.kit import Button, ButtonKind, Work, free_name, given, preferences, with_ending
from zcdesk.ui.look import SPRING, Label, Remark, Tone, TypeRole, beside, column
from zcdesk.ui.session.saving import SavingKind as WriteKind
from zcdesk.ui.session.session import Session
from zcdesk.ui.support.diagnosing import Diagnosing
from zcdesk.ui.words.sentences import joined, listed, say, say_error
from zcdesk.wording import asks_for_diagnostics

NAMED = 3
"""Steps that are named; of more only the number is reported."""


def may_leave(session: Session, parent: QWidget) -> bool:
    """Tell whether a case can be closed: all is on the disk, or the person gave up the rest.

    A write under way is waited for; when it fails, the person is asked.
    """
    if session.unsaved and session.stuck is None:
        _wait_for_disk(session)
    return not session.unsaved or LeavingDialog(session, parent).exec() == 1


def _wait_for_disk(session: Session) -> None:
    """Let the events run, but no keys and clicks, until the writes are through or one failed."""
    loop = QEventLoop()
    session.saved.connect(loop.quit)
    session.save_failed.connect(loop.quit)
    QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    QApplication.restoreOverrideCursor()


class LeavingDialog(QDialog):
    """Says what is not saved and why; nothing is lost until the person says so."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, **given(windowTitle=self.tr("还没有保存好"), minimumWidth=520))
        self._session = session
        self._job = Work(self)
        self._copied: Path | None = None
        self._left = False
        self._diagnosing = Diagnosing(self)
        answer_f1(self)
        self._what = Label(wrap=True)
        self._why = Label("", tone=Tone.MISS, wrap=True)
        self._state = Remark()
        self._diagnosing.said.connect(partial(self._state.say, tone=Tone.TEXT2))
        self.report = Button(
            self.tr("导出诊断信息…"), ButtonKind.LINK, do=lambda: self._diagnosing.ask()
        )
        self.again = Button(
            self.tr("再试一次"), ButtonKind.PRIMARY, do=self._try_again, default=True
        )
        self.copy = Button(self.tr("另存一份"), do=self._ask_place)
        self.give_up = Button(self.tr("放弃这一步并关闭"), decides=True, do=self.accept)
        self.stay = Button(self.tr("不关闭"), key="Esc", do=self.reject)
        column(
            self,
            (24, 20, 24, 20),
            10,
            Label(self.tr("还有步骤没有写进案卷"), TypeRole.TITLE),
            self._what,
            self._why,
            self.report,
            self._state,
            6,
            beside(self.give_up, SPRING, self.stay, self.copy, self.again, gap=8),
        )
        session.saved.connect(self.accept)
        session.save_failed.connect(self._failed)
        self._show(session.stuck)
        self.again.setFocus()

    def done(self, result: int) -> None:
        """Close once; a copy that is being written is finished first, and tells its end later."""
        if not self._left:
            self._left = True
            self._job.wait()
            self._diagnosing.close()
            self._session.saved.disconnect(self.accept)
            self._session.save_failed.disconnect(self._failed)
            super().done(result)

    def save_copy(self, path: Path) -> None:
        """Write a copy with everything to another place, then leave."""
        stored = self._session.stored
        if stored is None or self._job.busy:
            return
        self._state.say(self.tr("正在另存…"), Tone.TEXT2)
        self._set_busy(True)
        self._job.begin(
            _copied(stored, self._session.case, path),
            self._take_copy,
            lambda error: self._state.say(joined(say_error(error)), Tone.MISS),
            self._end_copy,
        )

    def _show(self, error: ZcdeskError | None) -> None:
        waiting = self._session.unwritten
        acts = [say(info(f"act.{write.what}")).message for write in waiting if write.what]
        count = sum(write.kind not in (WriteKind.FOUND, WriteKind.NOTE) for write in waiting)
        path = self._session.path
        words = self.tr("“{file}”里还缺最近的 %n 步{named}。它们现在只在这个窗口里。", None, count)
        if not count:  # read pages come back by themselves
            words = self.tr("“{file}”里还缺刚读到的结果；关闭后再打开，会重新读。")
        named = listed(dict.fromkeys(act for act in acts if act))
        shown = self.tr("（{acts}）").format(acts=named) if 0 < len(acts) <= NAMED else ""
        self._what.say(words.format(file=path.name if path else "", n=count, named=shown))
        finding = (error or ZcdeskError()).finding()
        self._why.say(joined(say(finding)))
        self.report.setVisible(asks_for_diagnostics(finding.code))

    def _try_again(self) -> None:
        self._state.say(self.tr("正在再试…"), Tone.TEXT2)
        self._session.try_saving()

    def _failed(self, error: object) -> None:
        self._show(error if isinstance(error, ZcdeskError) else None)
        if not self._job.busy:
            self._state.say(self.tr("又试了一次，还是没有写成。"), Tone.TEXT2)

    def _ask_place(self) -> None:
        path = self._session.path
        name = path.stem if path else ""
        start = free_name(preferences().case_folder, name, ".zcase")
        title, kinds = self.tr("另存一份"), self.tr("案卷 (*.zcase)")
        chosen, _ = QFileDialog.getSaveFileName(
            self, title, str(start), kinds, "", QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self.save_copy(with_ending(Path(chosen), ".zcase"))

    def _take_copy(self, path: Path) -> None:
        self._copied = path

    def _end_copy(self) -> None:
        self._set_busy(False)
        if self._copied is not None:
            self._session.copied = self._copied
            self.accept()

    def _set_busy(self, busy: bool) -> None:
        for button in (self.again, self.copy, self.give_up, self.stay):
            button.setEnabled(not busy)


def _copied(stored: CaseFile, case: Case, path: Path) -> Generator[Path, None, None]:
    """Write the copy (beside the window: the scans may be hundreds of megabytes)."""
    save_copy(stored, case, path)
    yield path

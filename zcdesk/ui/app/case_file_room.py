"""What is done to a whole case file from the window: password, check and rescue, papers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.cases.tables.keys import looks_encrypted
from zcdesk.notices.clock import now
from zcdesk.ui.app.arrival import ask_for_case
from zcdesk.ui.app.case_file_page import CaseFilePage
from zcdesk.ui.kit import (
    Work,
    ask_place,
    free_name,
    preferences,
    show_outside,
)
from zcdesk.ui.kit.job import Steps
from zcdesk.ui.look import Label, Tone
from zcdesk.ui.words.sentences import joined, listed, say, say_error
from zcdesk.workers.pool import Outcome, WorkerPool

if TYPE_CHECKING:
    from zcdesk.cases.file.repairing import Rescued
    from zcdesk.findings import Finding
    from zcdesk.ui.session.session import Session
    from zcdesk.workflow.package.paper import PaperDone


class Desk(Protocol):
    """What the window does for this room."""

    @property
    def session(self) -> Session | None:
        """The open case, or None."""

    def lay_down(self) -> bool:
        """Close the open case; False when the person stays with it."""

    def open_path(self, path: Path | str, password: str | None = None) -> None:
        """Open a case file."""


class CaseFileRoom(QObject):
    """The page and the jobs behind it; a job that is under way ends before the window does.

    Signals:
        said: A sentence in passing, when the page is left.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, window: QWidget, pool: WorkerPool) -> None:
        super().__init__(window)
        self._desk, self._window, self._pool = desk, window, pool
        self.page = CaseFilePage(self)
        self._job = Work(self)
        self._path: Path | None = None
        self._next: Steps | None = None
        self._password: str | None = None
        self._reopens = False
        self._about = ""
        self._rescued: Path | None = None
        self._journals: tuple[Path, ...] = ()
        self._chosen: str | None = None

    @property
    def _answer_line(self) -> Label:
        """Where it is said how the wish under way goes."""
        page = self.page
        return {"password": page.of_password, "check": page.of_check}.get(
            self._about, page.of_paper
        )

    @property
    def own_pages(self) -> tuple[QWidget, ...]:
        """The one page."""
        return (self.page,)

    def front(self) -> QWidget:
        """Make the page one for the open case, or for one that is to be chosen."""
        if not self._job.busy:
            self.about(self._open)
        return self.page

    def about(self, path: Path | None) -> None:
        """Make the page one about this case."""
        self._path, self._password = path, None
        encrypted = path is not None and path.is_file() and looks_encrypted(path)
        is_open = path is not None and path == self._open
        self.page.show_case(path, encrypted=encrypted, is_open=is_open)

    def close_work(self) -> None:
        """Wait for what is under way."""
        self._job.stop()

    def end_soon(self) -> None:
        """Let what is under way end after its present step."""
        self._job.end_soon()

    @property
    def _open(self) -> Path | None:
        session = self._desk.session
        return session.path if session is not None else None

    def _begin(self, steps: Steps, take: Any, *, may_stop: bool = False) -> None:
        self.page.show_busy(True, may_stop=may_stop)
        self._job.begin(steps, take, self._fail, self._finish)

    def _finish(self) -> None:
        """Begin what comes next, or open the case again that was laid down."""
        self.page.show_busy(False)
        steps, self._next = self._next, None
        if steps is not None:
            self._begin(steps, self._note_password)
        elif self._reopens and self._path is not None:
            self._reopens = False
            self._desk.open_path(self._path, self._password)

    def _fail(self, error: object) -> None:
        self._answer_line.say(joined(say_error(error)), Tone.MISS)
        if self._reopens:
            self.said.emit(joined(say_error(error)))

    def choose(self) -> None:
        """Let another case be chosen."""
        ask_for_case(self._window, self.about)

    # --- The password: first it is tried beside the open case, then the case is laid down -------

    def change_password(self, old: str, new: str | None) -> None:
        """Give the case another password, None for none; an open one is opened again then."""
        if self._path is None or self._job.busy:
            return
        from zcdesk.workflow.case.looking_over import by_worker, require_password, with_password

        self._about = "password"
        self._answer_line.say(self.tr("正在换密码，大的案卷要几秒。"), Tone.TEXT2)
        path, given = self._path, old or None
        self._password = given

        def go_on(_: object) -> None:
            self._reopens = path == self._open
            if not self._reopens or self._desk.lay_down():
                self._next = by_worker(self._pool, with_password, path, given, new)
                self._chosen = new
            else:
                self._reopens = False

        self._begin(by_worker(self._pool, require_password, path, given), go_on)

    def _note_password(self, _: object) -> None:
        words = self.tr("密码已去掉。") if self._chosen is None else self.tr("密码已设好。")
        self._password = self._chosen
        reopens, path = self._reopens, self._path
        self.about(path)
        self._reopens, self._password = reopens, self._chosen
        self.page.of_password.say(words, Tone.OK)
        self.said.emit(words)

    # --- Check and rescue -----------------------------------------------------------------------

    def check(self, password: str) -> None:
        """Read the whole file and tell what is damaged."""
        if self._path is None or self._job.busy:
            return
        from zcdesk.workflow.case.looking_over import by_worker, checked

        self._about, self._password = "check", password or None
        self._answer_line.say(self.tr("正在检查。"), Tone.TEXT2)
        self.page.rescue.hide()
        self.page.rescue_with.hide()
        steps = by_worker(self._pool, checked, self._path, self._password)
        self._begin(steps, self._tell_damage)

    def _tell_damage(self, checked: tuple[tuple[Finding, ...], tuple[Path, ...]]) -> None:
        findings, journals = checked
        words = [say(finding).message for finding in findings] or [self.tr("没有发现损坏。")]
        if journals:
            sentence = self.tr("旁边的“{file}”是另一个时候的写入日志；少了内容，可以连它一起另存。")
            words.append(sentence.format(file=journals[0].name))
        self._answer_line.say("\n".join(words), Tone.MISS if findings else Tone.OK)
        self._journals = journals
        self.page.rescue.setVisible(bool(findings))
        self.page.rescue_with.setVisible(bool(journals))

    def ask_rescue_with_journal(self) -> None:
        """Ask where to save a copy of the case with its newest journal applied."""
        self._ask_place(self._journals[0])

    def ask_rescue(self) -> None:
        """Ask where what can still be read is saved as a new case."""
        self._ask_place(None)

    def _ask_place(self, journal: Path | None) -> None:
        if self._path is None:
            return
        place = free_name(self._path.parent, f"{self._path.stem}-repaired", ".zcase")
        title = self.tr("救回的案卷存在哪里")
        kinds = self.tr("案卷 (*.zcase)")
        ask_place(self._window, title, partial(self.save_rescued, journal=journal), place, kinds)

    def save_rescued(self, place: Path, journal: Path | None = None) -> None:
        """Save what can still be read as a new case; with a journal, as that leads back."""
        if self._path is None or self._job.busy:
            return
        from zcdesk.cases.file.repairing import repair
        from zcdesk.workflow.case.looking_over import by_worker

        self._about = "check"
        steps = by_worker(self._pool, repair, self._path, place, self._password, journal)
        self._begin(steps, self._tell_rescued)

    def _tell_rescued(self, rescued: Rescued) -> None:
        self._rescued = rescued.path
        words = self.tr("存成了“{file}”，原来的没有动。").format(file=rescued.path.name)
        self._answer_line.say(
            "\n".join([words, *(say(finding).message for finding in rescued.lost)]), Tone.OK
        )
        self.page.rescue.hide()
        self.page.rescue_with.hide()
        self.page.rescued.show()

    def open_rescued(self) -> None:
        """Open the case that was rescued."""
        if self._rescued is not None:
            self._desk.open_path(self._rescued, self._password)

    # --- The papers -----------------------------------------------------------------------------

    def ask_paper(self) -> None:
        """Ask where the papers go."""
        session = self._desk.session
        if session is None:
            return
        name = self.tr("纸质材料 {title}").format(title=session.notice.id)
        place = free_name(preferences().package_folder, name, ".pdf")
        title = self.tr("纸质材料存在哪里")
        ask_place(self._window, title, self.write_paper, place, "PDF (*.pdf)")

    def write_paper(self, place: Path) -> None:
        """Write the papers of the open case into one PDF."""
        session = self._desk.session
        if session is None or self._job.busy:
            return
        from zcdesk.workflow.package.paper import print_paper

        self._about = "paper"
        self._answer_line.say(self.tr("正在做。"), Tone.TEXT2)
        steps = print_paper(self._pool, session.case, session.notice, place, now())
        self._begin(steps, self._take_paper, may_stop=True)

    def _take_paper(self, step: Outcome[int, bytes] | PaperDone) -> None:
        from zcdesk.workflow.package.paper import PaperDone

        if not isinstance(step, PaperDone):
            if step.error is not None:
                self.said.emit(joined(say(step.error.finding())))
            return
        words = self.tr("写好了：{file}，%n 张纸。", None, step.sheets).format(file=step.file.name)
        if step.by_hand:
            words += self.tr("这几样请自己准备：{titles}。").format(titles=listed(step.by_hand))
        self._answer_line.say(words, Tone.OK)
        show_outside(step.file)

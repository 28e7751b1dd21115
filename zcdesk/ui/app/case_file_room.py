"""What is done to a whole case file from the window: password, check and rescue, papers."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zcdesk.cases.tables.keys import looks_encrypted
from zcdesk.notices.clock import now
from zcdesk.ui.app.arrival import ask_for_case
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Slot,
    Work,
    ask_place,
    field,
    free_name,
    late,
    preferences,
    show_outside,
)
from zcdesk.ui.kit.cards.titled_card import titled_card
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import SPRING, ElidedLabel, Label, Tone, TypeRole, beside, fill, tip
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

    def __init__(self, desk: Desk, window: QWidget, pool: WorkerPool, router: Router) -> None:
        super().__init__(window)
        self._desk, self._window, self._pool, self._router = desk, window, pool, router
        self._job = Work(self)
        self._path: Path | None = None
        self._next: Generator[Any, None, None] | None = None
        self._password: str | None = None
        self._reopens = False
        self._about = ""
        self._rescued: Path | None = None
        self._journals: tuple[Path, ...] = ()
        self._chosen: str | None = None
        router.add("case-file", self._to_page)

    @property
    def _answer_line(self) -> Label:
        """Where it is said how the wish under way goes."""
        page = self.page
        return {"password": page.of_password, "check": page.of_check}.get(
            self._about, page.of_paper
        )

    @late
    def page(self) -> CaseFilePage:
        """The page, made when it is first wanted."""
        page = CaseFilePage(self)
        self._router.addWidget(page)
        return page

    def _to_page(self, _at: At) -> QWidget:
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

    def rebuild(self) -> None:
        """Forget the page, which speaks another language."""
        self.close()
        if (page := CaseFileRoom.page.forget(self)) is not None:
            self._router.drop(page)

    def close(self) -> None:
        """Wait for what is under way."""
        self._job.stop()

    def end_soon(self) -> None:
        """Let what is under way end after its present step."""
        self._job.end_soon()

    @property
    def _open(self) -> Path | None:
        session = self._desk.session
        return session.path if session is not None else None

    def _begin(
        self, steps: Generator[Any, None, None], take: Any, *, may_stop: bool = False
    ) -> None:
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
        if name := ask_for_case(self._window):
            self.about(Path(name))

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
        """Ask where the case is saved as it is with the newest journal beside it."""
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
        if chosen := ask_place(self._window, title, place, kinds):
            self.save_rescued(chosen, journal)

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
        if chosen := ask_place(self._window, title, place, "PDF (*.pdf)"):
            self.write_paper(chosen)

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


# --- The case file itself: its password, its health, and what is printed on paper ----------------


class CaseFilePage(ColumnPage):
    """Says wishes; the room fulfils them."""

    beside = True

    def __init__(self, room: CaseFileRoom) -> None:
        super().__init__(TopBar("zcdesk", back=self.tr("返回")))
        self._room = room
        self.name = ElidedLabel("", TypeRole.STRONG)
        self.choice = _act(self.tr("选一份案卷…"), room.choose)
        self.state = Label("", TypeRole.BODY, wrap=True)
        self.old = _secret(self.tr("现在的密码"))
        self.new = _secret(self.tr("新密码"))
        self.again = _secret(self.tr("再写一次新密码"))
        self.set = _act(self.tr("设密码"), self._set)
        for line in (self.old, self.new, self.again):
            enter_presses(line, self.set)
        self.remove = _act(self.tr("去掉密码"), self._remove)
        self.check = _act(self.tr("检查这份案卷"), self._check)
        self.rescue = _act(self.tr("把能读出的另存为新案卷…"), room.ask_rescue)
        self.rescue_with = _act(self.tr("连旁边的日志一起另存…"), room.ask_rescue_with_journal)
        self.rescued = _act(self.tr("打开救回的案卷"), room.open_rescued)
        self.paper = _act(self.tr("做成一个 PDF…"), room.ask_paper)
        self.stop = _act(self.tr("停下"), room.end_soon)
        self.of_password, self.of_check, self.of_paper = (
            Label("", TypeRole.BODY, Tone.TEXT2, wrap=True) for _ in range(3)
        )
        fill(
            self.buttons,
            SPRING,
            Button(self.tr("好了"), ButtonKind.PRIMARY, key=ESCAPE.key, do=self.leave),
        )
        self._build()

    def show_case(self, path: Path | None, *, encrypted: bool, is_open: bool) -> None:
        """Show which case it is about; what was typed and told before is gone."""
        self.name.say(path.name if path else self.tr("没有打开的案卷"))
        self.name.setToolTip(tip(str(path or "")))
        self.choice.setVisible(not is_open)
        words = self.tr("这份案卷没有密码。")
        if encrypted:
            words = self.tr("这份案卷设有密码。")
        self.state.say(words if path else self.tr("先选一份案卷。"))
        self.old.setVisible(encrypted)
        for line in (self.old, self.new, self.again):
            line.clear()
        self.set.say(self.tr("改密码") if encrypted else self.tr("设密码"))
        self.remove.setVisible(encrypted)
        for button in (self.set, self.check, self.new, self.again):
            button.setEnabled(path is not None)
        self.paper.setEnabled(is_open)
        self.rescue.hide()
        self.rescue_with.hide()
        self.rescued.hide()
        for label in (self.of_password, self.of_check):
            label.say("")
        self.of_paper.say("" if is_open else self.tr("先打开这份案卷。"))

    def show_busy(self, busy: bool, *, may_stop: bool = False) -> None:
        """Take no wish while one is being fulfilled; ``may_stop`` for what can be stopped."""
        rescues = (self.rescue, self.rescue_with)
        for button in (self.choice, self.set, self.remove, self.check, *rescues, self.paper):
            button.setEnabled(not busy)
        self.stop.setVisible(busy and may_stop)

    def _build(self) -> None:
        secret = self.tr("密码忘了谁也打不开，程序里没有后门。改完案卷会重新打开。")
        mending = self.tr(
            "把整个文件读一遍。有损坏时，把备份和还能读出的存成一份新案卷，原来的不动。"
        )
        paper = self.tr(
            "封面、清单、要签字盖章的文书和复印件，合成一个可以双面打印的 PDF。复印件没有遮盖。"
        )
        self.show_parts(
            Label(self.tr("案卷文件"), TypeRole.HEAD),
            beside((self.name, 1), self.choice),
            titled_card(
                self.tr("密码"),
                self.state,
                self.old,
                self.new,
                self.again,
                Label(secret, TypeRole.CAPTION, Tone.TEXT2, wrap=True),
                beside(self.set, self.remove, (self.of_password, 1), gap=8),
                topic="privacy-password",
            ),
            titled_card(
                self.tr("检查和修复"),
                Label(mending, wrap=True),
                beside(self.check, self.rescue, self.rescue_with, self.rescued, gap=8),
                self.of_check,
                topic="repairing",
            ),
            titled_card(
                self.tr("纸质材料"),
                Label(paper, wrap=True),
                beside(self.paper, self.stop, (self.of_paper, 1), gap=8),
                topic="binder",
            ),
        )
        self.stop.hide()

    def _set(self) -> None:
        new, again = self.new.text(), self.again.text()
        if not new:
            self.of_password.say(self.tr("先写新密码。"), Tone.MISS)
            self.new.setFocus()
        elif new != again:
            self.of_password.say(self.tr("两次写的不一样，没有改动。"), Tone.MISS)
            self.again.setFocus()
        elif self._has_old(self.of_password):
            self._room.change_password(self.old.text(), new)

    def _remove(self) -> None:
        if self._has_old(self.of_password):
            self._room.change_password(self.old.text(), None)

    def _check(self) -> None:
        if self._has_old(self.of_check):
            self._room.check(self.old.text())

    def _has_old(self, answer: Label) -> bool:
        """Tell whether the password that the file needs is written; if not, lead to its line."""
        if self.old.isHidden() or self.old.text():
            return True
        answer.say(self.tr("先在上面的“现在的密码”里写密码。"), Tone.MISS)
        self.old.setFocus()
        return False


def _act(words: str, do: Slot) -> Button:
    return Button(words, decides=True, do=do)


def _secret(name: str) -> QLineEdit:
    return field(name, name, echoMode=QLineEdit.EchoMode.Password)

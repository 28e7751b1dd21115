"""My notice in the window: where it begins, its pages, and how it is finished or handed on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from zcdesk.disk.files import write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.notices.editing.draft import Draft
from zcdesk.notices.editing.keeping import ENDING, drafts_folder, kept_drafts
from zcdesk.notices.editing.reading import identifier
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.files.packing import packed
from zcdesk.pages.opening.decoding import DOCUMENTS, SCANS, patterns
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Combo,
    ask_files,
    ask_place,
    documents,
    field,
    writing_area,
)
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import PRIMARY, SPRING, Label, Tone, TypeRole, beside, fill
from zcdesk.ui.notice.draft_in_hand import DraftInHand
from zcdesk.ui.notice.four_page import FourPage
from zcdesk.ui.notice.tables_page import TablesPage
from zcdesk.ui.notice.work import NoticeWork
from zcdesk.ui.words.sentences import joined, say
from zcdesk.workers.pool import WorkerPool

# --- Where a notice begins: pasted, dropped or chosen; drafts on their way and shipped examples ---


WIDEST, LEAST_LETTERS, LATEST = 900, 60, 3
NOTICES = SCANS | DOCUMENTS | {".txt", ".md", ".html", ".htm", ".mht", ".webarchive"}
"""Endings of what a notice comes as."""

FILES: Action[IntakePage] = Action(
    "files", "选文件…", "file", ("Ctrl+I",), lambda page: page.choose(), does="选通知的文件"
)


class IntakePage(ColumnPage):
    """The text of a notice is asked for; the room reads it."""

    def __init__(self, room: NoticeRoom) -> None:
        super().__init__(TopBar(self.tr("我的通知"), back=self.tr("开始页")), WIDEST)
        self._room = room
        self.setAcceptDrops(True)
        self.words = writing_area(
            self.tr("通知的全文"),
            self.tr("把通知的全文粘贴到这里，附件接在后面"),
            minimumHeight=220,
        )
        self.year = field(self.tr("年度"), self.tr("看题名"), minimumWidth=120, maximumWidth=120)
        self.older = Combo(  # the longest title is wider than a small window; its list shows it
            accessibleName=self.tr("照哪一份旧通知来"),
            minimumContentsLength=20,
            sizeAdjustPolicy=Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon,
        )
        self._said = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self.cancel = Button(self.tr("停下"), icon="stop", do=room.cancel, minimumHeight=PRIMARY)
        self.primary = Button(self.tr("开始做"), ButtonKind.PRIMARY, do=self._go)
        enter_presses(self.year, self.primary)
        fill(self.buttons, (self._said, 1), self.cancel, self.primary)
        self._files = Actions(self, (FILES,), self, WINDOW).button("files")
        self.begin()

    def arrive(self, at: At) -> None:
        """Begin, unless something is read already."""
        if not at.part:
            self.begin()
            self.words.setFocus()

    def begin(self) -> None:
        """Show drafts and the empty text."""
        for kept in (self.words, self.year, self.older, self._files):
            kept.setParent(self)
        chosen = self.older.currentData()
        self.older.clear()
        self.older.addItem(self.tr("不照旧通知，从头做"), "")
        for notice_id in notice_ids():
            self.older.addItem(load_notice(notice_id).title, notice_id)
        self.older.setCurrentIndex(max(self.older.findData(chosen), 0))
        hint = self.tr(
            "粘贴全文，或把 Word、PDF、文本、图片拖到这里；扫描的通知由程序自己读。"
            "读完只问四句：谁能报、最后一天、盖什么、退回几次。有去年的通知就选上它：没变的带"
            "过来，变了的和旧的并排，由您确认。每一步都存盘，随时可以接着做。"
        )
        going_on = self.tr("接着做“{name}”")
        drafts = [
            Button(going_on.format(name=path.name.removesuffix(ENDING)), icon="right",
                   do=partial(self._go_on_with, path))
            for path in kept_drafts()[:LATEST]
        ]  # fmt: skip
        fill(
            self.fresh_column(20),
            Label(self.tr("您的通知还不在程序里：几分钟把它放进来"), TypeRole.HEAD, wrap=True),
            Label(hint, TypeRole.BODY, Tone.TEXT2, wrap=True),
            *([Label(self.tr("接着做"), TypeRole.STRONG), *drafts] if drafts else ()),
            beside(Label(self.tr("新的通知"), TypeRole.STRONG), SPRING, self._files),
            (self.words, 1),
            beside(Label(self.tr("年度"), TypeRole.BODY, Tone.TEXT2), self.year,
                   Label(self.tr("照旧通知"), TypeRole.BODY, Tone.TEXT2), (self.older, 1), gap=10),
        )  # fmt: skip
        for kept in (self.words, self.year, self.older, self._files):
            kept.show()
        self.say_idle("")

    def focus(self) -> None:
        """Give the keyboard to the notice's words."""
        self.words.setFocus()

    def take_words(self, text: str) -> None:
        """Show what was read out of files."""
        before = self.words.toPlainText().strip()
        self.words.setPlainText(f"{before}\n\n{text}" if before else text)
        self.say_idle(self.tr("读好了。看一眼有没有读错的字，再按“开始做”。"))

    def say_reading(self, file: str, page: int, count: int) -> None:
        """Say what is read now, and offer to stop."""
        self.say_busy(self.tr("正在读“{file}”第 {n} / {m} 页").format(file=file, n=page, m=count))

    def say_busy(self, words: str) -> None:
        """Say that something is on its way; it can be stopped."""
        self._said.say(words, Tone.TEXT2)
        self.cancel.show()
        self.primary.say(self.tr("正在读"))

    def say_idle(self, words: str, tone: Tone = Tone.TEXT2) -> None:
        """Say what came of it; the next step can be taken."""
        self._said.say(words, tone)
        self.cancel.hide()
        self.primary.say(self.tr("开始做"))

    def choose(self) -> None:
        """Ask for the files of the notice."""
        kinds = (
            f"{self.tr('Word、PDF、文本、图片')} ({patterns(NOTICES)});;{self.tr('所有文件')} (*)"
        )
        if files := ask_files(self, self.tr("选通知的文件"), "", kinds):
            self._room.read(files)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were dropped."""
        paths = local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self._room.read(paths)

    def _go(self) -> None:
        text = self.words.toPlainText().strip()
        if self.cancel.isVisible():
            return
        if len(text) < LEAST_LETTERS:
            self.say_idle(self.tr("请先粘贴通知的全文，或选它的文件。"), Tone.MISS)
            self.words.setFocus()
            return
        self._room.draft(text, self.year.text().strip(), str(self.older.currentData() or ""))

    def _go_on_with(self, path: Path, _checked: bool = False) -> None:
        self._room.work.open(path)


# --- The room: which page comes when -------------------------------------------------------------


LONGEST_NAME = 24


class NoticeRoom(QObject):
    """The pages of one's own notice on the window's stack.

    Signals:
        made: Id of a notice that can be chosen now.
    """

    made = Signal(str)

    def __init__(self, pool: WorkerPool, router: Router) -> None:
        super().__init__(router)
        self._router = router
        self._straight = False
        self.intake = IntakePage(self)
        self.work = NoticeWork(
            pool,
            self,
            reading=self.intake.say_reading,
            words_read=self._take_words,
            begun=self._begun,
            made=self._made,
            failed=self._fail,
        )
        self.hand = DraftInHand(self.work)
        self.tables = TablesPage(self.hand, hand_on_wanted=self._hand_on)
        self.four = FourPage(self.hand, tables_wanted=self._tables, finish_wanted=self._finish_soon)
        self.work.worked.connect(self._finish_soon)
        for page in (self.intake, self.tables, self.four):
            router.addWidget(page)

    def front(self) -> FourPage | IntakePage:
        """Return where one was: the draft on its way, else the beginning."""
        return self.four if self.hand.steps is not None else self.intake

    def read(self, files: tuple[Path, ...]) -> None:
        """Read a notice out of its files; a draft of one is opened."""
        drafts = [path for path in files if path.name.endswith(ENDING)]
        self._straight = self._router.currentWidget() is not self.intake
        self._router.show_at(self.intake, At("notice", part="files"))
        if drafts:
            self.work.open(drafts[0])
            return
        self.intake.say_busy(self.tr("正在打开文件"))
        self.work.read(files)

    def paste(self, words: str) -> None:
        """Make a draft of a notice's words that were copied elsewhere."""
        self._router.show_at(self.intake, At("notice", part="files"))
        self._straight = True
        self._take_words(words)

    def _take_words(self, words: str) -> None:
        """Show what was read; what came from another page goes straight to its four sentences."""
        self.intake.take_words(words)
        if self._straight and len(words.strip()) >= LEAST_LETTERS:
            self.draft(words, "", "")

    def close(self) -> None:
        """Stop what is read, and wait for what is written."""
        self.work.close()

    def rebuild(self) -> None:
        """Take the pages off the stack: the window speaks another language now."""
        self.close()
        for page in (self.intake, self.tables, self.four):
            self._router.drop(page)

    def draft(self, text: str, year: str, older: str) -> None:
        """Make a draft of a text.

        Args:
            text: The whole notice.
            year: What was typed; "" for that of its title.
            older: Id of a notice that it is held against, or "".
        """
        self.intake.say_busy(self.tr("正在逐句看这份通知"))
        self.work.draft(text, _free_id(text), int(year) if year.isdecimal() else None, older)

    def _begun(self, draft: Draft) -> None:
        if not draft.year:
            self.intake.say_idle(self.tr("看不出是哪一年度的通知。请写上年度。"), Tone.MISS)
            self.intake.year.setFocus()
            return
        self.intake.words.clear()
        self.intake.say_idle("")
        self.hand.begin(draft)
        self._router.show_at(self.four, At("notice"))
        self.four.begin()

    def cancel(self) -> None:
        """Stop what is read."""
        self.work.cancel()
        self.intake.say_idle(self.tr("已停下，读过的没有留下。"))

    def _tables(self) -> None:
        self._router.show_at(self.tables, At("notice", part="tables"))

    def _finish_soon(self, _worked: object = None) -> None:
        """Put the notice among the person's own as soon as it is worked out as she left it."""
        if self.four.finishing and self.hand.settled:
            self.four.finishing = False
            self._finish()

    def _finish(self) -> None:
        worked = self.hand.worked
        assert worked is not None
        if worked.faults:
            self._tables()
            self.tables.say(joined(say(worked.faults[0])), Tone.MISS)
            return
        self.work.finish(self.hand.draft.notice_id, worked.profile)

    def _made(self, notice: str) -> None:
        self.hand.steps = None
        self.made.emit(notice)

    def _hand_on(self) -> None:
        worked = self.hand.worked
        if worked is None:
            return
        place = documents() / f"{self.hand.draft.notice_id}.yaml"
        chosen = ask_place(self.tables, self.tr("把配置写成一个文件"), place, "YAML (*.yaml)")
        if chosen is None:
            return
        try:
            write_atomically(chosen, packed(worked.profile, {}).encode())
        except ZcdeskError as error:
            self.tables.say(joined(say(error.finding())), Tone.MISS)
            return
        self.tables.say(self.tr("已写成一个文件。对方拖到开始页，或用 zcdesk notice add 就能用。"))

    def _fail(self, error: object) -> None:
        found = error if isinstance(error, ZcdeskError) else ZcdeskError()
        words = joined(say(found.finding()))
        page = self._router.currentWidget()
        if isinstance(page, TablesPage | FourPage):
            page.say(words, Tone.MISS)
        else:
            self.intake.say_idle(words, Tone.MISS)


def _free_id(text: str) -> str:
    """Return an id for a new notice that neither a notice nor a draft has."""
    title = next(
        (line.strip() for line in text.splitlines() if "通知" in line or "公告" in line), ""
    )
    plain = title or next((line.strip() for line in text.splitlines() if line.strip()), "")
    stem = identifier(plain.replace("关于", "")[:LONGEST_NAME])
    try:
        kept = {path.name.removesuffix(ENDING) for path in drafts_folder().glob(f"*{ENDING}")}
    except (OSError, RuntimeError):
        kept = set()
    used, number = {*notice_ids(), *kept}, 2
    name = stem
    while name in used:
        name, number = f"{stem}-{number}", number + 1
    return name

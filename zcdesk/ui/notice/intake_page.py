"""Where a notice begins: pasted, dropped or chosen; drafts on their way and shipped examples."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from zcdesk.notices.editing.keeping import ENDING, kept_drafts
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.ui.frame.notice_files import ask_for_notice
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Combo,
    field,
    writing_area,
)
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import PRIMARY, SPRING, Explanation, Label, Remark, Tone, TypeRole, beside, fill
from zcdesk.ui.notice.work import NoticeWork


class ReadsNotices(Protocol):
    """What the page asks for; the room does it."""

    work: NoticeWork

    def read(self, files: tuple[Path, ...]) -> None:
        """Read a notice out of its files."""

    def draft(self, text: str, year: str, older: str) -> None:
        """Make a draft of a text."""

    def cancel(self) -> None:
        """Stop what is read."""


WIDEST, LEAST_LETTERS, LATEST = 900, 60, 3

FILES: Action[IntakePage] = Action(
    "files", "选文件…", "file", ("Ctrl+I",), lambda page: page.choose(), does="选通知的文件"
)


class IntakePage(ColumnPage):
    """The text of a notice is asked for; the room reads it."""

    def __init__(self, room: ReadsNotices) -> None:
        super().__init__(TopBar(self.tr("我的通知"), back=self.tr("开始页")), WIDEST)
        self._room = room
        self.setAcceptDrops(True)
        self.words = writing_area(
            self.tr("通知的全文"),
            self.tr("把通知的全文粘贴到这里，附件接在后面"),
            minimumHeight=220,
            wordless=self._take_wordless,
        )
        self.year = field(self.tr("年度"), self.tr("看题名"), minimumWidth=120, maximumWidth=120)
        self.older = Combo(  # the longest title is wider than a small window; its list shows it
            accessibleName=self.tr("照哪一份旧通知来"),
            minimumContentsLength=20,
            sizeAdjustPolicy=Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon,
        )
        self._said = Remark()
        self.words.textChanged.connect(partial(self._said.say, "", Tone.TEXT2))
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
            Explanation(hint),
            *([Label(self.tr("接着做"), TypeRole.STRONG), *drafts] if drafts else ()),
            beside(Label(self.tr("新的通知"), TypeRole.STRONG), SPRING, self._files),
            (self.words, 1),
            beside(Label(self.tr("年度"), tone=Tone.TEXT2), self.year,
                   Label(self.tr("照旧通知"), tone=Tone.TEXT2), (self.older, 1), gap=10),
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
        ask_for_notice(self, self._room.read)

    def _take_wordless(self, copied: QMimeData) -> None:
        """Read the files that were pasted or dropped among the words."""
        if paths := local_paths(copied):
            self._room.read(paths)
        else:
            self.say_idle(self.tr("没有复制到文字；通知的截图请存成文件，再拖进来。"), Tone.MISS)

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

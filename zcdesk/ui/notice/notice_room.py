"""My notice in the window: where it begins, its editor, and how it is finished or handed on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from zcdesk.disk.files import write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.notices.editing.draft import Draft
from zcdesk.notices.editing.keeping import ENDING, drafts_folder
from zcdesk.notices.editing.reading import identifier
from zcdesk.notices.files.loading import notice_ids
from zcdesk.notices.files.packing import packed
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit import documents
from zcdesk.ui.look import Tone
from zcdesk.ui.notice.editor_page import EditorPage
from zcdesk.ui.notice.intake_page import IntakePage
from zcdesk.ui.notice.work import NoticeWork
from zcdesk.ui.words.sentences import joined, say
from zcdesk.workers.pool import WorkerPool

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
        self.work = NoticeWork(pool, self)
        self.intake = IntakePage()
        self.editor = EditorPage(self.work)
        for page in (self.intake, self.editor):
            router.addWidget(page)
        self.intake.files_wanted.connect(self.read)
        self.intake.text_wanted.connect(self._draft)
        self.intake.draft_wanted.connect(self.work.open)
        self.intake.cancel.clicked.connect(self._cancel)
        self.editor.finish_wanted.connect(self._finish)
        self.editor.hand_on_wanted.connect(self._hand_on)
        self.work.reading.connect(self.intake.say_reading)
        self.work.words_read.connect(self.intake.take_words)
        self.work.begun.connect(self._begun)
        self.work.made.connect(self._made)
        self.work.failed.connect(self._fail)

    def front(self) -> EditorPage | IntakePage:
        """Return where one was: the draft on its way, else the beginning."""
        return self.editor if self.editor.steps is not None else self.intake

    def read(self, files: tuple[Path, ...]) -> None:
        """Read a notice out of its files; a draft of one is opened."""
        drafts = [path for path in files if path.name.endswith(ENDING)]
        self._router.show_at(self.intake, At("notice", part="files"))
        if drafts:
            self.work.open(drafts[0])
            return
        self.intake.say_busy(self.tr("正在打开文件"))
        self.work.read(files)

    def close(self) -> None:
        """Stop what is read, and wait for what is written."""
        self.work.close()

    def rebuild(self) -> None:
        """Take the pages off the stack: the window speaks another language now."""
        self.close()
        for page in (self.intake, self.editor):
            self._router.drop(page)

    def _draft(self, text: str, year: str, older: str) -> None:
        self.intake.say_busy(self.tr("正在逐句看这份通知"))
        number = int(year) if year.isdecimal() else None
        self.work.draft(text, _free_id(text), number, older)

    def _begun(self, draft: Draft) -> None:
        if not draft.year:
            self.intake.say_idle(self.tr("看不出是哪一年度的通知。请写上年度。"), Tone.MISS)
            self.intake.year.setFocus()
            return
        self.intake.words.clear()
        self.intake.say_idle("")
        self._router.show_at(self.editor, At("notice"))
        self.editor.begin(draft)

    def _cancel(self) -> None:
        self.work.cancel()
        self.intake.say_idle(self.tr("已停下，读过的没有留下。"))

    def _finish(self) -> None:
        worked = self.editor.worked
        if worked is None or worked.faults:
            words = self.tr("配置里还有要改的，写在上面；改好后再存。")
            self.editor.say(words, Tone.MISS)
            return
        self.work.finish(self.editor.draft.notice_id, worked.profile)

    def _made(self, notice: str) -> None:
        self.editor.steps = None
        self.made.emit(notice)

    def _hand_on(self) -> None:
        worked = self.editor.worked
        if worked is None:
            return
        place = documents() / f"{self.editor.draft.notice_id}.yaml"
        title = self.tr("把配置写成一个文件")
        name, _ = QFileDialog.getSaveFileName(self.editor, title, str(place), "YAML (*.yaml)")
        if not name:
            return
        try:
            write_atomically(Path(name), packed(worked.profile, {}).encode())
        except ZcdeskError as error:
            self.editor.say(joined(say(error.finding())), Tone.MISS)
            return
        self.editor.say(self.tr("已写成一个文件。对方拖到开始页，或用 zcdesk notice add 就能用。"))

    def _fail(self, error: object) -> None:
        found = error if isinstance(error, ZcdeskError) else ZcdeskError()
        words = joined(say(found.finding()))
        if self._router.currentWidget() is self.editor:
            self.editor.say(words, Tone.MISS)
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

"""My notice in the window: where it begins, its pages, and how it is finished or handed on."""

from __future__ import annotations

from functools import partial
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zcdesk.disk.files import write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.notices.editing.draft import Draft
from zcdesk.notices.editing.keeping import ENDING, drafts_folder
from zcdesk.notices.editing.reading import identifier
from zcdesk.notices.files import own_examples
from zcdesk.notices.files.loading import notice_ids
from zcdesk.notices.files.packing import packed
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit import (
    ask_place,
    documents,
)
from zcdesk.ui.look import Tone
from zcdesk.ui.notice.draft_in_hand import DraftInHand
from zcdesk.ui.notice.four_page import FourPage
from zcdesk.ui.notice.intake_page import LEAST_LETTERS, IntakePage
from zcdesk.ui.notice.tables_page import TablesPage
from zcdesk.ui.notice.work import NoticeWork
from zcdesk.ui.words.sentences import joined, say, say_error, worded
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
        self.own_pages = self.intake, self.tables, self.four

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

    def close_work(self) -> None:
        """Stop what is read, and wait for what is written."""
        self.work.close()

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
        if lost := own_examples.kept().left_out:
            told = worded("notice.examples_left_out", file=own_examples.NAME, count=lost)
            self.four.say(joined(told), Tone.MISS)

    def cancel(self) -> None:
        """Stop what is read."""
        self.work.cancel()
        self.intake.say_idle(self.tr("已停下，读过的没有留下。"))

    def _tables(self) -> None:
        self._router.show_at(self.tables, At("notice", part="tables"))

    def _finish_soon(self, _worked: object = None) -> None:
        """Put the notice among the person's own once her last changes are worked out."""
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
        self.work.finish(self.hand.draft.notice_id, worked)

    def _made(self, notice: str) -> None:
        self.hand.steps = None
        self.made.emit(notice)

    def _hand_on(self) -> None:
        worked = self.hand.worked
        if worked is None:
            self.tables.say(self.tr("刚改的还没有算完，请再按一次。"))
            return
        place = documents() / f"{self.hand.draft.notice_id}.yaml"
        write = partial(self._write, packed(worked.profile, {}, worked.examples).encode())
        ask_place(self.tables, self.tr("把配置写成一个文件"), write, place, "YAML (*.yaml)")

    def _write(self, content: bytes, place: Path) -> None:
        try:
            write_atomically(place, content)
        except ZcdeskError as error:
            self.tables.say(joined(say_error(error)), Tone.MISS)
            return
        self.tables.say(self.tr("已写成一个文件。对方拖到开始页，或用 zcdesk notice add 就能用。"))

    def _fail(self, error: object) -> None:
        words = joined(say_error(error))
        page = self._router.currentWidget()
        if isinstance(page, TablesPage | FourPage):
            page.say(words, Tone.MISS)
        else:
            self.intake.say_idle(words, Tone.MISS)


def _free_id(text: str) -> str:
    """Return an id for a new notice that neither a notice nor a draft has."""
    lines = [*filter(None, map(str.strip, text.splitlines()))]
    title = next((line for line in lines if "通知" in line or "公告" in line), lines[0])
    stem = identifier(title.replace("关于", "")[:LONGEST_NAME])
    try:
        drafts = {path.name.removesuffix(ENDING) for path in drafts_folder().glob(f"*{ENDING}")}
    except (OSError, RuntimeError):
        drafts = set()
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if name not in drafts.union(notice_ids()))

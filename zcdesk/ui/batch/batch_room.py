"""Everything that belongs to a batch in the window: its work, its two pages, and the queue."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject

from zcdesk.errors import ZcdeskError
from zcdesk.ui.batch.batch_page import BatchPage
from zcdesk.ui.batch.last_batch import keep_last, take_last
from zcdesk.ui.batch.setup import BatchSetup
from zcdesk.ui.batch.shared_page import SharedScansPage
from zcdesk.ui.batch.shared_sheet import PeopleDesk
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.help.everywhere import UNDO, WINDOW
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit import Toast
from zcdesk.ui.kit.system_word import tell_behind
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.picture import Pictures
from zcdesk.ui.wall.sheet_page import SheetPage
from zcdesk.ui.words.sentences import joined, say_error
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.showing import get_ready
from zcdesk.workflow.side_by_side.doubts import DoubtPlace


class BatchRoom(QObject):
    """Shows the batch on the window's stack; the work goes on while a case is open."""

    def __init__(self, pool: WorkerPool, router: Router, toast: Toast, drawing: WorkerPool) -> None:
        super().__init__(router)
        self.router, self._toast = router, toast
        router.add("batch-sheet", lambda _: self.sheet)
        router.add("shared", lambda _: self.shared)
        self.work = BatchWork(pool, self)
        self._asks_setup = True
        self._row = 0
        self._path: Path | None = None
        self._queued = False
        self._next = 0
        self._from_sheet: DoubtPlace | None = None
        self._pictures = Pictures(drawing, self)
        self._drawing: WorkerPool | None = drawing
        self._build()
        self.work.progressed.connect(self._show_begun)
        self.work.renewed.connect(self._open_next)
        self.work.ended.connect(self._tell_end)
        self.desk = PeopleDesk(self.work, self)
        self.desk.told.connect(self._say)

    def _tell_end(self) -> None:
        tell_behind(self.router.window(), self.tr("批量停下来了，请回来看一眼。"))

    @property
    def queued(self) -> bool:
        """The case that is open is one of the queue of doubtful pages."""
        return self._queued

    @cached_property
    def page(self) -> BatchPage:
        """The table, made when it is first wanted."""
        made = BatchPage(
            self.work,
            setup_wanted=self._show_setup,
            row_opened=self.open,
            queue_wanted=partial(self.open, queued=True),
            sure_wanted=self.desk.confirm_sure,
            told=self._say,
        )
        self.router.addWidget(made)
        undo = Actions(self.desk, (UNDO,), made, WINDOW)
        made.bar.right.insertWidget(0, undo.icon_button("undo"))
        return made

    @cached_property
    def shared(self) -> SharedScansPage:
        """The pages of scans of many people, made when first wanted."""
        made = SharedScansPage(self.work, self._pictures, told=self._say)
        self.router.addWidget(made)
        return made

    @cached_property
    def sheet(self) -> SheetPage:
        """Doubts of all people side by side, made when first wanted."""
        bar = TopBar(self.tr("疑问处并排看"), back=self.tr("单位批量"))
        made = SheetPage(self.desk, bar, self._pictures.pool)
        bar.right.addWidget(Actions(self.desk, (UNDO,), made, WINDOW).icon_button("undo"))
        self.router.addWidget(made)
        made.opened.connect(self._open_place)
        return made

    @property
    def place(self) -> tuple[int, int] | None:
        """Page number and place that is to be seen in the case that is open, or None."""
        wanted = self._from_sheet
        return (wanted.number, wanted.hit) if wanted is not None else None

    def front(self) -> BatchSetup | BatchPage:
        """Return where things are chosen, or the table."""
        if self._asks_setup:
            take_last(self.work)
            return self.setup
        self._get_ready()
        return self.page

    def show(self) -> None:
        """Show what is to be chosen, or the table."""
        self.router.go(At("batch"))

    def owns(self, path: Path | None) -> bool:
        """Tell whether an open case was opened from the table."""
        return path is not None and path == self._path

    def look_again(self) -> None:
        """Find out how the person stands whose case was open and is closed now."""
        self._path = None
        self.work.renew(self._row)

    def come_back(self, *, settled: bool) -> None:
        """Return from a case; from the queue the next person follows.

        Args:
            settled: All doubtful pages of the person have been decided.
        """
        row, queued = self._row, self._queued
        self._queued = False
        if self._from_sheet is not None:
            self._from_sheet = None
            self.router.begin("batch")
            self.router.go(At("batch-sheet"))
            return
        following = self.page.next_doubtful(row) if queued else 0
        self.page.table.mark(following or row)
        self.show()
        if queued and settled and following:
            self._next = following
        elif queued and settled:
            self._toast.say(self.tr("全部疑问页都看完了。"), undo=False)

    def rebuild(self) -> None:
        """Make the pages anew in another language; the work goes on."""
        self._close_sheet()
        made = (vars(self).pop(name, None) for name in ("page", "shared", "sheet"))
        for page in (self.setup, *filter(None, made)):
            self.router.drop(page)
        self._build()

    def close(self) -> None:
        """End the work; what is done stays."""
        self._close_sheet()
        self.desk.close()
        self._pictures.close()
        self.work.close()

    def _close_sheet(self) -> None:
        if "sheet" in vars(self):
            self.sheet.close_work()

    def _build(self) -> None:
        self.setup = BatchSetup(self.work)
        self.router.addWidget(self.setup)
        self.setup.results_wanted.connect(self._show_table)

    def _open_place(self, doubt: DoubtPlace) -> None:
        """Open the page of a place on the sheet; closing the case leads back to the sheet."""
        self.open(doubt.owner, place=doubt)

    def open(self, row: int, *, queued: bool = False, place: DoubtPlace | None = None) -> None:
        """Open a person's case at its first open point, at a place, or at her doubtful pages, after
        which those of the others follow."""
        path = self.work.case_of(row)
        if path is None:
            self._toast.say(self.tr("这一位的案卷现在打不开，请稍等。"), undo=False)
            return
        try:
            self.work.require_standing()
        except ZcdeskError as error:
            self._toast.say(joined(say_error(error)), undo=False)
            return
        self._row, self._path, self._queued, self._from_sheet = row, path, queued, place
        self.page.table.mark(row)
        self.router.go(At("case", part=str(path)))

    def _open_next(self, _row: int) -> None:
        following, self._next = self._next, 0
        if following and self.router.currentWidget() is vars(self).get("page"):
            self.open(following, queued=True)
            words = self.tr("下一位：{name}").format(name=self.work.by_row[following].shown)
            self._toast.say(words, undo=False)

    def _get_ready(self) -> None:
        """Start the worker that draws pages before the first case is opened from the table."""
        if self._drawing is not None:
            get_ready(self._drawing)
            self._drawing = None

    def _show_begun(self) -> None:
        """Leave the page where things are chosen as soon as the run begins."""
        keep_last(self.work)
        if self.work.running and self._asks_setup:
            self._show_table()

    def _show_table(self) -> None:
        in_front = self.router.currentWidget() is self.setup
        self._asks_setup = False
        if in_front:
            self.show()

    def _show_setup(self) -> None:
        self._asks_setup = True
        self.show()

    def _say(self, words: str) -> None:
        self._toast.say(words, undo=False)

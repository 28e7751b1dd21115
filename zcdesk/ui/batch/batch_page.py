"""The batch page: how far it is, who still lacks what, and the queue of all doubtful pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from zcdesk.batch.roster.person_marks import mark_of, row_meant
from zcdesk.batch.shared_forms import GroupForm
from zcdesk.batch.whole_run import TABLE
from zcdesk.findings import Finding
from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.batch.bar import BatchBar
from zcdesk.ui.batch.person_line import PersonLine
from zcdesk.ui.batch.return_dialog import ReturnDialog
from zcdesk.ui.batch.rows import STATE, BatchRows, Filter
from zcdesk.ui.batch.table import BatchTable
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.help.everywhere import EVERYWHERE
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.regions import go_round
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, Timer, preferences, show_outside
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import EDGE, FLUSH, SPRING, Caption, Label, Remark, Tone, beside, fill, stacked
from zcdesk.ui.words.notice_words import countdown
from zcdesk.ui.words.sentences import joined, say, say_error
from zcdesk.wording import sentence

NARROW = 1180
"""Below this width the key hints give way, and quiet buttons show their icons alone."""

OFTEN = 100
"""Milliseconds between two looks at the counts."""

_SORTS = (0, 1, 2, 3, 5, 6, 7)
"""Columns that S goes through."""


class BatchPage(QWidget):
    """The table of all people.

    Signals:
        setup_wanted: Another roster is wanted.
        row_opened: Row of the person whose case is wanted.
        queue_wanted: Row of the person whose doubtful pages are wanted; then those of the others.
        sure_wanted: All pages that nothing is open about are to be confirmed.
        told: A sentence for the moment.
    """

    setup_wanted = Signal()
    row_opened = Signal(int)
    queue_wanted = Signal(int)
    sure_wanted = Signal()
    told = Signal(str)

    def __init__(self, work: BatchWork, **signals: Any) -> None:
        super().__init__(**signals)
        self.keys_shown = SHEET
        self._work = work
        self.bar = TopBar(self.tr("单位批量"), back=self.tr("开始页"), icon="home")
        actions = Actions(self, ACTIONS, self)
        self.progress = BatchBar(work, actions.key("pause"), start_wanted=self._start)
        self.rows = BatchRows(work, self)
        self.table = BatchTable(
            self.rows, self.sort_by, row_opened=self._open, row_marked=self._show_detail
        )
        chosen: dict[str, Any] = {"checkable": True, "autoExclusive": True}
        self.chips = {kept: Button("", do=partial(self.keep, kept), **chosen) for kept in Filter}
        self._prints = False
        self.primary = actions.button("advance", ButtonKind.PRIMARY)
        self.sure = actions.button("sure")
        self.forms, self.export = actions.button("forms"), actions.button("tables")
        self._other = Button(
            self.tr("换花名册…"), ButtonKind.LINK, icon="folder", do=self.setup_wanted
        )
        self.shared = Button("", ButtonKind.LINK, icon="people", do=partial(go, self, At("shared")))
        self.sheet = actions.button("sheet", ButtonKind.LINK)
        self.returned = actions.button("note-return", ButtonKind.LINK)
        self._days = Label("", tone=Tone.YOU)
        self.person = PersonLine(work, actions, self)
        self._line = Remark()
        self._keys = Caption(self.tr("A / D 上一人、下一人　Enter 打开　S 换排序"))
        self._soon = Timer(self, self._refresh_around, OFTEN)
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Show the work as it is, everybody anew."""
        work = self._work
        if work.plan is not None:
            words = self.tr("{file}　%n 人", None, len(work.people)).format(
                file=work.plan.roster.name
            )
            self.bar.subtitle.say(words)
            notices = {person.notice for person in work.people}
            if work.plan.due is not None:
                day = self.tr("{day} 前交齐").format(day=work.plan.due.isoformat())
                self._days.say(day, Tone.TEXT2)
            elif len(notices) == 1:
                left = countdown(load_notice(notices.pop()), now().date())
                self._days.say(left.words, left.tone)
        marked = self.rows.row(self.table.row)
        self.rows.reload()
        self.keep(Filter.TODAY if self.rows.count(Filter.TODAY) else Filter.ALL)
        if marked is not None and (row := row_meant(mark_of(marked.person), work.people)):
            self.table.mark(row)  # her row may be another one now

    def leave(self) -> None:
        """Go back to the start page; the work goes on."""
        go(self, At("start"))

    def arrive(self, _at: At) -> None:
        """Take the keyboard."""
        self._work.compare()
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the table."""
        if not self.table.row:
            self.table.move_by(0)
        self.table.setFocus()

    def advance(self) -> None:
        """F: what the primary button says."""
        if doubtful := self.next_doubtful(0):
            self.queue_wanted.emit(doubtful)
        elif row := self._next_open():
            self.row_opened.emit(row)
        else:
            self._work.write_tables()

    def next_doubtful(self, after: int) -> int:
        """Return the next row with doubtful pages that can be opened, 0 without any.

        Args:
            after: The row to begin after, and not to return; 0 begins with the marked one.
        """
        shown = list(self.rows.shown)
        known = after or self.table.row
        place = shown.index(known) if known in shown else 0
        first = place + 1 if after else place
        for row in shown[first:] + shown[:first]:
            if row != after and self._doubts(row) and self._work.case_of(row):
                return row
        return 0

    def sort_by(self, column: int) -> None:
        """Sort by a column; a second time the other way round."""
        rows = self.rows
        rows.downwards = rows.sorted_by == column and not rows.downwards
        rows.sorted_by = column
        rows.show_people()
        self.table.head.show_order(column, downwards=rows.downwards)

    def keep(self, kept: Filter) -> None:
        """Show only some people."""
        self.rows.kept = kept
        self.rows.show_people()
        self.chips[kept].setChecked(True)
        if not self.table.row:
            self.table.move_by(0)
        self._refresh_around()

    def _show_detail(self) -> None:
        """Show in full what is to be done for the marked person."""
        self.person.show_person(self.rows.row(self.table.row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to what is done today where there is little."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self._keys.setVisible(not narrow)
        for quiet in (self.returned, self.sheet, self._other, self.forms, self.export):
            quiet.set_compact(narrow)

    def changeEvent(self, event: QEvent) -> None:
        """Look whether the roster was changed in another program meanwhile."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._work.compare()

    def _build(self) -> None:
        fill(self.bar.right, self._days, self.returned, self.sheet, self.shared, self._other)
        acts = (self.sure, self.primary, self.forms, self.export)
        inner = QWidget()
        stacked(
            self.progress,
            14,
            beside(*self.chips.values(), SPRING, *acts, gap=8),
            10,
            (self.table, 1),
            8,
            self.person,
            beside((self._line, 1), self._keys, gap=16),
            gap=0,
            margins=(EDGE, 16, EDGE, 12),
            on=inner,
        )
        stacked(self.bar, (inner, 1), gap=0, margins=FLUSH, on=self)

    def _connect(self) -> None:
        work = self._work
        self.bar.back.clicked.connect(self.leave)
        for told in (work.shared.changed, work.shared.page_changed, work.progressed):
            told.connect(self._refresh_soon)
        work.row_changed.connect(self._take_row)
        work.renewed.connect(self._take_renewed)
        work.planned.connect(self.reload)
        work.written.connect(self._show_tables)
        work.forms_written.connect(self._show_forms)
        work.failed.connect(self._say_error)

    def _take_row(self, row: int) -> None:
        if row:
            self.rows.renew(row)
        else:
            self.rows.reload()

    def _take_renewed(self, row: int) -> None:
        """Her case is closed again: it can be opened, and its doubts count anew."""
        self.rows.renew(row)
        self._refresh_around()

    def _refresh_soon(self) -> None:
        """Show counts a moment later: pages may come faster than anybody reads."""
        if not self._soon.isActive():
            self._soon.start()

    def _refresh_around(self) -> None:
        """Show counts, the next step and the line below the table."""
        self.progress.refresh()
        language = preferences().settings.language
        for kept, chip in self.chips.items():
            count = self.rows.count(kept)
            chip.say(f"{sentence(f'batch.filter.{kept}', language).message} {count}")
            chip.setVisible(bool(count) or kept in (Filter.ALL, self.rows.kept))
        self.sheet.setVisible(sum(self._doubts(row) for row in self.rows.shown) > 1)
        results = self._work.results.items()
        sure = sum(one.sure for row, one in results if self._work.case_of(row))
        self.sure.setVisible(bool(sure))
        self.sure.say(self.tr("确认有把握的 %n 页", None, sure))
        doubtful, following = self.next_doubtful(0), self._next_open()
        self.primary.decides = not doubtful + following  # it writes
        words = self.tr("打开下一位") if following else self.tr("写出总表")
        self.primary.say(self.tr("下一处疑问") if doubtful else words)
        self.primary.setMinimumWidth(self.primary.words_width())
        self._line.say(self._remark())
        self._show_detail()
        self._other.setVisible(not self._work.running)
        asked = self._work.shared.open_count
        words = self.tr("合订扫描件 %n 页请定", None, asked)
        self.shared.say(words if asked else self.tr("合订扫描件"))

    def _remark(self) -> str:
        """Return what concerns all people: another roster meanwhile, scans of nobody."""
        plan = self._work.plan
        if self._work.stale:
            return self.tr("花名册改过了，这里是改以前的；按 F5 重新读。")
        if plan is None or not plan.matched.left_over:
            return ""
        names = self.tr("、").join(plan.matched.left_over)
        return sentence("batch.left_over", preferences().settings.language, names=names).message

    def _doubts(self, row: int) -> int:
        result = self._work.results.get(row)
        return result.doubtful if result is not None and not self._work.waits(row) else 0

    def _next_open(self) -> int:
        """Return the first row with pages to look at that can be opened."""
        known = [(row, self._work.results.get(row)) for row in self.rows.shown]
        wanted = (row for row, one in known if one and one.unseen and self._work.case_of(row))
        return next(wanted, 0)

    def _open(self, row: int) -> None:
        if self._work.case_of(row) is not None:
            self.row_opened.emit(row)
        elif self._work.waits(row):
            self.told.emit(self.tr("这一位还在处理，做完就可以打开。"))
        else:
            self.told.emit(self.tr("这一位还没有案卷。"))

    def _start(self) -> None:
        plan = self._work.plan
        if plan is not None:
            self.keep(Filter.ALL)  # nobody is in another list before she is done
            self._work.start(resume=plan.occupied or bool(self._work.results))

    def next_order(self) -> None:
        """Sort by the next column."""
        at = _SORTS.index(self.rows.sorted_by) if self.rows.sorted_by in _SORTS else STATE
        column = _SORTS[(at + 1) % len(_SORTS)]
        self.rows.downwards = False
        self.sort_by(column)
        title = self.rows.headerData(column, Qt.Orientation.Horizontal)
        self.told.emit(self.tr("按“{column}”排序").format(column=title))

    def go_round(self, by: int) -> None:
        """Go to the next or previous region."""
        bar = self.progress
        chip = next(button for button in self.chips.values() if button.isChecked())
        regions = [bar.pause, bar.go_on, chip, self.primary, self.table]
        regions = [region for region in regions if region.isVisible()]
        go_round(self, regions, by)

    def ask_return(self) -> None:
        """Ask for the words of a return that speaks of several people."""
        if self._work.plan is not None and not self._work.running:
            dialog = ReturnDialog(self._work, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def print_tables(self) -> None:
        """Write the tables and open them, ready to be printed."""
        self._prints = True
        self._work.write_tables()

    def _show_tables(self, folder: Path) -> None:
        self.told.emit(self.tr("总表已写好：results.xlsx，可以直接打印。"))
        shown = folder / TABLE if self._prints else folder
        self._prints = False
        if self.isVisible():
            show_outside(shown)

    def _show_forms(self, forms: tuple[GroupForm, ...]) -> None:
        made = [form for form in forms if form.docx is not None]
        if not made:
            self.told.emit(self.tr("没有写出：还没有案卷，或者通知没有这几种表的文本。"))
            return
        language = preferences().settings.language
        kinds = dict.fromkeys(form.kind for form in made)
        titles = self.tr("、").join(
            sentence(f"batch.form.{kind}", language).message for kind in kinds
        )
        blanks = len({name for form in made for name in form.missing})
        words = self.tr("已写好：{titles}（Word 和 PDF）。").format(titles=titles)
        if blanks:
            words += self.tr("%n 处不知道的留了空白，请手填。", None, blanks)
        if any(form.kept for form in made):
            words += self.tr("有人改过的留着没动，新的另起了名字。")
        self.told.emit(words)
        if self.isVisible() and made[0].docx is not None:
            show_outside(made[0].docx.parent.parent)

    def _say_error(self, error: object) -> None:
        if self.isVisible():
            words = say(error) if isinstance(error, Finding) else say_error(error)
            self.told.emit(joined(words))


def _rows() -> tuple[Action[BatchPage], ...]:
    return (
        Action("previous", keys=("A",), do=lambda page: page.table.move_by(-1), does="上一人",
               repeats=True),
        Action("next", keys=("D",), do=lambda page: page.table.move_by(1), does="下一人",
               beside=True, repeats=True),
        Action("open", does="打开这个人的案卷，停在第一处要处理的", shown="Enter"),
        Action("advance", keys=("F",), do=lambda page: page.advance(),
               does="下一步：逐人复核全部疑问页"),
        Action("pause", keys=("P",), do=lambda page: page.progress.press(), does="暂停，再按继续"),
        Action("filter", does="只看一类人", shown="1 – 5"),
        *(
            Action(kept, keys=(str(place),), do=partial(BatchPage.keep, kept=kept))
            for place, kept in enumerate(Filter, start=1)
        ),
        Action("sort", keys=("S",), do=lambda page: page.next_order(), does="换一列排序"),
        Action("sure", "", "check", ("Ctrl+Enter", "Ctrl+Return"),
               lambda page: page.sure_wanted.emit(), shown="Ctrl+Enter",
               does="确认各人没有疑问的页；Ctrl+Z 撤回", decides=True),
        Action("sheet", "疑问处并排看", "grid", ("V",), lambda page: go(page, At("batch-sheet")),
               does="全部人的疑问处并排看，一起定"),
        Action("tables", "导出表", "export", ("Ctrl+E",), lambda page: page._work.write_tables(),
               does="写出总表，打开它的文件夹", decides=True),
        Action("print", keys=("Ctrl+P",), do=lambda page: page.print_tables(),
               does="写出总表，打开可以打印的一份"),
        Action("read-again", keys=("F5",), do=lambda page: page._work.read_again(),
               does="重新读花名册和结果"),
        Action("give", "", "people", ("G",), lambda page: page.person.give_page(),
               does="把放错的一页给像是它主人的那一行", decides=True),
        Action("note-return", "登记退回…", "warn", ("T",), lambda page: page.ask_return(),
               does="登记写着几个人的退回意见，按姓名分给各人"),
        Action("letter", "信", "file", ("L",), lambda page: page.person.letter.click(),
               does="打开这个人的信"),
        Action("folder", "文件夹", "folder", ("O",), lambda page: page.person.folder.click(),
               does="打开她的结果文件夹", beside=True),
        Action("forms", "公示、推荐报告", "file", ("Ctrl+G",),
               lambda page: page._work.write_forms(),
               does="写出公示、推荐报告，打开它们的文件夹", decides=True),
        Action("next-region", keys=("F6",), do=lambda page: page.go_round(1),
               does="在进度、筛选、按钮、表格之间移动"),
        Action("previous-region", keys=("Shift+F6",), do=lambda page: page.go_round(-1)),
        Action("leave", keys=("Esc",), do=lambda page: page.leave(), does="回到开始页"),
    )  # fmt: skip


ACTIONS = _rows()

SHEET = KeySheet("单位批量的快捷键", (*ACTIONS, *EVERYWHERE))

"""Scans of many people's forms: split, seen page by page, and asked where nothing is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zcdesk.ui.batch.bar import lay_progress
from zcdesk.ui.batch.shared_choice import BY_KEY, SharedChoice
from zcdesk.ui.batch.shared_list import SharedList
from zcdesk.ui.batch.shared_rows import SharedRows
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.help.everywhere import UNDO
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.regions import go_round
from zcdesk.ui.keys.router import At, back
from zcdesk.ui.kit import Bar, Button, ButtonKind, Card, ask_files, preferences
from zcdesk.ui.kit.drop_area import kinds_of_scans
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    EDGE,
    FLUSH,
    Caption,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    column,
    filled,
    stacked,
)
from zcdesk.ui.picture import FittedPicture, Pictures
from zcdesk.ui.words.sentences import joined, say, say_error

SIDE = 1400
"""Longest side in pixels of the picture beside the list."""


class SharedScansPage(QWidget):
    """List, picture and choice.

    Signals:
        told: A sentence for the moment.
    """

    told = Signal(str)

    def __init__(self, work: BatchWork, pictures: Pictures, **signals: Any) -> None:
        super().__init__(**signals)
        self.keys_shown = SHEET
        self._batch, self._work = work, work.shared
        self.bar = TopBar(self.tr("合订扫描件"), back=self.tr("单位批量"))
        self._head = Label("", TypeRole.STRONG)
        self._counts = Caption()
        self._bar = Bar(6)
        self.stop = Button(self.tr("停止"), icon="stop", do=self._work.stop)
        actions = Actions(self, ACTIONS, self)
        self.add = actions.button("add")
        self.refused = Remark("", Tone.MISS)
        self.rows = SharedRows(self._work, self)
        self.list = SharedList(self.rows)
        self.picture = FittedPicture(pictures, SIDE)
        self.choice = SharedChoice(
            self._work, actions, person_chosen=self._give, slot_chosen=self._give_slot
        )
        self._line = Remark()
        words = self.tr("移走这份扫描件")
        self.forget = Button(words, ButtonKind.LINK, icon="trash", decides=True, do=self._forget)
        self.primary = actions.button("advance", ButtonKind.PRIMARY)
        self._build()
        self._connect()
        self.refresh()

    def leave(self) -> None:
        """Go back to where one came from."""
        back(self)

    def arrive(self, _at: At) -> None:
        """Take the keyboard; without any pages, ask for the scans."""
        self.focus()
        if not self._work.pages and not self._work.splitting:
            self.choose_files()

    def focus(self) -> None:
        """Give the keyboard to the list, at the first page that is asked about."""
        if not self.list.present:
            self.list.go_to(max(self.rows.next_open(-1), 0))
        self.list.setFocus()
        self.refresh()

    def choose_files(self) -> None:
        """Ask for scans of many people's forms."""
        known = self._batch.roster_path
        near = str(known.parent if known else preferences().case_folder)
        ask_files(self, self.tr("选合订的扫描件"), self.take_files, near, kinds_of_scans())

    def take_files(self, paths: Sequence[Path]) -> None:
        """Split these scans."""
        if self._batch.running:
            self.told.emit(self.tr("正在处理，停下以后再放入。"))
        elif self._work.splitting:
            self.told.emit(self.tr("前面的还在分，分完再放入。"))
        else:
            self._work.add(paths)

    def advance(self) -> None:
        """F: the next page that is asked about, or back."""
        place = self.rows.next_open(self.list.currentIndex().row())
        if place >= 0:
            self.list.go_to(place)
            self.list.setFocus()
        else:
            self.leave()

    def refresh(self) -> None:
        """Show how far it is, and the marked page."""
        work = self._work
        step = work.step
        pages, asked = len(work.pages), work.open_count
        counts = self.tr("%n 页，{m} 页请您定", None, pages).format(m=asked)
        if work.splitting and step is not None:
            caption = self.tr("正在停下") if work.stopping else self.tr("正在分，认每页是谁的")
            counts = self.tr("{n} / {m} 页").format(n=step.done, m=step.total)
            self._bar.show_part(step.done / step.total if step.total else 0.0, counts)
        elif work.splitting:
            caption = self.tr("正在打开扫描件")
            self._bar.show_part(0.0, caption)
        elif not pages:
            caption = self.tr("一叠签了字的承诺书之类：分给各人，认不准的请您定")
        elif asked:
            caption = self.tr("分好了，还有 %n 页请您定", None, asked)
        else:
            caption = self.tr("都定好了，处理时放进各人的案卷")
        self._head.say(caption)
        self._counts.say(counts if pages or work.splitting else "")
        self._bar.setVisible(work.splitting)
        self.stop.setVisible(work.splitting and not work.stopping)
        self.add.setVisible(not work.splitting and not self._batch.running)
        lines = [f"{name}：{joined(say(one))}" for name, one in work.refused]
        self.refused.say("　".join(lines))
        self.refused.setVisible(bool(lines))
        words = self.tr("下一页要定的，还有 {n} 页").format(n=asked)
        self.primary.say(words if asked else self.tr("回单位批量"))
        self._show_page()

    def _show_page(self) -> None:
        page = self._work.page(self.list.present)
        marked = len(self.list.marked)
        self.picture.awaited = (
            self.tr("正在分：第一页认好以后，它的图在这里")
            if self._work.splitting
            else self.tr("在左边选一页，它的图在这里")
        )
        self.picture.show_page(page.shown if page is not None else None)
        changeable = not self._batch.running
        self.choice.show_page(page, changeable=changeable)
        self.forget.setVisible(page is not None and changeable and not self._work.splitting)
        words = ""
        if not changeable:
            words = self.tr("正在处理；停下以后可以改。")
        elif marked > 1:
            words = self.tr("选中 %n 页，一起定。", None, marked)
        elif page is not None:
            words = self.tr("A / D 上一页、下一页　Shift 选几页　Ctrl+Z 撤销")
        self._line.say(words)

    def _build(self) -> None:
        card = Card()
        lay_progress(card, self._head, self._counts, self._bar, (self.stop, self.add))
        self.choice.setFixedWidth(270)
        column(
            self,
            FLUSH,
            0,
            self.bar,
            (
                filled(
                    QWidget(),
                    stacked(
                        card,
                        self.refused,
                        (beside((self.list, 4), (self.picture, 5), self.choice, gap=12), 1),
                        beside((self._line, 1), self.forget, self.primary, gap=12),
                        gap=10,
                        margins=(EDGE, 16, EDGE, 12),
                    ),
                ),
                1,
            ),
        )

    def _connect(self) -> None:
        work = self._work
        self.bar.back.clicked.connect(self.leave)
        self.list.selectionModel().selectionChanged.connect(self._show_page)
        self.list.selectionModel().currentChanged.connect(self._show_page)
        work.changed.connect(self._take_pages)
        for told in (work.page_changed, work.progressed, self._batch.progressed):
            told.connect(self.refresh)
        work.failed.connect(self._say_error)

    def _take_pages(self) -> None:
        if not self.list.present and self.isVisible():
            self.list.go_to(max(self.rows.next_open(-1), 0))
        self.refresh()

    def _give(self, row: int) -> None:
        self._decide(partial(self._work.give, self.list.marked, row))

    def press(self, place: int) -> None:
        """Give the marked pages to the person at ``place`` of the list, from 1."""
        self.choice.press(place)

    def give_several(self) -> None:
        """Give each of the marked pages to everybody who is on it."""
        self._decide(partial(self._work.give_several, self.list.marked))

    def give_nobody(self) -> None:
        """Say that the marked pages are nobody's."""
        self._decide(partial(self._work.give, self.list.marked, None))

    def _decide(self, act: partial[None]) -> None:
        """Answer for the marked pages, and go on when they were asked about."""
        names = self.list.marked
        if not names or self._batch.running:
            return
        asked = any((page := self._work.page(name)) is not None and page.open for name in names)
        act()
        place = self.rows.next_open(self.rows.place(names[-1]))
        if asked and place >= 0:
            self.list.go_to(place)
        self.list.setFocus()

    def _give_slot(self, slot: str) -> None:
        if not self._batch.running:
            self._work.give_slot(self.list.marked, slot)

    def take_back(self) -> None:
        """Let the marked pages be as they were read."""
        if not self._batch.running:
            self._work.take_back(self.list.marked)

    def undo(self) -> None:
        """Take the last answer back."""
        self._show_undone(() if self._batch.running else self._work.undo())

    def redo(self) -> None:
        """Answer again what was taken back."""
        self._show_undone(() if self._batch.running else self._work.redo())

    def _show_undone(self, names: tuple[str, ...]) -> None:
        if names:
            self.list.go_to(self.rows.place(names[0]))
        else:
            self.told.emit(self.tr("现在没有可以撤销、重做的。"))

    def _forget(self) -> None:
        page = self._work.page(self.list.present)
        if page is not None:
            self._work.forget(page.said.scan)
            words = self.tr("已移走“{file}”的全部页；再放入一次就回来，您定的都还在。")
            self.told.emit(words.format(file=page.source))

    def go_round(self, by: int) -> None:
        """Go to the next or previous region."""
        go_round(self, [self.list, self.choice.people, self.choice.slots, self.primary], by)

    def _say_error(self, error: object) -> None:
        self.told.emit(joined(say_error(error)))


def _rows() -> tuple[Action[SharedScansPage], ...]:
    return (
        Action("previous", keys=("A",), do=lambda page: page.list.move_by(-1), does="上一页",
               repeats=True),
        Action("next", keys=("D",), do=lambda page: page.list.move_by(1), does="下一页",
               beside=True, repeats=True),
        Action("several", does="选几页，一起定；Ctrl+A 全选", shown="Shift+↑　Shift+↓"),
        Action("person", does="是这个人的，到下一页要定的", shown="1 – 9"),
        *(
            Action(str(place), keys=(str(place),), do=partial(SharedScansPage.press, place=place))
            for place in range(1, BY_KEY + 1)
        ),
        Action("next-region", keys=("F6",), do=lambda page: page.go_round(1),
               does="到人名、上传位置里选，Enter 定下", shown="F6　Enter"),
        Action("previous-region", keys=("Shift+F6",), do=lambda page: page.go_round(-1)),
        Action("several-people", "给页上的几个人", "people", ("G",),
               lambda page: page.give_several(),
               does="给页上的几个人：写着几个人的名单，各人的案卷里都有一份", decides=True),
        Action("nobody", "不是谁的", "ring-slash", ("R", "Delete"), lambda page: page.give_nobody(),
               does="不是谁的，不放进任何案卷", decides=True),
        Action("as-read", "按读到的", "undo", ("X",), lambda page: page.take_back(),
               does="按读到的，不要我定的", decides=True),
        Action("advance", keys=("F",), do=lambda page: page.advance(),
               does="下一页要定的；都定了就回单位批量"),
        Action("add", "放入扫描件…", "import", ("Ctrl+I",), lambda page: page.choose_files(),
               does="放入合订的扫描件"),
        replace(UNDO, repeats=False),
        Action("redo", keys=("Ctrl+Y",), do=lambda page: page.redo(), does="重做", beside=True),
        Action("leave", keys=("Esc",), do=lambda page: page.leave(), does="回单位批量"),
    )  # fmt: skip


ACTIONS = _rows()

SHEET = KeySheet("合订扫描件的快捷键", ACTIONS)

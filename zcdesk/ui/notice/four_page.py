"""A notice as four sentences that she confirms, each with its place lit in the notice's own text.

Digits answer, Enter never does; her level is her choice and never preset. Papers that are read
unsurely are asked once, as one list behind them; all else is asked at the step where it counts. The
tables stay behind one link.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from zcdesk.notices.editing.draft import Draft, Span
from zcdesk.notices.editing.four_sentences import (
    Four,
    confirmed,
    four_of,
    not_said,
    rest_of,
    typed,
    with_the_rest,
)
from zcdesk.ui.keys.actions import Action, KeySheet
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import ButtonKind, Card
from zcdesk.ui.kit.soon import Timer
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import FLUSH, SPRING, Label, Sheet, TypeRole, beside, column, rule
from zcdesk.ui.notice.draft_in_hand import DraftInHand
from zcdesk.ui.notice.draft_page import OTHERS, UNDOING, DraftPage, regions_told
from zcdesk.ui.notice.four_row import FourRow, PapersRow
from zcdesk.ui.notice.lit_text import LitText
from zcdesk.ui.notice.words import in_words

LAID_OUT = 50
"""Milliseconds in which a row that is shown anew has got its height, by one event a layout."""


class FourPage(DraftPage):
    """The four sentences of the draft in hand, and the papers that are read unsurely.

    Attributes:
        day: The last day that is chosen as hers and not confirmed yet.
        editing: The sentence in hand is written by her.

    Signals:
        tables_wanted: Everything else is to be seen.
        finish_wanted: The profile is to be put among the person's notices.
    """

    tables_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, hand: DraftInHand, **signals: Any) -> None:
        bar = TopBar(self.tr("今年的通知"), back=self.tr("开始页"))
        super().__init__(hand, bar, At("start"), ACTIONS, LitText(), **signals)
        self._here = 0
        self.editing = self.finishing = False
        self.day: Span | None = None
        self.keys_shown = SHEET
        self.rows, self.papers = tuple(FourRow(what, self) for what in Four), PapersRow(self)
        self.every: tuple[FourRow | PapersRow, ...] = (*self.rows, self.papers)
        self._more = self._acts.button("tables", ButtonKind.LINK)
        self.primary = self._acts.button("next", ButtonKind.PRIMARY)
        body, card, self._head = Sheet(), Card(), Label("", TypeRole.HEAD)
        lines = [part for row in self.rows for part in (rule(), row)][1:]
        column(card, FLUSH, 0, *lines)
        links = beside(self._more, SPRING)
        column(body, (24, 20, 24, 20), 16, self._head, card, self.papers, links, SPRING)
        self.lay_out(body, (460, 860), self.primary)
        self._laid_out = Timer(self, self._bring_row, LAID_OUT)

    @property
    def row(self) -> FourRow | PapersRow:
        """The row in hand."""
        return self.every[self._here]

    def begin(self) -> None:
        """Show a new draft, at its first sentence."""
        self._bar.subtitle.say(self.draft.title)
        self.finishing = False
        self.papers.ticked.clear()
        self.say("")
        self._next()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was done elsewhere meanwhile."""
        super().showEvent(event)
        self.refresh()

    def focus(self) -> None:
        """Give the keyboard to the row in hand."""
        self.row.focus()

    def digit(self, number: int) -> None:
        """Do what a digit does in the row in hand, if it does anything there."""
        for act in self.row.acts[number - 1 : number]:
            act()

    def agree(self) -> None:
        """Take the sentence in hand as it is read or written; of several days the chosen one."""
        row = self.rows[self._here]
        made, told = None, row.lacks
        if self.editing:
            words = [one.text() for one in row.fields]
            made = typed(self.draft, row.what, words, self.day)
            told = in_words(f"four.wrong_{row.what}", found="，".join(filter(None, words)))
        elif not told:
            made = confirmed(self.draft, row.what, self.day)
        if made is None:
            row.tell(told)
        else:
            self._then(made)

    def change(self) -> None:
        """Write the sentence in hand oneself."""
        self.editing = True
        self._show_here()

    def deny(self) -> None:
        """Say that the notice does not say it."""
        self._then(not_said(self.draft, self.rows[self._here].what, self.day))

    def choose(self, day: Span) -> None:
        """Choose the last day that is hers; only then can it be confirmed."""
        self.day = day
        self._show_here()

    def choose_beside(self, by: int) -> None:
        """Choose the next of several days."""
        days = four_of(self.draft)[self._here % len(Four)].days
        if len(days) > 1:
            at = days.index(self.day) + by if self.day in days else 0
            self.choose(days[at % len(days)])

    def show_row(self, at: int) -> None:
        """Show another row."""
        self.row.tell("")
        self._here, self.editing, self.day = at, False, None
        self._show_here()

    def show_beside(self, by: int) -> None:
        """Show the row above or below."""
        self.show_row((self._here + by) % (len(Four) + self.papers.isVisible()))

    def go_on(self) -> None:
        """Go to the next open row; where none is left, use the notice, with the papers that are
        ticked."""
        if self._open():
            self._next()
            return self.row.tell(self.row.unanswered)
        self.finishing = True
        self.say(self.tr("正在做成可用的通知"))
        self._hand.act(with_the_rest(self.draft, self.papers.ticked))
        return self.finish_wanted.emit()

    def escape(self) -> None:
        """Leave the writing as it was, else go back to the start page."""
        if self.editing:
            self.show_row(self._here)
        else:
            self.leave()

    def regions(self) -> list[QWidget]:
        """Return where F6 goes: the text, the row in hand, the links."""
        return [self.text, self.row.first, self._more, self.primary]

    def refresh(self) -> None:
        """Show everything as it is now."""
        super().refresh()
        if self._hand.steps is None or not self.isVisible():
            return
        for row, said in zip(self.rows, four_of(self.draft), strict=True):
            row.show_said(said)
        self.papers.show_papers()
        quotes = tuple(row.quotes for row in self.every)
        self.text.show_lit(self.draft.text, quotes, self._here)
        self._more.say(self.tr("另外 %n 条在表格里，用到时再问", None, rest_of(self.draft)))
        left = self._open()
        self._head.say(self.tr("读对了吗？") if left else self.tr("读对了"))
        self.primary.say(left[0].onward if left else self.row.ready)
        self.primary.decides = not left

    def _open(self) -> list[FourRow | PapersRow]:
        return [row for row in self.every if row.is_open]

    def _then(self, draft: Draft) -> None:
        self._hand.act(draft)
        self._next()

    def _next(self) -> None:
        self.show_row(self.every.index((*self._open(), self.row)[0]))

    def _show_here(self) -> None:
        """Show the row in hand, and bring it into sight."""
        self.row.tell("")
        self.refresh()
        self.row.focus()
        self._laid_out.start()

    def _bring_row(self) -> None:
        self.area.ensureWidgetVisible(self.row)


def _digit(page: FourPage, number: int) -> None:
    page.digit(number)


ACTIONS: tuple[Action[Any], ...] = (
    Action("agree", keys=("1",), do=lambda page: page.digit(1), decides=True, does="这一句对"),
    Action("change", keys=("2",), do=lambda page: page.digit(2), does="改这一句"),
    Action("deny", keys=("3",), do=lambda page: page.digit(3), decides=True, does="通知没说"),
    *(Action(f"tick-{at}", keys=(str(at),), do=partial(_digit, number=at)) for at in range(4, 10)),
    Action("tick", shown="1–9、空格", does="没读准的材料：要交的打勾"),
    Action("level", keys=("Right",), do=lambda page: page.choose_beside(1), shown="左右方向键",
           does="选您是哪一级，或哪一天是最后一天"),
    Action("level-back", keys=("Left",), do=lambda page: page.choose_beside(-1)),
    Action("row", keys=("Down",), do=lambda page: page.show_beside(1), shown="上下方向键",
           does="上一句、下一句"),
    Action("row-back", keys=("Up",), do=lambda page: page.show_beside(-1)),
    Action("next", keys=("F",), do=lambda page: page.go_on(), does="下一句：与右下角按钮相同"),
    Action("tables", "其余各条的表格", "right", ("T",), lambda page: page.tables_wanted.emit(),
           does="看其余各条的表格"),
    *UNDOING, *regions_told("在原文、句子、按钮之间移动"),
    Action("escape", keys=("Esc",), do=lambda page: page.escape(), does="回到开始页；都已存盘"),
)  # fmt: skip

SHEET = KeySheet("看通知四句话的快捷键", (*ACTIONS, *OTHERS))

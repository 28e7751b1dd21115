"""All that a notice asks as tables, for whoever makes notices for others; each sentence is lit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from zcdesk.notices.editing.acts import Row, with_row
from zcdesk.notices.editing.draft import Draft, Found, PaperRow, Span
from zcdesk.notices.editing.reading import pasted_papers, pasted_spans
from zcdesk.notices.making.entries import RULES
from zcdesk.ui.keys.actions import Action, KeySheet
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import ButtonKind, Menu
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    PRIMARY,
    SPRING,
    Label,
    Sheet,
    Tone,
    TypeRole,
    beside,
    column,
)
from zcdesk.ui.notice.draft_in_hand import DraftInHand
from zcdesk.ui.notice.draft_page import OTHERS, UNDOING, DraftPage, regions_told
from zcdesk.ui.notice.grid import Grid
from zcdesk.ui.notice.lit_text import LitText
from zcdesk.ui.notice.tables import TABLES, Columns
from zcdesk.ui.notice.words import in_words
from zcdesk.ui.words.sentences import joined, say

FIRST_CELL = 1
"""Column in which one begins to type into a new row: what is before it is ticked."""


class TablesPage(DraftPage):
    """The tables of the draft in hand.

    Signals:
        hand_on_wanted: The profile is to be written as a file for somebody else.
    """

    hand_on_wanted = Signal()

    def __init__(self, hand: DraftInHand, **signals: Any) -> None:
        bar = TopBar(self.tr("其余各条的表格"), back=self.tr("四句话"))
        text = LitText(whole=True)
        super().__init__(hand, bar, At("notice", part="four"), ACTIONS, text, **signals)
        self.keys_shown = SHEET
        heads, body = Columns(self), Sheet()
        titles = {
            "papers": self.tr("要交的材料"), "spans": self.tr("时间"),
            "covering": self.tr("遮什么"), "found": self.tr("找到的其他各条"),
            "carried": self.tr("从旧通知带来的"), "asked": self.tr("还没有归到哪一条的话"),
        }  # fmt: skip
        self.tables = {name: Grid(titles[name], getattr(heads, name)()) for name in TABLES}
        self._heads = {name: Label(words, TypeRole.TITLE) for name, words in titles.items()}
        for name, table in self.tables.items():
            table.typed.connect(partial(self._typed, name))
            table.marked.connect(partial(self._written, name))
            table.removed.connect(partial(self._removed, name))
            table.pasted.connect(self.paste)
            table.row_marked.connect(partial(self._light, table))
        self._add = self._acts.button("add", ButtonKind.LINK)
        links = beside(self._add, self._acts.button("paste", ButtonKind.LINK), SPRING, gap=6)
        tables = (part for name in TABLES for part in (self._heads[name], self.tables[name]))
        column(body, (16, 12, 16, 12), 10, links, *tables, SPRING)
        self.primary = self._acts.button("escape", ButtonKind.PRIMARY)
        hand_on = self._acts.button("hand-on", minimumHeight=PRIMARY)
        self.lay_out(body, (400, 920), hand_on, self.primary)

    def focus(self) -> None:
        """Give the keyboard to the first table."""
        self.tables["papers"].setFocus()

    def refresh(self) -> None:
        """Show everything as it is now."""
        hand = self._hand
        super().refresh()
        if hand.steps is None:
            return
        draft, refused = hand.draft, hand.worked.refused if hand.worked else {}
        notes = {at: joined(say(finding)) for at, finding in refused.items()}
        self._bar.subtitle.say(draft.title)
        for name, table in self.tables.items():
            lines = tuple(TABLES[name].lines(draft, notes))
            table.show_lines(lines)
            table.setVisible(bool(lines))
            self._heads[name].setVisible(bool(lines))
        here = self._marked()
        self._light(here, here.currentIndex().row())

    def add(self) -> None:
        """Ask what is to be added, and begin to type into its row.

        It rests on the sentence that is marked among those that nothing accounts for.
        """
        table, quote, rule_of = self._marked(), "", ""
        if table is self.tables["asked"] and table.grid.rows:
            one = self._hand.draft.asked[table.currentIndex().row()]
            quote, rule_of = one.words, one.rule
        paper = PaperRow(self.tr("新材料"), rule=rule_of, quote=quote, sure=True)
        span = Span(self.tr("个人申报"), rule=rule_of, quote=quote, sure=True)
        menu = Menu(self._add)
        menu.addAction(self.tr("材料"), partial(self._add_row, "papers", paper))
        menu.addAction(self.tr("时间"), partial(self._add_row, "spans", span))
        for kind in RULES:
            row = Found(kind, quote=quote)
            menu.addAction(in_words(f"notice.kind_{kind}"), partial(self._add_row, "found", row))
        menu.open_below()

    def paste(self, text: str = "") -> None:
        """Fill the table with what was copied: the times where the keyboard is there."""
        draft, text = self._hand.draft, text or QGuiApplication.clipboard().text()
        if self._marked() is self.tables["spans"]:
            made = replace(draft, spans=(*draft.spans, *pasted_spans(text, draft.year)))
        else:
            named = {(paper.title, paper.section) for paper in draft.papers}
            rows = (row for row in pasted_papers(text) if (row.title, row.section) not in named)
            made = replace(draft, papers=(*draft.papers, *rows))
        if made == draft:
            words = self.tr("剪贴板里没有能认出的新行。请连表头一起复制通知里的表格。")
            self.say(words, Tone.MISS)
        self._hand.act(made)

    def regions(self) -> list[QWidget]:
        """Return where F6 goes: the text, the tables that have rows, the button."""
        shown = [table for table in self.tables.values() if table.isVisible()]
        return [self.text, *shown, self.primary]

    def _marked(self) -> Grid:
        """Return the table in which the keyboard is, else the first."""
        tables = self.tables.values()
        return next((table for table in tables if table.hasFocus()), self.tables["papers"])

    def _light(self, table: Grid, row: int) -> None:
        """Light the words that a row rests on."""
        if self._hand.steps is not None:
            quotes = tuple(line.quote for line in table.grid.rows[max(row, 0) :][:1])
            self.text.show_lit(self._hand.draft.text, (quotes,))

    def _typed(self, name: str, row: int, place: int, text: str) -> None:
        self._written(name, [row], place, text)

    def _written(self, name: str, rows: list[int], place: int, text: str) -> None:
        """Write one cell of rows."""
        draft: Draft | None = self._hand.draft
        for row in rows:
            draft = draft and TABLES[name].written(draft, row, place, text)
        if draft is None:
            words = self.tr("“{found}”不是日期或钟点。日期写成 9月26日，钟点写成 18:00。")
            self.say(words.format(found=text), Tone.MISS)
        else:
            self._hand.act(draft)

    def _removed(self, name: str, row: int) -> None:
        if name in ("papers", "spans", "found"):
            self._hand.act(with_row(self._hand.draft, name, row, None))

    def _add_row(self, name: str, row: Row) -> None:
        self._hand.act(with_row(self._hand.draft, name, None, row))
        table = self.tables[name]
        table.setFocus()
        table.setCurrentIndex(table.grid.index(len(table.grid.rows) - 1, FIRST_CELL))


ACTIONS: tuple[Action[Any], ...] = (
    Action("escape", "回到四句话", keys=("F", "Esc"), do=lambda page: page.leave(),
           does="回到四句话；都已存盘"),
    Action("edit", does="改这一格", shown="Enter、F2"),
    Action("tick", does="打勾、换一个", shown="空格，或按住拖动"),
    Action("add", "补一行", "plus", ("Insert",), lambda page: page.add(),
           does="补一行没有找到的（材料、时间、电话、公示、字数…）"),
    Action("remove", does="去掉这一行", shown="Delete", beside=True),
    Action("paste", "从通知的表格粘贴", "copy", ("Ctrl+V",), lambda page: page.paste(),
           does="把复制的通知表格填进来"),
    *UNDOING,
    Action("hand-on", "交给别人…", keys=("Ctrl+E",), does="写成一个文件交给别人",
           do=lambda page: page.hand_on_wanted.emit()),
    *regions_told("在原文、表格、按钮之间移动"),
)  # fmt: skip

SHEET = KeySheet("做通知的快捷键", (*ACTIONS, *OTHERS))

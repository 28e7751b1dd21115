"""What a topic holds: its table or ticks, the list of everything else, and how to fill them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from zcdesk.notices.clock import now
from zcdesk.notices.editing import acts
from zcdesk.notices.editing.draft import TICKS, Covering, Draft, Found, PaperRow, Span
from zcdesk.notices.editing.reading import pasted_papers, pasted_spans
from zcdesk.notices.sentences.proposals import ProposalKind, Topic
from zcdesk.ui.kit import Button, ButtonKind, Card, CheckBox, Menu, field
from zcdesk.ui.kit.column_page import scroll_area
from zcdesk.ui.look import SPRING, Label, Sheet, Tone, TypeRole, beside, clear, column
from zcdesk.ui.notice import tables
from zcdesk.ui.notice.grid import Grid, GridLine
from zcdesk.ui.notice.words import in_words, tick_word, topic_word
from zcdesk.ui.words.sentences import joined, say
from zcdesk.workflow.tasks.notice_draft import Worked

TRY = "try"
"""The part of the strip in which three invented people try the profile."""


class TopicSheet(QWidget):
    """The right side above the question; ``words`` are the sentence in hand.

    Signals:
        changed: The draft that an act in a table led to.
        refused: Why what was typed or pasted was not taken.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, **signals: Any) -> None:
        super().__init__(**signals)
        self._draft: Draft | None = None
        self._topic = self.words = ""
        heads = tables.Columns(self)
        self._head = Label("", TypeRole.TITLE, wrap=True)
        shown = {
            "papers": (self.tr("要交的材料"), heads.papers()),
            "spans": (self.tr("时间"), heads.spans()),
            "found": (self.tr("找到的其他各条"), heads.found()),
            "carried": (self.tr("从旧通知带来的"), heads.carried()),
        }
        self._tables = {
            name: Grid(*given, typed=partial(self._typed, name), marked=partial(self._marked, name))
            for name, given in shown.items()
        }
        self.papers, self.spans, self.found, self.carried = self._tables.values()
        self.covering = CoveringCard(changed=self._covering_changed)
        self.preview = PreviewCard()
        self._none = Label("", TypeRole.BODY, Tone.TEXT2, wrap=True)
        self._unsure = self.tr("还没有人看过")
        self._fill = QWidget()
        add = Button(self.tr("加一行"), ButtonKind.LINK, icon="plus", key="Insert", do=self.add_row)
        paste = Button(self.tr("从通知的表格粘贴"), ButtonKind.LINK, icon="copy", key="Ctrl+V",
                       do=lambda: self.paste())  # fmt: skip
        beside(add, paste, SPRING, on=self._fill, gap=6, margins=(0, 0, 0, 0))
        self.more = Button(self.tr("补一条"), ButtonKind.LINK, icon="plus", key="Shift+Insert",
                           do=self.add_other)  # fmt: skip
        body = Sheet()
        column(body, (0, 0, 8, 0), 10, self._head, self.carried, self.papers, self.spans,
               self._fill, self.covering, self.found, self.more, self._none, self.preview,
               SPRING)  # fmt: skip
        column(self, (0, 0, 0, 0), 0, scroll_area(body))
        for name in ("papers", "spans", "found"):
            self._tables[name].removed.connect(partial(self._removed, name))
        for table in (self.papers, self.spans):
            table.pasted.connect(self.paste)

    @property
    def table(self) -> QWidget | None:
        """The table, ticks or list of the topic on screen, for the keyboard."""
        shown = (self.carried, self.papers, self.spans, self.covering.ticks["name"], self.found)
        return next((one for one in shown if one.isVisible()), None)

    def focus_table(self) -> None:
        """Give the keyboard to the table."""
        if self.table is not None:
            self.table.setFocus()
        own = self.papers if self._topic == Topic.PAPERS else self.spans
        if self._topic in (Topic.PAPERS, Topic.WHEN) and not own.grid.lines:
            self.add_row()

    def show_topic(self, draft: Draft, topic: str, worked: Worked | None, left: int) -> None:
        """Show a topic as the draft has it."""
        self._draft, self._topic = draft, topic
        papers, when = topic == Topic.PAPERS, topic == Topic.WHEN
        lines: tuple[GridLine, ...] = ()
        carried: tuple[GridLine, ...] = ()
        if topic != TRY:
            refused = worked.refused if worked else {}
            told = {at: joined(say(one)) for at, one in refused.items()}
            lines = tables.found_lines(draft, Topic(topic), told)
            carried = tables.carried_lines(draft, Topic(topic), told, self._unsure)
        none = topic in _LISTED and not (lines or carried)
        for part, shown in (
            (self.carried, carried), (self.papers, papers), (self.spans, when),
            (self._fill, papers or when), (self.covering, topic == Topic.COVERING),
            (self.preview, topic == TRY), (self.found, lines), (self._none, none),
            (self.more, tables.kinds_by_hand(topic)),
        ):  # fmt: skip
            part.setVisible(bool(shown))
        self.carried.show_lines(carried)
        self._none.say(self.tr("这一类没有找到什么。"))
        title = in_words("editing.topic_try") if topic == TRY else topic_word(Topic(topic))
        more = self.tr("{title}：还有 {n} 题").format(title=title, n=left) if left else title
        self._head.say(more)
        if papers:
            self.papers.show_lines(tables.paper_lines(draft, self._unsure))
        elif when:
            self.spans.show_lines(tables.span_lines(draft, now().date(), self._unsure))
        elif topic == Topic.COVERING:
            self.covering.show_covering(draft.covering)
        elif topic == TRY:
            self.preview.show_worked(worked)
        self.found.show_lines(lines)

    def add_row(self) -> None:
        """Put an empty row behind the others and begin to type into it."""
        draft, name = self._draft, "papers" if self._topic == Topic.PAPERS else "spans"
        if draft is None:
            return
        section = draft.papers[-1].section if draft.papers else ""
        paper = PaperRow(self.tr("新材料"), section, sure=True)
        row = paper if name == "papers" else Span(self.tr("个人申报"), sure=True)
        self.changed.emit(acts.with_row(draft, name, None, row))
        table = self._tables[name]
        table.setCurrentIndex(table.grid.index(len(table.grid.lines) - 1, 0))
        table.setFocus()

    def add_other(self) -> None:
        """Ask which kind of demand is to be written by hand."""
        menu = Menu(self.more)
        for kind in tables.kinds_by_hand(self._topic):
            menu.addAction(in_words(f"notice.kind_{kind}"), partial(self._add_other, kind))
        menu.open_below()

    def _add_other(self, kind: ProposalKind) -> None:
        """Put a demand into the list, with the sentence in hand, and begin to type its value."""
        if self._draft is None:
            return
        self.changed.emit(acts.with_row(self._draft, "found", None, Found(kind, quote=self.words)))
        rows = tables.rows_of("found", self._draft, self._topic)
        last = max(range(len(rows)), key=lambda at: rows[at][0])
        self.found.setCurrentIndex(self.found.grid.index(last, tables.VALUE))
        self.found.setFocus()

    def paste(self, text: str = "") -> None:
        """Fill the table with what was copied."""
        draft = self._draft
        text = text or QGuiApplication.clipboard().text()
        if draft is None:
            return
        if self._topic == Topic.PAPERS:
            rows = pasted_papers(text)
            named = {(paper.title, paper.section) for paper in draft.papers}
            rows = tuple(row for row in rows if (row.title, row.section) not in named)
            made = replace(draft, papers=(*draft.papers, *rows))
        else:
            made = replace(draft, spans=(*draft.spans, *pasted_spans(text, draft.year)))
        if made == draft:
            self.refused.emit(self.tr("剪贴板里没有能认出的新行。请连表头一起复制通知里的表格。"))
        self.changed.emit(made)

    def _typed(self, name: str, at: int, place: int, text: str) -> None:
        self._marked(name, [at], place, text)

    def _marked(self, name: str, rows: list[int], place: int, text: str) -> None:
        """Write one cell of rows."""
        draft = self._draft
        if draft is None:
            return None
        there = tables.rows_of(name, draft, self._topic)
        for own, row in (there[at] for at in rows):
            made = tables.TYPED[name](row, place, text, draft.year)
            if made is None:
                words = self.tr("“{found}”不是日期或钟点。日期写成 9月26日，钟点写成 18:00。")
                return self.refused.emit(words.format(found=text))
            draft = acts.with_row(draft, name, own, made)
        return self.changed.emit(draft)

    def _removed(self, name: str, at: int) -> None:
        if self._draft is not None:
            at = tables.rows_of(name, self._draft, self._topic)[at][0]
            self.changed.emit(acts.with_row(self._draft, name, at, None))

    def _covering_changed(self, covering: Covering) -> None:
        if self._draft is not None:
            self.changed.emit(replace(self._draft, covering=covering))


_LISTED = frozenset({Topic.WHERE, Topic.FILES, Topic.PEOPLE, Topic.MONEY, Topic.WHAT_IF})


# --- The profile tried with invented people: what each hands in, until when, what is open --------


SHOWN = 40


class PreviewCard(Card):
    """One column a person; what nobody settled below."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = column(self, (16, 12, 16, 14), 10)

    def show_worked(self, worked: Worked | None) -> None:
        """Show the profile as it was worked out last."""
        clear(self._layout)
        if worked is None:
            self._layout.addWidget(Label(self.tr("正在试算…"), TypeRole.BODY, Tone.TEXT2))
            return
        for fault in worked.faults[:3]:
            self._layout.addWidget(Label(joined(say(fault)), TypeRole.BODY, Tone.MISS, wrap=True))
        if worked.people:
            self._layout.addWidget(self._people(worked))
        if worked.waiting:
            words = self.tr("旧通知带来的 %n 处还没有确认：标明是推算", None, worked.waiting)
            self._layout.addWidget(Label(words, TypeRole.STRONG, wrap=True))
        left = worked.asked
        title = self.tr("还没有定完的话 %n 句：申报人会在用到它的那一步看到原文", None, len(left))
        if not left:
            title = self.tr("没有留下没定的话。")
        self._layout.addWidget(Label(title, TypeRole.STRONG, wrap=True))
        for one in left[:SHOWN]:
            words = f"{in_words(f'editing.topic_{one.topic}')}　{' '.join(one.words.split())}"
            self._layout.addWidget(Label(words, TypeRole.CAPTION, Tone.TEXT2, wrap=True))
        self._layout.addStretch(1)

    def _people(self, worked: Worked) -> Card:
        card = Card()
        grid = QGridLayout(card)
        grid.setHorizontalSpacing(16)
        grid.setContentsMargins(12, 10, 12, 10)
        for place, one in enumerate(worked.people):
            day = f"{one.last} {one.hour}".strip() if one.last else self.tr("截止日原文未述")
            rows = (
                (one.level or self.tr("申报人"), TypeRole.STRONG, Tone.TEXT),
                (self.tr("要交 %n 样", None, len(one.papers)), TypeRole.BODY, Tone.TEXT),
                (self.tr("可以交 %n 样", None, one.may), TypeRole.CAPTION, Tone.TEXT2),
                (self.tr("截止：{day}").format(day=day), TypeRole.BODY, Tone.TEXT),
                ("；".join(one.papers), TypeRole.CAPTION, Tone.TEXT2),
            )
            for row, (words, role, tone) in enumerate(rows):
                grid.addWidget(Label(words, role, tone, wrap=True), row, place)
            grid.setColumnStretch(place, 1)
        return card


# --- What is covered, as eight ticks, free words and exceptions; the notice's sentence beside them


_ACROSS = 4


class CoveringCard(Card):
    """The ticks.

    Signals:
        changed: What is covered after an act (``Covering``).
    """

    changed = Signal(object)

    def __init__(self, **signals: Any) -> None:
        super().__init__(**signals)
        self._covering = Covering()
        self._quote = Label("", TypeRole.BODY, Tone.TEXT2, wrap=True)
        grid = QGridLayout()
        self.ticks = {name: CheckBox(tick_word(name), clicked=self._ticked) for name in TICKS}
        for place, box in enumerate(self.ticks.values()):
            grid.addWidget(box, place // _ACROSS, place % _ACROSS)
        self.words, self.exempt = (
            field(name, hint, editingFinished=self._typed)
            for name, hint in (
                (self.tr("还要遮什么"), self.tr("如：基金号、股票代码")),
                (self.tr("不遮的栏目、材料"), self.tr("如：执业证、资格证")),
            )
        )
        self._assumed = Label("", TypeRole.CAPTION, Tone.YOU, wrap=True)
        more = Label(self.tr("还要遮"), TypeRole.CAPTION, Tone.TEXT2)
        spared = Label(self.tr("不遮的栏目、材料"), TypeRole.CAPTION, Tone.TEXT2)
        column(self, (16, 12, 16, 14), 8, self._quote, grid, more, self.words, spared,
               self.exempt, self._assumed)  # fmt: skip

    def show_covering(self, covering: Covering) -> None:
        """Show what is covered now."""
        self._covering = covering
        self._quote.say(f"“{' '.join(covering.quote.split())}”" if covering.quote else "")
        self._quote.setVisible(bool(covering.quote))
        for name, box in self.ticks.items():
            box.setChecked(covering.wanted and name in covering.ticks)
        for line, words in ((self.words, covering.words), (self.exempt, covering.exempt)):
            if not line.hasFocus():
                line.setText("、".join(words))
        caption = self.tr("没说到的按“多遮”处理，并向申报人写明是假定，直到您定下来。")
        if not covering.wanted:
            caption = self.tr("按这份通知不遮任何东西。")
        self._assumed.say(caption)
        self._assumed.setVisible(not covering.settled or not covering.wanted)

    def _ticked(self) -> None:
        ticks = frozenset(name for name, box in self.ticks.items() if box.isChecked())
        self.changed.emit(replace(self._covering, ticks=ticks, wanted=bool(ticks)))

    def _typed(self) -> None:
        words, exempt = (
            tuple(filter(None, re.split(r"[、,，;；\s]+", line.text())))
            for line in (self.words, self.exempt)
        )
        if (words, exempt) != (self._covering.words, self._covering.exempt):
            self.changed.emit(replace(self._covering, words=words, exempt=exempt))

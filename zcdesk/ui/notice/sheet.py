"""What a topic holds: its table or ticks, the list of everything else, and how to fill them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QWidget

from zcdesk.notices.clock import now
from zcdesk.notices.editing import acts
from zcdesk.notices.editing.draft import Covering, Draft, Paper, Span
from zcdesk.notices.editing.pasting import papers_of, pasted_papers, pasted_spans
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.renewing.rules import Topic
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.column_page import scroll_area
from zcdesk.ui.look.text import Label, Sheet, column
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.notice import tables
from zcdesk.ui.notice.covering_card import CoveringCard
from zcdesk.ui.notice.grid import Grid
from zcdesk.ui.notice.preview_card import PreviewCard
from zcdesk.ui.notice.words import in_words, topic_word
from zcdesk.workflow.tasks.notice_draft import Worked

TRY = "try"
"""The part of the strip in which three invented people try the profile."""


class TopicSheet(QWidget):
    """The right side above the question.

    Signals:
        changed: The draft that an act in a table led to.
        refused: Why what was typed or pasted was not taken.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._topic = ""
        heads = tables.Columns(self)
        self._head = Label("", Role.TITLE, wrap=True)
        self.papers = Grid(self.tr("要交的材料"), heads.papers())
        self.spans = Grid(self.tr("时间"), heads.spans())
        self.found = Grid(self.tr("找到的其他各条"), heads.found())
        self.covering = CoveringCard()
        self.preview = PreviewCard()
        self._none = Label("", Role.BODY, Tone.TEXT2, wrap=True)
        self._unsure = self.tr("还没有人看过")
        self._build()
        self._connect()

    @property
    def table(self) -> QWidget | None:
        """The table, ticks or list of the topic on screen, for the keyboard."""
        shown = (self.papers, self.spans, self.covering.ticks["name"], self.found)
        return next((one for one in shown if one.isVisible()), None)

    def focus_table(self) -> None:
        """Give the keyboard to the table."""
        if self.table is not None:
            self.table.setFocus()
        if self._topic in (Topic.PAPERS, Topic.WHEN) and not self._rows():
            self.add_row()

    def show_topic(self, draft: Draft, topic: str, worked: Worked | None, left: int) -> None:
        """Show a topic as the draft has it."""
        self._draft, self._topic = draft, topic
        papers, when = topic == Topic.PAPERS, topic == Topic.WHEN
        lines = tables.found_lines(draft, Topic(topic)) if topic != TRY else ()
        self.papers.setVisible(papers)
        self.spans.setVisible(when)
        self._fill.setVisible(papers or when)
        self._old.setVisible(papers)
        self.covering.setVisible(topic == Topic.COVERING)
        self.preview.setVisible(topic == TRY)
        self.found.setVisible(bool(lines))
        self._none.setVisible(not lines and not papers and not when and topic in _LISTED)
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
            self.preview.show_worked(worked, draft)
        self.found.show_lines(lines)

    def add_row(self) -> None:
        """Put an empty row behind the others and begin to type into it."""
        draft, papers = self._draft, self._topic == Topic.PAPERS
        if draft is None:
            return
        if papers:
            section = draft.papers[-1].section if draft.papers else ""
            made = acts.with_paper(draft, None, Paper(self.tr("新材料"), section, sure=True))
        else:
            made = acts.with_span(draft, None, Span(self.tr("个人申报"), sure=True))
        self.changed.emit(made)
        table = self.papers if papers else self.spans
        table.setCurrentIndex(table.grid.index(len(table.grid.lines) - 1, 0))
        table.setFocus()

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

    def take_older(self) -> None:
        """Fill the table with the papers of an older profile."""
        names = {load_notice(notice_id).title: notice_id for notice_id in notice_ids()}
        title, label = self.tr("从旧通知带来"), self.tr("带来哪一份的材料")
        chosen, taken = QInputDialog.getItem(self, title, label, list(names), 0, False)
        if taken and self._draft is not None:
            there = {paper.title for paper in self._draft.papers}
            rows = [one for one in papers_of(load_notice(names[chosen])) if one.title not in there]
            self.changed.emit(replace(self._draft, papers=(*self._draft.papers, *rows)))

    def _rows(self) -> int:
        assert self._draft is not None
        papers = self._topic == Topic.PAPERS
        return len(self._draft.papers if papers else self._draft.spans)

    def _build(self) -> None:
        body = Sheet()
        inner = column(body, (0, 0, 8, 0), 10)
        self._fill = QWidget()
        row = QHBoxLayout(self._fill)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        add = self._button(self.tr("加一行"), "plus", "Insert", self.add_row)
        paste = self._button(self.tr("从通知的表格粘贴"), "copy", "Ctrl+V", self.paste)
        self._old = self._button(self.tr("从旧通知带来…"), "import", "", self.take_older)
        for button in (add, paste, self._old):
            row.addWidget(button)
        row.addStretch(1)
        for part in (self._head, self.papers, self.spans, self._fill, self.covering, self.found,
                     self._none, self.preview):  # fmt: skip
            inner.addWidget(part)
        inner.addStretch(1)
        area = scroll_area()
        area.setWidget(body)
        column(self, (0, 0, 0, 0), 0).addWidget(area)

    def _button(self, words: str, icon: str, key: str, act: Callable[[], None]) -> Button:
        button = Button(words, Kind.LINK, icon=icon, key=key)
        button.clicked.connect(lambda: act())
        return button

    def _connect(self) -> None:
        self.papers.typed.connect(self._paper_typed)
        self.papers.marked.connect(self._papers_marked)
        self.papers.removed.connect(lambda at: self._changed(acts.with_paper, at, None))
        self.papers.pasted.connect(self.paste)
        self.spans.typed.connect(self._span_typed)
        self.spans.marked.connect(self._spans_marked)
        self.spans.removed.connect(lambda at: self._changed(acts.with_span, at, None))
        self.spans.pasted.connect(self.paste)
        self.found.typed.connect(lambda at, _column, mark: self._found_marked([at], 0, mark))
        self.found.marked.connect(self._found_marked)
        self.covering.changed.connect(self._covering_changed)

    def _changed(self, act: Callable[..., Draft], *told: object) -> None:
        if self._draft is not None:
            self.changed.emit(act(self._draft, *told))

    def _paper_typed(self, at: int, place: int, text: str) -> None:
        if self._draft is not None:
            row = tables.paper_typed(self._draft.papers[at], place, text)
            self._changed(acts.with_paper, at, row)

    def _papers_marked(self, rows: list[int], place: int, mark: str) -> None:
        if self._draft is not None:
            draft = self._draft
            for at in rows:
                row = tables.paper_typed(draft.papers[at], place, mark)
                draft = acts.with_paper(draft, at, row)
            self.changed.emit(draft)

    def _span_typed(self, at: int, place: int, text: str) -> None:
        if self._draft is None:
            return
        row = tables.span_typed(self._draft.spans[at], place, text, self._draft.year)
        if row is None:
            self.refused.emit(
                self.tr("“{found}”不是日期或钟点。日期写成 9月26日，钟点写成 18:00。").format(
                    found=text
                )
            )
        else:
            self._changed(acts.with_span, at, row)

    def _spans_marked(self, rows: list[int], place: int, mark: str) -> None:
        for at in rows:
            self._span_typed(at, place, mark)

    def _found_marked(self, rows: list[int], place: int, mark: str) -> None:
        if self._draft is None or place != 0:
            return
        draft = self._draft
        listed = tables.found_of(draft, Topic(self._topic))
        for at in rows:
            own, one = listed[at]
            draft = acts.with_found(draft, own, replace(one, taken=mark == tables.TICK))
        self.changed.emit(draft)

    def _covering_changed(self, covering: Covering) -> None:
        if self._draft is not None:
            self.changed.emit(replace(self._draft, covering=covering))


_LISTED = frozenset({Topic.WHERE, Topic.FILES, Topic.PEOPLE, Topic.MONEY, Topic.WHAT_IF})

"""F7: the notice's own words beside the work, with the sentence that matters now marked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from zcdesk.notices.files.loading import notice_text
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.quoted import LetterSpan, line_of, spans_of
from zcdesk.ui.frame.told_lines import ToldLines
from zcdesk.ui.help.everywhere import FIND, NOTICE, WINDOW
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import field, given
from zcdesk.ui.kit.column_page import scroll_area
from zcdesk.ui.kit.top_bar import icon_button
from zcdesk.ui.look import Label, Panel, Remark, TypeRole, beside, column, rule, theme, tokens

WIDTH = 300
MOST_TOLD = 280
"""Pixels that the sentences about the place on screen take before they scroll."""


class NoticePanel(Panel):
    """The whole text of one notice; ``show_passage`` marks words in it.

    Attributes:
        told: What the notice says of the place on screen, beside what it demands there.

    Signals:
        closed: The panel is to go.
    """

    closed = Signal()

    def __init__(self, notice: Notice) -> None:
        super().__init__(minimumWidth=WIDTH)
        self._lines = notice_text(notice)
        self._text = "\n".join(self._lines)
        self._spans: tuple[LetterSpan, ...] = ()
        self._where = Remark()
        self._quote = Label(wrap=True)
        self.words = QPlainTextEdit(
            self._text or self.tr("这份通知没有附原文。"),
            readOnly=True,
            tabChangesFocus=True,
            **given(accessibleName=self.tr("通知原文")),
        )
        self._search = field(
            self.tr("在原文里查找"),
            self.tr("在原文里查找，回车到下一处"),
            returnPressed=self._find_next,
        )
        close = icon_button(self.tr("收起"), "stop", NOTICE.key, do=self.closed)
        self._remarks = Remark()
        self.told = ToldLines()
        told = scroll_area(self.told, maximumHeight=MOST_TOLD, visible=False)
        self.told.shown.connect(told.setVisible)
        column(
            self,
            (16, 12, 12, 12),
            8,
            beside((Label(self.tr("通知原文"), TypeRole.TITLE), 1), close),
            self._where,
            self._quote,
            self._remarks,
            told,
            rule(),
            self._search,
            (self.words, 1),
        )
        Actions(self._search, (FIND,), self, WINDOW)
        theme().changed.connect(self._mark)
        self.show_passage("", "")

    def show_passage(self, clause: str, quote: str, known: Iterable[str] = ()) -> None:
        """Mark the words of a rule and bring them into sight; without any, show the whole.

        Args:
            known: What else is known of the passage: other sentences, what they leave open.
        """
        self._remarks.say("\n".join(known))
        self._spans = spans_of(quote, self._text)
        if not quote:
            self._where.say(self.tr("选一条检查意见，这里就标出它依据的原话。"))
        elif self._spans:
            line = line_of(self._lines, self._spans[0].first)
            self._where.say(self.tr("{clause}　·　第 {n} 行").format(clause=clause, n=line))
        else:
            self._where.say(clause)
        # The passage as quoted: words that the text breaks over lines are easier to read here.
        self._quote.say("" if self._spans else quote)
        self._quote.setVisible(bool(quote) and not self._spans)
        self._mark()

    def _mark(self) -> None:
        marks = []
        for span in self._spans:
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(QColor(tokens().you_soft))
            look.setForeground(QColor(tokens().text))
            look.setFontUnderline(True)
            cursor = self.words.textCursor()
            cursor.setPosition(span.first)
            cursor.setPosition(span.last, QTextCursor.MoveMode.KeepAnchor)
            mark.format, mark.cursor = look, cursor  # type: ignore[attr-defined]
            marks.append(mark)
        self.words.setExtraSelections(marks)
        if self._spans:
            cursor = self.words.textCursor()
            cursor.setPosition(self._spans[0].first)
            self.words.setTextCursor(cursor)
            self.words.centerCursor()

    def _find_next(self) -> None:
        wanted = self._search.text().strip()
        if wanted and not self.words.find(wanted):
            self.words.moveCursor(QTextCursor.MoveOperation.Start)
            self.words.find(wanted)

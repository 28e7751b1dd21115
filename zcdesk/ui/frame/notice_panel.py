"""F7: the notice's own words beside the work, with the sentence that matters now marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from zcdesk.checks.concerning.told import Told, told_line
from zcdesk.notices.files.loading import notice_text
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.quoted import LetterSpan, line_of, spans_of
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.help.everywhere import FIND, NOTICE, WINDOW
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind, field, given, preferences
from zcdesk.ui.kit.column_page import ColumnPage, scroll_area
from zcdesk.ui.kit.top_bar import icon_button
from zcdesk.ui.look import (
    Label,
    Panel,
    Tone,
    TypeRole,
    beside,
    clear,
    column,
    fill,
    icons,
    rule,
    smooth_painter,
    theme,
    tokens,
)

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
        self._where = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self._quote = Label("", TypeRole.BODY, Tone.TEXT, wrap=True)
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
        self._remarks = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
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


# --- What the notice says beside its demands, as quiet lines -------------------------------------


class ToldLines(QWidget):
    """Lines of one place.

    Signals:
        shown: Whether there is anything to tell.
    """

    shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__(visible=False)
        self._told: tuple[Told, ...] = ()
        self._titles: Mapping[str, str] = {}
        self._lines = column(self, (0, 0, 0, 0), 4)

    def show_told(self, told: Sequence[Told], titles: Mapping[str, str] | None = None) -> None:
        """Show what is told; it must be in the window by now, or it would become one of its own.

        Args:
            told: What is reported there.
            titles: Names of the slots of lines that concern one slot alone.
        """
        if tuple(told) == self._told:
            return
        self._told, self._titles = tuple(told), titles or {}
        clear(self._lines)
        fill(
            self._lines,
            *(
                Label(self._line(line), TypeRole.CAPTION, Tone.TEXT2, wrap=True)
                for line in self._told
            ),
        )
        self.setVisible(bool(told))
        self.shown.emit(bool(told))

    def _line(self, told: Told) -> str:
        line = told_line(told, preferences().settings.language)
        title = self._titles.get(told.slot, "")
        return f"{title}　{line}" if title else line


# --- A page of one column with the notice beside it: its own words, and what it says of this place


class BesideNotice(ColumnPage):
    """Opens and closes the notice with F7; Esc closes it first."""

    def __init__(self, bar: CaseBar, notice: Notice, widest: int) -> None:
        super().__init__(bar, widest)
        self.notice = NoticePanel(notice)
        self.notice.hide()
        self.notice.closed.connect(self.toggle_notice)
        self.outer.addWidget(self.notice)
        bar.notice_pressed.connect(self.toggle_notice)
        bar.subtitle.say(notice.short_title)

    def tell(self, told: Sequence[Told], titles: Mapping[str, str] | None = None) -> None:
        """Let the notice's panel say what the notice tells here."""
        self.notice.told.show_told(told, titles)

    def toggle_notice(self) -> None:
        """Open or close the notice."""
        self.notice.setVisible(not self.notice.isVisible())

    def escape(self) -> None:
        """Close the notice where it is open, else go back."""
        if self.notice.isVisible():
            self.notice.hide()
        else:
            super().escape()


# --- The line above the picture; it exists only while there is something to say about the page ---


class NoticeLine(QWidget):
    """One sentence with an icon on a soft ground, and a quiet remark or an act at the right.

    What it says may carry a decision: it goes on in a second line rather than lose a word.

    Signals:
        acted: The act that a question offers was chosen.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__(minimumHeight=36, visible=False)
        self._icon, self._tone = "page-review", Tone.YOU
        self._words = Label("", TypeRole.BODY, Tone.YOU, wrap=True)
        self._remark = Label("", TypeRole.CAPTION, Tone.TEXT2)
        self._act = Button("", ButtonKind.LINK, decides=True, do=self.acted)
        beside(
            (self._words, 1),
            (self._remark, 0, Qt.AlignmentFlag.AlignRight),
            self._act,
            on=self,
            margins=(42, 2, 16, 2),
        )
        self._act.hide()

    @property
    def act(self) -> str:
        """Words of the act that is offered, or ""."""
        return self._act.text() if not self._act.isHidden() else ""

    def say(self, words: str, icon: str, tone: Tone, remark: str = "", act: str = "") -> None:
        """Show a sentence; an empty one takes the line away. ``act`` names what can be done."""
        self._icon, self._tone = icon, tone
        self._words.say(words, tone)
        self._remark.say(remark)
        self._act.say(act)
        self._act.setVisible(bool(act))
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the icon."""
        table = tokens()
        painter = smooth_painter(self)
        soft = table.accent_soft if self._tone is Tone.ACCENT else table.soft(self._tone)
        painter.fillRect(self.rect(), QColor(soft))
        box = QRectF(16, self.height() / 2 - 9, 18, 18)
        icons.paint(painter, self._icon, table.colour(self._tone), box)

"""One question: its sentence, up to three ready answers with their digits, and three for always."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from zcdesk.notices.editing.draft import ALWAYS, SETTLING, Draft, DraftAnswer
from zcdesk.notices.editing.questions import Question, ReadyAnswer
from zcdesk.ui.kit import Button, ButtonKind, Card, RadioCard, field
from zcdesk.ui.look import (
    Label,
    Tokens,
    Tone,
    TypeRole,
    beside,
    clear,
    column,
    fill,
    fonts,
    theme,
    tokens,
)
from zcdesk.ui.notice.words import always_words, asked_words, option_words

FIRST_ALWAYS = 4
"""Digit of the first answer that is beside the ready ones."""


class DraftQuestionCard(Card):
    """The question in hand.

    Signals:
        answered: The word of an answer.
    """

    answered = Signal(str)

    def __init__(self, **signals: Any) -> None:
        super().__init__(**signals)
        self.question: Question | None = None
        self._words = Label("", TypeRole.STRONG, wrap=True)
        self._where = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self._cards = beside(gap=6)
        self._shown: object = None
        self._buttons = {
            answer: Button(always_words(answer), ButtonKind.LINK, key=str(number), decides=True,
                           do=partial(self.answered.emit, str(answer)))
            for number, answer in enumerate(ALWAYS, FIRST_ALWAYS)
        }  # fmt: skip
        self.reason = field(
            self.tr("放在一边的理由"),
            self.tr("理由，自己的话（可不写）"),
            returnPressed=partial(self.answered.emit, str(DraftAnswer.NOT_MINE)),
        )
        self.options: list[RadioCard] = []
        always = beside(*self._buttons.values(), (self.reason, 1), gap=4)
        column(self, (16, 12, 16, 10), 6, self._words, self._where, self._cards, always)

    @property
    def first(self) -> RadioCard | None:
        """The first ready answer, for the keyboard."""
        return self.options[0] if self.options else None

    def show_question(self, question: Question, ready: Sequence[ReadyAnswer], count: int) -> None:
        """Show another question with its ready answers; the same one stays as it is."""
        if self._shown == (question, tuple(ready), count):
            return
        self._shown = (question, tuple(ready), count)
        self.question = question
        self.reason.clear()
        self.reason.setVisible(question.asked is not None)
        self._words.say(asked_words(question, count))
        one = question.asked
        where = one.rule if one is not None else ""
        if one is not None and one.before:
            where = self.tr("{rule}　旧通知：{words}").format(rule=where, words=one.before)
        self._where.say(where)
        self._where.setVisible(bool(where))
        clear(self._cards)
        self.options = [
            RadioCard(option.answer, option_words(option), key=str(number), chosen=self._choose)
            for number, option in enumerate(ready, 1)
        ]
        fill(self._cards, *((card, 1) for card in self.options))
        for answer, button in self._buttons.items():
            button.setVisible(answer in question.always)

    def _choose(self, word: object) -> None:
        self.answered.emit(str(word))

    def press(self, digit: int) -> None:
        """Answer by a digit; one that stands for nothing here does nothing."""
        if self.question is None:
            return
        if 1 <= digit <= len(self.options):
            self.answered.emit(str(self.options[digit - 1].value))
        elif digit - FIRST_ALWAYS in range(len(ALWAYS)):
            answer = ALWAYS[digit - FIRST_ALWAYS]
            if answer in self.question.always:
                self.answered.emit(str(answer))


# --- The notice's text: the sentence in hand marked, what is settled grey, the rest as it is -----


class TextPane(QPlainTextEdit):
    """Shows the whole text once; only colours change afterwards."""

    def __init__(self) -> None:
        super().__init__(readOnly=True, tabChangesFocus=True)
        self.setAccessibleName(self.tr("通知的全文"))
        self.setFont(fonts.font(TypeRole.BODY))
        self._lines: tuple[str, ...] = ()
        self._bare, self._places, self._starts = "", [], []  # type: ignore[var-annotated]
        self._settled: list[tuple[int, int]] = []
        self._here: list[tuple[int, int]] = []
        self._look: Tokens | None = None
        self._marks: dict[tuple[int, int], QTextEdit.ExtraSelection] = {}
        theme().changed.connect(self._colour)

    @property
    def words(self) -> str:
        """The words that are marked now."""
        return "".join(self.toPlainText()[slice(*span)] for span in self._here)

    def show_draft(self, draft: Draft, here: tuple[tuple[int, str], ...]) -> None:
        """Show what is settled, and mark the sentences in hand, each with its first line."""
        if draft.text != self._lines:
            self._take(draft.text)
        settled = [
            *((one.line, one.words) for one in draft.asked
              if draft.answers.get(one.key) in SETTLING),
            *((1, row.quote) for row in draft.papers if row.sure),
            *((1, row.quote) for row in draft.spans if row.sure),
            *((one.line, one.quote) for one in draft.found if one.taken),
        ]  # fmt: skip
        found = (self._find(quote, at) for at, quote in dict.fromkeys(settled))
        self._settled = [one for one in found if one is not None]
        places = (self._find(words, line) for line, words in here)
        self._here = [one for one in places if one is not None]
        self._colour()
        if self._here:
            cursor = self.textCursor()
            cursor.setPosition(self._here[0][0])
            self.setTextCursor(cursor)
            self.centerCursor()

    def _take(self, lines: tuple[str, ...]) -> None:
        self._lines, self._marks = lines, {}
        text = "\n".join(lines)
        self.setPlainText(text)
        self._places = [place for place, one in enumerate(text) if not one.isspace()]
        self._bare = "".join(text[place] for place in self._places)
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + sum(not one.isspace() for one in line))

    def _find(self, words: str, line: int) -> tuple[int, int] | None:
        """Return where words are, from the beginning of a line on; blanks do not count."""
        wanted = "".join(words.split())
        start = self._starts[min(max(line - 1, 0), len(self._starts) - 1)]
        place = self._bare.find(wanted, start)
        place = place if place >= 0 else self._bare.find(wanted)
        if place < 0 or not wanted:
            return None
        return self._places[place], self._places[place + len(wanted) - 1] + 1

    def _colour(self) -> None:
        table = tokens()
        quiet, here = QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(QColor(table.text3))
        here.setBackground(QColor(table.you_soft))
        here.setForeground(QColor(table.text))
        if self._look is not table:
            self._look, self._marks = table, {}
        for span in self._settled:
            if span not in self._marks:
                self._marks[span] = self._mark(span, quiet)
        marks = [self._marks[span] for span in self._settled]
        marks += [self._mark(span, here) for span in self._here]
        self.setExtraSelections(marks)

    def _mark(self, span: tuple[int, int], form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, form  # type: ignore[attr-defined]
        return mark

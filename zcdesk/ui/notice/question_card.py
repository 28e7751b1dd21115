"""One question: its sentence, up to three ready answers with their digits, and three for always."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from zcdesk.notices.editing.draft import ALWAYS, DraftAnswer
from zcdesk.notices.editing.questions import Question, ReadyAnswer
from zcdesk.ui.kit.buttons import Button, ButtonKind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.radio_card import RadioCard
from zcdesk.ui.kit.word_list import field
from zcdesk.ui.look.text import Label, beside, clear, column
from zcdesk.ui.look.tokens import Tone, TypeRole
from zcdesk.ui.notice.words import always_words, asked_words, option_words

FIRST_ALWAYS = 4
"""Digit of the first answer that stands beside the ready ones."""


class QuestionCard(Card):
    """The question in hand.

    Signals:
        answered: The word of an answer.
    """

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
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
        self.reason = field(self.tr("放在一边的理由"), self.tr("理由，自己的话（可不写）"))
        self.reason.returnPressed.connect(partial(self.answered.emit, str(DraftAnswer.NOT_MINE)))
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
        self.options = []
        for number, option in enumerate(ready, 1):
            card = RadioCard(option.answer, option_words(option), key=str(number))
            card.chosen.connect(self._choose)
            self._cards.addWidget(card, 1)
            self.options.append(card)
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

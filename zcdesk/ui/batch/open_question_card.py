"""A question that several people leave open, answered once for all in the roster's copy."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from zcdesk.batch.roster.open_questions import RosterQuestion
from zcdesk.ui.kit import Button, Card, Combo
from zcdesk.ui.look import Caption, beside, stacked


class OpenQuestionCard(Card):
    """One question, one answer, and a button; nothing is written yet.

    Signals:
        answered: The column and, by row, what is to be there.
    """

    answered = Signal(str, object)

    def __init__(self, **signals: Any) -> None:
        super().__init__(visible=False, **signals)
        self._questions: tuple[RosterQuestion, ...] = ()
        self.question = Combo(
            accessibleName=self.tr("问题"),
            minimumContentsLength=16,
            currentIndexChanged=self._show_answers,
        )
        self.answer = Combo(accessibleName=self.tr("空着的都答"))
        self.take = Button("", icon="check", do=self._take)
        stacked(
            Caption(self.tr("还没有人答的问题：一次答给空着的各行")),
            beside((self.question, 1), self.answer, self.take, gap=8),
            on=self,
            margins=(16, 12, 16, 12),
        )

    def show_questions(self, questions: tuple[RosterQuestion, ...]) -> None:
        """Offer these questions; without any there is nothing to be seen."""
        if questions != self._questions:
            self._questions = questions
            self.question.clear()
            self.question.addItems([each.fact.question for each in questions])
        self.setVisible(bool(questions))

    def _show_answers(self, place: int) -> None:
        self.answer.clear()
        if 0 <= place < len(self._questions):
            chosen = self._questions[place]
            self.answer.addItems([option.title for option in chosen.fact.options])
            self.take.say(self.tr("空着的 %n 行都这样答", None, len(chosen.rows)))

    def _take(self) -> None:
        place = self.question.currentIndex()
        if 0 <= place < len(self._questions):
            chosen, words = self._questions[place], self.answer.currentText()
            self.answered.emit(chosen.fact.id, dict.fromkeys(chosen.rows, words))

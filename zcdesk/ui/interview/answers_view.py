"""All answers on one page, each one press away from being changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import at
from zcdesk.notices.interview import counting_answers, later_questions, questions
from zcdesk.notices.profile.entries import Fact, FactKind, Moment
from zcdesk.ui.frame.told_lines import ToldLines
from zcdesk.ui.kit import Button, Card
from zcdesk.ui.kit import ButtonKind as Loudness
from zcdesk.ui.look import FLUSH, Explanation, Label, Tone, TypeRole, beside, column, fill, rule
from zcdesk.ui.session.session import Session


class AnswersView(QWidget):
    """Questions and answers.

    Signals:
        chosen: Id of a question that is to be answered anew.
    """

    chosen = Signal(str)

    def __init__(self, session: Session, **signals: Any) -> None:
        super().__init__(**signals)
        self._notice = session.notice
        answers = dict(session.case.facts)
        layout = column(
            self,
            FLUSH,
            10,
            Label(self.tr("全部答案"), TypeRole.HEAD),
            self._card(questions(session.notice, answers), answers),
        )
        later = later_questions(session.notice, answers)
        if later:
            fill(layout, Label(self.tr("有了再填"), TypeRole.STRONG), self._card(later, answers))
        lines = ToldLines()
        layout.addWidget(lines)
        concerned = concerning(session.notice, session.case)
        lines.show_told(at(concerned, Moment.START, Moment.WRITING, Moment.DATES))

    def _card(self, facts: Sequence[Fact], answers: Mapping[str, str]) -> Card:
        card = Card()
        inner = column(card, (18, 6, 8, 6), 0)
        given = counting_answers(self._notice, answers)
        for place, fact in enumerate(facts):
            if place:
                inner.addWidget(rule())
            row = beside(
                (Explanation(fact.question), 3),
                margins=(0, 7, 0, 7),
            )
            words = answer_words(fact, given.get(fact.id, ""))
            if words and not answers.get(fact.id):
                words = self.tr("{answer}（程序默认）").format(answer=words)
            none = self.tr("还没有") if fact.later else self.tr("还没有回答")
            tone = Tone.TEXT if words else Tone.TEXT2 if fact.later else Tone.YOU
            change = Button(
                self.tr("改") if words else self.tr("回答"), Loudness.LINK, do=self._choose
            )
            change.setAccessibleName(f"{change.text()}：{fact.question}")
            change.setProperty("fact", fact.id)
            fill(row, (Label(words or none, TypeRole.STRONG, tone, wrap=True), 2), change)
            inner.addLayout(row)
        return card

    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("fact")))


def answer_words(fact: Fact, answer: str) -> str:
    """Return an answer as people say it, "" without one."""
    if fact.kind is not FactKind.CHOICE:
        return answer
    return fact.title_of(answer)

"""All answers on one page, each one press away from being changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.notices.interview import counting_answers, questions
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.look.text import Label, column, rule
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.session.session import Session


class AnswersView(QWidget):
    """Questions and answers.

    Signals:
        chosen: Id of a question that is to be answered anew.
    """

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        layout = column(self, (0, 0, 0, 0), 10)
        layout.addWidget(Label(self.tr("全部答案"), Role.HEAD))
        hint = self.tr("看一遍；要改的点一下。改了以后，受影响的栏目会立刻变。")
        layout.addWidget(Label(hint, Role.BODY, Tone.TEXT2, wrap=True))
        card = Card()
        inner = column(card, (18, 6, 8, 6), 0)
        answers = dict(session.case.facts)
        given = counting_answers(session.notice, answers)
        for place, fact in enumerate(questions(session.notice, answers)):
            if place:
                inner.addWidget(rule())
            row = QHBoxLayout()
            row.setContentsMargins(0, 7, 0, 7)
            row.addWidget(Label(fact.question, Role.BODY, Tone.TEXT2, wrap=True), 3)
            told = answer_words(fact, given.get(fact.id, ""))
            if told and not answers.get(fact.id):
                told = self.tr("{answer}（程序默认）").format(answer=told)
            tone = Tone.TEXT if told else Tone.YOU
            row.addWidget(Label(told or self.tr("还没有回答"), Role.STRONG, tone, wrap=True), 2)
            change = Button(self.tr("改") if told else self.tr("回答"), Kind.LINK)
            change.setAccessibleName(f"{change.text()}：{fact.question}")
            change.setProperty("fact", fact.id)
            change.clicked.connect(self._choose)
            row.addWidget(change)
            inner.addLayout(row)
        layout.addWidget(card)

    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("fact")))


def answer_words(fact: Fact, answer: str) -> str:
    """Return an answer as people say it, "" without one."""
    if fact.kind is not FactKind.CHOICE:
        return answer
    return next((option.title for option in fact.options if option.id == answer), "")

"""One question of a notice: its words, its clause, and the answers to choose or to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zcdesk.notices.interview import options
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.ui.help.everywhere import NOTICE
from zcdesk.ui.interview.option_words import option_lines
from zcdesk.ui.kit import Button, ButtonKind, MomentField, RadioCard, field
from zcdesk.ui.look import Label, Remark, Tone, TypeRole, beside, column, fill, grid
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import listed

SHORT, FEW = 14, 3
"""Letters of an answer that is beside others, and how many stand in one row."""


class QuestionCard(QWidget):
    """A question with its answers; nothing is preset.

    Signals:
        answered: Id of the question, and the answer that was chosen.
        reached: Id of the question to which the keyboard came.
        words_wanted: Id of the question of which the notice's own words are to be shown.
    """

    answered = Signal(str, str)
    reached = Signal(str)
    words_wanted = Signal(str)

    def __init__(self, session: Session, fact: Fact, *, alone: bool, **signals: Any) -> None:
        super().__init__(**signals)
        self.fact = fact
        self.cards: list[RadioCard] = []
        self.line: QLineEdit | None = None
        self._given: str | None = None
        question = fact.question if fact.question.endswith(("？", "?")) else f"{fact.question}？"
        clauses = listed(dict.fromkeys(source.clause for source in (fact, *fact.also)))
        clause = Button(
            clauses,
            ButtonKind.LINK,
            icon="book",
            key=NOTICE.key if alone else "",
            do=lambda: self.words_wanted.emit(fact.id),
        )
        words = Label(question, TypeRole.HEAD if alone else TypeRole.STRONG, wrap=True)
        top = beside((words, 1), (clause, 0, Qt.AlignmentFlag.AlignTop), gap=12)
        self._layout = column(self, (0, 0, 0, 6), 6, top)
        if fact.kind is FactKind.CHOICE:
            self._offer(session)
        else:
            self.line = _field(self, fact)
            self._wrong = Remark("", Tone.MISS)
            fill(self._layout, self.line, self._wrong)

    def show_answer(self, given: str) -> None:
        """Mark the answer that was given; what is typed now stays until another one was given."""
        for card in self.cards:
            card.mark(card.value == given)
        if self.line is not None and given != self._given:
            self.line.setText(given)
        self._given = given

    def show_digits(self, *, shown: bool) -> None:
        """Show the digits that choose here, or none."""
        for place, card in enumerate(self.cards, 1):
            card.show_key(str(place) if shown and place < 10 else "")

    def focus(self) -> None:
        """Give the keyboard to the answer that counts, or to the first."""
        marked = [card for card in self.cards if card.is_marked]
        first = self.line if self.line is not None else (marked or self.cards)[0]
        first.setFocus()

    def refuse(self, *, refused: bool) -> None:
        """Say how the answer is to be written, where the one that is there cannot be taken."""
        self._wrong.say(_HINTS[self.fact.kind](self) if refused else "")

    def _offer(self, session: Session) -> None:
        """Lay the answers out: two or few short ones beside each other, else one a line."""
        answers, fact = dict(session.case.facts), self.fact
        offered = options(session.notice, fact.id, answers)
        lines = option_lines(session.notice, answers, fact.id)
        short = all(max(len(option.title), len(lines[option.id])) <= SHORT for option in offered)
        across = len(offered) if len(offered) == 2 else FEW if short else 1
        cells = grid(gap=(8, 8))
        for place, option in enumerate(offered):
            card = RadioCard(
                option.id, option.title, lines[option.id], chosen=self._choose, pressed=self._choose
            )
            card.focused.connect(lambda _: self.reached.emit(fact.id))
            self.cards.append(card)
            cells.addWidget(card, place // across, place % across)
        self._layout.addLayout(cells)

    def _choose(self, value: object) -> None:
        self.answered.emit(self.fact.id, str(value))


def _field(page: QWidget, fact: Fact) -> QLineEdit:
    hint = _HINTS[fact.kind](page)
    if fact.kind in (FactKind.DATE, FactKind.MOMENT):
        return MomentField(fact.question, hint, day_only=fact.kind is FactKind.DATE)
    return field(fact.question, hint)


_HINTS: dict[FactKind, Callable[[QWidget], str]] = {
    FactKind.DATE: lambda page: page.tr("写成 2026-05-01 这样"),
    FactKind.MONTH: lambda page: page.tr("写成 2026-05-01 这样；证书上没有日的，写到月：2026-05"),
    FactKind.MOMENT: lambda page: page.tr("写成 2026-05-01 09:30 这样"),
    FactKind.YEARS: lambda page: page.tr("写年份，几个用逗号隔开，如 2022,2023；没有就留空"),
    FactKind.NUMBER: lambda page: page.tr("写数字"),
    FactKind.CHOICE: lambda page: "",
}

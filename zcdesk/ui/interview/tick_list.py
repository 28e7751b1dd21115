"""Several questions of yes and no as one list: which of these lines are true of the person?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.interview.option_words import line_words, tick_words
from zcdesk.ui.kit import RadioCard
from zcdesk.ui.look import FLUSH, column, fill
from zcdesk.workflow.path.asking import DIGITS, AskedLine


class TickList(QWidget):
    """Lines to tick, and below them that none holds; nothing is preset.

    Signals:
        answered: Answers by question, "" for one that is taken back.
        reached: Id of the question to which the keyboard came.
    """

    answered = Signal(object)
    reached = Signal(object)

    def __init__(self, notice: Notice, lines: Sequence[AskedLine], **signals: Any) -> None:
        super().__init__(**signals)
        self._lines = {line.fact: line for line in lines}
        self._given: Mapping[str, str] = {}
        self.cards: list[RadioCard] = []
        for place, line in enumerate(lines, 1):
            digit = str(place) if place <= DIGITS else ""
            words, leads_to = line_words(notice, line), tick_words(notice, line)
            card = RadioCard(
                line.fact,
                words,
                leads_to,
                digit,
                boxed=True,
                chosen=self._toggle,
                focused=self.reached.emit,
            )
            self.cards.append(card)
        self.none = RadioCard("", self.tr("都不是"), key="0", chosen=self.tick_none)
        fill(column(self, FLUSH, 6), *self.cards, 6, self.none)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The questions whose line holds."""
        lines = self._lines.items()
        return tuple(fact for fact, line in lines if self._given.get(fact) == line.ticked)

    @property
    def is_answered(self) -> bool:
        """Each line is known to hold or not."""
        return all(self._given.get(fact) for fact in self._lines)

    def show_answers(self, given: Mapping[str, str]) -> None:
        """Show the answers that count."""
        self._given = given
        ticked = self.ticked
        for card in self.cards:
            card.mark(card.value in ticked)
        self.none.mark(self.is_answered and not ticked)

    def press(self, digit: int) -> bool:
        """Take a digit: that of a line ticks it or takes the tick back; tell whether it is one."""
        if digit == 0:
            self.none.setFocus()
            self.tick_none()
        elif digit <= len(self.cards):
            self.cards[digit - 1].setFocus()
            self._toggle(self.cards[digit - 1].value)
        return digit <= len(self.cards)

    def tick_none(self, _value: object = None) -> None:
        """No line holds; said twice, all are open again."""
        none = self.none.is_marked
        self.answered.emit(
            {fact: "" if none else line.otherwise for fact, line in self._lines.items()}
        )

    def close_open(self) -> None:
        """Where some lines hold, take it that the others do not: the button said so many are."""
        if self.ticked and not self.is_answered:
            lines = self._lines.items()
            self.answered.emit(
                {fact: line.otherwise for fact, line in lines if not self._given.get(fact)}
            )

    def focus(self, fact: str) -> None:
        """Give the keyboard to the line of a question, else to the first."""
        cards = {card.value: card for card in self.cards}
        cards.get(fact, self.cards[0]).setFocus()

    def _toggle(self, value: object) -> None:
        fact = str(value)
        self.answered.emit({fact: "" if fact in self.ticked else self._lines[fact].ticked})

"""One question of a notice: its words, its clause, and the answers to choose or to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zcdesk.notices.files.loading import notice_text
from zcdesk.notices.interview import options
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.sources import Entry
from zcdesk.notices.quoted import whole_sentence
from zcdesk.ui.help.everywhere import NOTICE
from zcdesk.ui.kit import Button, ButtonKind, MomentField, RadioCard, field
from zcdesk.ui.look import Label, Tone, TypeRole, beside, column, fill, grid
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import listed, slot_title
from zcdesk.workflow.open_case.asking import YES, AskedLine, Consequence, consequences

# --- What answers say and lead to, and the notice's sentences, in words for the cards ------------


MOST = 4
"""So many names are in one line; a card is read in passing."""


def option_lines(notice: Notice, answers: Mapping[str, str], fact: str) -> dict[str, str]:
    """Return one line for each answer of a question, "" for all when no answer leads to anything.

    Args:
        answers: The answers as stored.
    """
    led_to = consequences(notice, answers, fact)
    return {one: _line(notice, consequence) for one, consequence in led_to.items()}


def line_words(notice: Notice, line: AskedLine) -> str:
    """Return a question of yes and no as a line of which a person says that it holds for her."""
    fact = notice.fact(line.fact)
    because = next(option.because for option in fact.options if option.id == line.ticked)
    words = fact.question.rstrip("？?").removesuffix("吗") if line.ticked == YES else because
    return words.removeprefix("您").removeprefix("的")


def tick_words(line: AskedLine) -> str:
    """Return what a tick leads to in a few words, "" for nothing."""
    if line.leads_to.outside:
        return _tr("不能申报")
    return next(iter(line.leads_to.told), _tr("接着问") if line.leads_to.next_questions else "")


def quoted_sentences(notice: Notice, entry: Entry) -> tuple[str, ...]:
    """Return the notice's sentences that an entry rests on, each once and none inside of another.

    What is in no sentence (a heading, a row of a table) is a whole line of the notice, or is
    shown with … where the line goes on.
    """
    lines = notice_text(notice)
    whole = [whole_sentence(source.quote, lines) for source in (entry, *entry.also)]
    further = [one for one in whole if not any(one != other and one in other for other in whole)]
    return tuple(dict.fromkeys(_with_dots(one, lines) for one in further))


def _with_dots(quote: str, lines: tuple[str, ...]) -> str:
    """Return a piece of a line with … on the sides where the notice goes on."""
    if quote.endswith(("。", "；", "！", "？")):
        return quote
    wanted = "".join(quote.split())
    holding = [dense for line in lines if wanted in (dense := "".join(line.split()))]
    if wanted in holding:
        return quote
    before, _, after = (holding or [f"…{wanted}…"])[0].partition(wanted)
    return ("…" if before else "") + quote + ("…" if after else "")


def _line(notice: Notice, consequence: Consequence) -> str:
    single = [slots[0] for slots in consequence.wanted if len(slots) == 1]
    pieces = []
    if consequence.outside:
        pieces.append(_tr("通知写明：{titles}").format(titles="；".join(consequence.outside)))
    if single:
        pieces.append(_tr("要交：{slots}").format(slots=_titles(notice, single)))
    for slots in consequence.wanted:
        if len(slots) > 1:
            pieces.append(_tr("交一样即可：{slots}").format(slots=_titles(notice, slots)))
    if consequence.not_needed:
        pieces.append(_tr("不用交：{slots}").format(slots=_titles(notice, consequence.not_needed)))
    if consequence.not_stated:
        titles = _titles(notice, consequence.not_stated)
        pieces.append(_tr("原文未述，不算缺：{slots}").format(slots=titles))
    if consequence.told:
        pieces.append(_tr("会提示：{titles}").format(titles="；".join(consequence.told)))
    return "　·　".join(pieces)


def _titles(notice: Notice, slots: tuple[str, ...] | list[str]) -> str:
    more = _tr("等") if len(slots) > MOST else ""
    return listed(slot_title(notice, slot) for slot in slots[:MOST]) + more


def _tr(words: str) -> str:
    return QCoreApplication.translate("option_words", words)


# --- The question and its answers ----------------------------------------------------------------


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
            self._wrong = Label("", TypeRole.CAPTION, Tone.MISS, wrap=True)
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
        short = all(max(len(one.title), len(lines[one.id])) <= SHORT for one in offered)
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


# --- Several questions of yes and no as one list: which of these lines are true of the person? ---


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
            digit = str(place) if place < 10 else ""
            words, leads_to = line_words(notice, line), tick_words(line)
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
        fill(column(self, (0, 0, 0, 0), 6), *self.cards, 6, self.none)

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

    def focus(self) -> None:
        """Give the keyboard to the first line."""
        self.cards[0].setFocus()

    def _toggle(self, value: object) -> None:
        fact = str(value)
        self.answered.emit({fact: "" if fact in self.ticked else self._lines[fact].ticked})

"""The notice's questions, one at a time, each answer with what follows from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from zcdesk.cases.acts import noting
from zcdesk.cases.acts.codes import ActCode
from zcdesk.checks.concerning.gathering import open_points_of
from zcdesk.notices.interview import counting_answers, later_questions, options, questions
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.ui.case.answers_view import AnswersView
from zcdesk.ui.case.option_words import option_lines, quoted_sentences
from zcdesk.ui.frame.beside_notice import BesideNotice
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.help.everywhere import NOTICE, WINDOW
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.router import back
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.moment_field import MomentField
from zcdesk.ui.kit.radio_card import RadioCard
from zcdesk.ui.kit.word_list import field
from zcdesk.ui.look.text import SPRING, Label, fill
from zcdesk.ui.look.tokens import PRIMARY, TEXT_COLUMN, Role, Tone
from zcdesk.ui.words.sentences import listed

ALL = "all"


class InterviewPage(BesideNotice):
    """One question, or all answers; what the notice says of it is behind F7."""

    def __init__(self, view: CaseView) -> None:
        session = view.session
        bar = CaseBar(session, self.tr("开头的提问"), back=self.tr("回到栏目"))
        super().__init__(bar, session.notice, TEXT_COLUMN)
        self.session = session
        self._fact = ""
        self.cards: list[RadioCard] = []
        self.line: QLineEdit | None = None
        self.back = Button(self.tr("上一题"), do=self.go_back)
        self.back.setMinimumHeight(PRIMARY)
        self.primary = Button("", Kind.PRIMARY, key="Enter", do=self.go_on)
        fill(
            self.buttons,
            self.back,
            Button(self.tr("一次看完全部答案"), Kind.LINK, icon="list", do=self._show_all),
            SPRING,
            self.primary,
        )
        session.changed.connect(self._refresh_shown)
        Actions(self, (NOTICE,), self, WINDOW)
        self.show_fact(self._first())

    @property
    def fact(self) -> str:
        """Id of the question on screen, or ``ALL``."""
        return self._fact

    @property
    def asked(self) -> tuple[str, ...]:
        """Ids of the questions that matter now, in the order in which they are asked."""
        return tuple(fact.id for fact in self._facts())

    def show_fact(self, fact: str) -> None:
        """Show a question, or all answers."""
        self._fact = fact
        self._fill()
        self.refresh()

    def refresh(self) -> None:
        """Show the answers as they stand."""
        facts = self._facts()
        shown = {one.id for one in (*facts, *self._later())}
        if self._fact != ALL and self._fact not in shown:
            self.show_fact(self._first())
            return
        given = self._given()
        open_ones = sum(fact.id not in given for fact in facts)
        words = self.tr("提问　{n} / {m}").format(n=len(facts) - open_ones, m=len(facts))
        self.bar.subtitle.say(words)
        for card in self.cards:
            card.mark(given.get(self._fact) == card.value)
        answered = self._fact in given
        following = self.tr("下一题") if self._neighbour(1) else self.tr("看全部答案")
        words = following if answered else self.tr("先留着，{next}").format(next=following)
        self.primary.say(words)
        if self._fact == ALL:
            self.primary.say(self.tr("回到栏目"))
        self.back.setVisible(self._neighbour(-1) is not None)

    def answer(self, value: object) -> None:
        """Take an answer to the question on screen; what follows is shown at once."""
        case = noting.answer_questions(self.session.case, {self._fact: str(value)})
        self.session.act(case, "", ActCode.FACTS)

    def go_on(self) -> None:
        """Keep what is typed and go to the next question; one without an answer stays open."""
        if self._fact == ALL:
            back(self)
            return
        if self.line is not None and not self.keep_line():
            return
        self.show_fact(self._neighbour(1) or ALL)

    def go_back(self) -> None:
        """Go to the previous question."""
        before = self._neighbour(-1)
        if before is not None:
            self.show_fact(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Backspace goes back."""
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(self.cards) and not isinstance(self.focusWidget(), QLineEdit):
            self.cards[digit].setFocus()
            self.answer(self.cards[digit].value)
        elif event.key() == Qt.Key.Key_Backspace:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _facts(self) -> tuple[Fact, ...]:
        return questions(self.session.notice, dict(self.session.case.facts))

    def _later(self) -> tuple[Fact, ...]:
        """Return what only an event brings up; it is reached from the list of all answers."""
        return later_questions(self.session.notice, dict(self.session.case.facts))

    def _given(self) -> dict[str, str]:
        """Return the answers that count now."""
        return counting_answers(self.session.notice, dict(self.session.case.facts))

    def _first(self) -> str:
        given = self._given()
        facts = self._facts()
        return next((fact.id for fact in facts if fact.id not in given), ALL)

    def _neighbour(self, by: int) -> str | None:
        ids = [fact.id for fact in self._facts()]
        if self._fact == ALL:
            return ids[-1] if by < 0 and ids else None
        at = ids.index(self._fact) + by if self._fact in ids else -1
        return ids[at] if 0 <= at < len(ids) else None

    def _fill(self) -> None:
        """Build the middle anew for the question on screen."""
        self.cards, self.line = [], None
        layout = self.fresh_column()
        if self._fact == ALL:
            view = AnswersView(self.session)
            view.chosen.connect(self.show_fact)
            layout.addWidget(view)
        else:
            self._fill_question(layout, self.session.notice.fact(self._fact))
        layout.addStretch(1)
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the answers."""
        first: QWidget | None = self.cards[0] if self.cards else self.line
        marked = [card for card in self.cards if card.value == self._given().get(self._fact)]
        (marked[0] if marked else first or self.primary).setFocus()

    def _fill_question(self, layout: QVBoxLayout, fact: Fact) -> None:
        question = fact.question if fact.question.endswith(("？", "?")) else f"{fact.question}？"
        fill(layout, Label(question, Role.HEAD, wrap=True), 4)
        given = self._given().get(fact.id, "")
        if fact.kind is FactKind.CHOICE:
            answers = dict(self.session.case.facts)
            lines = option_lines(self.session.notice, answers, fact.id)
            for place, option in enumerate(options(self.session.notice, fact.id, answers), 1):
                digit = str(place) if place < 10 else ""
                card = RadioCard(option.id, option.title, lines[option.id], digit)
                card.mark(option.id == given)
                card.chosen.connect(self.answer)
                card.pressed.connect(self._press)
                self.cards.append(card)
                layout.addWidget(card)
        else:
            self.line = self._line(fact)
            self.line.setText(given)
            self._wrong = Label("", Role.CAPTION, Tone.MISS, wrap=True)
            fill(layout, self.line, self._wrong)
        fill(layout, 10, (self._clause(fact), 0, Qt.AlignmentFlag.AlignLeft))
        self._show_words()

    def _line(self, fact: Fact) -> QLineEdit:
        hint = _HINTS[fact.kind](self)
        if fact.kind in (FactKind.DATE, FactKind.MOMENT):
            return MomentField(fact.question, hint, day_only=fact.kind is FactKind.DATE)
        return field(fact.question, hint)

    def _clause(self, fact: Fact) -> Button:
        """Return the number of the clause that asks; its words are behind it."""
        clauses = listed(dict.fromkeys(source.clause for source in (fact, *fact.also)))
        return Button(clauses, Kind.LINK, icon="book", key=NOTICE.key, do=self.toggle_notice)

    def keep_line(self) -> bool:
        """Take what is typed; tell when the question does not take it."""
        if self.line is None:
            return True
        typed = self.line.text().strip()
        if typed != dict(self.session.case.facts).get(self._fact, ""):
            self.answer(typed)
        wrong = bool(typed) and self._fact not in self._given()
        kind = self.session.notice.fact(self._fact).kind
        self._wrong.say(_HINTS[kind](self) if wrong else "")
        return not wrong

    def _press(self, value: object) -> None:
        self.answer(value)
        self.show_fact(self._neighbour(1) or ALL)

    def _show_all(self) -> None:
        self.show_fact(ALL)

    def _show_words(self) -> None:
        if self._fact != ALL:
            fact = self.session.notice.fact(self._fact)
            notice = self.session.notice
            known = (*quoted_sentences(notice, fact), fact.note)
            known = (*known, *open_points_of(notice, fact, *fact.also))
            self.notice.show_passage(fact.clause, fact.quote, filter(None, known))


_HINTS: dict[FactKind, Callable[[QWidget], str]] = {
    FactKind.DATE: lambda page: page.tr("写成 2026-05-01 这样"),
    FactKind.MONTH: lambda page: page.tr("写成 2026-05-01 这样；证书上没有日的，写到月：2026-05"),
    FactKind.MOMENT: lambda page: page.tr("写成 2026-05-01 09:30 这样"),
    FactKind.YEARS: lambda page: page.tr("写年份，几个用逗号隔开，如 2022,2023；没有就留空"),
    FactKind.NUMBER: lambda page: page.tr("写数字"),
    FactKind.CHOICE: lambda page: "",
}

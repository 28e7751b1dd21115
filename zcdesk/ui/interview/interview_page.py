"""The notice's questions on a few screens: what is applied for, which lines are hers, the rest."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from zcdesk.cases.acts.asked import Answers
from zcdesk.cases.acts.table import TELL_FACTS
from zcdesk.cases.upload_route import Route
from zcdesk.checks.concerning.gathering import open_points_of
from zcdesk.notices.interview import counting_answers, later_questions, options
from zcdesk.ui.frame.beside_notice import BesideNotice
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.help.everywhere import NOTICE, WINDOW
from zcdesk.ui.interview.answers_view import AnswersView
from zcdesk.ui.interview.option_words import quoted_sentences
from zcdesk.ui.interview.question_card import QuestionCard
from zcdesk.ui.interview.tick_list import TickList
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.router import At, back, go
from zcdesk.ui.kit import Button, ButtonKind, RadioCard
from zcdesk.ui.look import PRIMARY, SPRING, TEXT_COLUMN, Caption, Label, TypeRole, fill
from zcdesk.workflow.path.asking import Screen, lines_to_tick, screens

ALL = "all"
_EVERY = Screen(())
"""Stands for the list of all answers."""


class InterviewPage(BesideNotice):
    """One screen of questions, or all answers; what the notice says of one is behind F7."""

    def __init__(self, view: CaseView) -> None:
        session = view.session
        bar = CaseBar(session, self.tr("开头的提问"), back=self.tr("回到栏目"))
        super().__init__(bar, session.notice, TEXT_COLUMN)
        self.session = session
        self._lines = lines_to_tick(session.notice)
        self._fact = ""
        self._shown: object = None
        self._blocks: dict[str, QuestionCard] = {}
        self.ticks: TickList | None = None
        self.back = Button(self.tr("上一页"), do=self.go_back, minimumHeight=PRIMARY)
        self.primary = Button("", ButtonKind.PRIMARY, key="Enter", do=self.go_on)
        fill(
            self.buttons,
            self.back,
            Button(self.tr("一次看完全部答案"), ButtonKind.LINK, icon="list", do=self._show_all),
            SPRING,
            self.primary,
        )
        session.changed.connect(self._refresh_shown)
        Actions(self, (NOTICE,), self, WINDOW)
        self.show_fact(self._first())

    # --- What is on screen -----------------------------------------------------------------------

    @property
    def fact(self) -> str:
        """Id of the question that has the keyboard, or ``ALL``."""
        return self._fact

    @property
    def asked(self) -> tuple[str, ...]:
        """Ids of the questions that matter now, in the order of the screens."""
        return tuple(fact for screen in self._screens() for fact in screen.facts)

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the questions on screen."""
        return self._screen().facts

    @property
    def cards(self) -> list[RadioCard]:
        """The answers of the question that has the keyboard, or the lines to tick."""
        if self.ticks is not None:
            return self.ticks.cards
        return self._blocks[self._fact].cards if self._fact in self._blocks else []

    @property
    def line(self) -> QLineEdit | None:
        """Where the answer to the question that has the keyboard is written, if it is."""
        return self._blocks[self._fact].line if self._fact in self._blocks else None

    def arrive(self, at: At) -> None:
        """Show the question that is wanted, else the first that is open, else what is here."""
        first = self._first()
        wanted = at.part or (self._fact if first == ALL else first)
        if wanted != self._fact:
            self.show_fact(wanted)
        self.refresh()
        self.focus()

    def show_fact(self, fact: str) -> None:
        """Show the screen with a question, or all answers."""
        self._fact = fact
        self._fill()
        self.refresh()
        self._reach(fact)
        self.focus()

    def refresh(self) -> None:
        """Show the answers as they are, and the questions that came with them."""
        if self._fact != ALL and self._offered(self._screen()) != self._shown:
            later = later_questions(self.session.notice, dict(self.session.case.facts))
            if self._fact not in (*self.asked, *(fact.id for fact in later)):
                self._fact = self._first()
            in_hand = self._fact
            self._fill()
            self._reach(in_hand)
            self.focus()
        screen, given, asked = self._screen(), self._given(), self.asked
        self.bar.subtitle.say(
            self.tr("提问　{n} / {m}").format(n=sum(fact in given for fact in asked), m=len(asked))
        )
        if self.ticks is not None:
            self.ticks.show_answers(given)
        for fact, block in self._blocks.items():
            block.show_answer(given.get(fact) or dict(self.session.case.facts).get(fact, ""))
        self.primary.say(self._next_words(screen, given))
        self.back.setVisible(self._neighbour(-1) is not None)

    # --- What a person does ----------------------------------------------------------------------

    def answer(self, value: object) -> None:
        """Take an answer to the question that has the keyboard; what follows is shown at once."""
        self._take({self._fact: str(value)})

    def go_on(self) -> None:
        """Keep what is typed and go to the next screen; what has no answer stays open."""
        if self._fact == ALL:
            back(self)
        elif self.keep_line():
            if self.ticks is not None:
                self.ticks.close_open()
            following = self._neighbour(1)
            if following is not None:
                self.show_fact(following)
            else:
                ask_route = self._asks_route
                back(self)  # so that one answer leads from the way of upload to where she came from
                if ask_route:
                    go(self, At("route"))

    def go_back(self) -> None:
        """Go to the previous screen."""
        before = self._neighbour(-1)
        if before is not None:
            self.show_fact(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Backspace goes back."""
        digit = event.key() - Qt.Key.Key_0
        typing = isinstance(self.focusWidget(), QLineEdit)
        if 0 <= digit <= 9 and not typing and self._press(digit):
            return
        if event.key() == Qt.Key.Key_Backspace and not typing:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def focus(self) -> None:
        """Give the keyboard to the answers."""
        if self.ticks is not None:
            self.ticks.focus(self._fact)
        elif self._fact in self._blocks:
            self._blocks[self._fact].focus()
        else:
            self.primary.setFocus()

    def keep_line(self) -> bool:
        """Take what is typed on this screen; tell when a question does not take it."""
        stored, lines = dict(self.session.case.facts), list(self._blocks.items())
        typed = {fact: card.line.text().strip() for fact, card in lines if card.line is not None}
        new = {fact: words for fact, words in typed.items() if words != stored.get(fact, "")}
        if new:
            self._take(new)
        wrong = [fact for fact, words in typed.items() if words and fact not in self._given()]
        for fact in typed.keys() & self._blocks.keys():
            self._blocks[fact].refuse(refused=fact in wrong)
        return not wrong

    # --- Inside ----------------------------------------------------------------------------------

    def _take(self, answers: Mapping[str, str]) -> None:
        self.session.do(TELL_FACTS, Answers(dict(answers)))

    def _choose(self, fact: str, answer: str) -> None:
        """Take an answer; the keyboard goes on to the next question without one."""
        self.keep_line()  # another answer may make the screen anew
        self._take({fact: answer})
        given, here = self._given(), self.facts
        behind = here[here.index(fact) + 1 :] if fact in here else ()
        following = next((one for one in behind if one not in given), fact)
        if following in self._blocks:
            self._reach(following)
            self._blocks[following].focus()
            self.show_part(self._blocks[following])

    def _press(self, digit: int) -> bool:
        if self.ticks is not None:
            return self.ticks.press(digit)
        cards = self.cards
        if 0 < digit <= len(cards):
            cards[digit - 1].setFocus()
            self._choose(self._fact, str(cards[digit - 1].value))
        return 0 < digit <= len(cards)

    def _reach(self, fact: str) -> None:
        """Take note of the question that has the keyboard: digits and F7 are its."""
        self._fact = fact
        for one, block in self._blocks.items():
            block.show_digits(shown=one == fact)
        if fact != ALL:
            notice, asked = self.session.notice, self.session.notice.fact(fact)
            known = (*quoted_sentences(notice, asked), asked.note)
            known = (*known, *open_points_of(notice, asked, *asked.also))
            self.notice.show_passage(asked.clause, asked.quote, filter(None, known))

    def _screens(self) -> tuple[Screen, ...]:
        return screens(self.session.notice, dict(self.session.case.facts), self._lines)

    def _screen(self) -> Screen:
        """Return the screen with the question in hand; one that only an event brings is alone."""
        alone = _EVERY if self._fact == ALL else Screen((self._fact,))
        return next((screen for screen in self._screens() if self._fact in screen.facts), alone)

    def _neighbour(self, by: int) -> str | None:
        """Return the question to show on the next screen or the one before, None without one."""
        put, screen, given = self._screens(), self._screen(), self._given()
        if screen is _EVERY:
            return put[-1].facts[0] if by < 0 and put else None
        if screen not in put:
            return ALL if by > 0 else None
        at = put.index(screen) + by
        if not 0 <= at < len(put):
            return None
        return next((fact for fact in put[at].facts if fact not in given), put[at].facts[0])

    def _given(self) -> dict[str, str]:
        """Return the answers that count now."""
        return counting_answers(self.session.notice, dict(self.session.case.facts))

    def _first(self) -> str:
        given = self._given()
        return next((fact for fact in self.asked if fact not in given), ALL)

    @property
    def _asks_route(self) -> bool:
        blind = self.session.notice.masking is not None
        return blind and self.session.case.route is Route.NOT_ASKED

    def _next_words(self, screen: Screen, given: Mapping[str, str]) -> str:
        """Return what the filled button does: it answers nothing that was not said."""
        following = self._neighbour(1)
        words = self.tr("选上传方式") if self._asks_route else self.tr("回到栏目")
        if screen is _EVERY:
            return self.tr("回到栏目")
        if following is not None:
            words = self.tr("看全部答案") if following == ALL else self.tr("下一页")
        if self.ticks is not None and self.ticks.ticked:
            return self.tr("这 {n} 条是我，{next}").format(n=len(self.ticks.ticked), next=words)
        if not all(fact in given for fact in screen.facts):
            return self.tr("先留着，{next}").format(next=words)
        return self.tr("都不是，{next}").format(next=words) if screen.ticked else words

    def _offered(self, screen: Screen) -> object:
        """Return what a screen offers: with another offer it is made anew."""
        notice, answers = self.session.notice, dict(self.session.case.facts)
        return screen, [
            [option.id for option in options(notice, fact, answers)] for fact in screen.facts
        ]

    def _fill(self) -> None:
        """Build the middle anew."""
        screen = self._screen()
        self._shown, self._blocks, self.ticks = self._offered(screen), {}, None
        layout = self.fresh_column()
        if screen is _EVERY:
            layout.addWidget(AnswersView(self.session, chosen=self.show_fact))
        else:
            self._fill_screen(layout, screen)
        layout.addStretch(1)

    def _fill_screen(self, layout: QVBoxLayout, screen: Screen) -> None:
        put, notice = self._screens(), self.session.notice
        if screen in put and len(put) > 1:
            layout.addWidget(Caption(f"{put.index(screen) + 1} / {len(put)}"))
        if screen.ticked:
            lines = [self._lines[fact] for fact in screen.facts]
            self.ticks = TickList(notice, lines, answered=self._take, reached=self._reach)
            fill(layout, Label(self.tr("下面哪些说的是您？"), TypeRole.HEAD), self.ticks)
            return
        alone = len(screen.facts) == 1
        if not alone:
            words = self.tr("您申报什么？") if screen == put[0] else self.tr("还有这几样")
            layout.addWidget(Label(words, TypeRole.HEAD))
        for fact in screen.facts:
            block = QuestionCard(
                self.session,
                notice.fact(fact),
                alone=alone,
                answered=self._choose,
                reached=self._reach,
                words_wanted=self._open_words,
            )
            self._blocks[fact] = block
            layout.addWidget(block)

    def _show_all(self) -> None:
        if self.keep_line():
            self.show_fact(ALL)

    def _open_words(self, fact: str) -> None:
        self._reach(fact)
        self.toggle_notice()

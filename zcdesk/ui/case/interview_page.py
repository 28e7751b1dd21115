"""The notice's questions, one at a time: why it asks, its own words, and what follows at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from zcdesk.cases.acts import noting
from zcdesk.cases.acts.codes import ActCode
from zcdesk.checks.concerning.gathering import open_points_of
from zcdesk.checks.states import Evaluation
from zcdesk.notices.interview import counting_answers, later_questions, options, questions
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.ui.case.answers_view import AnswersView
from zcdesk.ui.case.option_words import option_lines, quoted_sentences
from zcdesk.ui.case.section_list import ListRow, SectionList
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.notice_panel import NoticePanel
from zcdesk.ui.help.everywhere import NOTICE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.router import back
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.column_page import ESCAPE, in_the_middle, put_in, scroll_area
from zcdesk.ui.kit.icon_label import IconLabel
from zcdesk.ui.kit.moment_field import MomentField
from zcdesk.ui.kit.radio_card import RadioCard
from zcdesk.ui.kit.word_list import field
from zcdesk.ui.look.text import Label, Sheet, column, panel, rule
from zcdesk.ui.look.tokens import EDGE, PRIMARY, TEXT_COLUMN, Role, Tone
from zcdesk.ui.session.evaluating import Judge
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import joined, listed, need_words, say
from zcdesk.ui.words.states import Chip, StateLook, slot_look
from zcdesk.workflow.open_case.what_follows import news, slots_behind

LIST, SIDE = 264, 340
NARROW = 1120
ALL = "all"


class InterviewPage(QWidget):
    """One question in the middle, all of them at the left, what follows at the right."""

    def __init__(self, view: CaseView) -> None:
        super().__init__()
        session, judge = view.session, view.judge
        self.session, self._judge = session, judge
        self._fact = ""
        self.cards: list[RadioCard] = []
        self.line: QLineEdit | None = None
        self.bar = CaseBar(session, self.tr("开头的提问"), back=self.tr("回到栏目"))
        self.list = SectionList()
        self.side = InterviewSide(session, judge)
        self.notice = NoticePanel(session.notice)
        self.notice.hide()
        self._counted = Label("", Role.STRONG)
        self._area = scroll_area()
        self.back = Button(self.tr("上一题"))
        self.skip = Button(self.tr("先跳过"), Kind.LINK)
        self.primary = Button("", Kind.PRIMARY, key="Enter")
        self._all = Button(self.tr("一次看完全部答案"), Kind.LINK, icon="list")
        self._build()
        self._connect()
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
        self.side.begin("" if fact == ALL else fact)
        self._fill()
        self.refresh()
        if self.notice.isVisible():
            self._show_words()

    def refresh(self) -> None:
        """Show the answers as they stand."""
        facts = self._facts()
        shown = {one.id for one in (*facts, *self._later())}
        if self._fact != ALL and self._fact not in shown:
            self.show_fact(self._first())
            return
        given = self._given()
        rows = [self._row(fact, given) for fact in facts]
        self.list.show_rows(tuple(rows), self._fact)
        open_ones = sum(fact.id not in given for fact in facts)
        words = self.tr("提问　{n} / {m}").format(n=len(facts) - open_ones, m=len(facts))
        self._counted.say(words)
        for card in self.cards:
            card.mark(given.get(self._fact) == card.value)
        following = self._neighbour(1)
        self.primary.say(self.tr("下一题") if following else self.tr("看全部答案"))
        if self._fact == ALL:
            self.primary.say(self.tr("回到栏目"))
        self.back.setVisible(self._neighbour(-1) is not None)
        answered = self._fact in given and dict(self.session.case.facts).get(self._fact)
        self.skip.setVisible(self._fact != ALL and not answered)  # our default is no answer of hers
        self.bar.subtitle.say(self.session.notice.short_title)

    def _refresh_shown(self) -> None:
        if self.isVisible():
            self.refresh()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the question what the sides can spare."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.side.setFixedWidth(260 if narrow else SIDE)
        self._list_panel.setFixedWidth(200 if narrow else LIST)
        self.bar.set_narrow(narrow)

    def _build(self) -> None:
        self._list_panel = panel()
        listed = column(self._list_panel, (0, 14, 0, 12), 8)
        self._counted.setContentsMargins(16, 0, 0, 0)
        listed.addWidget(self._counted)
        listed.addWidget(self.list, 1)
        listed.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QWidget()
        foot.setMaximumWidth(TEXT_COLUMN)
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(0, 10, 0, 14)
        self.back.setMinimumHeight(PRIMARY)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.primary)
        middle = QWidget()
        inner = column(middle, (0, 0, 0, 0), 0)
        inner.addWidget(self._area, 1)
        centred = QHBoxLayout()
        centred.setContentsMargins(EDGE, 0, EDGE, 0)
        centred.addStretch(1)
        centred.addWidget(foot, 100)
        centred.addStretch(1)
        inner.addLayout(centred)
        row = QHBoxLayout()
        row.setSpacing(0)
        for part in (self._list_panel, rule(upright=True)):
            row.addWidget(part)
        row.addWidget(middle, 1)
        for part in (rule(upright=True), self.side, self.notice):
            row.addWidget(part)
        layout = column(self, (0, 0, 0, 0), 0)
        layout.addWidget(self.bar)
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        self.session.changed.connect(self._refresh_shown)
        self.bar.back.clicked.connect(self.escape)
        self.bar.notice_pressed.connect(self.toggle_notice)
        self.notice.closed.connect(self.toggle_notice)
        self.list.chosen.connect(self.show_fact)
        self.list.entered.connect(self._enter)
        self.back.clicked.connect(self.go_back)
        self.skip.clicked.connect(self._skip)
        self.primary.clicked.connect(self.go_on)
        self._all.clicked.connect(self._show_all)
        rows: tuple[Action[InterviewPage], ...] = (NOTICE, ESCAPE)
        Actions(self, rows, self, WINDOW)

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

    def _row(self, fact: Fact, given: dict[str, str]) -> ListRow:
        done = fact.id in given
        look = StateLook(
            "", "check-circle" if done else "ring-dots", Tone.OK if done else Tone.TEXT3
        )
        return ListRow(fact.id, fact.question.rstrip("？?"), look=look)

    def _fill(self) -> None:
        """Build the middle anew for the question on screen."""
        self.cards, self.line = [], None
        inner = QWidget()
        inner.setMaximumWidth(TEXT_COLUMN)
        layout = column(inner, (0, 28, 0, 16), 8)
        if self._fact == ALL:
            view = AnswersView(self.session)
            view.chosen.connect(self.show_fact)
            layout.addWidget(view)
        else:
            self._fill_question(layout, self.session.notice.fact(self._fact))
        layout.addStretch(1)
        put_in(self._area, in_the_middle(inner))
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the answers."""
        first: QWidget | None = self.cards[0] if self.cards else self.line
        marked = [card for card in self.cards if card.value == self._given().get(self._fact)]
        (marked[0] if marked else first or self.primary).setFocus()

    def _fill_question(self, layout: QVBoxLayout, fact: Fact) -> None:
        question = fact.question if fact.question.endswith(("？", "?")) else f"{fact.question}？"
        layout.addWidget(Label(question, Role.HEAD, wrap=True))
        layout.addSpacing(4)
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
            layout.addWidget(self.line)
            self._wrong = Label("", Role.CAPTION, Tone.MISS, wrap=True)
            layout.addWidget(self._wrong)
        layout.addSpacing(10)
        layout.addWidget(self._clause(fact), 0, Qt.AlignmentFlag.AlignLeft)
        self._show_words()

    def _line(self, fact: Fact) -> QLineEdit:
        hint = _HINTS[fact.kind](self)
        if fact.kind in (FactKind.DATE, FactKind.MOMENT):
            return MomentField(fact.question, hint, day_only=fact.kind is FactKind.DATE)
        return field(fact.question, hint)

    def _clause(self, fact: Fact) -> Button:
        """Return the number of the clause that asks; its words are behind it."""
        clauses = listed(dict.fromkeys(source.clause for source in (fact, *fact.also)))
        clause = Button(clauses, Kind.LINK, icon="book", key=NOTICE.key)
        clause.clicked.connect(self.toggle_notice)
        return clause

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

    def _skip(self) -> None:
        self.show_fact(self._neighbour(1) or ALL)

    def _show_all(self) -> None:
        self.show_fact(ALL)

    def _enter(self) -> None:
        if self.cards:
            self.cards[0].setFocus()

    def _show_words(self) -> None:
        if self._fact != ALL:
            fact = self.session.notice.fact(self._fact)
            self.notice.show_passage(fact.clause, fact.quote)
            notice = self.session.notice
            known = (*quoted_sentences(notice, fact), fact.note)
            self.notice.remark(filter(None, (*known, *open_points_of(notice, fact, *fact.also))))

    def escape(self) -> None:
        """Go back."""
        back(self)

    def toggle_notice(self) -> None:
        """Open or close the notice, at what the question asks."""
        shown = not self.notice.isVisible()
        self.notice.setVisible(shown)
        self.side.setVisible(not shown)
        if shown:
            self._show_words()


_HINTS: dict[FactKind, Callable[[QWidget], str]] = {
    FactKind.DATE: lambda page: page.tr("写成 2026-05-01 这样"),
    FactKind.MONTH: lambda page: page.tr("写成 2026-05-01 这样；证书上没有日的，写到月：2026-05"),
    FactKind.MOMENT: lambda page: page.tr("写成 2026-05-01 09:30 这样"),
    FactKind.YEARS: lambda page: page.tr("写年份，几个用逗号隔开，如 2022,2023；没有就留空"),
    FactKind.NUMBER: lambda page: page.tr("写数字"),
    FactKind.CHOICE: lambda page: "",
}


# --- What an answer changes: the slots that hang on it, and what is new to tell ------------------


class InterviewSide(QWidget):
    """Follows the evaluation while a question is on screen."""

    def __init__(self, session: Session, judge: Judge) -> None:
        super().__init__()
        self._session, self._judge = session, judge
        self._fact = ""
        self._before: Evaluation = judge.evaluation
        self.setProperty("panel", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._area = scroll_area()
        layout = column(self, (0, 0, 0, 0), 0)
        layout.addWidget(self._area)
        judge.judged.connect(self.refresh)

    def begin(self, fact: str) -> None:
        """Follow the answers to another question."""
        self._fact, self._before = fact, self._judge.evaluation
        self.refresh()

    def refresh(self) -> None:
        """Show how the slots stand now."""
        body = Sheet()
        layout = column(body, (16, 16, 16, 16), 8)
        layout.addWidget(Label(self.tr("您的回答改变了什么"), Role.STRONG))
        after = self._judge.evaluation
        slots = slots_behind(self._session.notice, self._fact) if self._fact else ()
        for slot_id in slots:
            now, was = after.slot(slot_id), self._before.slot(slot_id)
            row = QHBoxLayout()
            changed = now.state is not was.state
            role = Role.STRONG if changed else Role.BODY
            row.addWidget(Label(now.title, role, wrap=True), 1)
            row.addWidget(Chip(slot_look(now.state)))
            layout.addLayout(row)
            if changed:
                layout.addWidget(Label(need_words(now), Role.CAPTION, Tone.TEXT2, wrap=True))
            layout.addWidget(rule())
        wordings = [say(finding.finding) for finding in news(self._before, after)]
        if any(wording.message for wording in wordings):
            layout.addSpacing(8)
            layout.addWidget(Label(self.tr("由此出现的提示"), Role.STRONG))
            for wording in wordings:
                if wording.message:
                    layout.addWidget(IconLabel("book", joined(wording), Tone.TEXT2, wrap=True))
        layout.addStretch(1)
        put_in(self._area, body)
        body.setAutoFillBackground(False)

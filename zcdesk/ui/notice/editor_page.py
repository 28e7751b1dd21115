"""The editor: strip of topics, text left, tables and one question right; digits answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from zcdesk.notices.editing.acts import DraftSteps, waved_through
from zcdesk.notices.editing.draft import Draft
from zcdesk.notices.editing.questions import (
    Choice,
    Question,
    chosen,
    counted,
    options,
    questions,
    standing,
)
from zcdesk.notices.sentences.proposals import Topic
from zcdesk.ui.help.everywhere import EVERYWHERE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.beginning import go_round
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, Timer
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    EDGE,
    PRIMARY,
    SPRING,
    Label,
    Panel,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    filled,
    rule,
    stacked,
)
from zcdesk.ui.notice.draft_question import DraftQuestionCard, TextPane
from zcdesk.ui.notice.sheet import TRY, TopicSheet
from zcdesk.ui.notice.words import in_words, topic_word
from zcdesk.ui.notice.work import NoticeWork
from zcdesk.workflow.tasks.notice_draft import Worked

PAUSE = 400
"""Milliseconds after an act before the profile is worked out anew."""

NARROW = 1180
TEXT_SHARE = {True: 300, False: 430}


class EditorPage(QWidget):
    """One notice on its way.

    Signals:
        shown: The draft, or what it makes, is another.
        finish_wanted: The profile is to be put among the person's notices.
        hand_on_wanted: The profile is to be written as a file for somebody else.
    """

    shown = Signal()
    finish_wanted = Signal()
    hand_on_wanted = Signal()

    def __init__(self, work: NoticeWork, **signals: Any) -> None:
        super().__init__(**signals)
        self._work = work
        self.steps: DraftSteps | None = None
        self.worked: Worked | None = None
        self.topic: str = Topic.WHEN
        self._question: Question | None = None
        self.decisions = 0
        self._pause = Timer(self, self._work_out, PAUSE)
        self._bar = TopBar(self.tr("我的通知"), back=self.tr("四句话"))
        self._counted = Label("", TypeRole.CAPTION, Tone.TEXT2)
        self.keys_shown = SHEET
        actions = Actions(self, ACTIONS, self, WINDOW)
        self.back, self.again = actions.icon_button("undo"), actions.icon_button("redo")
        self.strip = TopicStrip(chosen=self.show_topic)
        self.text = TextPane()
        self.sheet = TopicSheet(changed=self.act, refused=partial(self.say, tone=Tone.MISS))
        self.card = DraftQuestionCard(answered=self.answer)
        self._said = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        others = [actions.button(name, minimumHeight=PRIMARY) for name in ("wave", "hand-on")]
        self._wave, self._hand_on = others
        self.primary = actions.button("next", ButtonKind.PRIMARY)
        fill(self._bar.right, self._counted, self.back, self.again)
        self._split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._split.addWidget(self.text)
        right = stacked((self.sheet, 1), self.card, margins=(16, 12, 16, 12), gap=10)
        self._split.addWidget(filled(QWidget(), right))
        self._split.setStretchFactor(1, 1)
        row = beside((self._said, 1), *others, self.primary, margins=(EDGE, 9, EDGE, 9), gap=12)
        column(self, (0, 0, 0, 0), 0, self._bar, self.strip, rule(), (self._split, 1), rule(),
               filled(Panel(), row))  # fmt: skip
        self._bar.back.clicked.connect(self.leave)
        self._work.worked.connect(self.take_worked)
        self._work.kept.connect(
            lambda: self.say(
                self.tr("每一步都已存盘。没有定完的话，申报人会在用到它的那一步看到原文。")
            )
        )

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        assert self.steps is not None
        return self.steps.draft

    @property
    def settled(self) -> bool:
        """The profile is worked out of the draft as it is now."""
        return self.worked is not None and self._work.latest and not self._pause.isActive()

    @property
    def question(self) -> Question | None:
        """The question in hand; None where nothing is asked."""
        return self._question

    def begin(self, draft: Draft) -> None:
        """Show a draft, at its first open question."""
        self.steps, self.worked, self.decisions = DraftSteps(draft), None, 0
        self._bar.subtitle.say(draft.title)
        self._next(0)
        self._work.keep(draft)
        self._work_out()
        self.card.setFocus()

    def focus(self) -> None:
        """Give the keyboard to the question."""
        (self.card if self.card.isVisible() else self.primary).setFocus()

    def act(self, draft: Draft) -> None:
        """Take the draft that an act led to: shown, kept at once, worked out soon."""
        if self.steps is None or draft == self.draft:
            return
        self.steps = self.steps.then(draft)
        self.decisions += 1
        self._after()

    def take_worked(self, worked: Worked) -> None:
        """Take the profile as the draft made it, and what it leaves open."""
        if self.steps is None:
            return
        self.worked = worked
        before = self.draft.asked
        self.steps = self.steps.asking(worked.asked)
        if self.draft.asked != before:
            self._work.keep(self.draft)
        if self._question is not None and self._question not in questions(self.draft):
            self._question = None  # rows account for its sentence by now
        if self._question is None and self.topic != TRY:
            self._next(0)
        self.refresh()

    def undo(self) -> None:
        """Undo one act."""
        if self.steps is not None and self.steps.before:
            self.steps = self.steps.undone()
            self._after()

    def redo(self) -> None:
        """Do again what was undone."""
        if self.steps is not None and self.steps.after:
            self.steps = self.steps.redone()
            self._after()

    def show_topic(self, topic: str) -> None:
        """Show a topic, at its first open question."""
        self.topic = topic
        asked = [one for one in questions(self.draft) if one.topic == topic]
        self._question = asked[0] if asked else None
        self.refresh()
        if topic == TRY:
            self._work_out()

    def answer(self, word: str) -> None:
        """Answer the question in hand and go on to the next one."""
        question = self._question
        if question is None:
            return
        if word == Choice.EDIT:
            self.sheet.focus_table()
            return
        place = questions(self.draft).index(question)
        draft = chosen(self.draft, question, word, self.card.reason.text())
        self._next_after(draft, place + (draft == self.draft))

    def wave(self) -> None:
        """Say of the block around the sentence in hand that it is nobody's business here."""
        if self._question is not None and self._question.asked is not None:
            place = questions(self.draft).index(self._question)
            words = self.card.reason.text()
            self._next_after(waved_through(self.draft, self._question.sentences, words), place)

    def go_on(self) -> None:
        """Go to the next open question; where none is left, finish."""
        asked = questions(self.draft)
        if not asked:
            return self.finish_wanted.emit() if self.topic == TRY else self.show_topic(TRY)
        place = asked.index(self._question) + 1 if self._question in asked else 0
        self._next(place)
        return None

    def refresh(self) -> None:
        """Show everything as it is now."""
        if self.steps is None:
            return
        draft, question = self.draft, self._question
        asked = questions(draft)
        open_by = {topic: sum(one.topic is topic for one in asked) for topic in Topic}
        self.strip.show_topics({t: counted(draft, t) for t in Topic}, open_by, self.topic)
        one = question.asked if question is not None else None
        here = question.sentences if question is not None else ()
        self.text.show_draft(draft, tuple((each.line, each.words) for each in here))
        left = sum(each.topic == self.topic for each in asked)
        self.sheet.words = one.words if one and one.topic == self.topic else ""
        self.sheet.show_topic(draft, self.topic, self.worked, left)
        self.card.setVisible(question is not None)
        if question is not None:
            count = counted(draft, question.topic)
            self.card.show_question(question, options(draft, question), count)
        self._wave.setVisible(one is not None)
        now = standing(draft)
        template = self.tr("已定 {n}　·　还剩 {m} 句要紧的　·　{k} 句与申报人无关")
        self._counted.say(template.format(n=now.settled, m=now.urgent, k=now.aside))
        self.back.setEnabled(bool(self.steps.before))
        self.again.setEnabled(bool(self.steps.after))
        self._name_step(asked)
        self.shown.emit()

    def say(self, words: str, tone: Tone = Tone.TEXT2) -> None:
        """Say something at the foot."""
        self._said.say(words, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text less room on a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        text = TEXT_SHARE[narrow]
        self._split.setSizes([text, self.width() - text])
        self._counted.setVisible(self.width() >= 900)

    def _name_step(self, asked: tuple[Question, ...]) -> None:
        """Say what the filled button does next."""
        if self._question is not None:
            words = self.tr("请答这一题：1 到 {n}").format(n=len(self.card.options))
        elif asked:
            words = self.tr("去看还没定的 %n 题", None, len(asked))
        elif self.topic != TRY:
            words = self.tr("试看三个人")
        else:
            words = self.tr("存成可用的通知")
        self.primary.say(words)
        self.primary.decides = not asked and self.topic == TRY

    def _next_after(self, draft: Draft, place: int) -> None:
        self._question = None
        if self.steps is not None and draft != self.draft:
            self.steps = self.steps.then(draft)
            self.decisions += 1
            self._work.keep(draft)
            self._pause.start()
        self._next(place)

    def _next(self, place: int) -> None:
        """Show the question at a place of those that are left, from the first again behind all."""
        asked = questions(self.draft)
        self._question = asked[place if place < len(asked) else 0] if asked else None
        if self._question is not None:
            self.topic = self._question.topic
        self.refresh()

    def _after(self) -> None:
        """Keep and show an act; the question in hand stays where it is still one."""
        self._work.keep(self.draft)
        self._pause.start()
        asked = questions(self.draft)
        if self._question not in asked:
            own = [one for one in asked if one.topic == self.topic]
            self._question = own[0] if own else None
        self.refresh()

    def _work_out(self) -> None:
        if self.steps is not None:
            self._work.work_out(self.draft)

    def leave(self) -> None:
        """Go back to the four sentences; all is stored."""
        go(self, At("notice", part="four"))

    def beside(self, by: int) -> None:
        """Show the topic before or behind."""
        order = [*map(str, Topic), TRY]
        self.show_topic(order[(order.index(str(self.topic)) + by) % len(order)])

    def next_region(self, by: int) -> None:
        """Give the keyboard to the next region: text, tables, question, buttons."""
        regions = (self.text, self.sheet.table, self.card.first, self.primary)
        go_round(
            self, [region for region in regions if region is not None and region.isVisible()], by
        )


# --- The strip of topics: what is done, where one is, how much each holds ------------------------


class TopicStrip(QWidget):
    """One button a topic, and one for the three people.

    Signals:
        chosen: A topic, or ``TRY``.
    """

    chosen = Signal(str)

    def __init__(self, **signals: Any) -> None:
        super().__init__(**signals)
        self.setProperty("panel", "surface")
        self.buttons = {
            name: Button(
                "",
                ButtonKind.GHOST,
                dense=True,
                checkable=True,
                do=partial(self.chosen.emit, name),
            )
            for name in (*map(str, Topic), TRY)
        }
        beside(*self.buttons.values(), SPRING, on=self, gap=2, margins=(12, 4, 12, 4))

    def show_topics(
        self, counts: Mapping[Topic, int], open_by: Mapping[Topic, int], here: str
    ) -> None:
        """Show how many rows each topic has, and whether something of it is asked."""
        for topic in Topic:
            button = self.buttons[topic]
            words = f"{topic_word(topic)} {counts[topic] or ''}".strip()
            button.say(words, icon="ring-dots" if open_by[topic] else "check")
            state = "editing.strip_open" if open_by[topic] else "editing.strip_done"
            button.setAccessibleName(f"{words}，{in_words(state, count=open_by[topic])}")
        self.buttons[TRY].say(in_words("editing.topic_try"))
        for name, button in self.buttons.items():
            button.setChecked(name == str(here))


# --- What can be done on the page of a notice, by key, by button and in the help: one row an act --


def _digit(number: int, does: str = "", shown: str = "") -> Action[Any]:
    return Action(f"answer-{number}", keys=(str(number),), does=does, shown=shown, decides=True,
                  do=lambda page: page.card.press(number))  # fmt: skip


ACTIONS: tuple[Action[Any], ...] = (
    _digit(1, "现成的回答", "1　2　3"), _digit(2), _digit(3),
    _digit(4, "没有写　不归我管　以后再问", "4　5　6"), _digit(5), _digit(6),
    Action("next", keys=("F",), do=lambda page: page.go_on(), does="下一题：与右下角按钮相同"),
    Action("wave", "整段与申报人无关", keys=("X",), do=lambda page: page.wave(), decides=True,
           does="这一段都与申报人无关"),
    Action("before", keys=("A",), do=lambda page: page.beside(-1), does="上一类"),
    Action("behind", keys=("D",), do=lambda page: page.beside(1), does="下一类", beside=True),
    Action("edit", does="改这一格", shown="表格里 Enter、F2"),
    Action("tick", does="打勾、换一个", shown="表格里空格，或按住拖动"),
    Action("paste", keys=("Ctrl+V",), do=lambda page: page.sheet.paste(),
           does="表格里：把复制的通知表格填进来"),
    Action("add", keys=("Insert",), do=lambda page: page.sheet.add_row(), does="加一行"),
    Action("add-other", keys=("Shift+Insert",), do=lambda page: page.sheet.add_other(),
           does="补一条没有找到的（电话、公示、字数…）"),
    Action("reason", keys=("R",), do=lambda page: page.card.reason.setFocus(),
           does="写放在一边的理由；Enter 为不归我管"),
    Action("remove", does="去掉这一行", shown="Delete", beside=True),
    Action("undo", "撤销", "undo", ("Ctrl+Z",), lambda page: page.undo(), does="撤销",
           decides=True, repeats=True),
    Action("redo", "重做", "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), lambda page: page.redo(),
           does="重做", shown="Ctrl+Y", beside=True, decides=True, repeats=True),
    Action("hand-on", "交给别人…", keys=("Ctrl+E",), does="写成一个文件交给别人",
           do=lambda page: page.hand_on_wanted.emit()),
    Action("region", keys=("F6",), do=lambda page: page.next_region(1),
           does="在原文、表格、问题、按钮之间移动"),
    Action("region-back", keys=("Shift+F6",), do=lambda page: page.next_region(-1)),
    Action("escape", keys=("Esc",), do=lambda page: page.leave(),
           does="回到四句话；都已存盘"),
)  # fmt: skip

_OTHERS: tuple[Action[Any], ...] = tuple(one for one in EVERYWHERE if one.name not in {
    "undo", "redo", "saved", "stops"
})  # fmt: skip

SHEET = KeySheet("做通知的快捷键", (*ACTIONS, *_OTHERS))

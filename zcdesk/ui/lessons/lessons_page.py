"""Practice and training: which lesson, with which number, and those that were begun."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.limits import LARGEST_NUMBER
from zcdesk.training.lessons.making import PageReady
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, ChoiceCard, ask_file, field, preferences
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.drop_area import TakesFiles
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.lessons.beginning import Begun, KnownLessons
from zcdesk.ui.look import (
    PRIMARY,
    SPRING,
    Caption,
    Explanation,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    fill,
    stacked,
)
from zcdesk.ui.look.tokens import PAGE_COLUMN
from zcdesk.ui.words.sentences import clauses, worded

SHOWN = 3
"""Cases of one lesson that can be gone on with here, the latest first."""


class LessonsPage(TakesFiles, ColumnPage):
    """All lessons as cards; the number and the beginning in the footer.

    Signals:
        begun: A lesson and its number: its case is wanted.
        given: Path of a lesson that a trainer handed over.
    """

    begun = Signal(object, int)
    given = Signal(object)

    def __init__(self, **signals: Any) -> None:
        bar = TopBar(self.tr("练习与培训"), back=self.tr("开始页"))
        super().__init__(bar, PAGE_COLUMN, acceptDrops=True, **signals)
        self._known = KnownLessons((), ())
        self._chosen: Lesson | None = None
        self._making = False
        self.cards: dict[str, ChoiceCard] = {}
        self.number = field(self.tr("编号"), self.tr("讲师说的数"))
        self.number.setValidator(QIntValidator(1, LARGEST_NUMBER, self.number))
        self.number.setFixedWidth(140)
        self.number.setMinimumHeight(PRIMARY)
        self._said = Remark()
        self.trainer = Button(
            self.tr("我是讲师"),
            ButtonKind.GHOST,
            icon="people",
            do=lambda: go(self, At("trainer", place=self._known.lessons)),
        )
        fill(
            self.bar.right,
            Button(self.tr("加一课…"), ButtonKind.GHOST, icon="plus", do=self.choose_lesson),
            self.trainer,
        )
        self.any = Button(
            self.tr("随便一个数"),
            icon="repeat",
            decides=True,
            do=self.draw_number,
            minimumHeight=PRIMARY,
        )
        self.primary = Button(self.tr("开始"), ButtonKind.PRIMARY, key="Enter", do=self.begin)
        fill(
            self.buttons,
            (self._said, 1),
            Label(self.tr("编号")),
            self.number,
            self.any,
            self.primary,
        )

    def show_lessons(self, known: KnownLessons) -> None:
        """Show what can be begun and what was begun."""
        self._known, self._making = known, False
        if self._chosen not in known.lessons:
            self._chosen = known.lessons[0] if known.lessons else None
        layout = self.fresh_column(20)
        hint = self.tr(
            "人物、单位和证书都是虚构的，做错了也没有关系。选一课，写上讲师说的编号："
            "同一个数在每台电脑上做出同样的案卷。"
        )
        fill(
            layout,
            Label(self.tr("练习与培训"), TypeRole.HEAD),
            Explanation(hint),
        )
        self.cards = {}
        for lesson in known.lessons:
            self._add_lesson(layout, lesson)
        layout.addStretch(1)
        self._show_choice()

    def arrive(self, _at: At) -> None:
        """Take the keyboard."""
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the chosen lesson."""
        if self._chosen is not None:
            self.cards[self._chosen.id].setFocus()

    def begin(self) -> None:
        """Begin the chosen lesson; without a number, ask for it."""
        if self._making or self._chosen is None:
            return
        if not self.number.hasAcceptableInput():
            self._said.say(self.tr("请写上编号，从 1 到 999999；一个人练，可以随便一个数。"))
            self.number.setFocus()
            return
        self._making = True
        self._said.say(self.tr("正在做这份练习案卷…"))
        self.begun.emit(self._chosen, int(self.number.text()))

    def draw_number(self) -> None:
        """Write some number."""
        self.number.setText(str(random.randint(1000, 9999)))
        self._show_choice()
        self.primary.setFocus()

    def show_progress(self, step: PageReady) -> None:
        """Say how many pages are drawn."""
        self._said.say(self.tr("正在画第 {n} / {m} 页…").format(n=step.done, m=step.total))

    def rest(self) -> None:
        """Take another beginning: the one before led nowhere."""
        self._making = False
        self._show_choice()

    def _add_lesson(self, layout: QVBoxLayout, lesson: Lesson) -> None:
        language = preferences().settings.language
        title, goal = lesson.title.in_language(language), lesson.goal.in_language(language)
        facts = (
            worded(f"train.level.{lesson.level}").message,
            self.tr("%n 页", None, lesson.page_count),
            self.tr("藏着 %n 处", None, len(lesson.traps)),
            self.tr("%n 分钟", None, lesson.minutes),
        )
        card = ChoiceCard(
            lesson.id,
            clauses((title, goal, *facts)),
            enters=False,
            focused=self._choose,
            chosen=self._choose,
            pressed=self._enter,
        )
        beside(
            (
                stacked(
                    Label(title, TypeRole.STRONG),
                    Remark(goal),
                    gap=2,
                ),
                1,
            ),
            Caption("　·　".join(facts)),
            on=card,
            gap=16,
            margins=(18, 10, 18, 10),
        )
        self.cards[lesson.id] = card
        layout.addWidget(card)
        under_way = [begun for begun in self._known.begun if begun.lesson == lesson.id][:SHOWN]
        if under_way:
            layout.addLayout(self._to_continue(under_way))

    def _to_continue(self, under_way: list[Begun]) -> QHBoxLayout:
        ways = [
            Button(
                self.tr("继续 {n}").format(n=begun.number),
                ButtonKind.LINK,
                icon="right",
                do=partial(go, self, At("case", part=str(begun.path))),
            )
            for begun in under_way
        ]
        return beside(*ways, SPRING, gap=8, margins=(18, 0, 0, 4))

    def choose_lesson(self) -> None:
        """Ask for the file of a lesson that a trainer handed over."""
        kinds = self.tr("课程 (*.yaml *.yml)")
        ask_file(self, self.tr("加一课"), self.given.emit, "", kinds)

    def refuse(self, words: str) -> None:
        """Say why a lesson was not taken."""
        self._said.say(words, Tone.MISS)

    def take(self, paths: tuple[Path, ...]) -> None:
        """Take the file of a lesson."""
        for path in paths[:1]:
            self.given.emit(path)

    def _choose(self, lesson: object) -> None:
        self._chosen = next(
            (lesson_known for lesson_known in self._known.lessons if lesson_known.id == lesson),
            None,
        )
        self._show_choice()

    def _enter(self, lesson: object) -> None:
        self._choose(lesson)
        self.begin()

    def _show_choice(self) -> None:
        chosen = self._chosen
        for name, card in self.cards.items():
            card.mark(chosen is not None and name == chosen.id)
        if chosen is not None:
            title = chosen.title.in_language(preferences().settings.language)
            self._said.say(self.tr("选中：{title}").format(title=title), Tone.TEXT2)

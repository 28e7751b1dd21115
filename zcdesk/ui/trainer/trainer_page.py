"""Where a trainer begins: which lesson, which number, who sits where; papers, projector, class."""

from __future__ import annotations

import random
from functools import partial
from typing import Protocol

from PySide6.QtGui import QIntValidator

from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.limits import LARGEST_NUMBER
from zcdesk.training.lessons.papers import seats
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Card,
    Combo,
    field,
    preferences,
    writing_area,
)
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    PRIMARY,
    SPRING,
    Explanation,
    Label,
    Part,
    Remark,
    Tone,
    TypeRole,
    beside,
    fill,
    filled,
    stacked,
)
from zcdesk.ui.look.tokens import PAGE_COLUMN
from zcdesk.ui.trainer.projector import PROJECTOR, SHEET
from zcdesk.ui.words.sentences import worded


class PreparesLessons(Protocol):
    """What the page asks for; the room does it."""

    def print_papers(self, lesson: Lesson, number: int, names: tuple[str, ...]) -> None:
        """Draw the papers of a lesson and print them."""

    def keep_case(self, lesson: Lesson, number: int) -> None:
        """Ask for a folder and make the case of a lesson in it."""


NAMES_HIGH = 84
"""Pixels for the names; more of them scroll."""


class TrainerPage(ColumnPage):
    """Prepare, hold, collect: one card each; the room does what is asked for."""

    keys_shown = SHEET

    def __init__(self, room: PreparesLessons) -> None:
        super().__init__(TopBar(self.tr("讲师"), back=self.tr("练习与培训")), PAGE_COLUMN)
        self._room = room
        self._lessons: tuple[Lesson, ...] = ()
        self.lesson = Combo(
            accessibleName=self.tr("课程"),
            minimumContentsLength=14,
            currentIndexChanged=self._tell_lesson,
        )
        self.number = field(self.tr("编号"), self.tr("编号"))
        self.number.setValidator(QIntValidator(1, LARGEST_NUMBER, self.number))
        self.number.setFixedWidth(110)
        self.names = writing_area(
            self.tr("学员姓名"),
            self.tr("学员姓名，一行一个，可以粘贴；不写也可以"),
            textChanged=self._tell_names,
            wordless=lambda: self.say(self.tr("没有复制到文字，请复制姓名。"), Tone.MISS),
        )
        self.names.setFixedHeight(NAMES_HIGH)
        self._goal = Remark()
        self._counted = Remark()
        self._said = Remark()
        self.projector = Button(
            "", icon="zoom", key=PROJECTOR.key, decides=True, minimumHeight=PRIMARY
        )
        self.primary = Actions(self, (PAPERS,), self, WINDOW).button("papers", ButtonKind.PRIMARY)
        enter_presses(self.number, self.primary)
        fill(self.buttons, (self._said, 1), self.primary)
        self.number.setText(str(random.randint(1000, 9999)))
        fill(self.fresh_column(16), self._preparing(), self._holding(), self._collecting(), SPRING)
        self.show_projector(on=False)

    @property
    def chosen(self) -> Lesson | None:
        """The lesson that is chosen."""
        place = self.lesson.currentIndex()
        return self._lessons[place] if 0 <= place < len(self._lessons) else None

    @property
    def people(self) -> tuple[str, ...]:
        """The names that were typed, in the order of the seats."""
        return seats(self.names.toPlainText())

    def show_lessons(self, lessons: tuple[Lesson, ...], chosen: str = "") -> None:
        """Offer these lessons; the chosen one stays, or ``chosen`` is taken."""
        before = self.chosen
        wanted = chosen or (before.id if before is not None else "")
        self._lessons = lessons
        self.lesson.clear()
        language = preferences().settings.language
        self.lesson.addItems([lesson.title.in_language(language) for lesson in lessons])
        ids = [lesson.id for lesson in lessons]
        self.lesson.setCurrentIndex(ids.index(wanted) if wanted in ids else 0)

    def say(self, words: str, tone: Tone = Tone.TEXT2) -> None:
        """Say what is going on, or what is lacking."""
        self._said.say(words, tone)

    def show_projector(self, *, on: bool) -> None:
        """Name the button by what it does next."""
        self.projector.say(self.tr("结束投影模式") if on else self.tr("投影模式"))

    def arrive(self, _at: At) -> None:
        """Take the keyboard."""
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the choice of the lesson."""
        self.lesson.setFocus()

    def _preparing(self) -> Card:
        caption = self.tr(
            "讲师资料是：藏在哪里（附页面图和通知原话）、快捷键、学员名单。姓名只在这张纸上，"
            "成绩里只有座位号。"
        )
        compose = Button(
            self.tr("自己拼一课…"),
            icon="plus",
            do=partial(go, self, At("compose")),
            minimumHeight=PRIMARY,
        )
        case = Button(
            self.tr("把案卷存到文件夹…"),
            icon="folder",
            decides=True,
            do=self._want_case,
            minimumHeight=PRIMARY,
        )
        return _card(
            self.tr("一、备课"),
            beside((self.lesson, 1), Label(self.tr("编号")), self.number, gap=8),
            self._goal,
            self.names,
            self._counted,
            Remark(caption),
            beside(compose, case, LearnMore("trainer-prepare", self.tr("备课")), SPRING, gap=8),
        )

    def _holding(self) -> Card:
        caption = self.tr(
            "投影模式把窗口放到全屏、字放大，Shift+F11 结束。讲师资料里有一页照着讲的十步。"
        )
        return _card(
            self.tr("二、上课"),
            Explanation(caption),
            beside(self.projector, LearnMore("trainer-projector", self.tr("投影")), SPRING, gap=8),
        )

    def _collecting(self) -> Card:
        caption = self.tr("把学员的成绩文件拖进去，或写上成绩码：全班一张表，看哪一处最多人漏掉。")
        collect = Button(
            self.tr("收成绩…"),
            icon="import",
            do=partial(go, self, At("class")),
            minimumHeight=PRIMARY,
        )
        return _card(
            self.tr("三、收成绩"),
            Explanation(caption),
            beside(collect, LearnMore("trainer-class", self.tr("收成绩")), SPRING, gap=8),
        )

    def _numbered(self) -> int | None:
        """Return the number; without one ask for it."""
        if self.number.hasAcceptableInput():
            return int(self.number.text())
        self.say(self.tr("请写上编号，从 1 到 999999。"), Tone.MISS)
        self.number.setFocus()
        return None

    def want_papers(self) -> None:
        """Ask for the papers of the lesson, where its number is one."""
        number, lesson = self._numbered(), self.chosen
        if number is not None and lesson is not None:
            self._room.print_papers(lesson, number, self.people)

    def _want_case(self) -> None:
        number, lesson = self._numbered(), self.chosen
        if number is not None and lesson is not None:
            self._room.keep_case(lesson, number)

    def _tell_lesson(self, _place: int = 0) -> None:
        lesson = self.chosen
        if lesson is None:
            self._goal.say("")
            return
        facts = (
            lesson.goal.in_language(preferences().settings.language),
            worded(f"train.level.{lesson.level}").message,
            self.tr("%n 页", None, lesson.page_count),
            self.tr("藏着 %n 处", None, len(lesson.traps)),
            self.tr("%n 分钟", None, lesson.minutes),
        )
        self._goal.say("　·　".join(facts))

    def _tell_names(self) -> None:
        count = len(self.people)
        words = self.tr("%n 位学员，座位号从 1 起", None, count) if count else ""
        self._counted.say(words)
        self.say("")


def _card(title: str, *parts: Part) -> Card:
    return filled(
        Card(), stacked(Label(title, TypeRole.TITLE), *parts, gap=8, margins=(18, 12, 18, 12))
    )


PAPERS: Action[TrainerPage] = Action(
    "papers", "打印讲师资料…", keys=("Ctrl+P",), do=lambda page: page.want_papers(),
    decides=True,  # a browser or a dialog opens for it
)  # fmt: skip

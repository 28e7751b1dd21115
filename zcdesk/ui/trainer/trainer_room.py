"""Everything that the window has for trainers, each page made when it is first wanted."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QIntValidator

from zcdesk.errors import ZcdeskError
from zcdesk.training.lessons.composing import Wish
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.limits import LARGEST_NUMBER
from zcdesk.training.lessons.making import Drawn, MadeLesson, practice_folder
from zcdesk.training.lessons.papers import seats
from zcdesk.ui.finish.printing import print_page
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions, key_lines
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At, Router, go
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Card,
    Combo,
    Work,
    ask_folder,
    documents,
    field,
    preferences,
    wire,
    writing_area,
)
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.lessons.strip import ACTIONS as PRACTISING
from zcdesk.ui.look import (
    PRIMARY,
    SPRING,
    Label,
    Part,
    Tone,
    TypeRole,
    beside,
    fill,
    filled,
    stacked,
)
from zcdesk.ui.review.actions import SHEET as REVIEWING
from zcdesk.ui.trainer.class_page import ClassPage
from zcdesk.ui.trainer.compose_page import Base, ComposePage
from zcdesk.ui.trainer.preparing import (
    Composed,
    Summed,
    composing,
    keeping_case,
    offering,
    saving,
    summing,
    writing_papers,
)
from zcdesk.ui.trainer.projector import PROJECTOR, SHEET
from zcdesk.ui.words.sentences import joined, place_words, say, worded

# --- Where a trainer begins: which lesson, which number, who sits where; papers, projector, class -


WIDEST = 860
NAMES_HIGH = 84
"""Pixels for the names; more of them scroll."""


class TrainerPage(ColumnPage):
    """Prepare, hold, collect: one card each; the room does what is asked for."""

    keys_shown = SHEET

    def __init__(self, room: TrainerRoom) -> None:
        super().__init__(TopBar(self.tr("讲师"), back=self.tr("练习与培训")), WIDEST)
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
        )
        self.names.setFixedHeight(NAMES_HIGH)
        self._goal = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self._counted = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        self._said = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
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
            beside((self.lesson, 1), Label(self.tr("编号"), TypeRole.BODY), self.number, gap=8),
            self._goal,
            self.names,
            self._counted,
            Label(caption, TypeRole.CAPTION, Tone.TEXT2, wrap=True),
            beside(compose, case, LearnMore("trainer-prepare", self.tr("备课")), SPRING, gap=8),
        )

    def _holding(self) -> Card:
        caption = self.tr(
            "投影模式把窗口放到全屏、字放大，Shift+F11 结束。讲师资料里有一页照着讲的十步。"
        )
        return _card(
            self.tr("二、上课"),
            Label(caption, TypeRole.BODY, Tone.TEXT2, wrap=True),
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
            Label(caption, TypeRole.BODY, Tone.TEXT2, wrap=True),
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


def _card(title: str, *parts: Part) -> Card:
    return filled(
        Card(), stacked(Label(title, TypeRole.TITLE), *parts, gap=8, margins=(18, 12, 18, 12))
    )


PAPERS: Action[TrainerPage] = Action(
    "papers", "打印讲师资料…", keys=("Ctrl+P",), do=lambda page: page.want_papers(),
    decides=True,  # a browser or a dialog opens for it
)  # fmt: skip


# --- The room: which page comes when -------------------------------------------------------------


class TrainerRoom(QObject):
    """The trainer's pages on the window's stack."""

    def __init__(self, router: Router) -> None:
        super().__init__(router)
        self.router = router
        self._job = Work(self)
        self._lessons: tuple[Lesson, ...] = ()
        self.page = TrainerPage(self)
        self.compose = ComposePage()
        self.compose.composed.connect(self.keep_lesson)
        self.results = ClassPage()
        wire(
            (self.results.given, self.collect),
            (self.results.save_wanted, self.save_class),
            (self.results.print_wanted, self.print_class),
            (self.results.empty.clicked, self.empty_class),
        )
        for page in (self.page, self.compose, self.results):
            router.addWidget(page)

    def take(self, lessons: tuple[Lesson, ...]) -> None:
        """Offer these lessons where a trainer begins."""
        self._lessons = lessons
        self.page.show_lessons(lessons)

    def to_compose(self, _at: At) -> None:
        """Show what a lesson can be put together of, once it is known."""
        self._work(offering(self._lessons), self._begin_composing, self.page.say)

    def to_class(self, _at: At) -> ClassPage:
        """Return the class so far, with the names that are typed now."""
        self.results.show_class(self.results.summed, self.page.people)
        return self.results

    def print_papers(self, lesson: Lesson, number: int, names: tuple[str, ...]) -> None:
        """Draw the papers of a lesson and print them."""
        lines = key_lines((*REVIEWING.rows, *PRACTISING, PROJECTOR))
        keys = [(line.keys, line.does) for line in lines]
        language = preferences().settings.language
        steps = writing_papers(lesson, number, keys, names, language)
        self._work(steps, self._take_papers, self.page.say)

    def keep_case(self, lesson: Lesson, number: int) -> None:
        """Ask for a folder and make the case of a lesson in it."""
        title = self.tr("案卷放在哪个文件夹")
        if folder := ask_folder(self.page, title, str(documents())):
            self._work(keeping_case(lesson, number, folder), self._take_case, self.page.say)

    def keep_lesson(self, wish: Wish) -> None:
        """Make a lesson of what was ticked."""
        steps = composing(wish, preferences().settings.language)
        self._work(steps, self._take_lesson, lambda words, _tone: self.compose.refuse(words))

    def collect(self, paths: tuple[Path, ...], typed: str) -> None:
        """Add results to the class."""
        before, language = self.results.summed.results, preferences().settings.language
        self._work(summing(before, paths, typed, language), self._take_results, self.results.say)

    def save_class(self, place: Path) -> None:
        """Keep the class as a workbook and a page."""
        steps = saving(self.results.summed.groups, place, preferences().settings.language)
        self._work(steps, self._tell_saved, self.results.say)

    def print_class(self) -> None:
        """Write the page of the class where practice is, and print it."""
        place = practice_folder() / "class.xlsx"
        steps = saving(self.results.summed.groups, place, preferences().settings.language)
        self._work(steps, lambda page: print_page(page, self.results), self.results.say)

    def empty_class(self) -> None:
        """Begin a new class."""
        self.results.codes.clear()
        self.results.show_class(Summed(), self.page.people)

    def close(self) -> None:
        """Take the pages out of the window."""
        self.stop()
        for page in (self.page, self.compose, self.results):
            self.router.drop(page)
        self.deleteLater()

    def stop(self) -> None:
        """Work out nothing more."""
        self._job.stop()

    def _begin_composing(self, bases: tuple[Base, ...]) -> None:
        self.compose.begin(bases)
        self.router.show_at(self.compose, At("compose"))

    def _take_papers(self, step: Drawn | Path) -> None:
        if isinstance(step, Path):
            self.page.say(self.tr("讲师资料在{place}").format(place=place_words(step)))
            print_page(step, self.page)
        else:
            self._tell_drawn(step)

    def _take_case(self, step: Drawn | MadeLesson) -> None:
        if isinstance(step, MadeLesson):
            self.page.say(self.tr("案卷在{place}").format(place=place_words(step.path)))
        else:
            self._tell_drawn(step)

    def _tell_drawn(self, step: Drawn) -> None:
        self.page.say(self.tr("正在画第 {n} / {m} 页…").format(n=step.done, m=step.total))

    def _take_lesson(self, found: Composed) -> None:
        if found.lesson is None:
            if found.fault is not None:
                self.compose.refuse(joined(say(found.fault)))
            return
        self._lessons = found.lessons
        self.page.show_lessons(found.lessons, found.lesson.id)
        self.router.go(At("trainer"))
        title = found.lesson.title.in_language(preferences().settings.language)
        self.page.say(self.tr("“{title}”已收下，列表里有了").format(title=title))

    def _take_results(self, step: Summed | int) -> None:
        if isinstance(step, int):
            self.results.say(self.tr("已看 %n 份…", None, step))
            return
        self.results.show_class(step, self.page.people)
        self.results.focus()
        if not step.refused:
            self.results.codes.clear()

    def _tell_saved(self, page: Path) -> None:
        self.results.say(self.tr("表格和网页在{place}").format(place=place_words(page.parent)))

    def _work(
        self,
        steps: Generator[Any, None, None],
        take: Callable[[Any], None],
        say_wrong: Callable[[str, Tone], None],
    ) -> None:
        """Walk steps beside the window; what was begun before goes on first."""
        if self._job.busy:
            return
        self._say_wrong = say_wrong
        self._job.begin(steps, take, self._tell_failure)

    def _tell_failure(self, error: ZcdeskError) -> None:
        self._say_wrong(joined(say(error.finding())), Tone.MISS)

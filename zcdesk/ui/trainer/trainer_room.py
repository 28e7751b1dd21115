"""Everything that the window has for trainers, each page made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from zcdesk.errors import ZcdeskError
from zcdesk.training.lessons.composing import Wish
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.making import MadeLesson, PageReady, practice_folder
from zcdesk.ui.finish.printing import print_page
from zcdesk.ui.keys.actions import key_lines
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit import (
    Work,
    ask_folder,
    documents,
    preferences,
    wire,
)
from zcdesk.ui.kit.job import Steps
from zcdesk.ui.lessons.strip import ACTIONS as PRACTISING
from zcdesk.ui.look import (
    Tone,
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
from zcdesk.ui.trainer.projector import PROJECTOR
from zcdesk.ui.trainer.trainer_page import TrainerPage
from zcdesk.ui.words.sentences import joined, place_words, say, say_error


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

        def keep(folder: Path) -> None:
            self._work(keeping_case(lesson, number, folder), self._take_case, self.page.say)

        ask_folder(self.page, title, keep, str(documents()))

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

    def _take_papers(self, step: PageReady | Path) -> None:
        if isinstance(step, Path):
            self.page.say(self.tr("讲师资料在{place}").format(place=place_words(step)))
            print_page(step, self.page)
        else:
            self._tell_drawn(step)

    def _take_case(self, step: PageReady | MadeLesson) -> None:
        if isinstance(step, MadeLesson):
            self.page.say(self.tr("案卷在{place}").format(place=place_words(step.path)))
        else:
            self._tell_drawn(step)

    def _tell_drawn(self, step: PageReady) -> None:
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
        steps: Steps,
        take: Callable[[Any], None],
        say_wrong: Callable[[str, Tone], None],
    ) -> None:
        """Walk steps beside the window; what was begun before goes on first."""
        if self._job.busy:
            say_wrong(self.tr("上一件还在做，做完再按一次。"), Tone.TEXT2)
            return
        self._say_wrong = say_wrong
        self._job.begin(steps, take, self._tell_failure)

    def _tell_failure(self, error: ZcdeskError) -> None:
        self._say_wrong(joined(say_error(error)), Tone.MISS)

"""Everything that the window has for lessons: their list, and the strip over a practice case."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from zcdesk.cases.practice import Practice
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.making import Drawn
from zcdesk.ui.lessons.beginning import (
    KnownLessons,
    beginning,
    beginning_again,
)
from zcdesk.ui.lessons.lessons_page import LessonsPage
from zcdesk.ui.lessons.strip import PracticeStrip
from zcdesk.ui.session.opening import Ready
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.case.room import Room

Load = Callable[[Generator[Any, None, None], Callable[[Any], None]], None]


class LessonsRoom(QObject):
    """Begins lessons and stands over their cases.

    Signals:
        left: Back to the start page.
        help_wanted: The keys are wanted.
        case_wanted: Path of a case that is to be opened.
    """

    left = Signal()
    help_wanted = Signal()
    case_wanted = Signal(object)

    def __init__(
        self,
        pool: WorkerPool,
        area: QWidget,
        stack: QStackedWidget,
        load: Load,
        enter: Callable[[Ready], None],
        close_case: Callable[[], bool],
    ) -> None:
        """Stand ready.

        Args:
            pool: Looks over case files.
            area: What the strip stands at the head of.
            stack: The pages of the window.
            load: Walks steps beside the window and hands over what they give.
            enter: Shows a case.
            close_case: Closes the open case; False when it stays.
        """
        super().__init__(stack)
        self._pool, self._stack = pool, stack
        self._load, self._enter, self._close_case = load, enter, close_case
        self._room: Room | None = None
        self._asked_again = False
        self.page = LessonsPage()
        stack.addWidget(self.page)
        self.page.left.connect(self.left)
        self.page.help_wanted.connect(self.help_wanted)
        self.page.continued.connect(self.case_wanted)
        self.page.begun.connect(self.begin)
        self.strip = PracticeStrip(area)
        self.strip.hide()
        self.strip.again_wanted.connect(self.ask_again)
        layout = area.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.strip)

    def show(self, known: KnownLessons) -> None:
        """Show the lessons."""
        self.page.show_lessons(known)
        self._stack.setCurrentWidget(self.page)
        self.page.focus()

    def begin(self, lesson: Lesson, number: int) -> None:
        """Make a lesson's case, or go on with it where it lies already."""
        self._load(beginning(self._pool, lesson, number), self._take)

    def rest(self, _words: str = "") -> None:
        """Take another beginning: the one before led nowhere."""
        self.page.rest()

    def join(self, room: Room) -> None:
        """Stand over a case of a lesson."""
        practice = room.session.case.practice
        if practice is None:
            return
        self._room, self._asked_again = room, False
        self.strip.name(practice.marked(room.session.notice).title)
        self.strip.tell("")
        self.strip.show()
        self._name_window(practice)

    def part(self) -> None:
        """Stand over no case any more."""
        self._room = None
        self.strip.hide()
        self.strip.window().setWindowTitle("zcdesk")

    def ask_again(self) -> None:
        """Begin the lesson anew; asked once, because all that was done is gone then."""
        if self._room is None or self._room.session.path is None:
            return
        if not self._asked_again:
            self._asked_again = True
            words = self.tr("重新开始，做过的都去掉，钟也重新走。要这样，请再按一次 F9。")
            self.strip.tell(words)
            return
        path: Path = self._room.session.path
        if self._close_case():
            self._stack.setCurrentWidget(self.page)
            self._load(beginning_again(self._pool, path), self._take)

    def close(self) -> None:
        """Take pages and strip out of the window."""
        self.part()
        self._stack.removeWidget(self.page)
        self.page.deleteLater()
        self.strip.deleteLater()
        self.deleteLater()

    def _take(self, step: Drawn | Ready) -> None:
        if isinstance(step, Drawn):
            self.page.show_progress(step)
        else:
            self.page.rest()
            self._enter(step)

    def _name_window(self, practice: Practice) -> None:
        words = self.tr("练习 {n}").format(n=practice.number)
        self.strip.window().setWindowTitle(f"{words} — zcdesk")

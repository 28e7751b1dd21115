"""The way from the window to the lessons, whose pages are made when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from zcdesk.ui.app import later
from zcdesk.ui.app.arrival import Arrival
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.case.room import Room
    from zcdesk.ui.lessons.beginning import KnownLessons
    from zcdesk.ui.lessons.room import LessonsRoom
    from zcdesk.ui.session.opening import Ready


class LessonsDoor(QObject):
    """Loads the lessons beside the window and stands over every case of one.

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
        arrival: Arrival,
        area: QWidget,
        stack: QStackedWidget,
        enter: Callable[[Ready], None],
        close_case: Callable[[], bool],
    ) -> None:
        """Stand ready; ``LessonsRoom`` tells what each is for."""
        super().__init__(area)
        self._pool, self._arrival, self._area, self._stack = pool, arrival, area, stack
        self._enter, self._close_case = enter, close_case
        self._made: LessonsRoom | None = None
        arrival.said.connect(self._rest)

    @property
    def room(self) -> LessonsRoom:
        """The lessons, made when they are first wanted."""
        if self._made is None:
            from zcdesk.ui.lessons.room import LessonsRoom

            self._made = made = LessonsRoom(
                self._pool,
                self._area,
                self._stack,
                self._arrival.load,
                self._enter,
                self._close_case,
            )
            made.left.connect(self.left)
            made.help_wanted.connect(self.help_wanted)
            made.case_wanted.connect(self.case_wanted)
        return self._made

    def show(self) -> None:
        """Close the case and show the lessons, once they are read."""
        if self._close_case():
            self._arrival.load(later.known_lessons(), self._show)

    def join(self, room: Room) -> None:
        """Stand over a case that is one of a lesson."""
        if room.session.case.practice is not None:
            self.room.join(room)

    def part(self) -> None:
        """Stand over no case any more."""
        if self._made is not None:
            self._made.part()

    def rebuild(self) -> None:
        """Let go of what was made; it is made anew in another language."""
        if self._made is not None:
            self._made.close()
        self._made = None

    def _show(self, known: KnownLessons) -> None:
        self.room.show(known)

    def _rest(self, _words: str) -> None:
        if self._made is not None:
            self._made.rest()

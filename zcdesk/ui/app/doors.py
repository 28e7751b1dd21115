"""The way from the window to the lessons and the trainer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from zcdesk.ui.app import later
from zcdesk.ui.app.arrival import Arrival
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit import late
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.case.case_room import Room
    from zcdesk.ui.lessons.lessons_room import LessonsRoom
    from zcdesk.ui.session.opening import Ready
    from zcdesk.ui.trainer.projector import Projector
    from zcdesk.ui.trainer.trainer_room import TrainerRoom


class LessonsDoor(QObject):
    """Loads the lessons beside the window and is over every case of one."""

    def __init__(
        self,
        pool: WorkerPool,
        arrival: Arrival,
        area: QWidget,
        router: Router,
        enter: Callable[[Ready], None],
        close_case: Callable[[], bool],
    ) -> None:
        """Stand ready; ``LessonsRoom`` tells what each is for."""
        super().__init__(area)
        self._pool, self._arrival, self._area, self._router = pool, arrival, area, router
        self._enter, self._close_case = enter, close_case
        from zcdesk.ui.trainer.projector import PROJECTOR

        Actions(self, (PROJECTOR,), area.window(), WINDOW)
        arrival.said.connect(self._rest)
        router.add("lessons", self._to_lessons)
        router.add("trainer", self._to_trainer)
        router.add("compose", lambda at: self.trainer.to_compose(at))
        router.add("class", lambda at: self.trainer.to_class(at))

    @late
    def room(self) -> LessonsRoom:
        """The lessons, made when they are first wanted."""
        from zcdesk.ui.lessons.lessons_room import LessonsRoom

        arrival = self._arrival
        return LessonsRoom(
            self._pool, self._area, self._router, arrival.load, self._enter, self._close_case
        )

    @late
    def trainer(self) -> TrainerRoom:
        """The trainer's pages."""
        from zcdesk.ui.trainer.trainer_room import TrainerRoom

        made = TrainerRoom(self._router)
        made.page.projector.clicked.connect(self.toggle_projector)
        made.page.show_projector(on=self._is_large)
        return made

    @late
    def projector(self) -> Projector:
        """The projector mode of the window."""
        from zcdesk.ui.trainer.projector import Projector

        made = Projector(self._area.window())
        made.changed.connect(self._name_projector)
        return made

    def _to_lessons(self, _at: At) -> None:
        """Close the case and show the lessons, once they are read."""
        if self._close_case():
            self._arrival.load(later.known_lessons(), lambda known: self.room.show(known))

    def _to_trainer(self, at: At) -> QWidget:
        """Return the trainer's side, with ``at.place`` as the lessons that there are."""
        if at.place is not None:
            self.trainer.take(at.place)
        return self.trainer.page

    def toggle_projector(self) -> None:
        """Begin or end the projector mode, whatever page is shown."""
        self.projector.toggle()

    def join(self, room: Room) -> None:
        """Stand over a case that is one of a lesson."""
        if room.session.case.practice is not None:
            self.room.join(room)

    def part(self) -> None:
        """Stand over no case any more."""
        if (made := LessonsDoor.room.made(self)) is not None:
            made.part()

    def rebuild(self) -> None:
        """Let go of what was made; it is made anew in another language."""
        for made in (LessonsDoor.room.forget(self), LessonsDoor.trainer.forget(self)):
            if made is not None:
                made.close()

    def close(self) -> None:
        """Stop what works behind the window; the usual text size comes back."""
        if (trainer := LessonsDoor.trainer.made(self)) is not None:
            trainer.stop()
        if (projector := LessonsDoor.projector.made(self)) is not None:
            projector.end()

    @property
    def _is_large(self) -> bool:
        projector = LessonsDoor.projector.made(self)
        return projector is not None and projector.on

    def _name_projector(self) -> None:
        if (trainer := LessonsDoor.trainer.made(self)) is not None:
            trainer.page.show_projector(on=self._is_large)

    def _rest(self, _words: str) -> None:
        if (made := LessonsDoor.room.made(self)) is not None:
            made.page.rest()

"""What comes after the upload in an open case: its stations, or the return under way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.rounds import Round
from zcdesk.ui.case.room_pages import RoomPages
from zcdesk.ui.case.room_path import RoomPath
from zcdesk.ui.finish.after_page import AfterPage
from zcdesk.ui.finish.round_page import RoundPage
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import late, wire
from zcdesk.ui.picture import Pictures
from zcdesk.workflow.path.case_path import open_round
from zcdesk.workflow.path.stops import Stop


class RoomRound(QObject):
    """The two pages of the last stop; which one is shown follows from the case.

    Signals:
        draw_wanted: A cover is to be drawn on a page, by its number.
    """

    draw_wanted = Signal(int)

    def __init__(self, room: RoomPages, way: RoomPath, pictures: Pictures) -> None:
        super().__init__(room)
        self._room, self._way, self._pictures = room, way, pictures
        way.mend_wanted.connect(self.mend_next)
        room.session.changed.connect(self._follow)

    @late
    def after(self) -> AfterPage:
        """The stations after the upload."""
        room, made = self._room, AfterPage(self._room.view)
        made.step_wanted.connect(self._way.do)
        made.said.connect(room.voice.say)
        made.returned.connect(self.show)
        return room.add(made, Stop.AFTER)

    @late
    def page(self) -> RoundPage:
        """The return under way."""
        room, made = self._room, RoundPage(self._room.view, self._pictures)
        wire(
            (made.draw_wanted, self.draw_wanted),
            (made.replace_wanted, self.replace),
            (made.add_wanted, self._add),
            (made.step_wanted, self._way.do),
            (made.again_wanted, self._note_again),
        )
        return room.add(made, Stop.AFTER)

    @property
    def shown(self) -> AfterPage | RoundPage:
        """The page of the two that the case asks for."""
        return self.page if self.is_open else self.after

    @property
    def is_open(self) -> bool:
        """Tell whether a return waits for being answered."""
        return open_round(self._room.session.notice, self._room.session.case) is not None

    def show(self) -> None:
        """Show the return under way, else the stations."""
        self._room.router.go(At("after"))

    def mend_next(self) -> None:
        """Show the return with its first fault in hand."""
        self.show()
        if self.is_open:
            self.page.go_on()

    def _follow(self) -> None:
        """Change the page when a return was noted, answered or taken back."""
        shown = self._room.router.currentWidget()
        made = (RoomRound.after.made(self), RoomRound.page.made(self))
        wanted = made[1] if self.is_open else made[0]
        if shown in made and shown is not None and shown is not wanted:
            self.show()

    def replace(self, number: int, paths: tuple[Path, ...]) -> None:
        """Let files take the place of a page; () asks for them."""
        acts = self._room.workspace.acts
        if paths:
            acts.replace_page(number, paths)
        else:
            acts.choose_replacement(number)

    def _add(self, slot: str, paths: tuple[Path, ...]) -> None:
        acts = self._room.workspace.acts
        if paths:
            acts.take_files(slot, paths, 0)
        else:
            acts.choose_files(slot)

    def _note_again(self, returned: Round) -> None:
        self.show()
        self.after.note_again(returned)

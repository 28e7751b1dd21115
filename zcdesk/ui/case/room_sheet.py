"""Doubts side by side in an open case: the page, and where one goes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.door import Door
from zcdesk.ui.kit.late import late
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.sheet.desk import CaseDesk
from zcdesk.ui.sheet.sheet_page import SheetPage
from zcdesk.workflow.open_case.stops import Stop
from zcdesk.workflow.side_by_side.doubts import DoubtPlace

if TYPE_CHECKING:
    from zcdesk.ui.case.case_room import Room


class RoomSheet(QObject):
    """The sheet of a room, made when it is first wanted."""

    def __init__(self, room: Room, pictures: Pictures) -> None:
        super().__init__(room)
        self._room, self._pictures = room, pictures
        self._from: QWidget | None = None

    @late
    def page(self) -> SheetPage:
        """The page."""
        session = self._room.session
        bar = CaseBar(session, self.tr("疑问处并排看"), back=self.tr("回到复核"))
        bar.notice.hide()
        made = SheetPage(CaseDesk(session, self._room), bar, self._pictures.pool)
        made.left.connect(self._leave)
        made.opened.connect(self._open)
        self._room.add_page(made, Stop.REVIEW)
        return made

    def show(self) -> None:
        """Show what is open side by side."""
        here = self._room.stack.currentWidget()
        if here is not self.page:
            self._from = here
        self._room.stack.setCurrentWidget(self.page)

    def close(self) -> None:
        """Take no more cut-outs."""
        if (page := RoomSheet.page.made(self)) is not None:
            page.close_work()

    def _open(self, doubt: DoubtPlace) -> None:
        if doubt.number in self._room.session.overview.standings:
            self._room.show_place(doubt.number, doubt.hit)

    def _leave(self) -> None:
        """Go back to the final check where that led here, else to the review."""
        room = self._room
        if room.is_check(self._from):
            room.open_door(str(Door.CHECK))
        else:
            room.show_review()

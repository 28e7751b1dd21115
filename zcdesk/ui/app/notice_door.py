"""The way to one's own notice: its editor, and this year's out of an older one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.notice.notice_room import NoticeRoom
    from zcdesk.ui.start.renewal_page import RenewalPage


class NoticeDoor(QObject):
    """Holds the pages of notices on the window's stack.

    Signals:
        left: Back to the start page.
        made: Id of a notice that can be chosen now.
    """

    left = Signal()
    made = Signal(str)

    def __init__(self, pool: WorkerPool, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._pool, self._stack = pool, stack
        self._room: NoticeRoom | None = None
        self.renewal: RenewalPage | None = None

    @property
    def room(self) -> NoticeRoom:
        """The pages of the editor."""
        if self._room is None:
            from zcdesk.ui.notice.notice_room import NoticeRoom

            self._room = NoticeRoom(self._pool, self._stack)
            self._room.left.connect(self.left)
            self._room.renewal_wanted.connect(self.show_renewal)
            self._room.made.connect(self.made)
        return self._room

    def show(self) -> None:
        """Show the editor: the notice on its way, or where one begins."""
        self.room.show()

    def read(self, files: tuple[Path, ...]) -> None:
        """Read a notice out of files that were dropped."""
        self.room.read(files)

    def show_renewal(self) -> None:
        """Show the page that makes this year's notice out of an older one."""
        if self.renewal is None:
            from zcdesk.ui.start.renewal_page import RenewalPage

            self.renewal = RenewalPage()
            self._stack.addWidget(self.renewal)
            self.renewal.left.connect(self.left)
            self.renewal.made.connect(self.made)
        self.renewal.resume()
        self._stack.setCurrentWidget(self.renewal)

    def close(self) -> None:
        """Stop what works behind the pages."""
        if self._room is not None:
            self._room.close()

    def rebuild(self) -> None:
        """Take the pages off the stack; they are made anew in the language of the window."""
        if self.renewal is not None:
            self._stack.removeWidget(self.renewal)
            self.renewal.deleteLater()
            self.renewal = None
        if self._room is not None:
            self._room.rebuild()
            self._room.deleteLater()
            self._room = None

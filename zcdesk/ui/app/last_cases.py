"""The list of last cases and the cases themselves: listed when opened, found again when moved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.ui.app.arrival import ask_for_case
from zcdesk.ui.kit.preferences import preferences

if TYPE_CHECKING:
    from zcdesk.ui.case.case_room import Room


class LastCases(QObject):
    """Keeps the list true while cases are opened.

    Signals:
        chosen: Path at which a listed case lies now.
        said: A sentence for the person.
    """

    chosen = Signal(str)
    said = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._sought = ""  # path at which a case that is being looked for is listed

    def find(self, path: str) -> None:
        """Ask where a listed case lies now; what is found takes its place on the list."""
        if name := ask_for_case(self._window, Path(path).name):
            self._sought = path
            self.chosen.emit(name)

    def note(self, room: Room, instead_of: tuple[str, ...]) -> None:
        """List a case that was just opened, in place of all paths that stand for it."""
        sought, self._sought = preferences().recent_of(self._sought), ""
        session = room.session
        if sought is not None and sought.path != str(session.path):
            if sought.identity in ("", session.identity):
                instead_of = (*instead_of, sought.path)
            else:
                self.said.emit(self.tr("打开的是另一份案卷；要找的那一份还在“继续上次”里。"))
        room.list_it(instead_of)

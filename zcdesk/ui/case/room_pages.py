"""The pages of an open case on the stack of the window, each with the line of stops."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zcdesk.ui.case.case_voice import CaseVoice
from zcdesk.ui.case.workspace import Workspace
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.path_line import PathLine
from zcdesk.ui.help.everywhere import CASE, WINDOW
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.router import Router
from zcdesk.ui.kit import Toast
from zcdesk.ui.picture import Pictures
from zcdesk.workflow.path.stops import Stop

Page = TypeVar("Page", bound=QWidget)


class RoomPages(QObject):
    """What the parts of a room share: the case in view, its sections, and where pages are shown.

    Signals:
        stop_wanted: A stop was pressed on the line of a page.
    """

    stop_wanted = Signal(object)

    def __init__(
        self, view: CaseView, pictures: Pictures, router: Router, toast: Toast, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.view, self.session = view, view.session
        self.router, self.toast = router, toast
        self.voice = CaseVoice(view.session, toast)
        self._pages: list[QWidget] = []
        self._lines: dict[QWidget, PathLine] = {}
        self.workspace = Workspace(view, pictures)
        self.add(self.workspace, self.workspace.stop)

    def add(self, page: Page, stop: Stop) -> Page:
        """Put a page on the stack, with the line of stops, and the keys of every page of a case."""
        self.router.addWidget(page)
        self._pages.append(page)
        self.put_line(page, stop)
        Actions(self.voice, CASE, page, WINDOW)
        return page

    def put_line(self, page: QWidget, stop: Stop) -> PathLine:
        """Put the line below the bar of a page that is at ``stop``, if it has none yet."""
        line = self._lines.get(page)
        if line is None:
            line = PathLine(self.view.path, stop, page, wanted=self.stop_wanted.emit)
            layout = page.layout()
            if isinstance(layout, QVBoxLayout):
                layout.insertWidget(1, line)
            line.show()
            self._lines[page] = line
        return line

    def line_of(self, page: QWidget) -> PathLine | None:
        """Return the line on a page, or None."""
        return self._lines.get(page)

    @property
    def line(self) -> PathLine | None:
        """The line on the page that the window shows, or that its settings cover, or None."""
        return self._lines.get(self.router.beneath)

    def close(self) -> None:
        """Take the pages away, and the lines off those that outlive the case."""
        for line in self._lines.values():
            line.hide()
            line.deleteLater()
        self._lines.clear()
        for page in self._pages:
            page.close()
            self.router.drop(page)

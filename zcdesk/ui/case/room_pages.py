"""The pages of an open case on the stack of the window, each with the line of stops."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zcdesk.ui.case.workspace import Workspace
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.path_line import PathLine
from zcdesk.ui.help.everywhere import CASE, WINDOW
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.router import Router
from zcdesk.ui.kit import Toast
from zcdesk.ui.picture import Pictures
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import joined, say, say_error, why_only_looked_at
from zcdesk.workflow.open_case.stops import Stop

# --- What an open case says in passing: acts, what was not taken, where it is saved --------------


class CaseVoice(QObject):
    """Lets the toast speak for a session."""

    def __init__(self, session: Session, toast: Toast) -> None:
        super().__init__(session)
        self._session, self._toast = session, toast
        session.refused.connect(self._tell_refused)
        session.failed.connect(self.say_error)
        session.save_failed.connect(self.say_error)
        session.saved.connect(self.say_notes)
        self._noted = 0

    def say(self, words: str) -> None:
        """Say a sentence about which nothing can be undone."""
        self._toast.say(words, undo=False)

    def say_error(self, error: object) -> None:
        """Say an error in its sentence."""
        self.say(joined(say_error(error)))

    def say_notes(self, _moment: object = None) -> None:
        """Say once what was beside the case file and is of no use to it."""
        notes = self._session.stored.notes if self._session.stored is not None else ()
        new, self._noted = notes[self._noted :], len(notes)
        if new:
            self.say("".join(joined(say(note)) for note in new))

    def say_doubted(self, place: int) -> None:
        """Say that a page needs another look because of its second reading."""
        self.say(
            self.tr("第 {i} 页盖好后又读了一遍，还有拿不准的地方，请再看一眼。").format(i=place)
        )

    def undo(self) -> None:
        """Take the last act back."""
        self._session.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._session.redo()

    def say_saved(self) -> None:
        """Say where every step is kept."""
        path = self._session.path
        words = self.tr("练习不保存任何文件。")
        if path is not None:
            words = self.tr("每一步都已自动保存在“{file}”。").format(file=path.name)
        self.say(words)

    def _tell_refused(self) -> None:
        path = self._session.path
        if self._session.read_only and path is not None:
            why = why_only_looked_at(self._session.read_only, path)
            self.say(self.tr("只能看，这一步没有记下：{why}").format(why=why))
        else:
            self.say(self.tr("正在撤销，这一步没有记下，请再做一次。"))


# --- The pages of the room, by name --------------------------------------------------------------


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

"""What an open case says in passing: acts, what was not taken, where it is saved."""

from __future__ import annotations

from PySide6.QtCore import QObject

from zcdesk.ui.kit import Toast
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import joined, say, say_error, why_only_looked_at


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

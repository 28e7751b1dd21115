"""Opens and makes cases beside the window, one at a time, and asks for a password where needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.cases.tables.faults import MissingCaseError, PasswordNeededError, WrongPasswordError
from zcdesk.ui.app import later
from zcdesk.ui.frame.password_dialog import PasswordDialog
from zcdesk.ui.kit import Work, ask_file, preferences
from zcdesk.ui.kit.job import Steps, Take
from zcdesk.ui.words.sentences import joined, say_error
from zcdesk.workers.pool import WorkerPool

_Walk = tuple[Steps, Take]
"""Steps that are walked beside the window, and who takes what they give."""


def ask_for_case(parent: QWidget, take: Callable[[Path], object], name: str = "") -> None:
    """Ask for a case file (one called ``name``, where that is known)."""
    say = QCoreApplication.translate
    kinds = say("arrival", "案卷 (*.zcase);;所有文件 (*)")
    folder, title = str(preferences().case_folder), say("arrival", "打开案卷")
    if name:
        title = say("arrival", "“{name}”现在在哪里").format(name=name)
    ask_file(parent, title, take, folder, kinds)


class Arrival(QObject):
    """What is on its way into the window.

    Signals:
        arrived: A case that can be shown (``Ready``).
        said: Why nothing came.
        lost: Path of a case on the list that is not there any more.
    """

    arrived = Signal(object)
    said = Signal(str)
    lost = Signal(str)

    def __init__(self, parent: QWidget, pool: WorkerPool, **signals: Any) -> None:
        super().__init__(parent, **signals)
        self._window, self._pool = parent, pool
        self._job = Work(self)
        self._wanted: Path | None = None
        self._given = False
        self._next: _Walk | None = None

    def open_path(self, path: Path, password: str | None = None) -> None:
        """Open a case file; an encrypted one asks for its password, unless it is given."""
        self._wanted = path
        self.load(later.opening(self._pool, path, password))

    def load(self, steps: Steps, take: Callable[[Any], None] | None = None) -> bool:
        """Walk ``steps``; what they give is a case, or something for ``take``.

        Returns:
            Whether they are walked, or will be: not while something else is on its way. What has
            just come is no hindrance, though its thread has not told its end yet.
        """
        walk = (steps, take or self.arrived.emit)
        if self._job.busy:
            if self._given:
                self._next = walk
            return self._given
        self._begin(walk)
        return True

    def stop(self) -> None:
        """Take nothing more."""
        self._next = None
        self._job.stop()

    def _begin(self, walk: _Walk) -> None:
        steps, take = walk
        self._given = False
        self._job.begin(steps, partial(self._give, take), self._fail, self._finish)

    def _give(self, take: Take, found: object) -> None:
        self._given = True
        take(found)

    def _finish(self) -> None:
        walk, self._next = self._next, None
        if walk is not None:
            self._begin(walk)

    def _fail(self, error: object) -> None:
        wording = say_error(error)
        if isinstance(error, (PasswordNeededError, WrongPasswordError)):
            self._ask_password(wording.message)
        elif isinstance(error, MissingCaseError) and preferences().recent_of(str(self._wanted)):
            self.lost.emit(str(self._wanted))
        else:
            self.said.emit(joined(wording))

    def _ask_password(self, words: str) -> None:
        given = PasswordDialog(self._window, "case", self.tr("案卷密码"), words).answer()
        if given and self._wanted is not None:
            self._next = later.opening(self._pool, self._wanted, given), self.arrived.emit
            if not self._job.busy:
                self._finish()

"""Opens and makes cases beside the window, one at a time, and asks for a password where needed."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from zcdesk.cases.tables.faults import MissingCaseError, PasswordNeededError, WrongPasswordError
from zcdesk.errors import ZcdeskError
from zcdesk.ui.app import later
from zcdesk.ui.frame.password_dialog import PasswordDialog
from zcdesk.ui.kit import Work, preferences
from zcdesk.ui.words.sentences import joined, say
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.case.case_room import Room

_Walk = tuple[Generator[Any, None, None], Callable[[Any], object]]
"""Steps that are walked beside the window, and who takes what they give."""


def ask_for_case(parent: QWidget, name: str = "") -> str:
    """Ask for a case file (one called ``name``, where that is known); return its path, or ""."""
    say = QCoreApplication.translate
    kinds = say("arrival", "案卷 (*.zcase);;所有文件 (*)")
    folder, title = str(preferences().case_folder), say("arrival", "打开案卷")
    if name:
        title = say("arrival", "“{name}”现在在哪里").format(name=name)
    name, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    return name


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

    def load(
        self, steps: Generator[Any, None, None], take: Callable[[Any], None] | None = None
    ) -> bool:
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

    def _give(self, take: Callable[[Any], object], found: object) -> None:
        self._given = True
        take(found)

    def _finish(self) -> None:
        walk, self._next = self._next, None
        if walk is not None:
            self._begin(walk)

    def _fail(self, error: object) -> None:
        found = error if isinstance(error, ZcdeskError) else ZcdeskError()
        wording = say(found.finding())
        if isinstance(found, (PasswordNeededError, WrongPasswordError)):
            self._ask_password(wording.message)
        elif isinstance(found, MissingCaseError) and preferences().recent_of(str(self._wanted)):
            self.lost.emit(str(self._wanted))
        else:
            self.said.emit(joined(wording))

    def _ask_password(self, words: str) -> None:
        given = PasswordDialog(self._window, "case", self.tr("案卷密码"), words).answer()
        if given and self._wanted is not None:
            self._next = later.opening(self._pool, self._wanted, given), self.arrived.emit
            if not self._job.busy:
                self._finish()


# --- The list of last cases and the cases themselves: listed when opened, found again when moved --
# A card belongs to a person: where the folders of a batch were numbered anew, the place of her case
# holds somebody else's, and hers is beside it.


class LastCases(QObject):
    """Keeps the list true while cases are opened.

    Signals:
        chosen: Path at which a listed case is now.
        lost: Path of a listed case that is there no more.
        said: A sentence for the person.
    """

    chosen = Signal(str)
    lost = Signal(str)
    said = Signal(str)

    def __init__(self, window: QWidget, **signals: Any) -> None:
        super().__init__(window, **signals)
        self._window = window
        self._looking = Work(self)
        self._sought = ""  # path at which a case that is being looked for is listed

    def find(self, path: str) -> None:
        """Ask where a listed case is now; what is found takes its place on the list."""
        if name := ask_for_case(self._window, Path(path).name):
            self._sought = path
            self.chosen.emit(name)

    def open(self, path: str) -> None:
        """Open the case of a card; in a batch the one that the card was made of."""
        listed = preferences().recent_of(path)
        if listed is None or not listed.identity or not listed.of_a_batch:
            self.chosen.emit(path)
        elif not self._looking.busy:
            self._looking.begin(_lying(Path(path), listed.identity), self._go)

    def stop(self) -> None:
        """Look no further."""
        self._looking.stop()

    def _go(self, found: tuple[Path, Path | None]) -> None:
        path, lies = found
        if lies is None:
            self.said.emit(
                self.tr("这里现在是另一个人的案卷；卡片上的那一份已不在这个结果文件夹里。")
            )
            self.lost.emit(str(path))
            return
        self._sought = str(path)
        self.chosen.emit(str(lies))

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


def _lying(path: Path, identity: str) -> Generator[tuple[Path, Path | None], None, None]:
    """Find the case of a batch that has an identity: at its place, else in the folders beside."""
    # What opens a case is heavy: the start page is up before it is loaded.
    from zcdesk.cases.file.store import open_case
    from zcdesk.workflow.open_case.under_way import identity_of

    beside = path.parent.parent.glob(f"*/{path.name}")
    for place in dict.fromkeys((path, *sorted(beside))):
        with suppress(ZcdeskError, OSError), open_case(place, writing=False) as stored:
            if identity_of(stored) == identity:
                yield path, place
                return
    yield path, (None if path.exists() else path)

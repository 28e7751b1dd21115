"""The list of last cases and the cases themselves: listed when opened, found again when moved.

A card belongs to a person: where the folders of a batch were numbered anew, the place of her
case holds somebody else's, and hers is beside it.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.errors import ZcdeskError
from zcdesk.ui.kit import Work, preferences

if TYPE_CHECKING:
    from zcdesk.ui.case.case_room import Room
from zcdesk.ui.app.arrival import ask_for_case


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

        def take(found: Path) -> None:
            self._sought = path
            self.chosen.emit(str(found))

        ask_for_case(self._window, take, Path(path).name)

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
    from zcdesk.workflow.intake.under_way import identity_of

    beside = path.parent.parent.glob(f"*/{path.name}")
    for place in dict.fromkeys((path, *sorted(beside))):
        with suppress(ZcdeskError, OSError), open_case(place, writing=False) as stored:
            if identity_of(stored) == identity:
                yield path, place
                return
    yield path, (None if path.exists() else path)

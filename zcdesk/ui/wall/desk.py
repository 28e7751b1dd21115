"""Where the doubts of a sheet come from, and what becomes of the decision about them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.acts.table import COVER
from zcdesk.cases.case import Decision
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import slot_title
from zcdesk.workflow.side_by_side.doubts import DoubtPlace, Key, open_doubts, with_decisions


class SheetDesk(QObject):
    """Gives the open doubts and takes the decision about those of one sheet.

    Signals:
        changed: Other doubts are open, or the desk is busy or ready again.
        told: A sentence for the moment.
    """

    changed = Signal()
    told = Signal(str)

    @property
    @abstractmethod
    def doubts(self) -> tuple[DoubtPlace, ...]:
        """The doubts that are open now."""

    @property
    @abstractmethod
    def busy(self) -> str:
        """What the desk is doing, or "" where a decision would be taken now."""

    @abstractmethod
    def takes_decisions(self) -> bool:
        """Tell whether a decision would be taken now; where not, the person is told why."""

    @abstractmethod
    def decide(self, decisions: Mapping[Key, Decision]) -> None:
        """Take the decision about each of these places."""

    @abstractmethod
    def undo(self) -> None:
        """Take the last decision back as a whole."""

    def look(self) -> None:
        """Find out which doubts are open now."""

    @abstractmethod
    def whose(self, doubt: DoubtPlace) -> str:
        """Return whose page a place is on, and which."""

    @abstractmethod
    def where(self, doubt: DoubtPlace) -> str:
        """Return where the page belongs."""


class CaseDesk(SheetDesk):
    """The doubts of the open case; a decision over a sheet is one act of it."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        session.changed.connect(self.changed)

    @property
    def doubts(self) -> tuple[DoubtPlace, ...]:
        """The open doubts of the case."""
        return open_doubts(self._session.case)

    @property
    def busy(self) -> str:
        """Never busy: an act is taken at once."""
        return ""

    def takes_decisions(self) -> bool:
        """Tell whether the case can be changed now."""
        return self._session.takes_acts()

    def decide(self, decisions: Mapping[Key, Decision]) -> None:
        """Decide all of these places in one act, which is taken back as one."""
        outcome = with_decisions(
            self._session.case, {name: decision for (_, name), decision in decisions.items()}
        )
        covered = sum(decision is Decision.COVER for decision in decisions.values())
        words = self.tr("一整张定下 %n 处", None, outcome.count)
        if covered:
            words = self.tr("{words}，其中盖上 {n} 处").format(words=words, n=covered)
        self._session.act(outcome.case, words, COVER.code)

    def undo(self) -> None:
        """Take the last act of the case back."""
        self._session.undo()

    def whose(self, doubt: DoubtPlace) -> str:
        """Return the number of the page."""
        return self.tr("第 {n} 页").format(n=doubt.place)

    def where(self, doubt: DoubtPlace) -> str:
        """Return the title of its slot, or the name of the scan while it has none."""
        return slot_title(self._session.notice, doubt.slot) if doubt.slot else doubt.file

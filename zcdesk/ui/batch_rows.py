"""The rows of the batch table: one person each, filtered and sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from zcdesk.batch.dashboard import time_left, todo
from zcdesk.batch.results import PersonResult
from zcdesk.checks.states import State
from zcdesk.ui.batch_work import BatchWork
from zcdesk.ui.preferences import preferences
from zcdesk.ui.states import StateLook, slot_look, waiting_look
from zcdesk.wording import sentence

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("row", "name", "employer", "state", "todo", "doubtful", "left", "returned", "open")
STATE, TODO, OPEN = (COLUMNS.index(name) for name in ("state", "todo", "open"))
_NEVER = 10**9
_ORDER = (State.MISSING, State.NEEDS_PERSON, State.COULD_NOT_CHECK, State.SATISFIED)


class Filter(StrEnum):
    """Which people the table shows."""

    ALL = "all"
    NEEDS_PERSON = "needs_person"
    MISSING = "missing"
    COULD_NOT_CHECK = "could_not_check"
    RETURNED = "returned"


@dataclass(frozen=True)
class BatchRow:
    """One person: what stands in the cells, and what they are sorted by.

    Attributes:
        row: Number of the row in the roster.
        cells: Words by column.
        look: The state's word, icon and colour.
        keys: What each column is sorted by.
        result: How she stands, or None when nothing is known yet.
    """

    row: int
    cells: tuple[str, ...]
    look: StateLook
    keys: tuple[str | int, ...]
    result: PersonResult | None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        titles = column_titles()
        told = (
            f"{title} {cell}" if title else cell
            for title, cell in zip(titles, self.cells, strict=True)
        )
        return "，".join(told)

    def fits(self, kept: Filter) -> bool:
        """Tell whether a filter shows the person."""
        if kept is Filter.ALL:
            return True
        if self.result is None:
            return False
        if kept is Filter.RETURNED:
            return self.result.returns[0] > 0
        return self.result.state == kept


def column_titles() -> tuple[str, ...]:
    """Return the heads of the columns."""
    language = preferences().settings.language
    told = (sentence(f"batch.column.{name}", language).message for name in COLUMNS[:-1])
    return (*told, "")


def batch_row(work: BatchWork, row: int) -> BatchRow:
    """Return a person's row as she stands now."""
    language = preferences().settings.language
    person, result = work.by_row[row], work.results.get(row)
    step, waits = work.steps.get(row), work.waits(row)
    if waits or result is None:
        reading = waits and step is not None
        look = waiting_look(reading=reading)
        done = "—"
        if reading and step is not None:
            done = _tr("正在读第 {n} / {m} 页").format(n=step.done, m=step.pages)
        told, doubtful, left, returned = done, "—", "—", "—"
        hours, place = _NEVER, len(_ORDER)
    else:
        state = State(result.state)
        look, place = slot_look(state), _ORDER.index(state)
        told = todo(result, work.by_row, language)
        doubtful, left = str(result.doubtful), time_left(result, language)
        used, limit = result.returns
        returned = _tr("{n} 次").format(n=used) if limit is None else f"{used} / {limit}"
        hours = result.deadline[2] if result.deadline else _NEVER
    name, employer = person.shown, person.applicant.employer
    opened = _tr("打开") if work.case_of(row) is not None else ""
    doubts = result.doubtful if result is not None and not waits else -1
    back = result.returns[0] if result is not None else 0
    keys = (row, name, employer, place, told, -doubts, hours, -back, row)
    cells = (str(row), name, employer, look.word, told, doubtful, left, returned, opened)
    return BatchRow(row, cells, look, keys, None if waits else result)


class BatchRows(QAbstractTableModel):
    """The rows as Qt's tables want them."""

    def __init__(self, work: BatchWork, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._all: dict[int, BatchRow] = {}
        self._shown: list[int] = []
        self.kept = Filter.ALL
        self.sorted_by = 0
        self.downwards = False

    def reload(self) -> None:
        """Take everybody anew."""
        self._all = {one.row: batch_row(self._work, one.row) for one in self._work.people}
        self.arrange()

    def renew(self, row: int) -> None:
        """Take one person anew; the others stay where they are until the table is arranged."""
        if row not in self._all:
            return
        before, self._all[row] = self._all[row], batch_row(self._work, row)
        fitted, fits = before.fits(self.kept), self._all[row].fits(self.kept)
        column = self.sorted_by
        if fitted != fits or before.keys[column] != self._all[row].keys[column]:
            self.arrange()
        elif fits:
            place = self._shown.index(row)
            self.dataChanged.emit(self.index(place, 0), self.index(place, OPEN))

    def arrange(self) -> None:
        """Filter and sort anew; rows that are marked stay marked."""
        kept = [one for one in self._all.values() if one.fits(self.kept)]
        kept.sort(key=lambda one: one.keys[self.sorted_by], reverse=self.downwards)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._shown[index.row()] for index in before]
        self._shown = [one.row for one in kept]
        places = {row: place for place, row in enumerate(self._shown)}
        after = [
            self.index(places[row], index.column()) if row in places else QModelIndex()
            for row, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def count(self, kept: Filter) -> int:
        """Return how many people a filter shows."""
        return sum(one.fits(kept) for one in self._all.values())

    def row(self, row: int) -> BatchRow | None:
        """Return a person's row."""
        return self._all.get(row)

    @property
    def shown(self) -> Sequence[int]:
        """Roster rows in the order of the table."""
        return self._shown

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of people shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself, or a cell's words."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._all[self._shown[index.row()]]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if index.column() <= 1 else row.cells[index.column()]
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the head of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_titles()[section]
        return None


def _tr(words: str) -> str:
    return QCoreApplication.translate("batch_rows", words)

"""The rows of a list or a table as frozen values, and the one model that gives them to Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from zcdesk.ui.look.tips import tip
from zcdesk.ui.look.tokens import Tone

ROW = Qt.ItemDataRole.UserRole
"""The role under which the model gives the row itself."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class ShownColumn:
    """One column.

    Attributes:
        least: Pixels that it needs; ``share`` of what is left over.
        marks: What Space goes round in; () for text.
        fixed: Nobody edits it.
        room: Pixels of the table below which it is not shown.
        lead, tail: Pixels before and behind its words.
        elide: Where its words give way.
    """

    title: str = ""
    least: int = 0
    share: int = 0
    marks: tuple[str, ...] = ()
    fixed: bool = False
    room: int = 0
    lead: int = 8
    tail: int = 6
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight

    @property
    def typed(self) -> bool:
        """A person writes into it."""
        return not self.marks and not self.fixed


class ShownRow:
    """A row: what tells it from the others, and what is shown and said of it."""

    @property
    def heading(self) -> bool:
        """It names the rows below and cannot be chosen."""
        return False

    @property
    def identity(self) -> object:
        """What tells it from the others, whatever it shows now."""
        return self

    def shows_same(self, before: Any) -> bool:
        """Tell whether it shows what ``before``, a row with the same identity, showed."""
        return bool(self == before)

    @property
    def spoken(self) -> str:
        """What a screen reader says of the whole."""
        return ""

    @property
    def hint(self) -> str:
        """What is said to whoever rests on it, "" for nothing."""
        return ""

    def cell(self, _column: int) -> str:
        """Return what a cell shows."""
        return self.spoken

    def tone(self, _column: int) -> Tone:
        """Return the colour of what a cell shows."""
        return Tone.TEXT

    def cell_spoken(self, _column: int, _title: str) -> str:
        """Return what a screen reader says of a cell."""
        return self.spoken

    def cell_hint(self, _column: int) -> str:
        """Return what is said to whoever rests on a cell."""
        return self.hint


class Rows(QAbstractTableModel):
    """The rows as Qt wants them; nothing is changed here, only asked for.

    Attributes:
        rows: What is drawn, from above.

    Signals:
        typed: Row, column and text that a person wrote.
    """

    typed = Signal(int, int, str)
    SAYS: ClassVar[dict[int, Callable[[ShownRow, int, str], object]]] = {
        ROW: lambda row, _column, _title: row,
        Qt.ItemDataRole.DisplayRole: lambda row, column, _title: row.cell(column),
        Qt.ItemDataRole.EditRole: lambda row, column, _title: row.cell(column),
        Qt.ItemDataRole.AccessibleTextRole: lambda row, column, title: row.cell_spoken(
            column, title
        ),
        Qt.ItemDataRole.ToolTipRole: lambda row, column, _title: tip(row.cell_hint(column)),
    }
    """What is given for each of Qt's roles."""

    def __init__(
        self,
        parent: QObject | None = None,
        columns: tuple[ShownColumn, ...] = (ShownColumn(fixed=True),),
    ) -> None:
        super().__init__(parent)
        self.rows: tuple[Any, ...] = ()
        self._columns = columns

    @property
    def columns(self) -> tuple[ShownColumn, ...]:
        """The columns; a list has one."""
        return self._columns

    def show_anew(self, rows: tuple[Any, ...]) -> None:
        """Show other rows; the list begins anew."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def take(self, rows: tuple[Any, ...]) -> None:
        """Show other rows; the list keeps its place where only their look or the end differs."""
        old, before = self.rows, [row.identity for row in self.rows]
        if not old or before != [row.identity for row in rows[: len(old)]]:
            self.show_anew(rows)
            return
        if len(rows) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
        self._renew(old, rows)

    def arrange(self, rows: tuple[Any, ...]) -> None:
        """Show other rows, or the same in another order; what is marked stays marked."""
        places = {row.identity: place for place, row in enumerate(rows)}
        if list(places) == [row.identity for row in self.rows]:
            self._renew(self.rows, rows)
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        marked = [(self.rows[index.row()].identity, index.column()) for index in before]
        self.rows = rows
        after = [self.index(places.get(row, -1), column) for row, column in marked]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _renew(self, old: tuple[Any, ...], rows: tuple[Any, ...]) -> None:
        """Show what changed in rows that stay where they are."""
        self.rows, last = rows, len(self.columns) - 1
        for place, (before, after) in enumerate(zip(old, rows, strict=False)):
            if before is not after and not after.shows_same(before):
                self.dataChanged.emit(self.at(place), self.at(place, last))

    def at(self, place: int, column: int = 0) -> QModelIndex:
        """Return where Qt has a row, or a cell of it."""
        return self.index(place, column)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself, or what a cell shows and says."""
        said = self.SAYS.get(role)
        if said is None or not index.isValid() or index.row() >= len(self.rows):
            return None
        column = index.column()
        return said(self.rows[index.row()], column, self.columns[column].title)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings not be chosen, and text be edited."""
        row = self.data(index, ROW)
        if not isinstance(row, ShownRow) or row.heading:
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].typed else plain

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another text."""
        if str(value) != self.rows[index.row()].cell(index.column()):
            self.typed.emit(index.row(), index.column(), str(value))
        return True

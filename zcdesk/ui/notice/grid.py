"""A table that is edited in place: text by Enter, marks by Space or dragging, rows by pasting."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zcdesk.ui.keys.enter import ENTER_KEYS
from zcdesk.ui.look import Index, Rows, ShownColumn, ShownRow, Table, Tone, pen, tokens

SHOWN = 9
"""Rows of a table that are seen at once where there is room."""


@dataclass(frozen=True)
class GridLine(ShownRow):
    """One row: its cells, what is to be said of it, and the words that it rests on."""

    cells: tuple[str, ...]
    ink: Tone = Tone.TEXT
    told: str = ""
    quote: str = ""

    @property
    def identity(self) -> None:
        """Nothing: a row is what stands in its place."""
        return

    def cell(self, column: int) -> str:
        """Return what a cell shows."""
        return self.cells[column]

    def tone(self, _column: int) -> Tone:
        """Return the colour of the row."""
        return self.ink

    def cell_spoken(self, column: int, title: str) -> str:
        """Return head and words of a cell, and what is to be said of the row."""
        named = f"{title} {self.cells[column]}"
        return f"{named}，{self.told}" if self.told else named

    def cell_hint(self, column: int) -> str:
        """Return what is to be said of the row, else the words of a cell."""
        return self.told or self.cells[column]


class _Editor(QStyledItemDelegate):
    """A cell that is edited has the name of its column."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the line to type into."""
        line = QLineEdit(parent)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        line.setAccessibleName(title)
        line.setStyleSheet("padding: 0 4px; min-height: 0;")
        return line


class Grid(Table):
    """The table.

    Signals:
        typed: Row, column and text that a person wrote, or the mark that she chose.
        marked: Rows, column and mark, of several rows at once.
        removed: The row that is to go.
        pasted: What was on the clipboard.
        row_marked: The keyboard is in another row.
    """

    typed = Signal(int, int, str)
    marked = Signal(object, int, str)
    removed = Signal(int)
    pasted = Signal(str)
    row_marked = Signal(int)

    def __init__(self, name: str, columns: tuple[ShownColumn, ...]) -> None:
        super().__init__(
            name,
            Rows(columns=columns),
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAsNeeded,
            editTriggers=QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked,
        )
        self.grid.setParent(self)
        self.grid.typed.connect(self.typed)
        self._dragged: list[int] = []
        self._mark, self._column = "", -1
        self.setItemDelegate(_Editor(self))
        self.setProperty("panel", "surface")
        self.selectionModel().currentChanged.connect(self._moved)

    def show_lines(self, lines: tuple[GridLine, ...]) -> None:
        """Show other rows; the keyboard stays as near to its place as possible."""
        here = self.currentIndex()
        row, column = max(here.row(), 0), max(here.column(), 0)
        if len(lines) == len(self.grid.rows):
            self.grid.take(lines)
        else:
            self.grid.show_anew(lines)
        if lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self.grid.index(min(row, len(lines) - 1), column))
        self.show_all(SHOWN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, go round with Space, remove with Delete, fill by pasting."""
        here = self.currentIndex()
        if self.state() is QAbstractItemView.State.EditingState:  # what the line let through
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in ENTER_KEYS and here.isValid():
            self._edit(here)
        elif event.key() == Qt.Key.Key_Space and here.isValid():
            self._go_round(here)
        elif event.key() == Qt.Key.Key_Delete and here.isValid():
            self.removed.emit(here.row())
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag a mark over rows."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        marks = self.grid.columns[index.column()].marks if index.isValid() else ()
        if marks and event.button() == Qt.MouseButton.LeftButton:
            self._column, self._mark = index.column(), _after(marks, str(index.data()))
            self._dragged = [index.row()]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the rows that the mark is dragged over."""
        if not self._dragged:
            super().mouseMoveEvent(event)
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.row() not in self._dragged:
            self._dragged.append(index.row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the mark on all rows that were dragged over."""
        super().mouseReleaseEvent(event)
        if self._dragged:
            rows, self._dragged = self._dragged, []
            self.marked.emit(rows, self._column, self._mark)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keep input methods off: letters are keys of the page."""
        super().focusInEvent(event)
        self.row_marked.emit(self.currentIndex().row())
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def paint_cell(self, painter: QPainter, box: QRectF, row: ShownRow, column: int) -> None:
        """Draw a cell, with a ring where the keyboard is."""
        super().paint_cell(painter, box, row, column)
        here = self.currentIndex()
        if self.hasFocus() and column == here.column() and row is self.grid.rows[here.row()]:
            painter.setPen(pen(tokens().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -2))

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        if now.row() != before.row() and self.hasFocus():
            self.row_marked.emit(now.row())

    def _edit(self, here: QModelIndex) -> None:
        """Begin to type; a mark is no answer that Enter gives."""
        if self.grid.columns[here.column()].typed:
            self.edit(here)

    def _go_round(self, here: QModelIndex) -> None:
        marks = self.grid.columns[here.column()].marks
        if marks:
            self.typed.emit(here.row(), here.column(), _after(marks, str(here.data())))


def _after(marks: tuple[str, ...], mark: str) -> str:
    """Return the mark that follows."""
    return marks[(marks.index(mark) + 1) % len(marks)] if mark in marks else marks[0]

"""A table that is edited in place: text by Enter, marks by Space or dragging, rows by pasting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from zcdesk.ui.look import (
    Index,
    Tone,
    TypeRole,
    fonts,
    paint_line_below,
    paint_words,
    theme,
    tip,
    tokens,
)

HEAD, LINE = 30, 34
SHOWN = 9
"""Rows of a table that are seen at once where there is room."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class GridColumn:
    """One column.

    Attributes:
        least: Pixels that it needs; ``share`` of what is left over.
        marks: What Space goes round in; () for text.
        fixed: Nobody edits it.
    """

    title: str
    least: int
    share: int = 0
    marks: tuple[str, ...] = ()
    fixed: bool = False


@dataclass(frozen=True)
class GridLine:
    """One row: its cells, what is to be said of it, and the words that it rests on."""

    cells: tuple[str, ...]
    tone: Tone = Tone.TEXT
    told: str = ""
    quote: str = ""


class GridModel(QAbstractTableModel):
    """The rows as Qt wants them; nothing is changed here, only asked for.

    Signals:
        typed: Row, column and text that a person wrote.
    """

    typed = Signal(int, int, str)

    def __init__(self, columns: tuple[GridColumn, ...]) -> None:
        super().__init__()
        self.columns = columns
        self.lines: tuple[GridLine, ...] = ()

    def show_lines(self, lines: tuple[GridLine, ...]) -> None:
        """Show other rows; where their number stays, so does the place of the keyboard."""
        if len(lines) == len(self.lines):
            self.lines = lines
            if lines:
                last = self.index(len(lines) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, as shown, spoken and edited."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, cell = self.lines[index.row()], self.lines[index.row()].cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            named = f"{self.columns[index.column()].title} {cell}"
            return f"{named}，{line.told}" if line.told else named
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(line.told or cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let text be edited, marks be gone round."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.columns[index.column()] if index.isValid() else None
        text = column is not None and not column.marks and not column.fixed
        return plain | Qt.ItemFlag.ItemIsEditable if text else plain

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another text."""
        if str(value) != self.data(index):
            self.typed.emit(index.row(), index.column(), str(value))
        return True


class _Cells(QStyledItemDelegate):
    """Draws cells from the tokens; a cell that is edited has the name of its column."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model, view = index.model(), self.parent()
        assert isinstance(model, GridModel)
        assert isinstance(view, QTableView)
        table, line = tokens(), model.lines[index.row()]
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        here = view.currentIndex()
        if here.row() == index.row():
            painter.fillRect(box, QColor(table.accent_soft))
        paint_line_below(painter, box)
        ink = table.colour(line.tone)
        words = str(model.data(index))
        inner, tail = box.adjusted(8, 0, -6, 0), Qt.TextElideMode.ElideRight
        paint_words(painter, inner, words, TypeRole.BODY, ink, elide=tail)
        if here == index and view.hasFocus():
            painter.setPen(QPen(QColor(table.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the line to type into."""
        line = QLineEdit(parent)
        model = index.model()
        assert isinstance(model, GridModel)
        line.setAccessibleName(model.columns[index.column()].title)
        line.setStyleSheet("padding: 0 4px; min-height: 0;")
        return line


class Grid(QTableView):
    """The table; letters and digits stay free for the page's keys.

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

    def __init__(self, name: str, columns: tuple[GridColumn, ...], **signals: Any) -> None:
        signals |= {
            "accessibleName": name,
            "showGrid": False,
            "frameShape": QTableView.Shape.NoFrame,
            "tabKeyNavigation": False,
            "cornerButtonEnabled": False,
            "wordWrap": False,
            "selectionMode": QAbstractItemView.SelectionMode.SingleSelection,
            "editTriggers": QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked,
            "horizontalScrollMode": QAbstractItemView.ScrollMode.ScrollPerPixel,
        }
        super().__init__(**signals)
        self.grid = GridModel(columns)
        self.grid.typed.connect(self.typed)
        self._dragged: list[int] = []
        self._mark, self._column = "", -1
        self.setModel(self.grid)
        self.setItemDelegate(_Cells(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(LINE)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setAccessibleName(name)
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._dress()
        theme().changed.connect(self._dress)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_lines(self, lines: tuple[GridLine, ...]) -> None:
        """Show other rows; the keyboard stays as near to its place as possible."""
        here = self.currentIndex()
        row, column = max(here.row(), 0), max(here.column(), 0)
        self.grid.show_lines(lines)
        if lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self.grid.index(min(row, len(lines) - 1), column))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(HEAD + LINE * min(max(len(lines), 1), SHOWN) + bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, go round with Space, remove with Delete, fill by pasting."""
        here = self.currentIndex()
        if self.state() is QAbstractItemView.State.EditingState:  # what the line let through
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in _ENTER and here.isValid():
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out among the columns."""
        super().resizeEvent(event)
        columns = self.grid.columns
        spare = max(self.viewport().width() - sum(column.least for column in columns), 0)
        shares = sum(column.share for column in columns) or 1
        for place, one in enumerate(columns):
            self.setColumnWidth(place, one.least + spare * one.share // shares)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keep input methods off: letters are keys of the page."""
        super().focusInEvent(event)
        self.row_marked.emit(self.currentIndex().row())
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the table, with a frame where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().update()
        if now.row() != before.row() and self.hasFocus():
            self.row_marked.emit(now.row())

    def _edit(self, here: QModelIndex) -> None:
        """Begin to type; a mark is no answer that Enter gives."""
        column = self.grid.columns[here.column()]
        if not column.marks and not column.fixed:
            self.edit(here)

    def _go_round(self, here: QModelIndex) -> None:
        marks = self.grid.columns[here.column()].marks
        if marks:
            self.typed.emit(here.row(), here.column(), _after(marks, str(here.data())))

    def _dress(self) -> None:
        table = tokens()
        size = fonts.points(TypeRole.CAPTION)
        self.setStyleSheet(
            f"QTableView {{ background: {table.surface}; border: none; }}"
            f"QHeaderView {{ background: {table.sunken}; }}"
            f"QHeaderView::section {{ background: {table.sunken}; color: {table.text2};"
            f" border: none; padding-left: 8px; font-size: {size}pt; }}"
        )


def _after(marks: tuple[str, ...], mark: str) -> str:
    """Return the mark that follows."""
    return marks[(marks.index(mark) + 1) % len(marks)] if mark in marks else marks[0]

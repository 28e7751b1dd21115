"""A table of rows: heads, widths by the columns, rows drawn whole, and the keys that move in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from zcdesk.ui.look import fonts, icons
from zcdesk.ui.look.painted_rows import (
    MOVES,
    paint_chosen,
    paint_frame,
    paint_line_below,
    paint_words,
)
from zcdesk.ui.look.rows import Rows, ShownRow
from zcdesk.ui.look.theme import theme, tokens
from zcdesk.ui.look.tokens import TypeRole


class TableHead(QHeaderView):
    """The heads of the columns, and an arrow where the rows are sorted."""

    HEIGHT = 32

    def __init__(self, name: str, rows: Rows) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setHighlightSections(False)
        self._rows = rows
        self.setFixedHeight(self.HEIGHT)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.sorted_by, self.downwards = -1, False
        theme().changed.connect(self.viewport().update)

    def show_order(self, column: int, *, downwards: bool) -> None:
        """Mark the column that the table is sorted by."""
        self.sorted_by, self.downwards = column, downwards
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: object, logical: int) -> None:
        """Draw the head of one column."""
        table, column = tokens(), self._rows.columns[logical]
        box = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(box, table.sunken)
        inner = box.adjusted(column.lead, 0, -4, 0)
        role, right = TypeRole.CAPTION, Qt.TextElideMode.ElideRight
        paint_words(painter, inner, column.title, role, table.text2, elide=right)
        if logical == self.sorted_by:
            left = inner.left() + fonts.metrics(role).horizontalAdvance(column.title) + 2
            mark = QRectF(left, box.center().y() - 6, 12, 12)
            painter.translate(mark.center())
            painter.rotate(180 * (not self.downwards))
            painter.translate(-mark.center())
            icons.paint(painter, "down", table.text2, mark)
        painter.restore()


class Table(QTableView):
    """The rows of a table; letters and digits stay free for the page's keys.

    Attributes:
        LINE: Height of a row in pixels.
    """

    LINE = 34

    def __init__(self, name: str, rows: Rows, **properties: Any) -> None:
        """Make one; ``name`` is what a screen reader calls it, the rest is given by Qt's names."""
        own = {
            "accessibleName": name,
            "showGrid": False,
            "frameShape": QTableView.Shape.NoFrame,
            "selectionMode": QAbstractItemView.SelectionMode.SingleSelection,
            "editTriggers": QAbstractItemView.EditTrigger.NoEditTriggers,
            "verticalScrollMode": QAbstractItemView.ScrollMode.ScrollPerPixel,
            "horizontalScrollMode": QAbstractItemView.ScrollMode.ScrollPerPixel,
            "horizontalScrollBarPolicy": Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            "tabKeyNavigation": False,
            "cornerButtonEnabled": False,
            "wordWrap": False,
        }
        super().__init__(**{**own, **properties})
        self.grid = rows
        self.head = TableHead(name, rows)
        self.setModel(rows)
        self.setHorizontalHeader(self.head)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.LINE)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self.viewport().update)
        theme().changed.connect(self.viewport().update)

    def show_all(self, most: int) -> None:
        """Be as high as the rows, up to ``most`` of them."""
        shown = min(max(self.grid.rowCount(), 1), most)
        below = self.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        bar = self.horizontalScrollBar().sizeHint().height() * below
        self.setFixedHeight(self.head.HEIGHT + self.LINE * shown + bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take only what moves in the table."""
        if event.key() in MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out among the columns that there is room for."""
        super().resizeEvent(event)
        wide, columns = self.viewport().width(), self.grid.columns
        shown = [column for column in columns if column.room <= wide]
        spare = max(wide - sum(column.least for column in shown), 0)
        shares = max(sum(column.share for column in shown), 1)
        for place, column in enumerate(columns):
            self.setColumnHidden(place, column not in shown)
            self.setColumnWidth(place, column.least + spare * column.share // shares)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are to be seen, with a frame where the keyboard is.

        A cell at a time by Qt's delegates takes twice as long, most of it before anything is drawn.
        """
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = [
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in range(len(self.grid.columns))
            if not self.isColumnHidden(column)
        ]
        width = max(left + wide for _, left, wide in places)
        for place in self._seen(event):
            row = self.grid.rows[place]
            box = QRectF(0, self.rowViewportPosition(place), width, self.rowHeight(place))
            if place == self.currentIndex().row():
                paint_chosen(painter, box)
            paint_line_below(painter, box)
            for column, left, wide in places:
                self.paint_cell(painter, QRectF(left, box.top(), wide, box.height()), row, column)
        painter.end()
        paint_frame(self)

    def paint_cell(self, painter: QPainter, box: QRectF, row: ShownRow, column: int) -> None:
        """Draw the words of a cell."""
        one = self.grid.columns[column]
        inner = box.adjusted(one.lead, 0, -one.tail, 0)
        words, ink = row.cell(column), tokens().colour(row.tone(column))
        paint_words(painter, inner, words, TypeRole.BODY, ink, elide=one.elide)

    def _seen(self, event: QPaintEvent) -> range:
        """Return the places of the rows that are to be drawn."""
        first, last = (self.rowAt(edge) for edge in (event.rect().top(), event.rect().bottom()))
        if first < 0:
            return range(0)
        return range(first, (len(self.grid.rows) - 1 if last < 0 else last) + 1)

"""The table of all people: cells, state chips, and the keys that move in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from zcdesk.ui.batch.rows import (
    COLUMNS,
    DOUBTFUL,
    LEFT,
    OPEN,
    RETURNED,
    STATE,
    TO_DO,
    BatchRow,
    BatchRows,
)
from zcdesk.ui.look import (
    RADIUS_CHIP,
    Look,
    Tone,
    TypeRole,
    fonts,
    icons,
    paint_chosen,
    paint_line_below,
    paint_words,
    theme,
    tokens,
)
from zcdesk.ui.words.states import StateLook

HEAD, LINE = 32, 44
FIXED = {0: 52, STATE: 116, DOUBTFUL: 76, LEFT: 126, RETURNED: 72, OPEN: 72}
"""Widths of the columns that do not give way, in logical pixels."""

ELASTIC = {1: (112, 2), 2: (112, 4), TO_DO: (150, 2)}
"""Columns that give way: their least width and their share of what is left over."""

NARROW = 960
"""Below this width the returns are reported below the table only."""


def paint_person(
    painter: QPainter, row: BatchRow, box: QRectF, places: Sequence[tuple[int, int, int]]
) -> None:
    """Draw one person's row.

    A cell at a time by Qt's delegates takes twice as long, most of it before anything is drawn.

    Args:
        painter: Where.
        row: The person.
        box: The whole row.
        places: Of each cell that is shown its column, its left edge and its width.
    """
    paint_line_below(painter, box)
    for column, left, width in places:
        inner = QRectF(left, box.top(), width, box.height())
        inner.adjust(16 if column == 0 else 8, 0, -8, 0)
        if column == STATE:
            _chip(painter, inner, row.look)
            continue
        ink = tokens().accent if column == OPEN else tokens().text
        paint_words(painter, inner, row.cells[column], TypeRole.BODY, ink, elide=_elision(column))


def _elision(column: int) -> Qt.TextElideMode:
    """What is to be done begins with what matters most; of names and firms the tail matters too."""
    return Qt.TextElideMode.ElideRight if column == TO_DO else Qt.TextElideMode.ElideMiddle


def _chip(painter: QPainter, box: QRectF, look: StateLook) -> None:
    """Draw a state: icon and word, on its soft colour when it is more than waiting."""
    table = tokens()
    width = fonts.metrics(TypeRole.CAPTION).horizontalAdvance(look.word) + 34
    chip = QRectF(box.left(), box.center().y() - 11.5, min(width, box.width()), 23)
    colour = QColor(table.text2 if look.tone is Tone.TEXT3 else table.colour(look.tone))
    if look.tone is not Tone.TEXT3:
        edge = QPen(colour) if table.look is Look.CONTRAST else QPen(Qt.PenStyle.NoPen)
        painter.setPen(edge)
        painter.setBrush(QColor(table.soft(look.tone)))
        painter.drawRoundedRect(chip, RADIUS_CHIP, RADIUS_CHIP)
    icons.paint(
        painter, look.icon, colour.name(), QRectF(chip.left() + 6, chip.top() + 3.5, 16, 16)
    )
    paint_words(painter, chip.adjusted(26, 0, 0, 0), look.word, TypeRole.CAPTION, colour.name())


class BatchHead(QHeaderView):
    """The heads of the columns; a click sorts."""

    def __init__(self, **signals: Any) -> None:
        super().__init__(Qt.Orientation.Horizontal, **signals)
        self.setFixedHeight(HEAD)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sorted_by, self.downwards = 0, False

    def show_order(self, column: int, *, downwards: bool) -> None:
        """Mark the column that the table is sorted by."""
        self.sorted_by, self.downwards = column, downwards
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: object, logical: int) -> None:
        """Draw the head of one column."""
        table = tokens()
        box = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(box, QColor(table.sunken))
        inner = box.adjusted(16 if logical == 0 else 8, 0, -4, 0)
        words = str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")
        paint_words(painter, inner, words, TypeRole.CAPTION, table.text2)
        if logical == self.sorted_by:
            left = inner.left() + fonts.metrics(TypeRole.CAPTION).horizontalAdvance(words) + 2
            mark = QRectF(left, box.center().y() - 6, 12, 12)
            painter.translate(mark.center())
            if not self.downwards:
                painter.rotate(180)
            painter.translate(-mark.center())
            icons.paint(painter, "down", table.text2, mark)
        painter.restore()


class BatchTable(QTableView):
    """One row a person; letters stay free for the page's keys.

    Signals:
        row_opened: Number of the roster row whose case is wanted.
        row_marked: Another row is marked.
    """

    row_opened = Signal(int)
    row_marked = Signal()

    def __init__(self, model: BatchRows, sort: Callable[[int], None], **signals: Any) -> None:
        signals |= {
            "showGrid": False,
            "frameShape": QTableView.Shape.NoFrame,
            "selectionBehavior": QAbstractItemView.SelectionBehavior.SelectRows,
            "selectionMode": QAbstractItemView.SelectionMode.SingleSelection,
            "editTriggers": QAbstractItemView.EditTrigger.NoEditTriggers,
            "verticalScrollMode": QAbstractItemView.ScrollMode.ScrollPerPixel,
            "horizontalScrollBarPolicy": Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            "tabKeyNavigation": False,
            "cornerButtonEnabled": False,
            "accessibleName": self.tr("全体申报人"),
            "clicked": self._click,
            "doubleClicked": self._double_click,
        }
        super().__init__(**signals)
        self._rows = model
        self.head = BatchHead(sectionClicked=sort)
        self.setModel(model)
        self.setHorizontalHeader(self.head)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(LINE)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self.row_marked)
        theme().changed.connect(self.viewport().update)

    @property
    def row(self) -> int:
        """The roster row that is marked, or 0."""
        place = self.currentIndex().row()
        return self._rows.shown[place] if 0 <= place < len(self._rows.shown) else 0

    def mark(self, row: int) -> None:
        """Mark a roster row, if the table shows it."""
        if row in self._rows.shown:
            self.setCurrentIndex(self._rows.index(self._rows.shown.index(row), 1))

    def move_by(self, by: int) -> None:
        """Mark the next or the previous person."""
        count = len(self._rows.shown)
        if count:
            place = self.currentIndex().row()
            to = 0 if place < 0 else min(max(place + by, 0), count - 1)
            self.setCurrentIndex(self._rows.index(to, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take only what moves in the table, and Enter."""
        moves = {
            Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
            Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
        }  # fmt: skip
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.row and not event.isAutoRepeat():
                self.row_opened.emit(self.row)
        elif event.key() == Qt.Key.Key_Home:
            self.move_by(-len(self._rows.shown))
        elif event.key() == Qt.Key.Key_End:
            self.move_by(len(self._rows.shown))
        elif event.key() in moves:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out among the columns."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < NARROW
        self.setColumnHidden(RETURNED, narrow)
        for column, width in FIXED.items():
            self.setColumnWidth(column, width)
        taken = sum(FIXED.values()) - (FIXED[RETURNED] if narrow else 0)
        spare = self.viewport().width() - taken - sum(least for least, _ in ELASTIC.values())
        shares = sum(share for _, share in ELASTIC.values())
        for column, (least, share) in ELASTIC.items():
            self.setColumnWidth(column, least + max(spare, 0) * share // shares)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are to be seen, with a frame where the keyboard is."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = [
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in range(len(COLUMNS))
            if not self.isColumnHidden(column)
        ]
        wide, chosen = self.viewport().width(), self.selectionModel()
        for place in self._seen(event):
            row = self._rows.row(self._rows.shown[place])
            box = QRectF(0, self.rowViewportPosition(place), wide, self.rowHeight(place))
            if chosen.isRowSelected(place):
                paint_chosen(painter, box)
            if row is not None:
                paint_person(painter, row, box, places)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _seen(self, event: QPaintEvent) -> range:
        """Return the places of the rows that are to be drawn."""
        first, last = (self.rowAt(edge) for edge in (event.rect().top(), event.rect().bottom()))
        if first < 0:
            return range(0)
        return range(first, (len(self._rows.shown) - 1 if last < 0 else last) + 1)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == OPEN:
            self.row_opened.emit(self.row)

    def _double_click(self, index: QModelIndex) -> None:
        if index.column() != OPEN:
            self.row_opened.emit(self.row)

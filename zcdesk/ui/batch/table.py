"""The table of all people: state chips, and the keys that move in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView

from zcdesk.ui.batch.rows import OPEN, STATE, BatchRow, BatchRows
from zcdesk.ui.keys.enter import ENTER_KEYS
from zcdesk.ui.look import (
    RADIUS_CHIP,
    Look,
    ShownRow,
    Table,
    Tone,
    TypeRole,
    fonts,
    icons,
    paint_words,
    tokens,
)
from zcdesk.ui.words.states import StateLook


def _chip(painter: QPainter, box: QRectF, look: StateLook) -> None:
    """Draw a state: icon and word, on its soft colour when it is more than waiting."""
    table = tokens()
    width = fonts.metrics(TypeRole.CAPTION).horizontalAdvance(look.word) + 34
    chip = QRectF(box.left(), box.center().y() - 11.5, min(width, box.width()), 23)
    colour = QColor(table.text2 if look.tone is Tone.TEXT3 else table.colour(look.tone))
    if look.tone is not Tone.TEXT3:
        edge = QPen(colour) if table.look is Look.CONTRAST else QPen(Qt.PenStyle.NoPen)
        painter.setPen(edge)
        painter.setBrush(table.soft(look.tone))
        painter.drawRoundedRect(chip, RADIUS_CHIP, RADIUS_CHIP)
    icons.paint(
        painter, look.icon, colour.name(), QRectF(chip.left() + 6, chip.top() + 3.5, 16, 16)
    )
    paint_words(painter, chip.adjusted(26, 0, 0, 0), look.word, TypeRole.CAPTION, colour.name())


class BatchTable(Table):
    """One row a person.

    Signals:
        row_opened: Number of the roster row whose case is wanted.
        row_marked: Another row is marked.
    """

    row_opened = Signal(int)
    row_marked = Signal()
    LINE = 44

    def __init__(self, model: BatchRows, sort: Callable[[int], None], **signals: Any) -> None:
        super().__init__(
            self.tr("全体申报人"),
            model,
            selectionBehavior=QAbstractItemView.SelectionBehavior.SelectRows,
            clicked=self._click,
            doubleClicked=self._double_click,
            **signals,
        )
        self._rows = model
        self.head.setSectionsClickable(True)
        self.head.sectionClicked.connect(sort)
        self.head.show_order(0, downwards=False)
        self.selectionModel().currentRowChanged.connect(self.row_marked)

    @property
    def row(self) -> int:
        """The roster row that is marked, or 0."""
        index = self.currentIndex()
        return self._rows.shown[index.row()] if index.isValid() else 0

    def mark(self, row: int) -> None:
        """Mark a roster row, if the table shows it."""
        if row in self._rows.shown:
            self.setCurrentIndex(self._rows.index(self._rows.shown.index(row), 1))

    def move_by(self, by: int) -> None:
        """Mark the next or the previous person."""
        place, last = self.currentIndex().row(), len(self._rows.rows) - 1
        to = 0 if place < 0 else min(max(place + by, 0), last)
        self.setCurrentIndex(self._rows.index(to, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take only what moves in the table, and Enter."""
        ends = {Qt.Key.Key_Home: -len(self._rows.rows), Qt.Key.Key_End: len(self._rows.rows)}
        if event.key() in ENTER_KEYS:
            if self.row and not event.isAutoRepeat():
                self.row_opened.emit(self.row)
        elif event.key() in ends:
            self.move_by(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paint_cell(self, painter: QPainter, box: QRectF, row: ShownRow, column: int) -> None:
        """Draw a cell, the state as a chip."""
        if column == STATE and isinstance(row, BatchRow):
            _chip(painter, box.adjusted(8, 0, -8, 0), row.look)
        else:
            super().paint_cell(painter, box, row, column)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == OPEN:
            self.row_opened.emit(self.row)

    def _double_click(self, index: QModelIndex) -> None:
        if index.column() != OPEN:
            self.row_opened.emit(self.row)

"""The list of shared pages: two lines each, one or several marked, letters free for the page."""

from __future__ import annotations

from PySide6.QtCore import (
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyleOptionViewItem,
)

from zcdesk.ui.batch.shared_rows import SharedRow, SharedRows
from zcdesk.ui.look import (
    Index,
    PaintedSpot,
    RowDelegate,
    RowList,
    Tone,
    TypeRole,
    fonts,
    icons,
    paint_chosen,
    paint_frame,
    paint_line_below,
    paint_words,
    tokens,
)

_PADDING = 9


class SharedCells(RowDelegate):
    """Draws a page: title and state above, whose it is below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for two lines."""
        return QSize(200, fonts.line(TypeRole.BODY) + fonts.line(TypeRole.CAPTION) + 2 * _PADDING)

    def paint_row(self, painter: QPainter, spot: PaintedSpot, row: SharedRow) -> None:
        """Draw one row."""
        if spot.chosen:
            paint_chosen(painter, spot.box)
        paint_line_below(painter, spot.box)
        inner = spot.box.adjusted(14, _PADDING, -10, -_PADDING)
        upper = QRectF(inner.left(), inner.top(), inner.width(), fonts.line(TypeRole.BODY))
        lower = QRectF(inner.left(), upper.bottom(), inner.width(), fonts.line(TypeRole.CAPTION))
        chip = _state(painter, upper, row)
        title = upper.adjusted(0, 0, -chip - 8, 0)
        middle, right = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
        paint_words(painter, title, row.title, TypeRole.BODY, tokens().text, elide=middle)
        paint_words(painter, lower, row.whose, TypeRole.CAPTION, tokens().text2, elide=right)


def _state(painter: QPainter, box: QRectF, row: SharedRow) -> float:
    """Draw icon and word of the state at the right; return how wide they are."""
    table = tokens()
    width = fonts.metrics(TypeRole.CAPTION).horizontalAdvance(row.look.word) + 22
    left = box.right() - width
    colour = table.text2 if row.look.tone is Tone.NONE else table.colour(row.look.tone)
    icons.paint(painter, row.look.icon, colour, QRectF(left, box.center().y() - 8, 16, 16))
    room = QRectF(left + 20, box.top(), width, box.height())
    paint_words(painter, room, row.look.word, TypeRole.CAPTION, colour)
    return float(width)


class SharedList(RowList):
    """The pages; Shift, Ctrl and Ctrl+A mark several."""

    def __init__(self, rows: SharedRows) -> None:
        super().__init__(
            self.tr("合订扫描件的每一页"),
            frameShape=QListView.Shape.NoFrame,
            uniformItemSizes=True,
            selectionMode=QAbstractItemView.SelectionMode.ExtendedSelection,
            minimumWidth=260,
        )
        self._rows = rows
        self.draw_by(rows, SharedCells(self))

    @property
    def marked(self) -> tuple[str, ...]:
        """Names of the marked pages, in their order."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self._rows.name(place) for place in places)

    @property
    def present(self) -> str:
        """Name of the page whose picture is shown, or ""."""
        return self._rows.name(self.currentIndex().row())

    def move_by(self, by: int) -> None:
        """Mark the next or the previous page."""
        place = self.currentIndex().row()
        self.go_to(0 if place < 0 else min(max(place + by, 0), self._rows.rowCount() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take only what moves in the list or marks all of it."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_A and control:
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the list, with a frame where the keyboard is."""
        super().paintEvent(event)
        paint_frame(self)

"""The list of shared pages: two lines each, one or several marked, letters free for the page."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from zcdesk.ui.batch.shared_rows import ROW, SharedRow, SharedRows
from zcdesk.ui.look import fonts, icons
from zcdesk.ui.look.row_ground import paint_chosen
from zcdesk.ui.look.theme import theme, tokens
from zcdesk.ui.look.tokens import Role, Tone

_AT_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_PADDING = 9
_MOVES = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
}  # fmt: skip


class SharedCells(QStyledItemDelegate):
    """Draws a page: title and state above, whose it is below."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return room for two lines."""
        return QSize(200, fonts.line(Role.BODY) + fonts.line(Role.CAPTION) + 2 * _PADDING)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row = index.data(ROW)
        if not isinstance(row, SharedRow):
            return
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        table = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            paint_chosen(painter, box)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(table.line))
        inner = box.adjusted(14, _PADDING, -10, -_PADDING)
        upper = QRectF(inner.left(), inner.top(), inner.width(), fonts.line(Role.BODY))
        lower = QRectF(inner.left(), upper.bottom(), inner.width(), fonts.line(Role.CAPTION))
        chip = _state(painter, upper, row)
        _words(painter, upper.adjusted(0, 0, -chip - 8, 0), row.title, Role.BODY, table.text)
        _words(painter, lower, row.whose, Role.CAPTION, table.text2)
        painter.restore()


def _words(painter: QPainter, box: QRectF, words: str, role: Role, ink: str) -> None:
    painter.setFont(fonts.font(role))
    painter.setPen(QColor(ink))
    mode = Qt.TextElideMode.ElideMiddle if role is Role.BODY else Qt.TextElideMode.ElideRight
    painter.drawText(box, _AT_LEFT, fonts.metrics(role).elidedText(words, mode, box.width()))


def _state(painter: QPainter, box: QRectF, row: SharedRow) -> float:
    """Draw icon and word of the state at the right; return how wide they are."""
    table = tokens()
    width = fonts.metrics(Role.CAPTION).horizontalAdvance(row.look.word) + 22
    left = box.right() - width
    colour = table.text2 if row.look.tone is Tone.NONE else table.colour(row.look.tone)
    icons.paint(painter, row.look.icon, colour, QRectF(left, box.center().y() - 8, 16, 16))
    painter.setPen(QColor(colour))
    painter.setFont(fonts.font(Role.CAPTION))
    painter.drawText(QRectF(left + 20, box.top(), width, box.height()), _AT_LEFT, row.look.word)
    return float(width)


class SharedList(QListView):
    """The pages; Shift, Ctrl and Ctrl+A mark several."""

    def __init__(self, rows: SharedRows) -> None:
        super().__init__()
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(SharedCells(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("合订扫描件的每一页"))
        theme().changed.connect(self.viewport().update)

    @property
    def marked(self) -> tuple[str, ...]:
        """Names of the marked pages, in their order."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self._rows.name(place) for place in places)

    @property
    def present(self) -> str:
        """Name of the page whose picture is shown, or ""."""
        return self._rows.name(self.currentIndex().row())

    def mark(self, place: int) -> None:
        """Mark one page alone, whatever keys are held: Ctrl+Z must not toggle it."""
        if 0 <= place < self._rows.rowCount():
            index = self._rows.index(place)
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, alone)
            self.scrollTo(index)

    def move_by(self, by: int) -> None:
        """Mark the next or the previous page."""
        place = self.currentIndex().row()
        self.mark(0 if place < 0 else min(max(place + by, 0), self._rows.rowCount() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take only what moves in the list or marks all of it."""
        everything = (
            event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )
        if event.key() in _MOVES or everything:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the list, with a frame where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

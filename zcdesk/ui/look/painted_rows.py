"""What the painted rows of all lists share: model, delegate, the ground of a state, words."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zcdesk.ui.look import fonts
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tips import tip
from zcdesk.ui.look.tokens import Look, TypeRole

ROW = Qt.ItemDataRole.UserRole
"""The role under which a model gives the value that is drawn."""

Index = QModelIndex | QPersistentModelIndex

MIDDLE = Qt.AlignmentFlag.AlignVCenter
AT_LEFT = MIDDLE | Qt.AlignmentFlag.AlignLeft
AT_RIGHT = MIDDLE | Qt.AlignmentFlag.AlignRight

MOVES = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
}  # fmt: skip
"""Keys that move in a list; where letters are keys of the page, a list takes no others."""

SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
"""The roles under which a screen reader asks for a row."""

_BAR, _STRONG_BAR = 3, 5


class RowsModel(QAbstractListModel):
    """The rows of a list as Qt wants them; some of them are headings.

    Attributes:
        rows: What is drawn, from above.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[object, ...] = ()

    def show_anew(self, rows: tuple[object, ...]) -> None:
        """Show other rows; the list begins anew."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def take(self, rows: tuple[object, ...]) -> None:
        """Show other rows; the list keeps its place where only their look or the end differs."""
        old = self.rows
        pairs = tuple(zip(old, rows, strict=False))
        if len(pairs) < len(old) or not old or any(self.key(a) != self.key(b) for a, b in pairs):
            self.show_anew(rows)
            return
        if len(rows) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
        self.rows = rows
        for place, (before, after) in enumerate(pairs):
            if not self.shows_same(before, after):
                self.dataChanged.emit(self.index(place), self.index(place))

    def key(self, row: object) -> object:
        """Return what tells a row from the others, whatever it shows now."""
        return row

    def shows_same(self, before: object, after: object) -> bool:
        """Tell whether a row with the same key shows the same."""
        return before == after

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself, or what is said and shown of it."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        words = self.said(row, role)
        return tip(words) if words and role == Qt.ItemDataRole.ToolTipRole else words

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings not be chosen."""
        if self.can_be_chosen(self.data(index, ROW)):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    @abstractmethod
    def said(self, row: object, role: int) -> str | None:
        """Return the words of a row for one of Qt's roles, None for no words."""

    @abstractmethod
    def can_be_chosen(self, row: object) -> bool:
        """Tell a row from a heading, and from None where there is no row."""


@dataclass(frozen=True)
class PaintedSpot:
    """Where a row is drawn, and how it stands in its list.

    Attributes:
        box: The row, or one of its cells.
        state: What Qt says of it.
        column: Number of the cell in its row.
    """

    box: QRectF
    state: QStyle.StateFlag
    column: int = 0

    @property
    def chosen(self) -> bool:
        """The row is selected."""
        return bool(self.state & QStyle.StateFlag.State_Selected)

    @property
    def below_pointer(self) -> bool:
        """The pointer is over the row."""
        return bool(self.state & QStyle.StateFlag.State_MouseOver)

    @property
    def focused(self) -> bool:
        """Keys go to the row."""
        return bool(self.state & QStyle.StateFlag.State_HasFocus)


class RowDelegate(QStyledItemDelegate):
    """Draws the rows of a list from the values that its model gives for ``ROW``."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row, or one of its cells; the painter is left as it was."""
        spot = PaintedSpot(
            QRectF(option.rect),  # type: ignore[attr-defined]
            option.state,  # type: ignore[attr-defined]
            index.column(),
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, spot, index.data(ROW))
        painter.restore()

    @abstractmethod
    def paint_row(self, painter: QPainter, spot: PaintedSpot, row: object) -> None:
        """Draw ``row``; what is no row of this list is left blank."""


def paint_chosen(painter: QPainter, box: QRectF, *, bar: bool = True) -> None:
    """Draw the ground of a chosen row, or of one of its cells.

    Args:
        painter: Where.
        box: The row.
        bar: Whether the row begins here: tint alone does not show a state.
    """
    table = tokens()
    painter.fillRect(box, QColor(table.accent_soft))
    if bar:
        width = _STRONG_BAR if table.look is Look.CONTRAST else _BAR
        painter.fillRect(QRectF(box.left(), box.top(), width, box.height()), QColor(table.accent))


def paint_row_ground(painter: QPainter, spot: PaintedSpot) -> None:
    """Draw what shows the state of a row: tint and bar, tint, or ring; nothing for a quiet row."""
    table = tokens()
    if spot.chosen:
        paint_chosen(painter, spot.box)
    elif spot.below_pointer:
        painter.fillRect(spot.box, QColor(table.sunken))
    if spot.focused and spot.chosen:
        painter.setPen(QPen(QColor(table.accent), 2))
        painter.drawRect(spot.box.adjusted(1, 1, -1, -1))


def paint_line_below(painter: QPainter, box: QRectF) -> None:
    """Draw the fine line between a row and the next."""
    line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
    painter.fillRect(line, QColor(tokens().line))


def paint_words(
    painter: QPainter,
    box: QRectF,
    words: str,
    role: TypeRole,
    ink: str,
    *,
    align: Qt.AlignmentFlag = AT_LEFT,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideNone,
) -> None:
    """Draw one line of words.

    Args:
        painter: Where.
        box: The room for them.
        words: The line.
        role: Its type role.
        ink: Its colour.
        align: Where it is in ``box``.
        elide: Where it gives way when it is too long; by default it runs on.
    """
    painter.setFont(fonts.font(role))
    painter.setPen(QColor(ink))
    painter.drawText(box, align, fonts.elided(words, role, elide, box.width()))

"""What the painted rows of all lists share: delegate, the ground of a state, words."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from zcdesk.ui.look import fonts
from zcdesk.ui.look.painting import pen
from zcdesk.ui.look.rows import ROW, Index
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tokens import Look, TypeRole

MIDDLE = Qt.AlignmentFlag.AlignVCenter
AT_LEFT = MIDDLE | Qt.AlignmentFlag.AlignLeft
AT_RIGHT = MIDDLE | Qt.AlignmentFlag.AlignRight

MOVES = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
}  # fmt: skip
"""Keys that move in a list; where letters are keys of the page, a list takes no others."""

ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
"""How far each arrow goes, across and down."""

_BAR, _STRONG_BAR = 3, 5


@dataclass(frozen=True)
class PaintedSpot:
    """Where a row is drawn, and how it stands in its list.

    Attributes:
        box: The row.
        state: What Qt says of it.
    """

    box: QRectF
    state: QStyle.StateFlag

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
        """Draw one row; the painter is left as it was."""
        spot = PaintedSpot(
            QRectF(option.rect),  # type: ignore[attr-defined]
            option.state,  # type: ignore[attr-defined]
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, spot, index.data(ROW))
        painter.restore()

    @abstractmethod
    def paint_row(self, painter: QPainter, spot: PaintedSpot, row: Any) -> None:
        """Draw ``row``."""


def paint_chosen(painter: QPainter, box: QRectF, *, bar: bool = True) -> None:
    """Draw the ground of a chosen row, or of one of its cells.

    Args:
        painter: Where.
        box: The row.
        bar: Whether the row begins here: tint alone does not show a state.
    """
    table = tokens()
    painter.fillRect(box, table.accent_soft)
    if bar:
        width = _STRONG_BAR if table.look is Look.CONTRAST else _BAR
        painter.fillRect(QRectF(box.left(), box.top(), width, box.height()), table.accent)


def paint_row_ground(painter: QPainter, spot: PaintedSpot) -> None:
    """Draw what shows the state of a row: tint and bar, tint, or ring; nothing for a quiet row."""
    table = tokens()
    if spot.chosen:
        paint_chosen(painter, spot.box)
    elif spot.below_pointer:
        painter.fillRect(spot.box, table.sunken)
    if spot.focused and spot.chosen:
        painter.setPen(pen(table.accent, 2))
        painter.drawRect(spot.box.adjusted(1, 1, -1, -1))


def paint_frame(view: QAbstractItemView) -> None:
    """Draw a frame around a list or a table where the keyboard is."""
    if view.hasFocus():
        painter = QPainter(view.viewport())
        painter.setPen(pen(tokens().accent, 2))
        painter.drawRect(view.viewport().rect().adjusted(1, 1, -1, -1))


def paint_line_below(painter: QPainter, box: QRectF) -> None:
    """Draw the fine line between a row and the next."""
    line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
    painter.fillRect(line, tokens().line)


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
    painter.setPen(ink)
    painter.drawText(box, align, fonts.elided(words, role, elide, box.width()))

"""The ground of a list's row: chosen, below the pointer, or with the focus."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle

from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tokens import Look

_BAR, _STRONG_BAR = 3, 5


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


def paint_row_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
    """Draw what shows the state of a row: tint and bar, tint, or ring; nothing for a quiet row."""
    table = tokens()
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen:
        paint_chosen(painter, box)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, QColor(table.sunken))
    if state & QStyle.StateFlag.State_HasFocus and chosen:
        painter.setPen(QPen(QColor(table.accent), 2))
        painter.drawRect(box.adjusted(1, 1, -1, -1))

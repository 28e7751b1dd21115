"""Cards: a rounded surface with a hairline; one that can be chosen is a button."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zcdesk.ui.keys.enter import TAKES
from zcdesk.ui.look import RADIUS_CARD, paint_box, smooth_painter, tokens

CHOSEN, RING = 2.0, 5.0
"""Pixels: the edge of a chosen card, and how far inside the ring of the focus stands."""


class Card(QWidget):
    """A plain card."""

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        self._ground(QColor(tokens().surface), QColor(tokens().line), 1.0)

    def _ground(self, fill: QColor, edge: QColor, width: float) -> None:
        painter = smooth_painter(self)
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        paint_box(painter, box, RADIUS_CARD, QPen(edge, width), fill)


class ChoiceCard(Card):
    """A card to choose, by pointer or key.

    Signals:
        chosen: It was clicked, or Space was pressed.
        pressed: Enter or a double click: choose and go on.
        focused: The keyboard came to it.
    """

    chosen = Signal(object)
    pressed = Signal(object)
    focused = Signal(object)

    def __init__(
        self, value: object, words: str, *, enters: bool = True, **properties: Any
    ) -> None:
        """Make one; where it does not take Enter (``enters``), the page's filled button does."""
        super().__init__(
            accessibleName=words,
            focusPolicy=Qt.FocusPolicy.StrongFocus,
            cursor=Qt.CursorShape.PointingHandCursor,
            **properties,
        )
        self._value, self._enters = value, enters
        self.setProperty(TAKES, enters)
        self._marked = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def value(self) -> object:
        """What choosing the card means."""
        return self._value

    def mark(self, marked: bool) -> None:
        """Show the card as the chosen one."""
        self._marked = marked
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that Enter goes on with this one now."""
        super().focusInEvent(event)
        self.focused.emit(self._value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        self.chosen.emit(self._value)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose and go on."""
        self.pressed.emit(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Space, go on with Enter."""
        if event.key() == Qt.Key.Key_Space:
            self.chosen.emit(self._value)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._enters:
                self.pressed.emit(self._value)
            else:
                event.ignore()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground: filled where it is chosen, with a ring inside where the keyboard is."""
        table = tokens()
        quiet = table.sunken if self.underMouse() else table.surface
        fill, edge = QColor(table.accent_soft if self._marked else quiet), QColor(table.line)
        if self._marked:
            edge = QColor(table.accent)
        self._ground(fill, edge, CHOSEN if self._marked else 1.0)
        if self.hasFocus():
            painter = smooth_painter(self)
            painter.setPen(QPen(QColor(table.accent), 2, Qt.PenStyle.DashLine))
            ring = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
            painter.drawRoundedRect(ring, RADIUS_CARD - RING / 2, RADIUS_CARD - RING / 2)

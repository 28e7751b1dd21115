"""Cards: a rounded surface with a hairline; one that can be chosen is a button."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zcdesk.ui.keys.enter import ENTER_KEYS, TAKES
from zcdesk.ui.look import RADIUS_CARD, inside, paint_box, pen, smooth_painter, tokens

CHOSEN, RING = 2.0, 5.0
"""Pixels: the edge of a chosen card, and how far inside the ring of the focus stands."""


class Card(QWidget):
    """A plain card."""

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        self._ground(tokens().surface, tokens().line, 1.0)

    def _ground(self, fill: str, edge: str, width: float) -> None:
        painter = smooth_painter(self)
        paint_box(painter, inside(self, width / 2), RADIUS_CARD, pen(edge, width), fill)


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
        elif event.key() in ENTER_KEYS:
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
        fill, edge = table.accent_soft if self._marked else quiet, table.line
        if self._marked:
            edge = table.accent
        self._ground(fill, edge, CHOSEN if self._marked else 1.0)
        if self.hasFocus():
            painter = smooth_painter(self)
            painter.setPen(pen(table.accent, 2, Qt.PenStyle.DashLine))
            ring = inside(self, RING)
            painter.drawRoundedRect(ring, RADIUS_CARD - RING / 2, RADIUS_CARD - RING / 2)

"""A box to tick, drawn from the tokens so that it is seen in every theme."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox

from zcdesk.ui.kit.buttons import given
from zcdesk.ui.look import (
    BUTTON,
    TypeRole,
    fonts,
    inside,
    paint_choice,
    paint_own_focus,
    paint_words,
    smooth_painter,
    tokens,
)

SIDE = 18


class CheckBox(QCheckBox):
    """Box and words; the words are its name for a screen reader."""

    def __init__(self, text: str = "", **properties: Any) -> None:
        super().__init__(
            text,
            **given(
                accessibleName=text,
                cursor=Qt.CursorShape.PointingHandCursor,
                minimumHeight=BUTTON,
                **properties,
            ),
        )

    def sizeHint(self) -> QSize:
        """Return room for box and words."""
        words = fonts.metrics(TypeRole.BODY).horizontalAdvance(self.text())
        return QSize(round(SIDE + (12 + words if words else 0)) + 6, BUTTON)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on it: the style knows another box and other letters."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, words and focus."""
        table = tokens()
        painter = smooth_painter(self)
        box = QRectF(3, self.height() / 2 - SIDE / 2, SIDE, SIDE).adjusted(1, 1, -1, -1)
        paint_choice(painter, box, chosen=self.isChecked(), boxed=True)
        words = QRectF(SIDE + 12, 0, self.width() - SIDE - 12, self.height())
        ink = table.text if self.isEnabled() else table.text3
        paint_words(painter, words, self.text(), TypeRole.BODY, ink)
        paint_own_focus(self, painter, inside(self, 1))

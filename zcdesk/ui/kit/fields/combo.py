"""A list that opens, and is seen to: with the arrow that the style sheet leaves out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox

from zcdesk.ui.kit.buttons import given
from zcdesk.ui.look import FIELD, icons, smooth_painter, tokens

ARROW = 16


class Combo(QComboBox):
    """One of several, behind an arrow."""

    def __init__(self, **properties: Any) -> None:
        usual = given(minimumHeight=FIELD, cursor=Qt.CursorShape.PointingHandCursor)
        super().__init__(**properties | usual)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the arrow at its right."""
        super().paintEvent(event)
        painter = smooth_painter(self)
        table = tokens()
        ink = table.text if self.isEnabled() else table.text3
        box = QRectF(self.width() - ARROW - 7, (self.height() - ARROW) / 2, ARROW, ARROW)
        icons.paint(painter, "down", ink, box)

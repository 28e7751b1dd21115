"""The one field for this year's notice: paste its words, drop its files, or choose them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from zcdesk.ui.keys.enter import ENTER_KEYS, TAKES
from zcdesk.ui.kit import Drawing, IconLabel
from zcdesk.ui.kit.drop_area import DropGround
from zcdesk.ui.look import SPRING, Explanation, Label, Tone, TypeRole, beside, column

LOW, HIGH = 96, 240
"""Pixels of the field below an application, and of the one that is the page."""


class NoticeGround(DropGround):
    """A dashed place; a click or a key on it chooses files.

    Signals:
        taken: Files were dropped.
        pressed: Files are to be chosen.
    """

    taken = Signal(object)
    pressed = Signal()

    def __init__(self, words: str, **signals: Any) -> None:
        super().__init__(accessibleName=words, focusPolicy=Qt.FocusPolicy.StrongFocus, **signals)
        self.setProperty(TAKES, True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def take(self, paths: tuple[Path, ...]) -> None:
        """Hand on what was dropped."""
        self.taken.emit(paths)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose files."""
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose files with Enter or Space."""
        if event.key() in (*ENTER_KEYS, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


def low_ground(words: str, hint: str, choose: str, **signals: Any) -> NoticeGround:
    """Return the field as one row, for a page that has something else first."""
    ground = NoticeGround(words, minimumHeight=LOW, **signals)
    beside(
        IconLabel("import", "", Tone.ACCENT, side=22),
        (Explanation(hint), 1),
        Label(choose, tone=Tone.ACCENT),
        on=ground,
        gap=14,
        margins=(24, 12, 24, 12),
    )
    return ground


def high_ground(words: str, hint: str, **signals: Any) -> NoticeGround:
    """Return the field as the page's own content, for the first start."""
    ground = NoticeGround(words, minimumHeight=HIGH, **signals)
    icon = Drawing()
    icon.show_icon("import")
    middle = Qt.AlignmentFlag.AlignCenter
    column(
        ground,
        (24, 16, 24, 16),
        8,
        SPRING,
        icon,
        Label(words, TypeRole.HEAD, alignment=middle),
        Label(hint, tone=Tone.TEXT2, alignment=middle),
        SPRING,
    )
    return ground

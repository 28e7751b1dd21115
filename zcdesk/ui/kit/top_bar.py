"""The bar above every page: back, title, what is left, undo and redo, help."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent

from zcdesk.ui.keys.actions import icon_of
from zcdesk.ui.keys.beginning import BAR
from zcdesk.ui.kit.buttons import Button, ButtonKind
from zcdesk.ui.kit.learning import HELP, ask_for_help
from zcdesk.ui.look import (
    SPRING,
    TOP_BAR,
    ElidedLabel,
    Label,
    Panel,
    Tone,
    TypeRole,
    beside,
    fill,
    paint_line_below,
)

PRACTICE = "practice"
"""Property of a window that holds a practice case: the rows of keys that every page has."""


class TopBar(Panel):
    """Title at the left; each page puts its own things into ``middle`` and ``right``."""

    def __init__(self, title: str, *, back: str = "", icon: str = "back") -> None:
        super().__init__()
        self.setProperty(BAR, True)
        self.setFixedHeight(TOP_BAR)
        self.title = Label(title, TypeRole.STRONG)
        self.subtitle = ElidedLabel("", TypeRole.CAPTION, Tone.TEXT2)
        self.middle, self.right = beside(gap=8), beside(gap=8)
        self.help = icon_of(HELP, do=ask_for_help)
        row = beside(gap=8, margins=(12 if back else 24, 0, 12, 0))
        self._leads_home = not back or icon == "home"
        if back:
            self.back = Button(back, ButtonKind.GHOST, icon=icon)
            self.back.set_compact(True)
            row.addWidget(self.back)
        fill(row, self.title, (self.subtitle, 1), self.middle, SPRING, self.right, self.help)
        self.setLayout(row)

    def name_back(self, words: str) -> None:
        """Say where the button at the left leads back to; home is always called the same."""
        if not self._leads_home:
            self.back.say(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Name the window after the page: the system's list of windows tells them apart."""
        super().showEvent(event)
        if self.window().property(PRACTICE) is None:  # a lesson names its window itself
            self.window().setWindowTitle(self.window_name())

    def window_name(self) -> str:
        """Return what the window is called while this bar is shown."""
        return " — ".join(dict.fromkeys((self.title.accessibleName(), "zcdesk")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline below."""
        painter = QPainter(self)
        paint_line_below(painter, QRectF(self.rect()))


def icon_button(words: str, icon: str, key: str, **given: Any) -> Button:
    """Return a button that shows only its icon; words and key are in name and tooltip."""
    button = Button(words, ButtonKind.GHOST, icon=icon, key=key, **given)
    button.set_compact(True)
    return button

"""A quiet button with a menu of several acts, where each alone would be a button too many."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction

from zcdesk.ui.kit.buttons import Button, ButtonKind
from zcdesk.ui.kit.menu import Menu, add_act


class MenuButton(Button):
    """Opens a menu below itself.

    Args:
        text: What the button says.
        name: What it belongs to, for a screen reader: there may be many alike on a page.
    """

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, ButtonKind.LINK, icon="down", dense=True)
        self.setAccessibleName(f"{text}，{name}")
        self.acts = Menu(self)
        self.clicked.connect(self.open)

    def add(self, words: str, act: Callable[[], object]) -> QAction:
        """Add an act at the end of the menu."""
        return add_act(self.acts, words, act)

    def open(self) -> None:
        """Show what can be done."""
        self.acts.open_below()

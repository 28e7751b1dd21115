"""A scripted user whose presses and clicks are counted: what an application costs a person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.walker import Walker


class Counting(Walker):
    """Knows the keys, and counts every press and click; what is written and dropped is no key."""

    together = True

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.keys = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard is."""
        self.keys += 1
        super().press(key, modifiers)

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget that can be seen."""
        self.keys += 1
        super().click(widget)

    def open(self, key: str) -> None:
        """Click a row of the list at the left."""
        self.keys += 1
        super().open(key)

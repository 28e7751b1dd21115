"""What leads to doubts side by side, where there are enough of one kind."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.look import SPRING, beside
from zcdesk.ui.words.doubt_words import door_told
from zcdesk.workflow.review.overview import Overview
from zcdesk.workflow.side_by_side.doubts import counted


class SheetDoor(Button):
    """A link that counts the doubts of the commonest kind; away where none are worth a sheet."""

    def __init__(self, overview: Overview, key: str = "") -> None:
        super().__init__("", ButtonKind.LINK, icon="grid", key=key)
        self._overview: Overview | None = None
        self.count(overview)

    def count(self, overview: Overview) -> None:
        """Show how many there are now."""
        if overview is self._overview:
            return
        self._overview = overview
        words = door_told(counted(overview))
        self.say(words)
        if not words:
            self.hide()
        elif self.parent() is not None:  # without one it would open as a window of its own
            self.show()


def sheet_row(overview: Overview) -> QHBoxLayout:
    """Return a line with the door alone."""
    door = SheetDoor(overview)
    door.clicked.connect(partial(go, door, At("side-by-side")))
    return beside(door, SPRING)

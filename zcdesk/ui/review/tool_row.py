"""The tools above the picture, as the table of actions places them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.look import BUTTON, Panel, beside, fill, rule
from zcdesk.ui.review.actions import ToolPlace

APART = 60
"""Pixels of the row that are between and beside the buttons."""


WORDLESS = (ToolPlace.LOOK, ToolPlace.PAGE, ToolPlace.HAND)
"""Parts of the row that give up their words where there is too little room, in this order."""


class ToolRow(Panel):
    """One button for each action that has a place in the row.

    Attributes:
        buttons: The buttons by the names of their actions.
    """

    def __init__(self, actions: Actions[Any]) -> None:
        super().__init__(minimumHeight=44, maximumHeight=44)
        self._narrow = False
        self.buttons: dict[str, Button] = {}
        self._parts: dict[ToolPlace, list[str]] = {place: [] for place in ToolPlace}
        row = beside(on=self, gap=2, margins=(10, 0, 10, 0))
        for place in ToolPlace:
            if place is ToolPlace.LOOK:
                row.addStretch(1)
            elif place is not ToolPlace.HAND:
                self._part(row)
            for action in actions.rows:
                if action.place == place:
                    self.buttons[action.name] = actions.button(action.name, ButtonKind.GHOST)
                    self._parts[place].append(action.name)
                    row.addWidget(self.buttons[action.name])
        self.set_drawing(False)

    def set_drawing(self, drawing: bool) -> None:
        """Show which tool is in hand."""
        self.buttons["draw"].setChecked(drawing)
        self.buttons["select"].setChecked(not drawing)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only; so it does by itself where the words have no room."""
        self._narrow = narrow
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep words whole: a part of the row shows all of its own, or none."""
        super().resizeEvent(event)
        self._fit()

    def show_zoom(self, scale: float) -> None:
        """Show how large the page is drawn."""
        self.buttons["fit"].say(f"{round(scale * 100)}%")

    def _fit(self) -> None:
        room = sum(button.words_width() + 2 for button in self.buttons.values()) + APART
        for place in WORDLESS:
            part = [self.buttons[name] for name in self._parts[place]]
            compact = self._narrow or self.width() < room
            for button in part:
                button.set_compact(compact)
                room -= button.words_width() - BUTTON if compact else 0

    def _part(self, row: QHBoxLayout) -> None:
        line = rule(upright=True)
        line.setFixedHeight(20)
        fill(row, 4, (line, 0, Qt.AlignmentFlag.AlignVCenter), 4)

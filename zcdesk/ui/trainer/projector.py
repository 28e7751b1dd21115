"""The projector mode: the whole screen and larger text."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from zcdesk.ui.help.everywhere import EVERYWHERE
from zcdesk.ui.keys.actions import Action, KeySheet
from zcdesk.ui.kit import preferences
from zcdesk.ui.lessons.strip import ACTIONS as PRACTISING

SIZE = 125
"""Percent of the usual text size: what still fits 1024 × 768, the screen of an old projector."""


class HasProjector(Protocol):
    """What begins and ends the mode."""

    def toggle_projector(self) -> None:
        """Begin the mode, or end it."""


class Projector(QObject):
    """Begins and ends the mode for one window.

    Signals:
        changed: It began or ended.
    """

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before = Qt.WindowState.WindowNoState
        self.on = False

    def toggle(self) -> None:
        """Begin, or end."""
        if self.on:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Show everything larger, on the whole screen where there is one."""
        if self.on:
            return
        self._before = self._window.windowState()
        self._show(on=True, size=max(SIZE, preferences().size))

    def end(self) -> None:
        """Show everything as it was."""
        if self.on:
            self._show(on=False, size=None)

    def _show(self, *, on: bool, size: int | None) -> None:
        self.on = on
        preferences().lend_size(size)
        if QGuiApplication.platformName() not in ("offscreen", "minimal"):
            full = self._before | Qt.WindowState.WindowFullScreen
            self._window.setWindowState(full if on else self._before)
        self.changed.emit()


PROJECTOR: Action[HasProjector] = Action(
    "projector", keys=("Shift+F11",), do=lambda door: door.toggle_projector(),
    does="投影模式：全屏、大字；再按结束",
)  # fmt: skip

SHEET = KeySheet("讲师的快捷键", (PROJECTOR, *PRACTISING, *EVERYWHERE))

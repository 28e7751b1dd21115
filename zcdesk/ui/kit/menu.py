"""A menu that closes with what it belongs to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget


class Menu(QMenu):
    """Stays open no longer than its owner is in sight.

    Qt leaves a menu open whose button went away below it; what was chosen there then acted for a
    card, or a case, that was gone.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner

    def open_below(self) -> None:
        """Open at the lower left corner of the owner."""
        self.popup(self._owner.mapToGlobal(self._owner.rect().bottomLeft()))

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the owner from now on."""
        super().showEvent(event)
        self._owner.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Watch the owner no more."""
        self._owner.removeEventFilter(self)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the owner is hidden, whoever hides it."""
        if event.type() == QEvent.Type.Hide:
            self.close()
        return super().eventFilter(watched, event)


def add_act(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    """Add an act at the end of a menu."""
    added = menu.addAction(words)
    added.triggered.connect(lambda: act())
    return added

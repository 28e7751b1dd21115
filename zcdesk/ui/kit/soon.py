"""Does something once for much news: a list of 300 pages is not drawn for each of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PAUSE = 120
"""Milliseconds for which news are gathered; shorter than what an eye takes for a delay."""


class Soon(QTimer):
    """Calls ``act`` once, ``PAUSE`` after the first news that was not acted upon yet."""

    def __init__(self, act: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(PAUSE)
        self._act = act
        self.timeout.connect(self._act)

    def note(self) -> None:
        """Note that there are news."""
        if not self.isActive():
            self.start()

    def act_now(self) -> None:
        """Act at once, for all that was noted."""
        self.stop()
        self._act()

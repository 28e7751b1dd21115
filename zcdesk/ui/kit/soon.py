"""Does something once for much news: a list of 300 pages is not drawn for each of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from zcdesk.ui.kit.buttons import Slot

PAUSE = 120
"""Milliseconds for which news are gathered; shorter than what an eye takes for a delay."""


class Timer(QTimer):
    """Does something ``milliseconds`` after it was started: once, or again and again."""

    def __init__(
        self, owner: QObject, act: Slot, milliseconds: int = 0, *, once: bool = True
    ) -> None:
        super().__init__(owner, interval=milliseconds, singleShot=once)
        self.timeout.connect(act)


class Soon(Timer):
    """Calls ``act`` once, ``PAUSE`` after the first news that was not acted upon yet."""

    def __init__(self, act: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent, act, PAUSE)
        self._act = act

    def note(self) -> None:
        """Note that there are news."""
        if not self.isActive():
            self.start()

    def act_now(self) -> None:
        """Act at once, for all that was noted."""
        self.stop()
        self._act()

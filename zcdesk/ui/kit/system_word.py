"""A word by the system when long work ends while the person is at another program.

It names nobody: it stands on the screen before whoever sits there.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget


class SystemWord(QSystemTrayIcon):
    """Stands beside the clock until the program is in front again, which a press on it brings."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window.windowIcon(), window)
        self._window = window
        self.messageClicked.connect(self._come_to_front)
        self.activated.connect(self._come_to_front)
        application = cast(QApplication, QApplication.instance())
        application.applicationStateChanged.connect(self._leave)
        self.show()

    def _come_to_front(self) -> None:
        self._window.raise_()
        self._window.activateWindow()

    def _leave(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.hide()
            self.deleteLater()


def tell_behind(window: QWidget, words: str) -> None:
    """Say by the system that work ended; nothing where the program is in front."""
    if QApplication.activeWindow() is not None:
        return
    if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
        SystemWord(window).showMessage("zcdesk", words, window.windowIcon())
    else:
        QApplication.alert(window)

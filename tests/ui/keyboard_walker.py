"""The scripted user without a pointer: every place is reached by keys, every file by its dialog."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.walker import Keys, Walker

MOST_STEPS = 60
"""Presses of Tab after which a place counts as out of reach."""

CONTROL = Qt.KeyboardModifier.ControlModifier


class KeyboardWalker(Walker):
    """Does by keys what ``Walker`` does by clicks."""

    def click(self, widget: QWidget) -> None:
        """Go to a button and press it."""
        self.take(widget)
        self.press(Keys.Key_Space)

    def take(self, widget: QWidget) -> None:
        """Go to a widget with Tab alone."""
        self.wait(widget.isVisible)
        for _step in range(MOST_STEPS):
            if widget.hasFocus():
                return
            self.press(Keys.Key_Tab)
        raise AssertionError(f"Tab does not reach {widget.accessibleName()!r}")

    def drop(self, widget: QWidget, paths: Iterable[Path]) -> None:
        """Choose files in the dialog that Ctrl+I opens."""
        names = " ".join(f'"{path}"' for path in paths)
        self._answer_dialog(names)
        self.press(Keys.Key_I, CONTROL)
        self.window.activateWindow()  # offscreen nobody else gives the keyboard back

    def open(self, key: str) -> None:
        """Go to a row of the list at the left and enter it."""
        view = self.workspace.list
        for _step in range(MOST_STEPS):
            if view.hasFocus():
                break
            self.press(Keys.Key_F6)
        place = [row.key for row in view.rows].index(key)
        self.press(Keys.Key_Home)
        for _row in view.rows:
            if view.currentIndex().row() != place:
                self.press(Keys.Key_Down)
        assert view.currentIndex().row() == place, key
        self.press(Keys.Key_Return)

    def choose_notice(self, notice_id: str) -> None:
        """Go to the notice's card and press it."""
        start = self.window.start
        if notice_id not in self.cards(start):
            self.take(next(one for one in self.buttons(start) if "份通知" in one.text()))
            self.press(Keys.Key_Return)
        self.take(self.cards(start)[notice_id])
        self.press(Keys.Key_Return)
        self.decide("notice")

    def _answer_dialog(self, names: str) -> None:
        """Answer the dialog for files as soon as it is there."""
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if dialog is None or focus is None or focus.window() is not dialog:
            QTimer.singleShot(20, lambda: self._answer_dialog(names))
            return
        self.type(names)
        QTest.keyClick(focus, Keys.Key_Return)

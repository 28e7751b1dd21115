"""Presses what can be pressed on a page by real clicks, and looks whether anything came of it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest

from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.frame.path_line import StopButton
from zcdesk.ui.keys.actions import ACT
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.fields.check_box import CheckBox
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.top_bar import TopBar

LEFT = Qt.MouseButton.LeftButton

Key = tuple[str, str]
"""What a button is known by: its class and its words, without their numbers."""


class Outside(QTimer):
    """Notes what opens in front of the window or outside of the program, and closes it."""

    def __init__(self) -> None:
        super().__init__(interval=5)
        self.opened: list[str] = []
        self.timeout.connect(self.close_front)

    def note(self, what: str, given: object) -> Callable[..., object]:
        """Return what takes the place of a way out: it is noted, and ``given`` comes of it."""

        def opened(*_args: object, **_kinds: object) -> object:
            self.opened.append(what)
            return given

        return opened

    def close_front(self) -> None:
        """Close what is in front of the window; nobody else is there to answer it."""
        front = (
            QtWidgets.QApplication.activePopupWidget() or QtWidgets.QApplication.activeModalWidget()
        )
        if front is not None:
            self.opened.append(type(front).__name__)
            front.close()


@contextmanager
def looking_outside() -> Iterator[Outside]:
    """Let nothing leave the program, and close by itself what asks in front of the window."""
    outside = Outside()
    ways: dict[str, object] = {
        "getOpenFileNames": ([], ""), "getOpenFileName": ("", ""),
        "getSaveFileName": ("", ""), "getExistingDirectory": "",
    }  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        for name, given in ways.items():
            patch.setattr(QtWidgets.QFileDialog, name, outside.note(name, given))
        patch.setattr(QDesktopServices, "openUrl", outside.note("openUrl", True))
        outside.start()
        yield outside
        outside.stop()


def key_of(button: QtWidgets.QAbstractButton) -> Key:
    """Return by what a button is known again."""
    words = button.text() or button.accessibleName() or button.toolTip()
    return type(button).__name__, re.sub(r"\d+", "#", words)


def buttons_of(window: QtWidgets.QWidget) -> dict[Key, QtWidgets.QAbstractButton]:
    """Return what can be pressed now, each by its first of that name."""
    found: dict[Key, QtWidgets.QAbstractButton] = {}
    for button in window.findChildren(QtWidgets.QAbstractButton):
        if button.isVisible() and button.isEnabled() and button.width() and button.height():
            found.setdefault(key_of(button), button)
    return found


def seen(window: MainWindow, outside: Outside, pressed: QtWidgets.QWidget) -> list[object]:
    """Return what a person sees, and what was done, in values that can be compared."""
    focus = QtWidgets.QApplication.focusWidget()
    told: list[object] = [
        id(window.router.currentWidget()),
        id(focus) if focus is not pressed else 0,
        None if window.session is None else window.session.case,
        len(outside.opened),
        preferences().settings,
        QtWidgets.QToolTip.text() if QtWidgets.QToolTip.isVisible() else "",
        QGuiApplication.clipboard().text(),
        [id(one) for one in QtWidgets.QApplication.topLevelWidgets() if one.isVisible()],
    ]
    for one in QtWidgets.QApplication.topLevelWidgets():
        if one.isVisible():
            told += [
                _shown(part) for part in one.findChildren(QtWidgets.QWidget) if part.isVisible()
            ]
    return told


def _shown(part: QtWidgets.QWidget) -> object:
    if isinstance(part, QtWidgets.QAbstractButton):
        return part.text(), part.isChecked(), part.isEnabled()
    if isinstance(part, QtWidgets.QLabel):
        return part.text()
    if isinstance(part, QtWidgets.QLineEdit):
        return part.text()
    if isinstance(part, QtWidgets.QPlainTextEdit | QtWidgets.QTextEdit):
        return part.toPlainText()
    return part.value() if isinstance(part, QtWidgets.QAbstractSlider) else None


def scroll_to(button: QtWidgets.QAbstractButton) -> None:
    """Bring a button to where it can be seen."""
    above = button.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QtWidgets.QScrollArea):
            QtWidgets.QApplication.processEvents()  # until now not laid out
            above.ensureWidgetVisible(button)
        above = above.parentWidget()
    QtWidgets.QApplication.processEvents()


def press(button: QtWidgets.QAbstractButton) -> None:
    """Click into the middle of a button, where nothing else may lie in front of it."""
    there = button.window().childAt(button.mapTo(button.window(), button.rect().center()))
    assert there is not None
    assert there is button or button.isAncestorOf(there), (key_of(button), there)
    QTest.mouseClick(button, LEFT)
    QtWidgets.QApplication.processEvents()


def acts(window: MainWindow, outside: Outside, button: QtWidgets.QAbstractButton) -> bool:
    """Press a button; tell whether anything was done, shown or said.

    What only the picture shows is looked for once more while it is held down: by then it has the
    keyboard, so its own ring is no difference. What is chosen already, or where one is, stays so.
    """
    if button.focusPolicy() & Qt.FocusPolicy.ClickFocus:
        button.setFocus()  # that the click takes the keyboard is no act
    scroll_to(button)
    if not button.isVisible():
        return True  # what was under way has taken it away
    before, picture = seen(window, outside, button), _around(button)
    press(button)  # without letting time pass: a run beside it may take the button away
    for _ in range(40):  # what is being written or read beside the window says so when it is done
        if seen(window, outside, button) != before or _around(button) != picture:
            return True
        QTest.qWait(25)
    if button.isCheckable() and button.isChecked() and not isinstance(button, CheckBox):
        return True
    if "现在在这里" in button.accessibleName() or button.text() == "已复制":
        return True
    QTest.mousePress(button, LEFT)
    held = _around(button)
    QTest.mouseRelease(button, LEFT)
    return held != picture


def _around(button: QtWidgets.QAbstractButton) -> QImage:
    """What its window shows but for the button itself, which looks pressed whatever it does."""
    window = button.window()
    picture = window.grab()
    painter = QPainter(picture)
    painter.fillRect(QRect(button.mapTo(window, QPoint()), button.size()), Qt.GlobalColor.black)
    painter.end()
    return picture.toImage()


AFTER = {"AfterPage", "RoundPage"}
"""Pages whose buttons depend on how far the case has come."""


class Presser:
    """Presses the buttons of one page after the other, each of a page once, and keeps the dead.

    What is filled, and what the pages after the upload show, is pressed anew in every state: what
    the others do hangs on no state of the case.
    """

    def __init__(self, window: MainWindow, outside: Outside) -> None:
        self.window, self.outside = window, outside
        self.dead: list[tuple[str, Key]] = []
        self.pressed = 0
        self._of_pages: set[tuple[str, Key]] = set()
        self._of_state: set[tuple[str, Key]] = set()

    def begin(self) -> None:
        """Begin with another state."""
        self._of_state.clear()

    def next_button(self, page: str) -> QtWidgets.QAbstractButton | None:
        """Return a button on screen that was not pressed yet; what was said before has gone."""
        self.window.toast.hide()
        for key, button in buttons_of(self.window).items():
            above = isinstance(button, StopButton) or isinstance(button.parentWidget(), TopBar)
            anew = page in AFTER and button.property(ACT) != "paper"  # that is written by a job
            anew = anew or (isinstance(button, Button) and button.is_filled)
            done = self._of_state if anew and not above else self._of_pages
            known = ("" if above else page, key)
            if known not in done:
                done.add(known)
                return button
        return None

    def press(self, button: QtWidgets.QAbstractButton, where: str) -> None:
        """Press it, and keep it when it did and said nothing."""
        while (menu := QtWidgets.QApplication.activePopupWidget()) is not None:
            menu.close()  # of the press before: it would hold the keyboard
        key = next(key for key, one in buttons_of(self.window).items() if one is button)
        self.pressed += 1
        if not acts(self.window, self.outside, button):
            self.dead.append((where, key))

    def press_page(self, show: Callable[[], object], where: str) -> None:
        """Press all on one page, which is shown anew whenever a press led away from it."""
        show()
        page = self.window.router.currentWidget()
        while (button := self.next_button(type(page).__name__)) is not None:
            self.press(button, where)
            if self.window.router.currentWidget() is not page or not self.window.isVisible():
                self.window.show()
                show()
                page = self.window.router.currentWidget()

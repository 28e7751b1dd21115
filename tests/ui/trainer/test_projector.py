"""On a projector: larger text, until the mode ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from zcdesk.disk.own_folder import settings_file
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look import fonts
from zcdesk.ui.look.tokens import TypeRole
from zcdesk.ui.trainer.projector import SIZE, Projector

SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(
    window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def has_keyboard(window: MainWindow) -> bool:
    """Bring the window to the front; tell whether keys reach it and no window of another test."""
    window.activateWindow()
    focus, popup = QApplication.focusWidget(), QApplication.activePopupWidget()
    if popup is not None:  # it would take the keys of the whole program
        popup.close()
        return False
    return QApplication.activeWindow() is window and focus is not None and focus.window() is window


def begin(qtbot: QtBot, window: MainWindow) -> Projector:
    """Begin the mode by its key; a key that another window of the run took is pressed again."""
    mode = window.lessons.projector

    def begun() -> bool:
        if not mode.on and has_keyboard(window):
            press(window, Qt.Key.Key_F11, SHIFT)
        return mode.on

    qtbot.waitUntil(begun)
    return mode


@pytest.fixture
def projector(qtbot: QtBot, window: MainWindow, room: Room) -> Iterator[Projector]:
    """The mode, begun by its key, over an open case."""
    made = begin(qtbot, window)
    yield made
    made.end()


@pytest.mark.slow
def test_the_mode_makes_text_larger_until_it_ends_and_nothing_of_it_is_kept(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    usual, kept = fonts.points(TypeRole.BODY), preferences().settings
    mode = begin(qtbot, window)
    assert fonts.points(TypeRole.BODY) == pytest.approx(usual * SIZE / 100)
    press(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert fonts.points(TypeRole.BODY) > usual * SIZE / 100
    assert preferences().settings == kept
    assert not settings_file().exists() or f'"size": {SIZE}' not in settings_file().read_text()
    press(window, Qt.Key.Key_F11, SHIFT)
    assert not mode.on
    assert fonts.points(TypeRole.BODY) == usual


def test_closing_the_window_ends_the_mode(window: MainWindow, projector: Projector) -> None:
    window.close()
    assert not projector.on
    assert preferences().size == preferences().settings.size

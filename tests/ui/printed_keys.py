"""What a button prints as its key is what the key does, from each place that Tab reaches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QInputDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.ui.conftest import focused
from zcdesk.ui.keys.actions import ACT, _Bound
from zcdesk.ui.keys.beginning import in_bar
from zcdesk.ui.keys.enter import ENTER
from zcdesk.ui.kit.buttons import Button

SPACE, ESC = ("空格", "Space"), "Esc"
HELD = ("V",)
"""Keys that do something as long as they are held: the page sees to it."""


def stops_of(window: QWidget) -> list[QWidget]:
    """Return every place that Tab reaches now."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and one.isEnabled()
        and one.focusProxy() is None
    ]


def printing(window: QWidget) -> list[Button]:
    """Return the buttons that print a key now."""
    found = [one for one in window.findChildren(Button) if one.isVisible() and one.isEnabled()]
    return [one for one in found if one.printed_key]


@contextmanager
def nothing_done(window: QWidget) -> Iterator[list[object]]:
    """Let keys arrive at buttons and acts and do nothing there; yield what they arrived at."""
    done: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Button, "click", lambda button: done.append(button))
        for act in window.findChildren(_Bound):
            patch.setattr(act, "_do", lambda act=act: done.append(act))
        yield done


def begins_well(window: QWidget) -> None:
    """Assert that the keyboard begins on the answers or on the filled button."""
    focus = focused(QWidget)
    assert focus.isVisible()
    assert window.isAncestorOf(focus)
    assert not in_bar(focus), focus.accessibleName()
    for button in window.findChildren(Button):
        if button.is_filled and button.isVisible() and button.key == ENTER and not button.decides:
            assert button.printed_key == ENTER, (focus, focus.accessibleName())


def keys_hold(window: QWidget) -> int:
    """Assert that each printed key does what it is printed on; return how many were pressed."""
    pressed = 0
    with nothing_done(window) as done:
        for place, stop in enumerate(stops_of(window)):
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            if QApplication.focusWidget() is not stop:
                continue  # it hands the keyboard on
            for button in printing(window):
                if button.is_filled or place < 3:
                    done.clear()
                    if _press(button, stop):
                        pressed += 1
                        closed = button.printed_key == ESC and not window.isVisible()
                        if closed:  # a dialog closes for Esc by itself
                            window.show()
                            window.activateWindow()
                        assert closed or _did(button, done), (
                            f"{button.text()} prints {button.printed_key}; with the focus on "
                            f"{type(stop).__name__} {stop.accessibleName()!r} it did {done}"
                        )
    return pressed


def fields_hold(window: QWidget) -> int:
    """Assert that Enter in each line presses the button beside it, else the filled one.

    Returns:
        How many lines there are.
    """
    for card in window.findChildren(QWidget):
        if card.isVisible() and (ask := OPENERS.get(type(card).__name__)):
            getattr(card, ask)()
    filled = [one for one in window.findChildren(Button) if one.isVisible() and one.is_filled]
    lines = [
        one
        for one in stops_of(window)
        if isinstance(one, QLineEdit)
        and not one.isReadOnly()
        and not isinstance(one.parentWidget(), (QComboBox, QAbstractSpinBox, QInputDialog))
    ]
    for line in lines:
        line.setFocus(Qt.FocusReason.TabFocusReason)
        line.setText("3" if line.validator() else "写了字")
        letters = [one.text() for one in printing(window) if len(one.printed_key) == 1]
        assert not letters, (line.accessibleName(), letters)
        beside = [one for one in _row_of(line) if isinstance(one, Button) and one.isVisible()]
        meant = [one for one in beside if one.framed] or filled
        with nothing_done(window) as done:
            own = line.receivers(SIGNAL("returnPressed()")) and not any(b.framed for b in beside)
            QTest.keyClick(line, Qt.Key.Key_Return)
        did = any(_did(button, done) for button in meant)
        assert (own and not done) or (len(done) == 1 and (own or did)), (
            f"Enter in {line.accessibleName()!r} did {done}"
        )
        line.clear()
    return len(lines)


OPENERS = {"LetStand": "_ask", "FaultCard": "_ask_word", "SlotCard": "_press_waive"}
"""What asks for a line on cards that show none at first."""


def _row_of(line: QLineEdit) -> list[QWidget]:
    """Return what stands in the same row as a line."""
    above = line.parentWidget()
    first = above.layout() if above is not None else None
    layouts = [first] if first is not None else []
    while layouts:
        layout = layouts.pop()
        items = [layout.itemAt(place) for place in range(layout.count())]
        if layout.indexOf(line) >= 0:
            return [one for item in items if item and (one := item.widget()) is not None]
        layouts += [inner for item in items if item and (inner := item.layout()) is not None]
    return []


def _press(button: Button, focus: QWidget) -> bool:
    """Press the key that a button prints; False where a key is a letter to be typed."""
    key = button.printed_key
    if key == ENTER:
        QTest.keyClick(focus, Qt.Key.Key_Return)
        return True
    if key in SPACE:
        assert focus is button  # elsewhere Space presses something else
        return False
    keys = QKeySequence(key)
    if keys.isEmpty() or key in HELD:
        return False
    pressed = keys[0]  # type: ignore[index]  # PySide6 tells nothing of it
    typed = isinstance(focus, (QLineEdit, QTextEdit, QPlainTextEdit))
    if typed and pressed.keyboardModifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
    ):
        return False
    QTest.keyClick(focus, pressed.key(), pressed.keyboardModifiers())
    return True


def _did(button: Button, done: list[object]) -> bool:
    if done == [button]:
        return True
    if len(done) != 1 or not isinstance(done[0], _Bound):
        return False
    named = button.property(ACT)
    sequence = QKeySequence(button.printed_key)
    return named == done[0].objectName() if named else sequence in done[0].shortcuts()

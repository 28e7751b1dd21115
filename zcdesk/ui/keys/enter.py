"""The key that a filled button prints: Enter presses it wherever the focus is on its page.

Where the focus is on something that takes the key for itself, the button does not print it, so that
what is printed is done.
"""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import SIGNAL, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

TAKES = "takesEnter"
"""Property of widgets that do something of their own for Enter."""

ENTER = "Enter"
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Filled(Protocol):
    """The filled button of a page."""

    decides: bool

    @property
    def key(self) -> str:
        """Its key, printed or not."""

    def click(self) -> None:
        """Press it."""

    def print_key(self, printed: bool) -> None:
        """Print its key, or do not."""

    def isVisible(self) -> bool:
        """Tell whether it is on the screen."""

    def isEnabled(self) -> bool:
        """Tell whether it can be pressed."""


def is_typed_into(widget: QWidget | None) -> bool:
    """Tell whether letters that are pressed are written there."""
    return isinstance(widget, (QTextEdit, QPlainTextEdit, QLineEdit)) and not widget.isReadOnly()


def takes_enter(widget: QWidget | None) -> bool:
    """Tell whether Enter means something of its own to the widget that has the focus."""
    if isinstance(widget, (QTextEdit, QPlainTextEdit)):
        return not widget.isReadOnly()
    if isinstance(widget, QLineEdit) and widget.receivers(SIGNAL("returnPressed()")):
        return True
    return widget is not None and bool(widget.property(TAKES))


def enter_presses(line: QLineEdit, button: QAbstractButton) -> None:
    """Let Enter in a line press the button that belongs to it, once something is written there."""
    line.returnPressed.connect(partial(_press_for, line, button))


def _press_for(line: QLineEdit, button: QAbstractButton) -> None:
    if line.text().strip():
        button.click()


def page_of(widget: QWidget) -> QWidget:
    """Return the page on a stack (the outermost) or the window that a widget belongs to."""
    page, above = widget.window(), widget
    while (parent := above.parentWidget()) is not None and not above.isWindow():
        if isinstance(parent, QStackedWidget):
            page = above
        above = parent
    return page


class FilledKey(QObject):
    """Lets Enter on a page press its filled button, and prints the key only where it holds."""

    def __init__(self, button: Filled, widget: QWidget) -> None:
        """``widget`` is the button itself, in its place on the page."""
        super().__init__(widget)
        self._button, self._widget = button, widget
        self._page = page_of(widget)
        self._page.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self.follow()

    def follow(self) -> None:
        """Print the key or not, as the focus is now."""
        self._follow(None, self._page.focusWidget())

    def _present(self) -> Filled | None:
        """Return the button; none while its page goes away, which moves the focus once more."""
        widget = getattr(self, "_widget", None)
        return self._button if widget is not None and isValid(widget) else None

    @Slot(QWidget, QWidget)  # known to Qt itself: the focus also changes while a page goes away
    def _follow(self, before: QWidget | None, focus: QWidget | None) -> None:
        button = self._present()
        if button is None:
            return
        if is_typed_into(before) != is_typed_into(focus):  # letters are printed, or no longer
            for child in self._page.findChildren(QAbstractButton):
                child.update()
        here = focus is self._widget
        heard = here or len(button.key) == 1 or "+" in button.key
        if button.decides:  # Enter does not decide; Space presses what has the focus
            button.print_key(heard and button.key != ENTER)
        else:
            button.print_key(heard or button.key != ENTER or not takes_enter(focus))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button for an Enter that nothing on the page took."""
        button = self._present()
        if button is None or event.type() != QEvent.Type.KeyPress:
            return False
        if button.key != ENTER or button.decides:
            return False
        if not isinstance(event, QKeyEvent) or event.key() not in ENTER_KEYS:
            return False
        if isinstance(line := self._page.focusWidget(), QLineEdit) and takes_enter(line):
            return True  # the line did what it means; Qt hands its Enter on all the same
        if not button.isVisible() or not button.isEnabled():
            return False
        if not event.isAutoRepeat():
            button.click()
        return True

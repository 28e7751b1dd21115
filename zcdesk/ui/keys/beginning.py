"""Where the keyboard is when a page comes to the front: on its answers or on its filled button.

Never on the bar above, where Enter would leave the page or open the help.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from zcdesk.ui.kit import Button

BAR = "bar"
"""Property of what is above the pages and is no part of what they ask."""


@runtime_checkable
class Begins(Protocol):
    """A page that knows where its answers are."""

    def focus(self) -> None:
        """Give the keyboard to them, else to the filled button."""


class Beginning(QObject):
    """Looks where the focus is after each change of page, and when what had it is gone."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        stack.currentChanged.connect(self.look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def look(self) -> None:
        """Begin on the page in front, unless the focus is in the middle of it already."""
        page = self._stack.currentWidget()
        if page is None or QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return
        focus = page.window().focusWidget()
        if focus is None or not page.isAncestorOf(focus) or in_bar(focus) or not focus.isVisible():
            begin(page)

    def move_on(self) -> bool:
        """Begin anew where what had the focus has just been hidden; tell whether it was."""
        page = self._stack.currentWidget()
        focus = self._stack.window().focusWidget()
        if page is None or focus is None or focus.isVisible() or not page.isAncestorOf(focus):
            return False
        begin(page)
        return True

    @Slot(QWidget, QWidget)  # known to Qt itself: the focus also changes while a window goes away
    def _follow(self, before: QWidget | None, focus: QWidget | None) -> None:
        gone = before is not None and focus is None and isValid(self._stack)
        if gone and self._stack.window().isActiveWindow():
            QTimer.singleShot(0, self, self._look_again)

    def _look_again(self) -> None:
        if QApplication.focusWidget() is None:
            self.look()


def in_bar(widget: QWidget | None) -> bool:
    """Tell whether a widget is in what is above a page."""
    while widget is not None:
        if widget.property(BAR):
            return True
        widget = widget.parentWidget()
    return False


def begin(page: QWidget) -> None:
    """Give the keyboard to what a page asks, to its filled button, or else to its first widget."""
    if isinstance(page, Begins):
        page.focus()
        focus = page.focusWidget()
        if focus is not None and focus.isVisible() and not in_bar(focus):
            return
    filled = [child for child in page.findChildren(Button) if child.is_filled]
    wanted = [one for one in (*filled, *page.findChildren(QWidget)) if _can_begin(one)]
    if wanted:
        wanted[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _can_begin(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled() and not in_bar(widget)

"""The frame of pages that are one column of reading width with a footer."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.router import back
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    EDGE,
    FLUSH,
    SPRING,
    TEXT_COLUMN,
    Panel,
    Part,
    Sheet,
    beside,
    column,
    fill,
    filled,
    rule,
)

Shown = TypeVar("Shown", bound=QWidget)


def scroll_area(inner: QWidget | None = None, **properties: Any) -> QScrollArea:
    """Return an area that scrolls ``inner``; keys stay with the page."""
    usual = {"widgetResizable": True, "focusPolicy": Qt.FocusPolicy.NoFocus}
    area = QScrollArea(**usual | properties)
    if inner is not None:
        area.setWidget(inner)
    return area


def in_the_middle(inner: QWidget) -> Sheet:
    """Return a sheet that holds ``inner`` in its middle, as wide as it may become."""
    return filled(Sheet(), beside(SPRING, (inner, 100), SPRING, margins=(EDGE, 0, EDGE, 0)))


def put_in(area: QScrollArea, body: QWidget) -> None:
    """Show ``body`` in an area; what was there is let go of later.

    A button, card or tick of it may be in the middle of the click that makes it anew: deleted at
    once, it took the program down. What was there stays in sight until what is filled into
    ``body`` meanwhile has its place: a computer at work showed cards a line high in between.
    """
    area.setUpdatesEnabled(False)
    _once_laid_out(weakref.ref(area), _show)
    before = area.takeWidget()
    if before is not None:
        before.deleteLater()
    area.setWidget(body)


def _once_laid_out(
    part: weakref.ref[Shown], do: Callable[[Shown], object], rounds: int = 2
) -> None:
    """Do something with a part of a new column after so many rounds of events.

    In the first its new widgets are shown, and only then have a size. A size goes up from card to
    column to area, each by an event that a picture may come before. Parts and pages are known
    weakly: a timer whose part goes before its time keeps for ever what it would have called.
    """
    there = part()
    if there is None:
        return
    if rounds:
        QTimer.singleShot(0, there, partial(_once_laid_out, part, do, rounds - 1))
        return
    do(there)


def _show(area: QScrollArea) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    area.setUpdatesEnabled(True)


def _see_on(page: weakref.ref[ColumnPage], widget: QWidget) -> None:
    if (there := page()) is not None:
        there.see(widget)


class Escapes(Protocol):
    """What one leaves with Esc."""

    def escape(self) -> None:
        """Go back."""


ESCAPE: Action[Escapes] = Action("escape", keys=("Esc",), do=lambda page: page.escape())


class WindowPage(QWidget):
    """A page of the window's stack: Esc leaves it, and it follows the case while it is shown."""

    def escape(self) -> None:
        """Go back; a page on which something would be lost asks once more."""
        self.leave()

    @property
    def own_pages(self) -> tuple[QWidget, ...]:
        """Itself: what is offered to the window may have several."""
        return (self,)

    def front(self) -> QWidget:
        """Return itself."""
        return self

    def close_work(self) -> None:
        """End what works behind the page, where something does."""

    def leave(self) -> None:
        """Go back to where one came from."""
        back(self)

    def refresh(self) -> None:
        """Show the present state; pages on which something changes override it."""

    def _refresh_shown(self) -> None:
        """Follow what changes while the page is in front; coming back to it refreshes anyway."""
        if self.isVisible():
            self.refresh()


class ColumnPage(WindowPage):
    """Bar above, one scrolling column, footer with buttons."""

    def __init__(self, bar: TopBar, widest: int = TEXT_COLUMN, **properties: Any) -> None:
        super().__init__(**properties)
        self.bar = bar
        bar.back.clicked.connect(self.leave)
        self._widest = widest
        self._area = scroll_area()
        self._foot = Panel()
        self.buttons = beside(on=self._foot, gap=12, margins=(EDGE, 9, EDGE, 9))
        self.outer = beside((self._area, 1), gap=0)
        column(self, FLUSH, 0, bar, (self.outer, 1), rule(), self._foot)
        Actions(self, (ESCAPE,), self, Qt.ShortcutContext.WindowShortcut)

    def fresh_column(self, top: int = 28) -> QVBoxLayout:
        """Return an empty column in place of what is shown."""
        inner = QWidget(maximumWidth=self._widest)
        made = column(inner, (0, top, 0, 24), 10)
        body = in_the_middle(inner)
        place = self._area.verticalScrollBar().value()
        put_in(self._area, body)
        self._area.verticalScrollBar().setValue(place)
        return made

    def show_parts(self, *parts: Part) -> None:
        """Show a column of ``parts`` in place of what is shown."""
        fill(self.fresh_column(), *parts, SPRING)

    def show_top(self) -> None:
        """Bring the beginning of the column into sight."""
        self._area.verticalScrollBar().setValue(0)

    def show_part(self, widget: QWidget) -> None:
        """Bring a part of the column into sight, at the place that it has by now.

        A column that was made anew has its size only later.
        """
        self.see(widget)
        _once_laid_out(weakref.ref(widget), partial(_see_on, weakref.ref(self)))

    def _refresh_shown(self) -> None:
        """Follow what changes; what is in sight stays there."""
        bar = self._area.verticalScrollBar()
        place = bar.value()
        super()._refresh_shown()
        if place:
            area = weakref.ref(self._area)  # its bar has nobody here who holds it
            _once_laid_out(area, lambda shown: shown.verticalScrollBar().setValue(place))

    def see(self, widget: QWidget) -> None:
        """Bring a part into sight at the place that it has now."""
        body = self._area.widget()
        if body is not None and body.isVisible():  # told to one that is not, it is never measured
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._area.ensureWidgetVisible(widget)

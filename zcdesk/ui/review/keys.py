"""The review page's keys; F1 shows them (``key_tables``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zcdesk.ui.review.acts import ReviewActs
from zcdesk.ui.review.desk import ReviewDesk
from zcdesk.ui.review.page_strip import PageStrip
from zcdesk.ui.review.tool_row import ToolRow


class Keyed(ReviewDesk, Protocol):
    """What the keys reach besides what the acts need."""

    acts: ReviewActs
    strip: PageStrip
    tools: ToolRow

    def advance(self) -> None:
        """Do the next step."""

    def go_back(self) -> None:
        """Go back to the sections."""

    def next_undecided(self) -> None:
        """Go to the next undecided place."""

    def turn_pages(self, by: int) -> None:
        """Go ``by`` pages on or back."""

    def move_selection(self, by: int) -> None:
        """Take the next or previous place in hand."""

    def set_drawing(self, drawing: bool) -> None:
        """Take up or put down the drawing tool."""

    def set_final(self, final: bool) -> None:
        """Show what will be uploaded, or the transparent covers."""


class Keys:
    """Connects keys with acts of one page."""

    def __init__(self, page: Keyed, widget: QWidget) -> None:
        self._page, self._widget = page, widget

    def on(self, act: Callable[[], None], *keys: str, repeats: bool = False) -> None:
        """Let each of ``keys`` do ``act`` while the page or anything on it has the focus."""
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), self._widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(repeats)
            shortcut.activated.connect(act)

    # Each of the following is one key that needs a word more than an act of the page.

    def previous_hit(self) -> None:
        """W."""
        self._page.move_selection(-1)

    def next_hit(self) -> None:
        """S."""
        self._page.move_selection(1)

    def previous_page(self) -> None:
        """A."""
        self._page.turn_pages(-1)

    def next_page(self) -> None:
        """D."""
        self._page.turn_pages(1)

    def toggle_draw(self) -> None:
        """Q."""
        self._page.set_drawing(not self._page.tools.draw.isChecked())

    def toggle_final(self) -> None:
        """C."""
        self._page.set_final(not self._page.tools.black.isChecked())

    def escape(self) -> None:
        """Esc: end the summary, then the tool, then the selection; then go back."""
        if self._page.decisions.asks_bulk:
            self._page.acts.close_bulk()
        elif self._page.tools.draw.isChecked():
            self._page.set_drawing(False)
        elif self._page.selected < 0 and self._page.decisions.coach.isVisible():
            self._page.decisions.coach.end()
        elif self._page.selected < 0:
            self._page.go_back()
        else:
            self._page.select(-1)

    def region(self, by: int) -> None:
        """F6 and Shift+F6: go to the next or previous region."""
        page = self._page
        regions = [page.strip.view, page.canvas.view, page.decisions.hits, page.decisions.primary]
        focus = self._widget.focusWidget()
        at = regions.index(focus) if focus in regions else -1
        regions[(at + by) % len(regions)].setFocus(Qt.FocusReason.TabFocusReason)

    def next_region(self) -> None:
        """F6."""
        self.region(1)

    def previous_region(self) -> None:
        """Shift+F6."""
        self.region(-1)


def bind_keys(page: Keyed, widget: QWidget) -> Keys:
    """Give the review page (as a widget) its keys; the caller keeps them alive."""
    keys, acts = Keys(page, widget), page.acts
    keys.on(page.advance, "F")
    keys.on(acts.cover, "E")
    keys.on(acts.cover_words, "Shift+E")
    keys.on(acts.leave, "R")
    keys.on(acts.cover_same, "T")
    keys.on(page.decisions.whose.take_mine, "I")
    keys.on(page.decisions.whose.take_other, "O")
    keys.on(page.decisions.whose.take_spelling, "U")
    keys.on(acts.delete, "X", "Delete")
    keys.on(acts.repeat, "B")
    keys.on(acts.duplicate, "Ctrl+D")
    keys.on(keys.previous_hit, "W", repeats=True)
    keys.on(keys.next_hit, "S", repeats=True)
    keys.on(keys.previous_page, "A", "PgUp", repeats=True)
    keys.on(keys.next_page, "D", "PgDown", repeats=True)
    keys.on(page.next_undecided, "N", "F3")
    keys.on(keys.toggle_draw, "Q")
    keys.on(keys.toggle_final, "C")
    keys.on(page.canvas.view.next_fit, "Z")
    keys.on(acts.answer_yes, "1")
    keys.on(acts.answer_no, "2")
    keys.on(page.decisions.items.next_answer, "3")
    keys.on(acts.choose_scans, "Ctrl+I")
    keys.on(acts.turn_right, "Ctrl+R")
    keys.on(acts.turn_left, "Ctrl+L")
    keys.on(acts.open_bulk, "Ctrl+Return", "Ctrl+Enter")
    keys.on(keys.escape, "Esc")
    keys.on(keys.next_region, "F6")
    keys.on(keys.previous_region, "Shift+F6")
    return keys

"""The list of painted rows that the pages share: what is in hand, and which keys are its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from zcdesk.ui.look.painted_rows import MOVES, RowDelegate
from zcdesk.ui.look.rows import ROW, Rows
from zcdesk.ui.look.theme import theme


class RowList(QListView):
    """Takes of the keys only those that move in it: letters and digits are the page's."""

    def __init__(self, name: str, **properties: Any) -> None:
        """Make one; ``name`` is what a screen reader calls it, the rest is given by Qt's names."""
        own = {
            "accessibleName": name,
            "verticalScrollMode": QListView.ScrollMode.ScrollPerPixel,
            "horizontalScrollBarPolicy": Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            "mouseTracking": True,
        }
        super().__init__(**{**own, **properties})
        theme().changed.connect(self.viewport().update)

    def draw_by(self, rows: Rows, painter: RowDelegate) -> None:
        """Show ``rows`` as ``painter`` draws them."""
        self._drawn = rows
        self.setModel(rows)
        self.setItemDelegate(painter)

    @property
    def in_hand(self) -> Any:
        """The row in hand, or None."""
        return self.currentIndex().data(ROW)

    def go_to(self, place: int, *, scroll: bool = True) -> None:
        """Take the row at ``place`` in hand alone, whatever keys are held, if there is one."""
        if 0 <= place < len(self._drawn.rows):
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._drawn.at(place), flags)
            if scroll:
                self.scrollTo(self._drawn.at(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take only what moves in the list."""
        if event.key() in MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

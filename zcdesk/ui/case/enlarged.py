"""One page of those that are here over the whole room, to be read before it gets its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.look import inside, tokens
from zcdesk.ui.picture import PageRow, Pictures, paint_thumb

EDGE = 10
STEPS = {Qt.Key.Key_A: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_D: 1, Qt.Key.Key_Right: 1}


class Enlarged(QWidget):
    """The page in hand, large; A and D go on in the others, Space closes, and so does leaving."""

    def __init__(self, area: QWidget, pictures: Pictures) -> None:
        super().__init__(area, focusPolicy=Qt.FocusPolicy.ClickFocus, visible=False)
        self._pictures = pictures
        self._piles: tuple[Tiles, ...] = ()
        self.row: PageRow | None = None
        pictures.arrived.connect(self.update)

    def show_page(self, number: int, piles: tuple[Tiles, ...]) -> None:
        """Show a page of ``piles``, which is marked there, too."""
        self._piles = piles
        pile = next(pile for pile in piles if number in pile.numbers)
        pile.select(number)
        self.row = pile.in_hand
        self.setAccessibleName(self.row.page.file_name if self.row is not None else "")
        self.show()
        self.raise_()
        self.setFocus()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, or close; other keys belong to the page of the window."""
        numbers = [number for pile in self._piles for number in pile.numbers]
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.leave()
        elif event.key() in STEPS and self.row is not None:
            at = numbers.index(self.row.page.number) + STEPS[Qt.Key(event.key())]
            self.show_page(numbers[min(max(at, 0), len(numbers) - 1)], self._piles)
        else:
            event.ignore()

    def leave(self) -> None:
        """Close, and give the keyboard back to the picture."""
        for pile in self._piles:
            if self.row is not None and self.row.page.number in pile.numbers:
                pile.setFocus()
        self.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when something else is taken in hand."""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page as high as there is room."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().canvas)
        if self.row is not None:
            box = inside(self, EDGE)
            paint_thumb(painter, box, self.row.page, self._pictures)

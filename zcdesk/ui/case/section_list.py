"""The list at the left of a case: what comes before, the platform's sections, what comes after."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from zcdesk.ui.case.tiles import dragged_pages
from zcdesk.ui.keys.enter import ENTER_KEYS, TAKES
from zcdesk.ui.look import (
    AT_RIGHT,
    ROW,
    Index,
    PaintedSpot,
    RowDelegate,
    RowList,
    Rows,
    ShownRow,
    Tone,
    TypeRole,
    fonts,
    icons,
    paint_row_ground,
    paint_words,
    tokens,
)
from zcdesk.ui.words.states import StateLook

HEIGHT, HEADING = 38, 30
ROOMY = 240
"""Least width of a list whose rows say their state in a word beside the title."""


@dataclass(frozen=True)
class ListRow(ShownRow):
    """One row.

    Attributes:
        key: Where it leads; "" for a heading.
        number: Number of the section on the platform, or "".
        title: Its name.
        look: Icon and colour; None for a heading.
        tail: State in a word, at the right.
    """

    key: str
    title: str
    number: str = ""
    look: StateLook | None = None
    tail: str = ""

    @property
    def heading(self) -> bool:
        """It leads nowhere."""
        return not self.key

    @property
    def identity(self) -> str:
        """Where it leads."""
        return self.key

    @property
    def hint(self) -> str:
        """The same as is spoken: a narrow list shows no more than an icon of the state."""
        return self.spoken

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        name = f"{self.number} {self.title}".strip()
        return f"{name}，{self.tail}" if self.tail else name


class RowPainter(RowDelegate):
    """Draws the rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(40, HEADING if index.data(ROW).heading else HEIGHT)

    def paint_row(self, painter: QPainter, spot: PaintedSpot, row: ListRow) -> None:
        """Draw one row."""
        if row.key:
            self._row(painter, spot, row)
        else:
            below = spot.box.adjusted(16, 6, -12, 0)
            paint_words(painter, below, row.title, TypeRole.CAPTION, tokens().text2)

    def _row(self, painter: QPainter, spot: PaintedSpot, row: ListRow) -> None:
        table, box = tokens(), spot.box
        paint_row_ground(painter, spot)
        tone = row.look.tone if row.look else Tone.TEXT2
        if row.look is not None and row.look.icon:
            left = box.left() + 13
            icon = QRectF(left, box.center().y() - 9, 18, 18)
            icons.paint(painter, row.look.icon, table.colour(tone), icon)
        right = box.adjusted(0, 0, -14, 0)
        # In a narrow list the title comes first: the icon says the state, the tooltip both.
        tail = row.tail if box.width() >= ROOMY else ""
        paint_words(painter, right, tail, TypeRole.CAPTION, table.colour(tone), align=AT_RIGHT)
        room = fonts.metrics(TypeRole.CAPTION).horizontalAdvance(tail)
        left = box.left() + 40
        if row.number:
            number = QRectF(left, box.top(), 18, box.height())
            paint_words(painter, number, row.number, TypeRole.CAPTION, table.text2, align=AT_RIGHT)
            left += 26
        role = TypeRole.STRONG if spot.chosen else TypeRole.BODY
        space = QRectF(left, box.top(), right.right() - room - 10 - left, box.height())
        paint_words(painter, space, row.title, role, table.text, elide=Qt.TextElideMode.ElideMiddle)


class SectionList(RowList):
    """The list; Enter goes into what is chosen.

    Signals:
        chosen: Key of the row that is to be shown.
        entered: Enter: go on to what it shows.
        pages_dropped: Key of a row, and numbers of the pages that were dropped on it.
    """

    chosen = Signal(str)
    entered = Signal()
    pages_dropped = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(self.tr("栏目"))
        self.setProperty(TAKES, True)
        self.setAcceptDrops(True)
        self._rows, self._painter = Rows(self), RowPainter(self)
        self._following = False
        self._told = ""
        self.draw_by(self._rows, self._painter)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """What is shown."""
        return self._rows.rows

    def show_rows(self, rows: tuple[ListRow, ...], current: str) -> None:
        """Show rows, one of them the present one.

        While a person walks through the list by keys, news of the same place (a page was read)
        does not take her back to it.
        """
        here = self.in_hand
        walking = self.hasFocus() and current == self._told and here is not None
        self._told = current
        if walking and here.key in {row.key for row in rows}:
            current = here.key
        self._rows.take(rows)
        self._following = True
        for place, row in enumerate(rows):
            if row.key == current and current:
                self.setCurrentIndex(self._rows.at(place))
        self._following = False

    def stop_walking(self) -> None:
        """Mark what is shown, wherever the keys have gone meanwhile."""
        self._told = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what moves in the list and Enter; letters belong to the page."""
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to_end(first=event.key() == Qt.Key.Key_Home)
        elif event.key() in ENTER_KEYS:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pages of this window; files go to the page below, which has a tray for them."""
        event.setAccepted(bool(dragged_pages(event.mimeData())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take pages on rows only."""
        event.setAccepted(bool(self._key_at(event.position().toPoint())))

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where pages were dropped."""
        key = self._key_at(event.position().toPoint())
        if key:
            event.acceptProposedAction()
            self.pages_dropped.emit(key, dragged_pages(event.mimeData()))

    def _key_at(self, point: QPoint) -> str:
        index = self.indexAt(point)
        return self.rows[index.row()].key if index.isValid() else ""

    def _go_to_end(self, *, first: bool) -> None:
        """Go to the first or last row; Qt would stop at a heading, which cannot be chosen."""
        places = [place for place, row in enumerate(self.rows) if row.key]
        if places:
            self.setCurrentIndex(self._rows.at(places[0 if first else -1]))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(ROW).key and not self._following:
            self.chosen.emit(index.data(ROW).key)

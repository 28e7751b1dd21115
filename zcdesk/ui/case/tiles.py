"""The pages of one slot as tiles: open, reorder, move to another slot, take files between them."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView

from zcdesk.ui.case.tile_painter import THUMB, WIDTH, PageTilePainter
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.kit import given, wire
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.look import ROW, Index, Rows, pen, theme, tokens
from zcdesk.ui.picture import PageRow, Pictures
from zcdesk.workflow.case.importing import Waiting

PAGES = "application/x-zcdesk-pages"
"""Kind of what is dragged inside the window: page numbers, separated by commas."""


class Tiles(QListView):
    """The tiles of one slot, as high as they need.

    Signals:
        selecting: A page was selected here.
        moved: Numbers of pages that were dropped here, and the page before which (0 for the end).
        dropped: Files that were dropped here, and the page before which (0 for the end).
    """

    selecting = Signal()
    moved = Signal(object, int)
    dropped = Signal(object, int)

    def __init__(self, pictures: Pictures, name: str, wishes: SlotWishes, high: int = 0) -> None:
        """Make them; ``high`` is the height of large pictures, 0 gives small ones."""
        super().__init__(
            viewMode=QListView.ViewMode.IconMode,
            resizeMode=QListView.ResizeMode.Adjust,
            movement=QListView.Movement.Static,
            uniformItemSizes=not high,
            **given(
                accessibleName=name,
                selectionMode=QListView.SelectionMode.ExtendedSelection,
                verticalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
                horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
                mouseTracking=True,
                acceptDrops=True,
                dragEnabled=True,
            ),
        )
        self._wishes = wishes
        self._rows = Rows(self)
        self._widths: list[int] = []
        self._before: int | None = None
        self._onto = 0
        self.setModel(self._rows)
        self._painter = PageTilePainter(self, pictures, high)
        self.setItemDelegate(self._painter)
        wire(
            (self.activated, self._open),
            (self.selectionModel().selectionChanged, self._tell_selected),
            (pictures.arrived, self._repaint),
            (pictures.sketched, self._repaint_waiting),
            (theme().changed, self._take_text_size),
        )

    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the pages, in order."""
        return tuple(row.page.number for row in self._rows.rows)

    @property
    def selected(self) -> tuple[int, ...]:
        """Numbers of the selected pages, in order."""
        places = {index.row() for index in self.selectedIndexes()}
        return tuple(number for place, number in enumerate(self.numbers) if place in places)

    def show_pages(self, rows: tuple[PageRow, ...], years: Set[int] = frozenset()) -> None:
        """Show these pages, each with its year of ``years`` if it states one; the selection
        stays."""
        self._painter.years = years
        self._painter.take(rows)
        kept = self.selected
        self._rows.take(rows)
        for number in kept:
            self.select(number, clear=False)
        self._measure()

    def set_high(self, high: int) -> None:
        """Show large pictures in another height."""
        if high != self._painter.high:
            self._painter.high = high
            self._take_text_size()

    def select(self, number: int, *, clear: bool = True) -> None:
        """Select a page and make it the present one."""
        if number not in self.numbers:
            return
        index = self._rows.at(self.numbers.index(number))
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect if clear else flag.Select)

    def take_first(self) -> None:
        """Take the keyboard, with the page in hand or the first one."""
        if not self.selected:
            self.select(self.numbers[0])
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the tiles, reorder with Ctrl, remove with Delete; letters belong to the page."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        moves = {*steps, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
        key, here = Qt.Key(event.key()), self._current()
        wishes, opens = self._wishes, partial(self._wishes.page_opened.emit, here)
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Delete: partial(wishes.pages_removed.emit, self.selected),
            Qt.Key.Key_Return: opens,
            Qt.Key.Key_Enter: opens,
            Qt.Key.Key_Menu: self._menu_at_current,
            Qt.Key.Key_Space: partial(wishes.page_enlarged.emit, here),
        }
        if control and key in steps and here:
            wishes.page_shifted.emit(here, steps[key])
        elif key in moves:
            super().keyPressEvent(event)
        elif key in acts and here in self.selected and not event.isAutoRepeat():
            acts[key]()
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the tile below the pointer."""
        index = self.indexAt(event.pos())
        row = index.data(ROW)
        if row is not None:
            if row.page.number not in self.selected:
                self.select(row.page.number)
            self._wishes.menu_wanted.emit(row.page.number, event.globalPos())

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected pages."""
        if not self.selected:
            return
        drag = QDrag(self)
        data = QMimeData()
        data.setData(PAGES, ",".join(map(str, self.selected)).encode())
        drag.setMimeData(data)
        drag.setPixmap(self.viewport().grab(self.visualRect(self.currentIndex())))
        self._wishes.pages_dragged.emit(True)
        drag.exec(Qt.DropAction.MoveAction)
        self._wishes.pages_dragged.emit(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pages and files."""
        if event.mimeData().hasFormat(PAGES) or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        point = event.position().toPoint()
        self._onto = self._page_below(point, dragged_pages(event.mimeData()))
        self._before = None if self._onto else self._page_before(point)
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self._before, self._onto = None, 0
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take pages of this window, or files; what falls on a page takes its place."""
        point, numbers = event.position().toPoint(), dragged_pages(event.mimeData())
        before, onto = self._page_before(point), self._page_below(point, numbers)
        self._before, self._onto = None, 0
        self.viewport().update()
        event.acceptProposedAction()
        paths = local_paths(event.mimeData())
        if onto and (numbers or paths):
            self._wishes.page_replaced.emit(onto, numbers[0] if numbers else paths)
        elif numbers:
            self.moved.emit(numbers, before)
        elif paths:
            self.dropped.emit(paths, before)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tiles, the line where something would go, or the page that it would replace."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._onto in self.numbers:
            painter.setPen(pen(tokens().accent, 3))
            painter.drawRect(self._tile_of(self._onto).adjusted(2, 2, -3, -3))
        if self._before is None:
            return
        painter.fillRect(self._line(self._before), tokens().accent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay as high as the tiles need."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return room for the tiles in one row."""
        return QSize(max(sum(self._widths), WIDTH) + 4, self._painter.height + 4)

    def _measure(self) -> None:
        """Note how wide each tile is: every step of laying out asks for all of them."""
        self._widths = [self._painter.width(row) for row in self._rows.rows]
        self._fit()

    def height_at(self, width: int) -> int:
        """Return the pixels that the tiles need in lines of ``width``."""
        lines, left = 0, 0
        for one in self._widths:
            if not lines or one > left:
                lines, left = lines + 1, width
            left -= one
        return lines * self._painter.height + 4

    def _fit(self) -> None:
        height = self.height_at(self.viewport().width())
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _open(self, index: Index) -> None:
        self._wishes.page_opened.emit(index.data(ROW).page.number)

    def _tell_selected(self) -> None:
        if self.selected:
            self.selecting.emit()

    @property
    def in_hand(self) -> PageRow | None:
        """The present page."""
        return self.currentIndex().data(ROW)  # type: ignore[no-any-return]

    def _current(self) -> int:
        return self.in_hand.page.number if self.in_hand is not None else 0

    def offer_slots(self, number: int) -> None:
        """Take a page in hand and ask for its place, as M does."""
        self.select(number)
        self.setFocus()
        if self._current():
            self._wishes.place_wanted.emit(self._current())

    def _menu_at_current(self) -> None:
        if self._current():
            corner = self.visualRect(self.currentIndex()).center()
            self._wishes.menu_wanted.emit(self._current(), self.viewport().mapToGlobal(corner))

    def _page_before(self, point: QPoint) -> int:
        """Return the page before which a drop at ``point`` goes, 0 for the end."""
        for place, number in enumerate(self.numbers):
            rect = self.visualRect(self._rows.at(place))
            in_row = rect.top() <= point.y() <= rect.bottom()
            if (in_row and point.x() < rect.center().x()) or point.y() < rect.top():
                return number
        return 0

    def _page_below(self, point: QPoint, dragged: tuple[int, ...]) -> int:
        """Return the page on whose middle ``point`` lies, 0 for none: there a drop replaces it.

        Pages of this slot are only put in another order, several pages replace none, and where
        pages are in groups they only change their place.
        """
        grouped = bool(dragged and self._painter.high)
        if len(dragged) > 1 or grouped or set(dragged) & set(self.numbers):
            return 0
        for number in self.numbers:
            rect = self._tile_of(number)
            if rect.adjusted(rect.width() // 4, 0, -rect.width() // 4, 0).contains(point):
                return number
        return 0

    def _tile_of(self, number: int) -> QRect:
        return self.visualRect(self._rows.at(self.numbers.index(number)))

    def _line(self, before: int) -> QRect:
        if not self.numbers:
            return QRect(0, 2, 3, self._painter.height)
        rect = self._tile_of(before if before in self.numbers else self.numbers[-1])
        side = rect.left() if before in self.numbers else rect.right()
        return QRect(side - 1, rect.top() + 2, 3, (self._painter.high or THUMB.height()) + 4)

    def _repaint(self) -> None:
        self.viewport().update()

    def _repaint_waiting(self, drawn: Waiting) -> None:
        """Draw one tile anew: a row of many is long to draw, and their pictures come one by one."""
        for place, row in enumerate(self._rows.rows):
            if (row.page.path, row.page.index) == drawn:
                self.update(self._rows.at(place))

    def _take_text_size(self) -> None:
        """Lay the tiles out anew for the height of their words."""
        self.scheduleDelayedItemsLayout()
        self._measure()
        self._repaint()


def dragged_pages(dropped: QMimeData) -> tuple[int, ...]:
    """Return the numbers of the pages that were dragged inside the window."""
    if not dropped.hasFormat(PAGES):
        return ()
    text = bytes(dropped.data(PAGES).data()).decode("ascii", "ignore")
    return tuple(int(part) for part in text.split(",") if part.isdecimal())

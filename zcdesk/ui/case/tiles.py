"""The pages of one slot as tiles: open, reorder, move to another slot, take files between them."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.look import fonts, icons
from zcdesk.ui.look.painted_rows import ROW, Index, RowDelegate, Spot, paint_words
from zcdesk.ui.look.painting import paint_box, paint_focus
from zcdesk.ui.look.theme import theme, tokens
from zcdesk.ui.look.tokens import Role
from zcdesk.ui.picture.page_rows import PageRow, PageRows
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.picture.thumbs import paint_thumb
from zcdesk.workflow.case.sketches import Waiting

PAGES = "application/x-zcdesk-pages"
"""Kind of what is dragged inside the window: page numbers, separated by commas."""

THUMB = QSize(66, 92)
WIDTH = 104
"""Of a tile: some eight Han characters of a file's name; what is longer gives way in its middle."""


def tile() -> QSize:
    """Return the size of a tile in the present text size."""
    return QSize(WIDTH, THUMB.height() + 10 + 2 * fonts.line(Role.CAPTION))


class TilePainter(RowDelegate):
    """Draws one tile: thumbnail, state, number, name of the file."""

    def __init__(self, view: QListView, pictures: Pictures) -> None:
        super().__init__(view)
        self._pictures = pictures
        self.years: Set[int] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a tile."""
        return tile()

    def paint_row(self, painter: QPainter, spot: Spot, row: object) -> None:
        """Draw one tile."""
        if not isinstance(row, PageRow):
            return
        table, box = tokens(), spot.box
        if spot.chosen or spot.below_pointer:
            paint_box(
                painter,
                box.adjusted(1, 1, -1, -1),
                4,
                Qt.PenStyle.NoPen,
                QColor(table.accent_soft if spot.chosen else table.sunken),
            )
        if spot.focused:
            paint_focus(painter, box.adjusted(1, 1, -1, -1), 4)
        left = box.left() + (box.width() - THUMB.width()) / 2
        thumb = QRectF(left, box.top() + 4, THUMB.width(), THUMB.height())
        paint_thumb(painter, thumb, row.page, self._pictures, reading=row.reading)
        line = fonts.line(Role.CAPTION)
        below = QRectF(box.left() + 5, thumb.bottom() + 3, box.width() - 10, line)
        icon = QRectF(left, below.center().y() - 8, 16, 16)
        icons.paint(painter, row.look.icon, table.colour(row.look.tone), icon)
        if row.confirmed:
            tick = QRectF(thumb.right() - 15, icon.top(), 15, 15)
            icons.paint(painter, "check", table.ok, tick)
        year = next((str(year) for year in row.page.told.years if year in self.years), "")
        number = QRectF(icon.right() + 4, below.top(), thumb.right() - icon.right() - 20, line)
        paint_words(painter, number, year or str(row.place), Role.CAPTION, table.text2)
        paint_words(
            painter,
            below.translated(0, line),
            row.page.file_name.rpartition(".")[0] or row.page.file_name,
            Role.CAPTION,
            table.text2,
            align=Qt.AlignmentFlag.AlignCenter,
            elide=Qt.TextElideMode.ElideMiddle,
        )


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

    def __init__(self, pictures: Pictures, name: str, wishes: SlotWishes) -> None:
        super().__init__()
        self._wishes = wishes
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragEnabled(True)
        self._rows = PageRows(self)
        self._before: int | None = None
        self._onto = 0
        self.setModel(self._rows)
        self._painter = TilePainter(self, pictures)
        self.setItemDelegate(self._painter)
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._tell_selected)
        pictures.arrived.connect(self._repaint)
        pictures.sketched.connect(self._repaint_waiting)
        theme().changed.connect(self._take_text_size)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the pages, in order."""
        return tuple(row.page.number for row in self._rows.rows if isinstance(row, PageRow))

    @property
    def selected(self) -> tuple[int, ...]:
        """Numbers of the selected pages, in order."""
        places = {index.row() for index in self.selectedIndexes()}
        return tuple(number for place, number in enumerate(self.numbers) if place in places)

    def show_pages(self, rows: tuple[PageRow, ...], years: Set[int] = frozenset()) -> None:
        """Show these pages, each with the year of ``years`` that it is for, where it says so; what
        was selected stays selected."""
        self._painter.years = years
        kept = self.selected
        self._rows.take(rows)
        for number in kept:
            self.select(number, clear=False)
        self._fit()

    def select(self, number: int, *, clear: bool = True) -> None:
        """Select a page and make it the present one."""
        if number not in self.numbers:
            return
        index = self._rows.index(self.numbers.index(number))
        flag = QItemSelectionModel.SelectionFlag
        how = flag.ClearAndSelect if clear else flag.Select
        self.selectionModel().setCurrentIndex(index, how)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the tiles, reorder with Ctrl, remove with Delete; letters belong to the page."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        moves = {*steps, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
        key = event.key()
        if control and key in steps and self._current():
            self._wishes.page_shifted.emit(self._current(), steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Delete and self.selected:
            self._wishes.pages_removed.emit(self.selected)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current():
            self._wishes.page_opened.emit(self._current())
        elif key == Qt.Key.Key_M and not control and self._current():
            self._wishes.place_wanted.emit(self._current())
        elif key == Qt.Key.Key_Menu:
            self._menu_at_current()
        elif key in moves or key == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the tile below the pointer."""
        index = self.indexAt(event.pos())
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, PageRow):
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
        rect = self.visualRect(self.currentIndex())
        drag.setPixmap(self.viewport().grab(rect))
        drag.exec(Qt.DropAction.MoveAction)

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
            painter.setPen(QPen(QColor(tokens().accent), 3))
            painter.drawRect(self._tile_of(self._onto).adjusted(2, 2, -3, -3))
        if self._before is None:
            return
        painter.fillRect(self._line(self._before), QColor(tokens().accent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay as high as the tiles need."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return room for the tiles in one row."""
        size = tile()
        return QSize(size.width() * max(len(self.numbers), 1) + 4, size.height() + 4)

    def _fit(self) -> None:
        size = tile()
        across = max(self.viewport().width() // size.width(), 1)
        down = -(-len(self.numbers) // across)
        height = down * size.height() + 4
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _open(self, index: Index) -> None:
        row = index.data(ROW)
        if isinstance(row, PageRow):
            self._wishes.page_opened.emit(row.page.number)

    def _tell_selected(self) -> None:
        if self.selected:
            self.selecting.emit()

    def _current(self) -> int:
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return row.page.number if isinstance(row, PageRow) else 0

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
            rect = self.visualRect(self._rows.index(place))
            in_row = rect.top() <= point.y() <= rect.bottom()
            if (in_row and point.x() < rect.center().x()) or point.y() < rect.top():
                return number
        return 0

    def _page_below(self, point: QPoint, dragged: tuple[int, ...]) -> int:
        """Return the page on whose middle ``point`` lies, 0 for none: there a drop replaces it.

        Pages of this slot are only put in another order, and several pages replace none.
        """
        if len(dragged) > 1 or set(dragged) & set(self.numbers):
            return 0
        for number in self.numbers:
            rect = self._tile_of(number)
            if rect.adjusted(rect.width() // 4, 0, -rect.width() // 4, 0).contains(point):
                return number
        return 0

    def _tile_of(self, number: int) -> QRect:
        return self.visualRect(self._rows.index(self.numbers.index(number)))

    def _line(self, before: int) -> QRect:
        if not self.numbers:
            return QRect(0, 2, 3, THUMB.height())
        rect = self._tile_of(before if before in self.numbers else self.numbers[-1])
        side = rect.left() if before in self.numbers else rect.right()
        return QRect(side - 1, rect.top() + 2, 3, THUMB.height() + 4)

    def _repaint(self) -> None:
        self.viewport().update()

    def _repaint_waiting(self, drawn: Waiting) -> None:
        """Draw one tile anew: a row of many is long to draw, and their pictures come one by one."""
        for place, row in enumerate(self._rows.rows):
            if isinstance(row, PageRow) and (row.page.path, row.page.index) == drawn:
                self.update(self._rows.index(place))

    def _take_text_size(self) -> None:
        """Lay the tiles out anew for the height of their words."""
        self.scheduleDelayedItemsLayout()
        self._fit()
        self._repaint()


def dragged_pages(dropped: QMimeData) -> tuple[int, ...]:
    """Return the numbers of the pages that were dragged inside the window."""
    if not dropped.hasFormat(PAGES):
        return ()
    text = bytes(dropped.data(PAGES).data()).decode("ascii", "ignore")
    return tuple(int(part) for part in text.split(",") if part.isdecimal())

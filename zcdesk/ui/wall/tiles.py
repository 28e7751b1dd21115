"""The tiles of a sheet: cut-out, outline of the place, its key, its mark, and whose page it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from zcdesk.ui.keys.enter import ENTER_KEYS
from zcdesk.ui.look import (
    ARROWS,
    AT_RIGHT,
    COVER_CONFIRMED,
    COVER_DOUBT,
    ROW,
    Index,
    PaintedSpot,
    RowDelegate,
    Rows,
    ShownRow,
    Tone,
    TypeRole,
    fonts,
    icons,
    paint_box,
    paint_words,
    pen,
    thin,
    tokens,
)
from zcdesk.ui.wall.crop_list import GAP, CropList, paint_cell, paint_crop
from zcdesk.ui.wall.crops import Crops
from zcdesk.ui.words.doubt_words import mark_told
from zcdesk.ui.words.sentences import clauses
from zcdesk.workflow.side_by_side.doubts import DoubtPlace, ExceptionMark, Key

KEYS = "123456789ABCDEFGHIJKLMNO"
"""The key of each tile, in their order."""

LEAST_WIDTH = 228
PICTURE = 150
"""Pixels of a tile's picture from above to below."""

PADDING = 8


@dataclass(frozen=True)
class Tile(ShownRow):
    """One place on the sheet.

    Attributes:
        doubt: The place.
        key: The key that marks it.
        whose: Page, and person where there are several.
        where: The slot, or the name of the scan.
        mark: What was said of it, or None.
        alike: Keys of the first and the last of those that look like it, or "".
        failed: No picture of it can be had.
    """

    doubt: DoubtPlace
    key: str
    whose: str
    where: str
    mark: ExceptionMark | None = None
    alike: str = ""
    failed: bool = False

    @property
    def identity(self) -> Key:
        """That of the place."""
        return self.doubt.key

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        marked = mark_told(self.doubt.kind, self.mark) if self.mark else _tr("没有标")
        more = _tr("图取不出，请看原页") if self.failed else self.alike and _alike_words(self)
        return clauses((self.key, self.whose, self.where, marked, more))

    @property
    def hint(self) -> str:
        """The same: whose it is and where may give way."""
        return self.spoken


class DoubtPainter(RowDelegate):
    """Draws a tile; what was drawn whole, with its picture, has been seen."""

    def __init__(self, view: QListView, crops: Crops) -> None:
        super().__init__(view)
        self._view, self._crops = view, crops
        self.seen: set[Key] = set()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a tile: as many in a row as there is room for, all of one width."""
        room = self._view.viewport().width() - 2
        across = max(room // LEAST_WIDTH, 1)
        return QSize(
            room // across, PICTURE + 2 * fonts.line(TypeRole.CAPTION) + 2 * PADDING + 2 * GAP
        )

    def paint_row(self, painter: QPainter, spot: PaintedSpot, row: Tile) -> None:
        """Draw one tile."""
        box = paint_cell(painter, spot)
        picture = picture_box(spot.box)
        if self._picture(painter, picture, row) and self._is_whole(picture):
            self.seen.add(row.doubt.key)
        self._key(painter, box, row)
        if row.alike:
            self._alike(painter, spot.box, row)
        self._words(painter, spot.box, row)

    def _is_whole(self, picture: QRectF) -> bool:
        return QRectF(self._view.viewport().rect()).contains(picture)

    def _picture(self, painter: QPainter, box: QRectF, tile: Tile) -> bool:
        table = tokens()
        painter.fillRect(box, table.canvas)
        crop = self._crops.get(tile.doubt.key)
        if crop is None:
            words = self._view.tr("图取不出") if tile.failed else self._view.tr("正在取图")
            ink = table.miss if tile.failed else table.text3
            align = Qt.AlignmentFlag.AlignCenter
            paint_words(painter, box, words, TypeRole.CAPTION, ink, align=align)
            return False
        painter.save()
        _paint_place(painter, tile, paint_crop(painter, box, crop[1], crop[0]))
        painter.restore()
        return True

    def _key(self, painter: QPainter, box: QRectF, tile: Tile) -> None:
        """Draw the key at the upper left, filled where the tile is marked."""
        table = tokens()
        badge = QRectF(box.left() + 4, box.top() + 4, 24, 22)
        paint_box(
            painter,
            badge,
            4,
            pen(table.field),
            table.you_soft if tile.mark else table.surface,
        )
        ink = table.you if tile.mark else table.text
        align = Qt.AlignmentFlag.AlignCenter
        paint_words(painter, badge, tile.key, TypeRole.STRONG, ink, align=align)

    def _alike(self, painter: QPainter, box: QRectF, tile: Tile) -> None:
        """Draw at the upper right which others look the same; a click there marks them all."""
        table, chip = tokens(), alike_box(box, tile)
        paint_box(painter, chip, 4, pen(table.field), table.surface)
        align = Qt.AlignmentFlag.AlignCenter
        paint_words(painter, chip, _alike_words(tile), TypeRole.CAPTION, table.text, align=align)

    def _words(self, painter: QPainter, box: QRectF, tile: Tile) -> None:
        table, line = tokens(), fonts.line(TypeRole.CAPTION)
        upper = QRectF(box.left() + GAP + PADDING, picture_box(box).bottom() + 2,
                       box.width() - 2 * (GAP + PADDING), line)  # fmt: skip
        lower = upper.translated(0, line)
        page = page_box(box)
        elide = Qt.TextElideMode.ElideMiddle
        whose = upper.adjusted(0, 0, -page.width() - 8, 0)
        paint_words(painter, whose, tile.whose, TypeRole.STRONG, table.text, elide=elide)
        paint_words(painter, page, _tr("看这一页"), TypeRole.CAPTION, table.accent, align=AT_RIGHT)
        if tile.mark is None:
            paint_words(painter, lower, tile.where, TypeRole.CAPTION, table.text2, elide=elide)
            return
        own = tile.mark is ExceptionMark.OWN
        icon = QRectF(lower.left(), lower.center().y() - 8, 16, 16)
        icons.paint(painter, "black" if own else "page-review", table.colour(Tone.YOU), icon)
        mark = mark_told(tile.doubt.kind, tile.mark)
        paint_words(painter, lower.adjusted(20, 0, 0, 0), mark, TypeRole.CAPTION, table.you)


def _paint_place(painter: QPainter, tile: Tile, to_screen: QTransform) -> None:
    """Draw the outline of the place, filled where it is to be covered."""
    outline = to_screen.map(QPolygonF([QPointF(x, y) for x, y in tile.doubt.polygon]))
    own = tile.mark is ExceptionMark.OWN
    painter.setBrush(thin(COVER_CONFIRMED, 0.6) if own else Qt.BrushStyle.NoBrush)
    painter.setPen(pen(COVER_DOUBT, 1.4, Qt.PenStyle.DashLine))
    painter.drawPolygon(outline)


def picture_box(box: QRectF) -> QRectF:
    """Return where the picture of a tile is."""
    inner = box.adjusted(GAP + 1, GAP + 1, -GAP - 1, 0)
    return QRectF(inner.left(), inner.top(), inner.width(), PICTURE)


def page_box(box: QRectF) -> QRectF:
    """Return where a click opens the page."""
    width = fonts.metrics(TypeRole.CAPTION).horizontalAdvance(_tr("看这一页")) + 8
    line = fonts.line(TypeRole.CAPTION)
    top = picture_box(box).bottom() + 2
    right = box.right() - GAP - PADDING
    return QRectF(right - width, top, width, line)


def _alike_words(tile: Tile) -> str:
    return _tr("{keys} 样子相同").format(keys=tile.alike)


def alike_box(box: QRectF, tile: Tile) -> QRectF:
    """Return where a click marks all that look the same."""
    width = fonts.metrics(TypeRole.CAPTION).horizontalAdvance(_alike_words(tile)) + 14
    return QRectF(box.right() - GAP - 4 - width, box.top() + GAP + 4, width, 22)


def _tr(words: str) -> str:
    return QCoreApplication.translate("tiles", words)


class TileList(CropList):
    """The tiles; arrows move, a click or Space marks, Enter opens the page.

    Signals:
        marked: Key of a place whose mark changes.
        alike_marked: Key of a place; the marks of all that look like it change.
        opened: A place whose page is wanted.
        looked: More tiles may have been seen.
    """

    marked = Signal(object)
    alike_marked = Signal(object)
    opened = Signal(object)
    looked = Signal()

    def __init__(self, crops: Crops, **properties: Any) -> None:
        super().__init__(
            self.tr("并排的各处"),
            crops,
            uniformItemSizes=True,
            # Always there, so that its coming never changes how many tiles stand in a row.
            verticalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOn,
            frameShape=QListView.Shape.NoFrame,
            **properties,
        )
        self._tiles, self._painter = Rows(self), DoubtPainter(self, crops)
        self.draw_by(self._tiles, self._painter)

    @property
    def seen(self) -> set[Key]:
        """Keys of the tiles that stood whole on the screen, with their pictures."""
        return self._painter.seen

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles that are shown."""
        return self._tiles.rows

    @property
    def tile(self) -> Tile | None:
        """The tile in hand."""
        return self.in_hand  # type: ignore[no-any-return]

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Show tiles; where they are the same places, their order and what was seen stay."""
        same = [tile.doubt.key for tile in self.tiles] == [tile.doubt.key for tile in tiles]
        at = max(self.currentIndex().row(), 0)
        self._tiles.take(tiles)
        if same:
            return
        self.seen.clear()
        self.scrollToTop()
        if tiles:
            self.go_to(at if at < len(tiles) else 0, scroll=False)

    def unseen(self) -> tuple[int, ...]:
        """Return the places of the tiles that have a picture and were not seen whole yet."""
        return tuple(
            place
            for place, tile in enumerate(self.tiles)
            if not tile.failed and tile.doubt.key not in self.seen
        )

    def go_to_unseen(self) -> None:
        """Scroll to the first tile that was not seen."""
        unseen = self.unseen()
        if unseen:
            self.go_to(unseen[0])
            self.scrollTo(self._tiles.at(unseen[0]), QListView.ScrollHint.PositionAtTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Space marks, Enter opens; letters and digits belong to the page."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.tiles) - 1}
        key, tile = Qt.Key(event.key()), self.tile
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif key in ARROWS:
            self.step(*ARROWS[key])
        elif key in ends:
            self.go_to(ends[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        elif key is Qt.Key.Key_Space and tile is not None:
            if not event.isAutoRepeat():
                self.marked.emit(tile.doubt.key)
        elif key in ENTER_KEYS and tile is not None:
            if not event.isAutoRepeat():
                self.opened.emit(tile.doubt)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Mark the tile, mark all that look like it, or open its page, by where the click is."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        tile = index.data(ROW)
        if event.button() != Qt.MouseButton.LeftButton or tile is None:
            return
        box, at = QRectF(self.visualRect(index)), event.position()
        if page_box(box).contains(at):
            self.opened.emit(tile.doubt)
        elif tile.alike and alike_box(box, tile).contains(at):
            self.alike_marked.emit(tile.doubt.key)
        else:
            self.marked.emit(tile.doubt.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tiles, and tell when some were seen for the first time."""
        before = len(self.seen)
        super().paintEvent(event)
        if len(self.seen) > before:
            self.looked.emit()

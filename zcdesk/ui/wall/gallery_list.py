"""The crops as a list of cells under headings, drawn with their covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTransform
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from zcdesk.ui.look import (
    ARROWS,
    AT_RIGHT,
    ROW,
    Index,
    PaintedSpot,
    RowDelegate,
    Rows,
    ShownRow,
    Tone,
    TypeRole,
    fonts,
    paint_words,
    pen,
    thin,
    tokens,
)
from zcdesk.ui.picture import covers
from zcdesk.ui.wall.crop_list import CropList, paint_cell, paint_crop
from zcdesk.ui.wall.crops import Crops
from zcdesk.ui.wall.gallery_cells import Cell
from zcdesk.workflow.side_by_side.cutting import STRIP, part_around

CELL = QSize(230, 104)
PICTURE = QSize(216, 64)
HEADING = 40


@dataclass(frozen=True)
class GroupHead(ShownRow):
    """What the cells below have in common, and how many they are."""

    text: str
    count: int

    @property
    def heading(self) -> bool:
        """It cannot be chosen."""
        return True

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.text}，{self.count}"


class CellPainter(RowDelegate):
    """Draws one cell: crop, cover, page, what will happen."""

    def __init__(self, view: QListView, crops: Crops) -> None:
        super().__init__(view)
        self._view, self._crops = view, crops
        self.final = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell; a heading takes the whole width."""
        if index.data(ROW).heading:
            return QSize(self._view.viewport().width() - 8, HEADING)
        return CELL

    def paint_row(self, painter: QPainter, spot: PaintedSpot, row: Cell | GroupHead) -> None:
        """Draw a cell or a heading."""
        if isinstance(row, GroupHead):
            self._heading(painter, spot.box, row)
        else:
            self._cell(painter, spot, row)

    def _heading(self, painter: QPainter, box: QRectF, row: GroupHead) -> None:
        left = box.adjusted(6, 8, 0, 0)
        paint_words(painter, left, row.text, TypeRole.STRONG, tokens().text)
        width = fonts.metrics(TypeRole.STRONG).horizontalAdvance(row.text)
        words = self._view.tr("%n 处", None, row.count)
        behind = left.adjusted(width + 12, 0, 0, 0)
        paint_words(painter, behind, words, TypeRole.CAPTION, tokens().text2)

    def _cell(self, painter: QPainter, spot: PaintedSpot, cell: Cell) -> None:
        table, box = tokens(), paint_cell(painter, spot)
        left = box.center().x() - PICTURE.width() / 2
        self._picture(painter, QRectF(left, box.top() + 4, PICTURE.width(), PICTURE.height()), cell)
        words = box.adjusted(10, PICTURE.height() + 4, -10, 0)
        place = self._view.tr("第 {n} 页").format(n=cell.place)
        paint_words(painter, words, place, TypeRole.CAPTION, table.text)
        metrics = fonts.metrics(TypeRole.CAPTION)
        room = round(words.width()) - metrics.horizontalAdvance(place) - 12
        tail = metrics.elidedText(cell.entry.tail, Qt.TextElideMode.ElideRight, room)
        ink = table.colour(Tone(cell.entry.tone))
        paint_words(painter, words, tail, TypeRole.CAPTION, ink, align=AT_RIGHT)

    def _picture(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        painter.fillRect(box, "#f7f6f3")
        shown = cell.shown
        if shown is None:
            return
        part, crop = part_around(shown.polygon, shown.page, STRIP), self._crops.ask(shown)
        painter.save()
        to_screen = paint_crop(painter, box, part, crop[0] if crop is not None else None)
        self._cover(painter, cell, to_screen)
        painter.restore()

    def _cover(self, painter: QPainter, cell: Cell, to_screen: QTransform) -> None:
        if self.final:
            covers.draw_final(painter, cell.entry, to_screen)
            return
        style = covers.STYLES[cell.entry.kind]
        painter.setPen(pen(style.edge, 1.6, style.line))
        painter.setBrush(thin(style.colour, min(style.fill, 0.6)))
        for outline in covers.outlines(cell.entry, to_screen):
            painter.drawPolygon(outline)


class GalleryList(CropList):
    """The cells.

    Signals:
        current: The cell in hand, or None.
    """

    current = Signal(object)

    def __init__(self, crops: Crops, **properties: Any) -> None:
        single = QListView.LayoutMode.SinglePass
        super().__init__(self.tr("遮盖一览"), crops, layoutMode=single, **properties)
        self._painter = CellPainter(self, crops)
        self.draw_by(Rows(self), self._painter)
        self.selectionModel().currentChanged.connect(lambda: self.current.emit(self.cell))

    @property
    def cell(self) -> Cell | None:
        """The cell in hand."""
        return self.in_hand if isinstance(self.in_hand, Cell) else None

    def show_cells(self, cells: tuple[Cell, ...]) -> None:
        """Show cells under their headings; the one in hand stays in hand."""
        kept = self.cell.key if self.cell else None
        place = self.verticalScrollBar().value()
        counts: dict[str, int] = {}
        for cell in cells:
            counts[cell.group] = counts.get(cell.group, 0) + 1
        rows: list[Cell | GroupHead] = []
        group = ""
        for cell in cells:
            if cell.group != group:
                group = cell.group
                rows.append(GroupHead(group, counts[group]))
            rows.append(cell)
        self._drawn.show_anew(tuple(rows))
        keys = [row.key if isinstance(row, Cell) else None for row in rows]
        at = keys.index(kept) if kept and kept in keys else (1 if cells else -1)
        self.go_to(at, scroll=False)
        self.verticalScrollBar().setValue(place)

    def set_final(self, final: bool) -> None:
        """Show what will be uploaded, or what is below."""
        self._painter.final = final
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move; letters belong to the page, and Enter to its filled button."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            self.step(*step)
        else:
            event.ignore()

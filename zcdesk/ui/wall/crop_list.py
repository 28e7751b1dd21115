"""Cut-outs beside and below each other: the list of every page of the wall, and how it moves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QResizeEvent, QTransform
from PySide6.QtWidgets import QListView

from zcdesk.geometry import Box
from zcdesk.ui.look import RADIUS_BUTTON, PaintedSpot, RowList, paint_box, pen, tokens
from zcdesk.ui.wall.crops import Crops

GAP = 4
"""Pixels between what is drawn of a cell and its edge."""


def paint_cell(painter: QPainter, spot: PaintedSpot) -> QRectF:
    """Draw the ground of a cell by how it stands; return where it is."""
    table, box = tokens(), spot.box.adjusted(GAP, GAP, -GAP, -GAP)
    hot = spot.below_pointer and not spot.chosen
    paint_box(
        painter,
        box,
        RADIUS_BUTTON,
        pen(table.accent if spot.chosen else table.line, 1 + spot.chosen),
        table.sunken if hot else table.surface,
    )
    return box


def paint_crop(painter: QPainter, box: QRectF, part: Box, image: QImage | None) -> QTransform:
    """Draw a cut-out in the middle of ``box``, as large as it fits, and paint only there now.

    Args:
        part: What of the page it shows.
        image: None while it is on its way: its place is known before.

    Returns:
        From pixels of the page to the screen.
    """
    left, top, right, bottom = part
    scale = min(box.width() / (right - left), box.height() / (bottom - top))
    sheet = QRectF(0, 0, (right - left) * scale, (bottom - top) * scale)
    sheet.moveCenter(box.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if image is not None:
        painter.drawImage(sheet, image)
    painter.setClipRect(sheet)
    moved = QTransform.fromTranslate(sheet.left(), sheet.top())
    return moved.scale(scale, scale).translate(-left, -top)


class CropList(RowList):
    """Cells that go on in the next row where a row is full; arrows move, letters are the page's."""

    def __init__(self, name: str, crops: Crops, **properties: Any) -> None:
        super().__init__(
            name,
            viewMode=QListView.ViewMode.IconMode,
            resizeMode=QListView.ResizeMode.Adjust,
            movement=QListView.Movement.Static,
            **properties,
        )
        crops.arrived.connect(self.viewport().update)

    def step(self, across: int, down: int) -> None:
        """Go to the next cell in the order of reading, or to the nearest one above or below."""
        by = across or down
        rows = range(self.currentIndex().row() + by, len(self._drawn.rows) if by > 0 else -1, by)
        cells = [row for row in rows if not self._drawn.rows[row].heading]
        if across:
            self.go_to(cells[0] if cells else -1)
        else:
            self.go_to(self._nearest(cells, down))

    def _nearest(self, cells: list[int], down: int) -> int:
        """Return which of ``cells`` is nearest in the next row of them, -1 without a row."""
        here = self.visualRect(self.currentIndex())
        top, nearest = None, (0, -1)
        for cell in cells:
            box = self.visualRect(self._drawn.at(cell))
            if (box.top() - here.top()) * down <= 0:
                continue
            beside = abs(box.center().x() - here.center().x()), cell
            if top is not None and box.top() != top:
                break
            nearest = min(nearest, beside) if top is not None else beside
            top = box.top()
        return nearest[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cells take the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

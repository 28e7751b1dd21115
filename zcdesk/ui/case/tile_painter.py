"""One page as a tile: small among those of its slot, large on the sheet of unsorted pages."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from zcdesk.ui.look import (
    ROW,
    Index,
    PaintedSpot,
    RowDelegate,
    TypeRole,
    fonts,
    icons,
    paint_box,
    paint_focus,
    paint_words,
    tokens,
)
from zcdesk.ui.picture import PageRow, Pictures, paint_thumb
from zcdesk.ui.words.states import StateLook

THUMB = QSize(66, 92)
WIDTH = 104
"""Of a tile: some eight Han characters of a file's name; what is longer gives way in its middle."""


SLIVER = 26
"""Width of what is seen of the third page of a file and those behind it, where pictures are large:
the pages of one file are on each other like a fan."""

SHEET, WIDEST_SHEET = 0.71, 1.45
"""Width of a page by its height, where it is not known yet; and the most room that one gets."""


class PageTilePainter(RowDelegate):
    """Draws one tile: thumbnail, state, number, name of the file.

    Attributes:
        years: Those that are told where a page is for one of them.
        high: Height of large pictures, which show no state; 0 for small ones.
    """

    def __init__(self, view: QListView, pictures: Pictures, high: int = 0) -> None:
        super().__init__(view)
        self._pictures = pictures
        self.years: Set[int] = frozenset()
        self.high = high
        self._files: dict[str, list[PageRow]] = {}
        self._slivers: Set[int] = frozenset()

    def take(self, rows: tuple[PageRow, ...]) -> None:
        """Note which pages are of one file."""
        self._files = {}
        for row in rows:
            self._files.setdefault(row.page.path, []).append(row)
        self._slivers = {row.page.number for file in self._files.values() for row in file[2:]}

    @property
    def height(self) -> int:
        """Pixels of a tile in the present text size."""
        line = fonts.line(TypeRole.CAPTION)
        return self.high + 14 + 2 * line if self.high else THUMB.height() + 10 + 2 * line

    def width(self, row: PageRow) -> int:
        """Return the pixels that a page takes beside others."""
        if not self.high:
            return WIDTH
        if row.page.number in self._slivers:
            return SLIVER
        return self._picture_width(row) + 8

    def _picture_width(self, row: PageRow) -> int:
        page = row.page.page
        shape = page.width / max(page.height, 1) if page is not None else SHEET
        return round(self.high * min(max(shape, SHEET / 2), WIDEST_SHEET))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a tile."""
        return QSize(self.width(index.data(ROW)), self.height)

    def _paint_large(self, painter: QPainter, box: QRectF, row: PageRow) -> None:
        """Draw a picture on which a title can be read; the first of a file tells of all."""
        thumb = QRectF(box.left() + 4, box.top() + 4, self._picture_width(row), self.high)
        painter.setClipRect(box)
        paint_thumb(painter, thumb, row.page, self._pictures, reading=row.reading)
        file = self._files[row.page.path]
        if row.place != file[0].place:
            return
        number = f"{row.place}–{file[-1].place}" if len(file) > 1 else row.named
        painter.setClipping(False)  # the name of a file runs on below its second page
        room = thumb.width() * min(len(file), 2)
        below = QRectF(thumb.left(), thumb.bottom() + 3, room, fonts.line(TypeRole.CAPTION))
        paint_words(
            painter,
            below,
            f"{number}　{row.page.file_name}",
            TypeRole.CAPTION,
            tokens().text2,
            elide=Qt.TextElideMode.ElideMiddle,
        )
        again = next((other for other in file if other.asks_again), row)
        if again.verdict.word:
            below.translate(0, below.height() + 1)
            several = f"{again.place}　" if again.place != row.place else ""
            _paint_verdict(painter, below, again.verdict, several)

    def paint_row(self, painter: QPainter, spot: PaintedSpot, row: PageRow) -> None:
        """Draw one tile."""
        table, box = tokens(), spot.box
        if spot.chosen or spot.below_pointer:
            paint_box(
                painter,
                box.adjusted(1, 1, -1, -1),
                4,
                Qt.PenStyle.NoPen,
                table.accent_soft if spot.chosen else table.sunken,
            )
        if spot.focused:
            paint_focus(painter, box.adjusted(1, 1, -1, -1), 4)
        if self.high:
            self._paint_large(painter, box, row)
            return
        left = box.left() + (box.width() - THUMB.width()) / 2
        thumb = QRectF(left, box.top() + 4, THUMB.width(), THUMB.height())
        paint_thumb(painter, thumb, row.page, self._pictures, reading=row.reading)
        line = fonts.line(TypeRole.CAPTION)
        below = QRectF(box.left() + 5, thumb.bottom() + 3, box.width() - 10, line)
        icon = QRectF(below.left(), below.center().y() - 8, 16, 16)
        icons.paint(painter, row.look.icon, table.colour(row.look.tone), icon)
        if row.confirmed:
            icons.paint(painter, "check", table.ok, QRectF(below.right() - 15, icon.top(), 15, 15))
        year = next((str(year) for year in row.page.told.years if year in self.years), "")
        caption, tone = row.caption
        number = QRectF(icon.right() + 4, below.top(), below.right() - icon.right() - 20, line)
        words = " · ".join(filter(None, (row.named, year)))
        paint_words(painter, number, words, TypeRole.CAPTION, table.text2)
        paint_words(
            painter,
            below.translated(0, line),
            caption,
            TypeRole.CAPTION,
            table.colour(tone),
            align=Qt.AlignmentFlag.AlignCenter,
            elide=Qt.TextElideMode.ElideMiddle,
        )


def _paint_verdict(painter: QPainter, box: QRectF, verdict: StateLook, before: str) -> None:
    """Draw what a picture comes to: its sign and its word, in its colour."""
    colour = tokens().colour(verdict.tone)
    icons.paint(painter, verdict.icon, colour, QRectF(box.left(), box.center().y() - 7, 14, 14))
    words = box.adjusted(17, 0, 0, 0)
    paint_words(painter, words, f"{before}{verdict.word}", TypeRole.CAPTION, colour)

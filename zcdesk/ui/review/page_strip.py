"""The strip of pages at the left: thumbnails, states, and the foot with the reading."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyleOptionViewItem,
    QWidget,
)

from zcdesk.cases.case import PageState
from zcdesk.ui.frame.reading_foot import ReadingFoot
from zcdesk.ui.kit import Button
from zcdesk.ui.look import (
    FLUSH,
    ROW,
    Index,
    PaintedSpot,
    Panel,
    RowDelegate,
    RowList,
    Rows,
    TypeRole,
    beside,
    column,
    icons,
    paint_row_ground,
    paint_words,
    rule,
    tokens,
)
from zcdesk.ui.picture import Heading, PageRow, Pictures, paint_thumb, place_of, rows
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import page_name
from zcdesk.workflow.review.overview import Overview

THUMB = QSize(52, 74)
ROW_HEIGHT = 92
HEADING_HEIGHT = 34
_SHORTENED = Qt.TextElideMode.ElideMiddle


class StripRowPainter(RowDelegate):
    """Draws the rows."""

    def __init__(self, view: QListView, pictures: Pictures) -> None:
        super().__init__(view)
        self._pictures = pictures
        self.narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(80, HEADING_HEIGHT if index.data(ROW).heading else ROW_HEIGHT)

    def paint_row(self, painter: QPainter, spot: PaintedSpot, row: PageRow | Heading) -> None:
        """Draw one row."""
        if isinstance(row, Heading):
            room = spot.box.adjusted(12, 6, -8, 0)
            paint_words(painter, room, row.text, TypeRole.CAPTION, tokens().text2, elide=_SHORTENED)
        else:
            self._page(painter, spot, row)

    def _page(self, painter: QPainter, spot: PaintedSpot, row: PageRow) -> None:
        table, box = tokens(), spot.box
        paint_row_ground(painter, spot)
        thumb = QRectF(box.left() + 10, box.top() + 9, THUMB.width(), THUMB.height())
        paint_thumb(painter, thumb, row.page, self._pictures, reading=row.reading)
        if not self.narrow:
            self._words(painter, box.adjusted(72, 8, -8, -8), row, chosen=spot.chosen)
        else:
            icon = QRectF(thumb.right() + 6, thumb.top(), 16, 16)
            icons.paint(painter, row.look.icon, table.colour(row.look.tone), icon)

    def _words(self, painter: QPainter, box: QRectF, row: PageRow, *, chosen: bool) -> None:
        table = tokens()
        left, width = box.left(), box.width()
        title = page_name(row.page)
        role = TypeRole.STRONG if chosen else TypeRole.BODY
        paint_words(painter, QRectF(left, box.top(), width, 22), title, role, table.text)
        if row.confirmed:
            icons.paint(painter, "check", table.ok, QRectF(box.right() - 17, box.top() + 3, 16, 16))
        colour = table.colour(row.look.tone)
        icons.paint(painter, row.look.icon, colour, QRectF(left, box.top() + 24, 16, 16))
        state = QRectF(left + 20, box.top() + 22, width - 20, 20)
        paint_words(painter, state, row.look.word, TypeRole.CAPTION, colour)
        line = QRectF(left, box.top() + 43, width, 20)
        paint_words(painter, line, row.line, TypeRole.CAPTION, table.text2, elide=_SHORTENED)


class PageStrip(Panel):
    """Filter, list and foot."""

    chosen = Signal(int)

    def __init__(self, session: Session, pictures: Pictures, **signals: Any) -> None:
        super().__init__(minimumWidth=96, **signals)
        self._session = session
        self._following = False
        self._shown: tuple[Overview, frozenset[int], bool] | None = None
        shown: dict[str, Any] = {"checkable": True, "autoExclusive": True, "do": self.refresh}
        self._doubtful = Button(self.tr("待复核"), **shown)
        self._all = Button(self.tr("全部"), **shown, checked=True)
        self.view = RowList(self.tr("页面列表"))
        self._model, self._painter = Rows(self), StripRowPainter(self.view, pictures)
        self.view.draw_by(self._model, self._painter)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self._foot = ReadingFoot(session)
        self._filters = Panel()
        beside(self._doubtful, self._all, on=self._filters, gap=6, margins=(10, 7, 10, 7))
        column(self, FLUSH, 0, self._filters, rule(), (self.view, 1), rule(), self._foot)
        pictures.arrived.connect(self._repaint)
        pictures.sketched.connect(self._repaint)

    def set_narrow(self, narrow: bool) -> None:
        """Show thumbnails and icons only."""
        self._painter.narrow = narrow
        self._filters.setVisible(not narrow)
        self._foot.set_narrow(narrow)
        self.setFixedWidth(96 if narrow else 188)
        self._repaint()

    def refresh(self) -> None:
        """Show the case as it is."""
        session = self._session
        asked = session.overview, session.reading, self._doubtful.isChecked()
        if asked == self._shown:
            self.follow()
            return
        self._shown = asked
        everything = rows(session.overview, session.reading, doubtful_only=False)
        pages = [row for row in everything if isinstance(row, PageRow) and not row.page.refused]
        doubtful = sum(
            row.page.examined and row.standing.state is PageState.REVIEW for row in pages
        )
        self._doubtful.say(self.tr("待复核 {n}").format(n=doubtful))
        self._all.say(self.tr("全部 {n}").format(n=len(pages)))
        shown = everything
        if self._doubtful.isChecked():
            shown = rows(session.overview, session.reading, doubtful_only=True)
        self._model.take(shown)
        self.follow()

    def follow(self) -> None:
        """Mark the page on screen."""
        place = place_of(self._session.current, self._model.rows)
        self._following = True
        self.view.setCurrentIndex(self._model.at(place) if place >= 0 else QModelIndex())
        self._following = False

    def page_at(self, point: QPoint, widget: QWidget) -> int:
        """Return the page in the row below a point of a widget around this one, 0 for none."""
        viewport = self.view.viewport()
        inside = viewport.mapFrom(widget, point)
        row = self.view.indexAt(inside).data(ROW) if viewport.rect().contains(inside) else None
        return row.page.number if isinstance(row, PageRow) else 0

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._following:
            self.chosen.emit(index.data(ROW).page.number)

    def _repaint(self) -> None:
        self.view.viewport().update()

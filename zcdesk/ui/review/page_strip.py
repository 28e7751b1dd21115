"""The strip of pages at the left: thumbnails, states, and the foot with the reading."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zcdesk.cases.case import PageState
from zcdesk.ui.frame.reading_foot import ReadingFoot
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.look import fonts, icons
from zcdesk.ui.look.row_ground import paint_row_ground
from zcdesk.ui.look.text import column, panel, rule
from zcdesk.ui.look.theme import theme, tokens
from zcdesk.ui.look.tokens import Role
from zcdesk.ui.picture.page_rows import ROW, Heading, PageRow, PageRows, rows
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.picture.thumbs import paint_thumb
from zcdesk.ui.session.session import Session
from zcdesk.workflow.open_case.overview import Overview

THUMB = QSize(52, 74)
ROW_HEIGHT = 92
HEADING_HEIGHT = 34


class StripRowPainter(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, view: QListView, pictures: Pictures) -> None:
        super().__init__(view)
        self._view = view
        self._pictures = pictures
        self.narrow = False

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        heading = isinstance(index.data(ROW), Heading)
        return QSize(80, HEADING_HEIGHT if heading else ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row = index.data(ROW)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._heading(painter, box, row)
        elif isinstance(row, PageRow):
            state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
            self._page(painter, box, row, state)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRectF, row: Heading) -> None:
        painter.setPen(QColor(tokens().text2))
        painter.setFont(fonts.font(Role.CAPTION))
        room = box.adjusted(12, 6, -8, 0)
        words = fonts.metrics(Role.CAPTION).elidedText(
            row.text, Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _page(self, painter: QPainter, box: QRectF, row: PageRow, state: QStyle.StateFlag) -> None:
        table = tokens()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        paint_row_ground(painter, box, state)
        thumb = QRectF(box.left() + 10, box.top() + 9, THUMB.width(), THUMB.height())
        paint_thumb(painter, thumb, row.page, self._pictures, reading=row.reading)
        if not self.narrow:
            self._words(painter, box.adjusted(72, 8, -8, -8), row, chosen=chosen)
        else:
            spot = QRectF(thumb.right() + 6, thumb.top(), 16, 16)
            icons.paint(painter, row.look.icon, table.colour(row.look.tone), spot)

    def _words(self, painter: QPainter, box: QRectF, row: PageRow, *, chosen: bool) -> None:
        table = tokens()
        painter.setPen(QColor(table.text))
        painter.setFont(fonts.font(Role.STRONG if chosen else Role.BODY))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        title = self._view.tr("第 {n} 页").format(n=row.place)
        painter.drawText(QRectF(box.left(), box.top(), box.width(), 22), left, title)
        if row.confirmed:
            tick = QRectF(box.right() - 17, box.top() + 3, 16, 16)
            icons.paint(painter, "check", table.ok, tick)
        colour = table.colour(row.look.tone)
        icons.paint(painter, row.look.icon, colour, QRectF(box.left(), box.top() + 24, 16, 16))
        painter.setPen(QColor(colour))
        painter.setFont(fonts.font(Role.CAPTION))
        painter.drawText(
            QRectF(box.left() + 20, box.top() + 22, box.width() - 20, 20), left, row.look.word
        )
        painter.setPen(QColor(table.text2))
        line = fonts.metrics(Role.CAPTION).elidedText(
            row.line, Qt.TextElideMode.ElideMiddle, box.width()
        )
        painter.drawText(QRectF(box.left(), box.top() + 43, box.width(), 20), left, line)


class StripList(QListView):
    """The list; letters stay free for the review page's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take only what moves in the list."""
        moves = {
            Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
            Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
        }  # fmt: skip
        if event.key() in moves:
            super().keyPressEvent(event)
        else:
            event.ignore()


class PageStrip(QWidget):
    """Filter, list and foot."""

    chosen = Signal(int)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._following = False
        self._shown: tuple[Overview, frozenset[int], bool] | None = None
        self.setProperty("panel", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._doubtful = Button(self.tr("待复核"))
        self._all = Button(self.tr("全部"))
        for button in (self._doubtful, self._all):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(self.refresh)
        self._all.setChecked(True)
        self.view = StripList()
        self.view.setAccessibleName(self.tr("页面列表"))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = PageRows(self)
        self.view.setModel(self._model)
        self._painter = StripRowPainter(self.view, pictures)
        self.view.setItemDelegate(self._painter)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self._foot = ReadingFoot(session)
        self._filters = panel()
        self._build()
        pictures.arrived.connect(self._repaint)
        theme().changed.connect(self._repaint)
        self.setMinimumWidth(96)

    def _build(self) -> None:
        filters = QHBoxLayout(self._filters)
        filters.setContentsMargins(10, 7, 10, 7)
        filters.setSpacing(6)
        filters.addWidget(self._doubtful)
        filters.addWidget(self._all)
        layout = column(self, (0, 0, 0, 0), 0)
        layout.addWidget(self._filters)
        layout.addWidget(rule())
        layout.addWidget(self.view, 1)
        layout.addWidget(rule())
        layout.addWidget(self._foot)

    def set_narrow(self, narrow: bool) -> None:
        """Show thumbnails and icons only."""
        self._painter.narrow = narrow
        self._filters.setVisible(not narrow)
        self._foot.set_narrow(narrow)
        self.setFixedWidth(96 if narrow else 188)
        self._repaint()

    def refresh(self) -> None:
        """Show the case as it stands."""
        session = self._session
        asked = session.overview, session.reading, self._doubtful.isChecked()
        if asked == self._shown:
            self.follow()
            return
        self._shown = asked
        everything = rows(session.overview, session.reading, doubtful_only=False)
        pages = [row for row in everything if isinstance(row, PageRow)]
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
        place = self._model.row_of(self._session.current)
        self._following = True
        self.view.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())
        self._following = False

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, PageRow) and not self._following:
            self.chosen.emit(row.page.number)

    def _repaint(self) -> None:
        self.view.viewport().update()

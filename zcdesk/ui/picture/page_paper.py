"""The picture of one page with its places drawn over it: zoom, pan, select, draw."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from zcdesk.ui.kit import Timer, preferences
from zcdesk.ui.look import COVER_MANUAL, pen, tokens
from zcdesk.ui.picture import covers
from zcdesk.ui.picture.fitted_picture import MOST_FITTED
from zcdesk.ui.picture.live_cover import LiveCover
from zcdesk.ui.picture.page_picture import PagePicture
from zcdesk.ui.picture.reshaping import CURSORS, Grip
from zcdesk.ui.words.entries import WordEntry

LEAST_DRAWN = 4.0
"""A cover must be at least so many screen pixels wide and high; less is a click."""

REQUEST_DELAY = 120
"""Milliseconds without zooming before a sharper picture is asked for."""

ZOOM_STEP = 1.25
MARGIN = 10
"""Screen pixels of canvas around the page."""

BAR = 22
"""Room for the upright scroll bar, so that fitting never brings in the lying one."""

MOST_ZOOM = 8.0


class Shown(StrEnum):
    """What is over the picture."""

    COVERS = "covers"
    FINAL = "final"
    BARE = "bare"


class Fit(StrEnum):
    """How the page is fitted; FREE keeps the person's zoom over page turns."""

    WIDTH = "width"
    PAGE = "page"
    ACTUAL = "actual"
    FREE = "free"


class PagePaper(QGraphicsView):
    """Shows one page.

    Signals:
        picture_wanted: Width and height in device pixels that would be sharp now.
        chosen: Index of the entry that was clicked, -1 for paper.
        drawn: Left, top, right and bottom in page pixels of what was drawn as a new cover.
        reshaped: Index of an entry, and the outline that it was given by hand.
        word_wanted: Point of the page that was clicked twice: the word there is to be covered.
        zoomed: Screen pixels for one page pixel.
    """

    picture_wanted = Signal(int, int)
    chosen = Signal(int)
    drawn = Signal(float, float, float, float)
    reshaped = Signal(int, object)
    word_wanted = Signal(float, float)
    zoomed = Signal(float)

    def __init__(self, **signals: Any) -> None:
        scene = QGraphicsScene()
        signals |= {
            "frameShape": QFrame.Shape.NoFrame,
            "viewportUpdateMode": QGraphicsView.ViewportUpdateMode.FullViewportUpdate,
            "transformationAnchor": QGraphicsView.ViewportAnchor.AnchorUnderMouse,
            "resizeAnchor": QGraphicsView.ViewportAnchor.AnchorViewCenter,
            "focusPolicy": Qt.FocusPolicy.StrongFocus,
            "mouseTracking": True,
            "minimumSize": QSize(240, 180),
        }
        super().__init__(scene, **signals)
        self._scene = scene
        self._paper = PagePicture()
        scene.addItem(self._paper)
        self._entries: tuple[WordEntry, ...] = ()
        self._selected = self._hovered = -1
        self._shown = Shown.COVERS
        self._fit = Fit.WIDTH
        self._drawing = self._panning = self._space = False
        self._from: QPoint | None = None
        self._to: QPoint | None = None
        self._held = QPointF(), QPoint()
        self._live = LiveCover(self, moved=self.viewport().update, settled=self.reshaped.emit)
        self._asking = Timer(self, self._ask, REQUEST_DELAY)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.viewport().setMouseTracking(True)

    @property
    def painted(self) -> bool:
        """Tell whether the person has had this page's picture before her eyes."""
        return self._paper.painted

    @property
    def shown(self) -> Shown:
        """What is over the picture now."""
        return self._shown

    def show_page(self, width: int, height: int, image: QImage | None) -> None:
        """Show another page of ``width`` × ``height`` pixels, first with what picture there is."""
        self._live.drop()
        self._paper.set_size(QSizeF(width, height))
        self._paper.image = image
        self._paper.sharp = self._paper.painted = False
        self._selected = self._hovered = -1
        self._entries = ()
        self._apply_fit()
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())
        self._ask()

    def set_image(self, image: QImage) -> None:
        """Take the picture of the present page that was wanted."""
        self._paper.image, self._paper.sharp = image, True
        self._paper.update()

    def set_entries(self, shown: tuple[WordEntry, ...], selected: int) -> None:
        """Draw these places, one of them selected (-1 for none)."""
        if selected != self._selected:
            self._live.settle()
        self._entries, self._selected = shown, selected
        self.viewport().update()

    def settle(self) -> None:
        """Make an act of what keys have moved so far."""
        self._live.settle()

    def set_shown(self, shown: Shown) -> None:
        """Change what is over the picture."""
        self._shown = shown
        self.viewport().update()

    def set_drawing(self, drawing: bool) -> None:
        """Take up or put down the drawing tool."""
        self._drawing = drawing
        self._from = self._to = None
        cursor = Qt.CursorShape.CrossCursor if drawing else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(cursor)
        self.viewport().update()

    def set_fit(self, fit: Fit) -> None:
        """Fit the page."""
        self._fit = fit
        self._apply_fit()

    def next_fit(self) -> None:
        """Go from 适宽 to 整页 to 100 % and round again."""
        self.set_fit({Fit.WIDTH: Fit.PAGE, Fit.PAGE: Fit.ACTUAL}.get(self._fit, Fit.WIDTH))

    def look_at(self, entry: WordEntry) -> None:
        """Bring a place into the middle unless it is well in sight."""
        box = QPolygonF([QPointF(x, y) for x, y in entry.polygon]).boundingRect()
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        margin = seen.height() * 0.12
        if not seen.adjusted(0, margin, 0, -margin).contains(box):
            self.centerOn(box.center())

    def zoom_by(self, factor: float) -> None:
        """Zoom about the pointer, or the middle for the keyboard."""
        scale = min(max(self.transform().m11() * factor, 0.05), MOST_ZOOM)
        self._fit = Fit.FREE
        self.scale(scale / self.transform().m11(), scale / self.transform().m11())
        self._after_zoom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fit, or the page under the pen while a cover is being drawn."""
        super().resizeEvent(event)
        if self._from is None or not self._drawing or self._panning:
            self._apply_fit()
            return
        point, on_screen = self._held
        moved = self.viewport().mapToGlobal(self.mapFromScene(point)) - on_screen
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved.y())
        self._from = self.mapFromScene(point)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control is not preferences().settings.wheel_zooms:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw or to pan; a click on a place selects it."""
        middle = event.button() is Qt.MouseButton.MiddleButton
        if event.button() is not Qt.MouseButton.LeftButton and not middle:
            return
        grip = None if middle or self._space or self._drawing else self._grip(event.position())
        entry = self._selected_entry()
        if grip is not None and entry is not None:
            self._live.take(entry, grip, self._on_page(event.position()))
            return
        self._from = self._to = event.position().toPoint()
        self._held = self._on_page(event.position()), event.globalPosition().toPoint()
        self._panning = middle or self._space or not self._drawing
        if self._panning and (middle or self._space):
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Cover the word below the pointer; a place that is there already is only selected."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._entry_at(event.position().toPoint()) < 0:
            point = self._on_page(event.position())
            self.word_wanted.emit(point.x(), point.y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, stretch the new cover, or light up the place below."""
        here = event.position().toPoint()
        if self._live.dragging:
            self._live.drag(self._on_page(event.position()), self._paper.size)
            return
        if self._from is None:
            self._hover(here)
        elif self._panning and self._to is not None:
            moved = here - self._to
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())
        if self._from is not None:
            self._to = here
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish drawing, panning or clicking."""
        if self._live.dragging:
            self._live.let_go()
            return
        begun, self._from = self._from, None
        self._to = None
        if begun is None:
            return
        here = event.position().toPoint()
        box = QRectF(QRect(begun, here).normalized())
        if box.width() < LEAST_DRAWN and box.height() < LEAST_DRAWN:
            self.chosen.emit(self._entry_at(here))
        elif self._drawing and not self._panning:
            self._finish_drawing(box)
            if self._scale_of(self._paper.size) != self.transform().m11():
                self._apply_fit()  # the view took another size meanwhile
        self.set_drawing(self._drawing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space held pans; arrows move the selected cover, else scroll."""
        if self._live.press(self._selected_entry(), event, self._paper.size):
            return
        if event.key() == Qt.Key.Key_Space:
            self._space = True
            if not event.isAutoRepeat():
                self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
            return
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End panning with Space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.set_drawing(self._drawing)
            return
        event.ignore()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Fill the canvas around the page."""
        painter.fillRect(rect, tokens().canvas)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the places, and the cover that is being drawn."""
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_screen = self.viewportTransform()
        if self._shown is Shown.FINAL:
            for entry in self._entries:
                covers.draw_final(painter, self._live.shown(entry), to_screen)
        elif self._shown is Shown.COVERS:
            for entry in sorted(self._entries, key=lambda one: one.index == self._selected):
                covers.draw_cover(
                    painter, self._live.shown(entry), to_screen, QRectF(self.viewport().rect()),
                    selected=entry.index == self._selected,
                    hovered=entry.index == self._hovered,
                )  # fmt: skip
        if self._drawing and not self._panning and self._from is not None and self._to is not None:
            painter.setPen(pen(COVER_MANUAL, 2))
            painter.setBrush(QColor(0, 0, 0, 110))
            painter.drawRect(QRect(self._from, self._to).normalized())
        painter.restore()

    def _finish_drawing(self, box: QRectF) -> None:
        corners = self.mapToScene(box.toRect()).boundingRect()
        inside = corners.intersected(self._paper.boundingRect())
        if inside.width() >= 1 and inside.height() >= 1:
            self.drawn.emit(inside.left(), inside.top(), inside.right(), inside.bottom())

    def _entry_at(self, point: QPoint) -> int:
        """Return the smallest place under ``point``, or -1."""
        to_screen = self.viewportTransform()
        under = [
            (covers.shape(entry, to_screen).boundingRect(), entry.index)
            for entry in self._entries
            if covers.shape(entry, to_screen).containsPoint(QPointF(point), Qt.FillRule.WindingFill)
        ]
        return min(under, key=lambda one: one[0].width() * one[0].height())[1] if under else -1

    def _selected_entry(self) -> WordEntry | None:
        return next((entry for entry in self._entries if entry.index == self._selected), None)

    def _grip(self, point: QPointF) -> Grip | None:
        return self._live.grip(self._selected_entry(), self.viewportTransform(), point)

    def _on_page(self, point: QPointF) -> QPointF:
        return self.viewportTransform().inverted()[0].map(point)

    def _hover(self, point: QPoint) -> None:
        grip = None if self._drawing or self._space else self._grip(QPointF(point))
        if not self._drawing and not self._space:
            shape = CURSORS[grip] if grip is not None else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        under = self._entry_at(point)
        if under != self._hovered:
            self._hovered = under
            self.viewport().update()

    def _apply_fit(self) -> None:
        if self._fit is not Fit.FREE:
            scale = self._scale_of(self._paper.size)
            self.setTransform(QTransform.fromScale(scale, scale))
        self._after_zoom()

    def _scale_of(self, page: QSizeF) -> float:
        """Return at what scale a page of this size is shown."""
        room = self.contentsRect()  # not the viewport: bars come and go
        across = (room.width() - 2 * MARGIN - BAR) / page.width()
        down = (room.height() - 2 * MARGIN) / page.height()
        actual = 1 / self.devicePixelRatioF()
        scales = {Fit.WIDTH: across, Fit.PAGE: min(across, down), Fit.ACTUAL: actual}
        fitted = scales.get(self._fit, self.transform().m11())
        return fitted if self._fit is Fit.FREE else max(min(fitted, MOST_FITTED * actual), 0.02)

    def _after_zoom(self) -> None:
        """Keep some canvas visible around the page, the same at every zoom."""
        if self._paper.size.width() <= 1:
            return
        margin = MARGIN / self.transform().m11()
        self._scene.setSceneRect(
            self._paper.boundingRect().adjusted(-margin, -margin, margin, margin)
        )
        self.zoomed.emit(self.transform().m11())
        self._asking.start()

    def picture_size(self, page: QSizeF) -> tuple[int, int]:
        """Return the device pixels at which a page of this size would be sharp now."""
        scale = min(self._scale_of(page) * self.devicePixelRatioF(), 1.0)
        return max(1, round(page.width() * scale)), max(1, round(page.height() * scale))

    def _ask(self) -> None:
        """Ask for a picture that is sharp at the present zoom."""
        if self._paper.size.width() > 1:
            self.picture_wanted.emit(*self.picture_size(self._paper.size))

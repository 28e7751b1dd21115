"""What lies over the whole window of a trainer: pressed keys, a black screen, a pen, a frame."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from zcdesk.ui.look import fonts
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tokens import RADIUS_CARD, Role

KEY_SHOWN = 1800
"""Milliseconds that a pressed key stands on the screen."""

STROKE_SHOWN = 6.0
"""Seconds until what was drawn vanishes."""

_TICK = 120
_INK = 5.0
"""Pixels of the pen's line: seen from the last row."""

_FRAME = 4.0


class Overlay(QWidget):
    """Covers its window, whatever size that takes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._below = window
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._below:
            self.setGeometry(self._below.rect())
        return False


class KeyShown(Overlay):
    """The key that was pressed last, large, low on the screen; pointer and keys go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = ""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(KEY_SHOWN)
        self._clock.timeout.connect(self.hide)

    def tell(self, words: str) -> None:
        """Show a key for a moment."""
        self.words = words
        self.setGeometry(self._below.rect())
        self.show()
        self.raise_()
        self.update()
        self._clock.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key in its frame."""
        table, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = fonts.font(Role.HEAD)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(self.words) + 48
        high = painter.fontMetrics().height() + 24
        place = QRectF((self.width() - wide) / 2, self.height() - high - 84, wide, high)
        painter.setPen(QPen(QColor(table.surface), 2))
        painter.setBrush(QColor(table.text))
        painter.drawRoundedRect(place, RADIUS_CARD, RADIUS_CARD)
        painter.setPen(QColor(table.surface))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.words)


class BlackScreen(Overlay):
    """Nothing but black until a key or a button is pressed.

    Signals:
        ended: It is gone.
    """

    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("黑屏，按任意键回来"))

    def begin(self) -> None:
        """Cover everything."""
        self.setGeometry(self._below.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Let no key of the page below work meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with any key."""
        self._end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """End with any button."""
        self._end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw black."""
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)

    def _end(self) -> None:
        self.hide()
        self.ended.emit()


class PenLayer(Overlay):
    """Whatever is drawn with the pointer; it vanishes by itself, or with Esc.

    Signals:
        ended: Esc was pressed and nothing was left to wipe away.
    """

    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("画笔"))
        self.strokes: list[tuple[float, list[QPointF]]] = []
        self._framed: QRect | None = None
        self._still: QPixmap | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self._fade)

    def begin(self) -> None:
        """Take the pointer and the keys."""
        self.wipe()
        self.setGeometry(self._below.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def end(self) -> None:
        """Give both back."""
        self.wipe()
        self._framed = None
        self.hide()

    def wipe(self) -> None:
        """Let all that was drawn vanish; the page below lives on."""
        self.strokes, self._still = [], None
        self._clock.stop()
        self.update()

    def frame(self, widget: QWidget | None) -> None:
        """Draw a frame around a widget of the window, or around none."""
        if widget is None or not widget.isVisible():
            self._framed = None
        else:
            corner = widget.mapTo(self._below, QPoint(0, 0))
            self._framed = QRect(corner, widget.size())
        self.update()

    def event(self, event: QEvent) -> bool:
        """Let no key of the page below work meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wipe with Esc, then end."""
        if event.key() == Qt.Key.Key_F12:
            self.ended.emit()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.strokes:
            self.wipe()
        else:
            self.ended.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a line; a bar that vanishes meanwhile moves nothing away from under it."""
        if self._still is None:
            self._still = self._below.grab()
        self.strokes.append((time.monotonic(), [event.position()]))
        self._clock.start()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it on while the button is held."""
        if self.strokes and event.buttons():
            _, line = self.strokes[-1]
            line.append(event.position())
            self.strokes[-1] = (time.monotonic(), line)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin with an empty sheet: what was drawn belonged to another size."""
        self.wipe()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what was there when the first line began, frame and lines."""
        table, painter = tokens(), QPainter(self)
        if self._still is not None:
            painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._framed is not None:
            painter.setPen(QPen(QColor(table.you), _FRAME))
            box = QRectF(self._framed).adjusted(-3, -3, 3, 3)
            inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(box.intersected(inside), RADIUS_CARD, RADIUS_CARD)
        painter.setPen(
            QPen(
                QColor(table.miss), _INK, Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin,
            )
        )  # fmt: skip
        for _, line in self.strokes:
            if len(line) == 1:
                painter.drawPoint(line[0])
            else:
                painter.drawPolyline(QPolygonF(line))

    def _fade(self) -> None:
        """Take away what has been seen long enough."""
        now = time.monotonic()
        self.strokes = [kept for kept in self.strokes if now - kept[0] < STROKE_SHOWN]
        if not self.strokes:
            self.wipe()
        self.update()

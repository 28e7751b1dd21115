"""A short word about an act that can be undone; never the only way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from zcdesk.ui.kit.buttons import Button, ButtonKind, Slot
from zcdesk.ui.kit.soon import Timer
from zcdesk.ui.look import (
    RADIUS_BUTTON,
    TOAST_MILLISECONDS,
    TypeRole,
    beside,
    fonts,
    inside,
    paint_box,
    smooth_painter,
)

INK, GROUND = "#ffffff", "#1c2320"

WIDEST = 640
"""Pixels; a longer sentence takes a second line."""

FOOTER = 76
"""Pixels kept free below for the buttons at the foot of a page."""


class Toast(QWidget):
    """Stands at the bottom centre of ``over`` for eight seconds, longer while hovered.

    Signals:
        undone: The act is to be taken back.
        led: The place that the sentence is about is to be shown.
    """

    undone = Signal()
    led = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, visible=False)
        self._over = over
        self._words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._words.setFont(fonts.font(TypeRole.BODY))
        self._words.setStyleSheet(f"color: {INK};")
        self._undo = ToastButton(self.tr("撤销 Ctrl+Z"), self._press)
        self._lead = ToastButton(self.tr("去看"), self._press_lead, decides=False)
        self._timer = Timer(self, self.hide, TOAST_MILLISECONDS)
        beside(self._words, self._undo, self._lead, on=self, gap=8, margins=(16, 5, 8, 5))
        over.installEventFilter(self)

    def say(self, words: str, *, undo: bool = True, lead: bool = False) -> None:
        """Show a sentence, with the way back, or to its place, when there is one."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._undo.say(self.tr("撤销 Ctrl+Z"))  # the language may be another one by now
        self._lead.say(self.tr("去看"))
        self._undo.setVisible(undo)
        self._lead.setVisible(lead)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the region below changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go a while after the pointer left."""
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground: dark in every theme, above the bright paper."""
        painter = smooth_painter(self)
        box = inside(self, 0.5)
        paint_box(painter, box, RADIUS_BUTTON + 2, "#525a56", GROUND)

    def _place(self) -> None:
        metrics = fonts.metrics(TypeRole.BODY)
        words = metrics.horizontalAdvance(self._words.text()) + 4
        # A hidden parent says nothing of the button's room yet; isHidden is what was asked for.
        shown = [
            toast_button for toast_button in (self._undo, self._lead) if not toast_button.isHidden()
        ]
        button = sum(toast_button.sizeHint().width() + 8 for toast_button in shown)
        widest = min(WIDEST, self._over.width() - 24)
        self._words.setFixedWidth(round(min(words, widest - button - 24)))
        self.adjustSize()
        left = (self._over.width() - self.width()) // 2
        self.move(left, self._over.height() - self.height() - FOOTER)

    def _press(self) -> None:
        self.hide()
        self.undone.emit()

    def _press_lead(self) -> None:
        self.hide()
        self.led.emit()


class ToastButton(Button):
    """A link that is readable on the toast's dark ground in every theme."""

    def __init__(self, words: str, do: Slot, *, decides: bool = True) -> None:
        super().__init__(
            words, ButtonKind.LINK, decides=decides, do=do, focusPolicy=Qt.FocusPolicy.TabFocus
        )

    def _ink(self) -> str:
        return "#8db6f2"

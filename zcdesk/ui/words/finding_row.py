"""A finding as a line to press: icon of its weight, what happened, what to do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.checks.states import CaseFinding
from zcdesk.findings import Severity
from zcdesk.ui.keys.enter import ENTER_KEYS
from zcdesk.ui.kit import Button
from zcdesk.ui.look import (
    ElidedLabel,
    Remark,
    Tone,
    beside,
    icons,
    inside,
    paint_box,
    paint_own_focus,
    smooth_painter,
    stacked,
    tip,
    tokens,
)
from zcdesk.ui.words.sentences import joined, say

LOOKS = {
    Severity.ERROR: ("box-plus", Tone.MISS),
    Severity.WARNING: ("person", Tone.YOU),
    Severity.INFO: ("book", Tone.TEXT2),
}


AWAITED = "clock", Tone.NONE
"""Of what somebody else has to do first."""


class FindingRow(QWidget):
    """One finding; with ``act`` it has a button of these words and is one line, unless ``whole``.

    The line is the sentence of the finding, or what is ``named`` in its place.
    ``awaited`` tells that somebody else has to do something first, so that it is no fault.

    Signals:
        pressed: The finding: its place or the notice's words are wanted.
    """

    pressed = Signal(object)

    def __init__(
        self,
        finding: CaseFinding,
        *,
        act: str = "",
        named: str = "",
        whole: bool = False,
        awaited: bool = False,
        **signals: Any,
    ) -> None:
        wording = say(finding.finding)
        super().__init__(
            focusPolicy=Qt.FocusPolicy.TabFocus, accessibleName=joined(wording), **signals
        )
        self._finding = finding
        self._look = AWAITED if awaited else LOOKS[finding.severity]
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        layout = stacked(gap=0)
        row = beside((layout, 1), on=self, gap=12, margins=(28, 4, 6, 4))
        words = joined(wording)
        if act and not whole:  # the rest is in the tooltip, and at the place where it is done
            layout.addWidget(ElidedLabel(named or wording.message.rstrip("。"), toolTip=tip(words)))
        else:
            layout.addWidget(Remark(words, Tone.TEXT))
        if act:
            self._add_button(row, act, words)

    def _add_button(self, row: QHBoxLayout, act: str, words: str) -> None:
        """Add what leads on; Tab goes there and not to the row besides."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button = Button(act, do=lambda: self.pressed.emit(self._finding))
        button.setAccessibleName(f"{act}，{words}")
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self.pressed.emit(self._finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there with Enter or Space."""
        if event.key() in (*ENTER_KEYS, Qt.Key.Key_Space):
            self.pressed.emit(self._finding)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and focus."""
        table = tokens()
        painter = smooth_painter(self)
        box = inside(self, 1)
        if self.underMouse():
            paint_box(painter, box, 4, Qt.PenStyle.NoPen, table.sunken)
        icon, tone = self._look
        place = QRectF(5, min(self.height() / 2 - 8, 16), 16, 16)
        icons.paint(painter, icon, table.colour(tone), place)
        paint_own_focus(self, painter, box)

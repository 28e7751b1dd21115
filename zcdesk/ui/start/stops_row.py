"""The seven stops of a listed case as one line; a press on one opens the case there."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from zcdesk.ui.frame.stop_sign import SIDE, paint_sign
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.look import (
    FLUSH,
    TypeRole,
    beside,
    fonts,
    paint_words,
    pen,
    smooth_painter,
    tip,
    tokens,
)
from zcdesk.ui.words.sentences import clauses
from zcdesk.ui.words.stop_names import count_words, stop_name
from zcdesk.workflow.path.stops import Sign, Stop, StopState

GAP, LINE = 8, 24
"""Pixels between sign and line, and of a line of words."""


class StopMark(QAbstractButton):
    """Sign, name and, at the present stop, its count; the line leads on to the next one."""

    def __init__(self, state: StopState, *, present: bool, last: bool, key: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._state, self._present, self._last = state, present, last
        self.setText(stop_name(state.stop))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Fixed if last else policy.Expanding, policy.Fixed)
        self.setAccessibleName(clauses((self.text(), count_words(state.count), key)))
        self.setToolTip(tip(self.accessibleName()))

    def sizeHint(self) -> QSize:
        """Return room for the words."""
        words = [(TypeRole.STRONG, self.text())]
        if self._present:
            words.append((TypeRole.CAPTION, count_words(self._state.count)))
        width = max(fonts.metrics(role).horizontalAdvance(said) for role, said in words)
        return QSize(round(width) + 6, SIDE + GAP + 2 * LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sign and words, and the line to the next stop, green while it lies behind."""
        table, painter = tokens(), smooth_painter(self)
        done = self._state.sign is Sign.DONE and not self._present
        if not self._last:
            painter.setPen(pen(table.ok if done else table.line2, 1.5))
            middle = SIDE // 2 + 1
            painter.drawLine(SIDE + GAP, middle, self.width() - GAP, middle)
        box = QRectF(1, 1, SIDE, SIDE)
        paint_sign(painter, box, self._state.sign, present=self._present)
        ink = table.accent if self._present or self.underMouse() else table.text
        role = TypeRole.STRONG if self._present else TypeRole.BODY
        below = QRectF(0, SIDE + GAP, self.width(), LINE)
        paint_words(painter, below, self.text(), role, ink)
        if self._present:
            below.translate(0, LINE)
            count = count_words(self._state.count)
            paint_words(painter, below, count, TypeRole.CAPTION, table.accent)


class StopsRow(QWidget):
    """All seven; Alt+1 … Alt+7 press them.

    Signals:
        wanted: The stop to open the case at.
    """

    wanted = Signal(object)

    def __init__(self, states: tuple[StopState, ...], place: Stop | None, **signals: Any) -> None:
        super().__init__(**signals)
        row = beside(on=self, gap=0, margins=FLUSH)
        for number, state in enumerate(states, start=1):
            last, key = number == len(states), f"Alt+{number}"
            mark = StopMark(state, present=state.stop is place, last=last, key=key)
            mark.clicked.connect(partial(self.want, state.stop))
            row.addWidget(mark, 0 if last else 1)
        Actions(self, ACTIONS, self, WINDOW)

    def want(self, stop: Stop) -> None:
        """Ask for a stop."""
        self.wanted.emit(stop)


ACTIONS: tuple[Action[StopsRow], ...] = tuple(
    Action(str(stop), keys=(f"Alt+{place}",), do=partial(StopsRow.want, stop=stop))
    for place, stop in enumerate(Stop, start=1)
)

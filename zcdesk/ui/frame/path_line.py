"""The line of stops below the top bar: where one is, what is left, each stop a press away."""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from zcdesk.ui.frame.path_state import PathState
from zcdesk.ui.frame.stop_sign import SIDE, paint_sign
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.beginning import BAR
from zcdesk.ui.keys.enter import ENTER_KEYS, TAKES
from zcdesk.ui.kit import given
from zcdesk.ui.look import (
    RADIUS_BUTTON,
    Look,
    Panel,
    Tone,
    TypeRole,
    beside,
    fonts,
    paint_box,
    paint_line_below,
    paint_own_focus,
    paint_words,
    pen,
    smooth_painter,
    theme,
    tip,
    tokens,
)
from zcdesk.ui.look.tokens import LOW_WINDOW
from zcdesk.ui.words.clock_words import round_words
from zcdesk.ui.words.path_words import round_told, stop_spoken
from zcdesk.ui.words.stop_names import count_words, stop_name
from zcdesk.workflow.path.stops import Sign, Stop, StopState

HEIGHT, LOW = 40, 32

EDGE, GAP = 8, 7
PADDING = 12


class Detail(IntEnum):
    """How much a stop says of itself."""

    SIGN = 0
    NAME = 1
    ALL = 2


class StopButton(QPushButton):
    """One stop: sign, name, count; what gives way is in its tooltip and accessible name."""

    def __init__(self, stop: Stop, place: int, parent: QWidget) -> None:
        super().__init__(
            parent,
            **given(
                focusPolicy=Qt.FocusPolicy.NoFocus,
                cursor=Qt.CursorShape.PointingHandCursor,
                sizePolicy=QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding),
            ),
        )
        self.state = StopState(stop, Sign.OPEN)
        self.present = False
        self.detail = Detail.ALL
        self._place = place
        self.setProperty(TAKES, True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_state(self, state: StopState, *, present: bool) -> None:
        """Show how the stop stands; only the present one is reached by Tab, arrows go on."""
        self.state, self.present = state, present
        self.setText(stop_name(state.stop))
        spoken = f"{stop_spoken(state, present=present)}，Alt+{self._place}"
        self.setAccessibleName(spoken)
        self.setToolTip(tip(spoken))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if present else Qt.FocusPolicy.NoFocus)
        self.update()

    def width_at(self, detail: Detail) -> int:
        """Return the pixels that so much detail takes."""
        width = 2 * PADDING + SIDE
        if detail >= Detail.NAME:
            width += GAP + round(fonts.metrics(self._role()).horizontalAdvance(self.text()))
        count = count_words(self.state.count)
        if detail is Detail.ALL and count:
            role = TypeRole.STRONG if self.present else TypeRole.CAPTION
            width += GAP + round(fonts.metrics(role).horizontalAdvance(count))
        return width + 2

    def show_detail(self, detail: Detail) -> None:
        """Say so much."""
        self.detail = detail
        self.setFixedWidth(self.width_at(detail))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for what is said."""
        return QSize(self.width_at(self.detail), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return room for the sign."""
        return QSize(self.width_at(Detail.SIGN), LOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go to the stop, the arrows to its neighbours."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        line = self.parentWidget()
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in steps and isinstance(line, PathLine):
            line.focus_beside(self, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stop."""
        table, painter = tokens(), smooth_painter(self)
        if self.present:
            painter.fillRect(self.rect(), table.accent_soft)
            painter.fillRect(0, self.height() - 2, self.width(), 2, table.accent)
        elif self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), table.line if self.isDown() else table.sunken)
        box = QRectF(PADDING, (self.height() - SIDE) / 2, SIDE, SIDE)
        paint_sign(painter, box, self.state.sign, present=self.present)
        self._paint_words(painter)
        paint_own_focus(self, painter, QRectF(self.rect()).adjusted(2, 2, -2, -3))

    def _role(self) -> TypeRole:
        return TypeRole.STRONG if self.present else TypeRole.BODY

    def _paint_words(self, painter: QPainter) -> None:
        table, left = tokens(), float(PADDING + SIDE + GAP)
        if self.detail >= Detail.NAME:
            box = QRectF(left, 0, self.width(), self.height() - 1)
            ink = table.text if self.present else table.text2
            paint_words(painter, box, self.text(), self._role(), ink)
            left += fonts.metrics(self._role()).horizontalAdvance(self.text()) + GAP
        count = count_words(self.state.count)
        if self.detail is Detail.ALL and count:
            box = QRectF(left, 0, self.width(), self.height() - 1)
            role = TypeRole.STRONG if self.present else TypeRole.CAPTION
            ink = table.accent if self.present else table.text2
            paint_words(painter, box, count, role, ink)


class RoundChip(QWidget):
    """Which return is under way, and how long it leaves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, sizePolicy=QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        )
        self._words = ""

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words

    def say(self, words: str) -> None:
        """Show these words."""
        self._words = words
        self.setFixedWidth(self.width_of(words))
        self.update()

    @staticmethod
    def width_of(words: str) -> int:
        """Return the pixels that the words take."""
        return round(fonts.metrics(TypeRole.STRONG).horizontalAdvance(words)) + 2 * PADDING

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words on their soft ground."""
        table, painter = tokens(), smooth_painter(self)
        contrast = table.look is Look.CONTRAST
        box = QRectF(self.rect()).adjusted(1, 5, -1, -6)
        paint_box(
            painter,
            box,
            RADIUS_BUTTON,
            pen(table.you) if contrast else Qt.PenStyle.NoPen,
            table.soft(Tone.YOU),
        )
        align = Qt.AlignmentFlag.AlignCenter
        paint_words(painter, box, self._words, TypeRole.STRONG, table.you, align=align)


class PathLine(Panel):
    """All seven stops in one line that never scrolls; Alt+1 … Alt+7 go to them.

    Where there is little room the counts go first, then the names of the stops that are done, then
    the names of all but the present one.

    Signals:
        wanted: The stop to go to.
    """

    wanted = Signal(object)

    def __init__(self, state: PathState, present: Stop, parent: QWidget, **signals: Any) -> None:
        super().__init__(parent=parent, accessibleName=self.tr("申报的七步"), **signals)
        self._state, self._present = state, present
        self.setProperty(BAR, True)
        self.setFixedHeight(HEIGHT)
        self.round = RoundChip(self)
        row = beside(self.round, on=self, gap=0, margins=(EDGE, 0, EDGE, 1))
        self.stops: dict[Stop, StopButton] = {}
        for place, stop in enumerate(Stop, start=1):
            button = StopButton(stop, place, self)
            button.clicked.connect(partial(self.want, stop))
            row.addWidget(button)
            self.stops[stop] = button
        row.addStretch(1)
        Actions(self, ACTIONS, self, WINDOW)
        state.changed.connect(self._refresh_shown)
        theme().changed.connect(self.update)

    @property
    def present(self) -> Stop:
        """The stop at which the screen stands."""
        return self._present

    def stand_at(self, present: Stop) -> None:
        """Mark another stop as the present one."""
        self._present = present
        self.refresh()

    def refresh(self) -> None:
        """Show the path as it is."""
        for stop in self._state.path.stops:
            self.stops[stop.stop].show_state(stop, present=stop.stop is self._present)
        self._fit()

    def focus_beside(self, button: StopButton, by: int) -> None:
        """Give the keyboard to the neighbour of a stop."""
        buttons = list(self.stops.values())
        there = (buttons.index(button) + by) % len(buttons)
        buttons[there].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was in front."""
        super().showEvent(event)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """Return room for signs alone; the window's own least width is larger."""
        return QSize(240, LOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        paint_line_below(painter, QRectF(self.rect()))

    def _refresh_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def want(self, stop: Stop, _checked: bool = False) -> None:
        """Ask to go to a stop."""
        self.wanted.emit(stop)

    def _fit(self) -> None:
        """Choose the first of the ways to say it that fits."""
        self.setFixedHeight(LOW if self.window().height() < LOW_WINDOW else HEIGHT)
        under_way, moment = self._state.path.round, self._state.session.moment
        chips = [""]
        if under_way is not None:
            left = under_way.left(moment)
            chips = [round_words(under_way.count, left, short=short) for short in (False, True)]
            self.round.setAccessibleName(chips[0])
            self.round.setToolTip(tip(round_told(under_way)))
        room = self.width() - 2 * EDGE
        ways = self._ways()
        chosen, words = ways[-1], chips[-1]
        tries = [*((way, chips[0]) for way in ways[:4]), *((way, chips[-1]) for way in ways[2:])]
        for way, chip in tries:
            taken = RoundChip.width_of(chip) if chip else 0
            if taken + sum(self.stops[stop].width_at(way[stop]) for stop in Stop) <= room:
                chosen, words = way, chip
                break
        self.round.setVisible(bool(words))
        self.round.say(words)
        for stop, detail in chosen.items():
            self.stops[stop].show_detail(detail)

    def _ways(self) -> tuple[dict[Stop, Detail], ...]:
        """Return how much each stop may say, the fullest way first."""
        here = self._present

        def way(others: Detail, done: Detail, present: Detail) -> dict[Stop, Detail]:
            stops = {}
            for stop, button in self.stops.items():
                is_done = button.state.sign is Sign.DONE
                stops[stop] = present if stop is here else done if is_done else others
            return stops

        every, name, sign = Detail.ALL, Detail.NAME, Detail.SIGN
        return (
            way(every, every, every),
            way(every, name, every),
            way(name, name, every),
            way(name, sign, every),
            way(sign, sign, every),
        )


ACTIONS: tuple[Action[PathLine], ...] = tuple(
    Action(str(stop), keys=(f"Alt+{place}",), do=partial(PathLine.want, stop=stop))
    for place, stop in enumerate(Stop, start=1)
)
"""F1 lists them in one line (``everywhere.STOPS``)."""

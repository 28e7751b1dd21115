"""A case that was opened lately: how far it is, where it stopped, how long there is left."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zcdesk.checks.states import State
from zcdesk.notices.clock import now
from zcdesk.ui.kit import Button, ButtonKind, ChoiceCard, Recent
from zcdesk.ui.look import (
    SPRING,
    ElidedLabel,
    Label,
    Tone,
    TypeRole,
    beside,
    fill,
    paint_words,
    smooth_painter,
    stacked,
    tip,
    tokens,
)
from zcdesk.ui.words.clock_words import round_words
from zcdesk.ui.words.notice_words import Countdown, days_left
from zcdesk.ui.words.sentences import clauses
from zcdesk.ui.words.states import Chip, slot_look
from zcdesk.ui.words.stop_names import stop_name
from zcdesk.workflow.open_case.stops import Stop

RING = 42


class Ring(QWidget):
    """How many of the platform's sections are done, as a ring; no verdict on the application."""

    def __init__(self, done: int, asked: int) -> None:
        super().__init__()
        self._done, self._asked = done, asked
        self.setFixedSize(QSize(RING, RING))
        self.setToolTip(tip(self.tr("{m} 栏中 {n} 栏已齐或不用交").format(m=asked, n=done)))
        self.setAccessibleName(self.toolTip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and the number."""
        table = tokens()
        painter = smooth_painter(self)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(QColor(table.line), 4))
        painter.drawEllipse(box)
        part = self._done / self._asked if self._asked else 0.0
        painter.setPen(QPen(QColor(table.accent), 4))
        painter.drawArc(box, 90 * 16, -round(part * 360 * 16))
        align = Qt.AlignmentFlag.AlignCenter
        paint_words(painter, box, str(self._done), TypeRole.CAPTION, table.text, align=align)


def last_place(recent: Recent) -> str:
    """Return where a case was left: a section as its notice names it, or a stop of the path."""
    if recent.part or recent.stop not in tuple(Stop):
        return recent.where
    return stop_name(Stop(recent.stop))


class RecentCard(ChoiceCard):
    """One case; ``chosen`` gives its path.

    Signals:
        find_wanted: The case is to be looked for (its path as it was).
        drop_wanted: It is to be listed no more.
    """

    find_wanted = Signal(str)
    drop_wanted = Signal(str)

    def __init__(
        self,
        recent: Recent,
        today: date,
        *,
        lost: bool = False,
        named_twice: bool = False,
        **signals: Any,
    ) -> None:
        """Make one; ``lost`` when its file is gone, ``named_twice`` when another is called so."""
        left = days_left(recent.last_day, today)
        due = ""  # a return that waits for its answer has a clock of its own, and that one counts
        if recent.round:
            until = recent.until
            rest = None if until is None else max(until - now(), timedelta())
            due = round_words(recent.round, rest)
            left = Countdown("", Tone.YOU)
        path = Path(recent.path)
        place = last_place(recent)
        where = self.tr("上次停在：{where}").format(where=place) if place else ""
        if named_twice:
            folder = self.tr("在“{folder}”文件夹里").format(folder=path.parent.name or path.parent)
            where = clauses((folder, where))
        if lost:
            where = self.tr("不在原来的地方了：移走了、改了名，或者盘没有插上")
        super().__init__(
            recent.path,
            clauses((recent.called, where, due or left.words)),
            enters=False,
            toolTip=tip(recent.path),
            **signals,
        )
        self.lost = lost
        row = beside(Ring(recent.done, recent.asked), on=self, gap=12, margins=(16, 9, 14, 9))
        words = stacked(ElidedLabel(recent.called, TypeRole.STRONG), gap=1)
        if lost:
            fill(words, Label(where, TypeRole.CAPTION, Tone.MISS, wrap=True), self._ways_out())
        else:
            words.addWidget(ElidedLabel(where or recent.title, TypeRole.CAPTION, Tone.TEXT2))
            if due:
                words.addWidget(Label(due, TypeRole.CAPTION, Tone.YOU, wrap=True))
        row.addLayout(words, 1)
        if not lost:
            row.addLayout(_state_of(recent, left.words, left.tone))

    def _ways_out(self) -> QHBoxLayout:
        self.search = Button(
            self.tr("找到它…"), icon="folder", do=lambda: self.find_wanted.emit(str(self.value))
        )
        return beside(
            self.search,
            Button(
                self.tr("不再列出"),
                ButtonKind.LINK,
                decides=True,
                do=lambda: self.drop_wanted.emit(str(self.value)),
            ),
            SPRING,
            gap=8,
        )


def _state_of(recent: Recent, left: str, tone: Tone) -> QVBoxLayout:
    """Return how many days there are left, and what is missing or waits."""
    right = stacked(gap=3)
    if left:
        right.addWidget(Label(left, TypeRole.CAPTION, tone), 0, Qt.AlignmentFlag.AlignRight)
    state, count = State.MISSING, recent.missing
    if not count:
        state, count = State.NEEDS_PERSON, recent.waiting
    if count:
        chip = Chip(slot_look(state, str(count)))
        right.addWidget(chip, 0, Qt.AlignmentFlag.AlignRight)
    return right

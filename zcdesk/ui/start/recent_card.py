"""Cases that were opened lately: the last one large with its seven stops, the others as rows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from zcdesk.checks.dates.returns import RoundCount
from zcdesk.notices.clock import now
from zcdesk.ui.kit import Button, ButtonKind, ChoiceCard, IconLabel, Recent
from zcdesk.ui.look import (
    Caption,
    ElidedLabel,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    rule,
    stacked,
    tip,
)
from zcdesk.ui.start.kept_path import kept_place, kept_stops, place_words
from zcdesk.ui.start.stops_row import StopsRow
from zcdesk.ui.words.clock_words import round_words
from zcdesk.ui.words.notice_words import Countdown, days_left
from zcdesk.ui.words.sentences import clauses


def left_of(recent: Recent, today: date) -> Countdown:
    """Return how long there is left; a return that waits for its answer has a clock of its own."""
    if not recent.round:
        return days_left(recent.last_day, today)
    rest = None if recent.until is None else max(recent.until - now(), timedelta())
    return Countdown(round_words(RoundCount(recent.round, recent.rounds), rest), Tone.YOU)


class RecentCard(ChoiceCard):
    """One case as a row; ``chosen`` gives its path.

    Signals:
        find_wanted: The case is to be looked for (its path as it was).
        drop_wanted: It is to be listed no more.
        stop_wanted: It is to be opened at a stop: its path and the stop.
    """

    find_wanted = Signal(str)
    drop_wanted = Signal(str)
    stop_wanted = Signal(str, object)

    def __init__(
        self,
        recent: Recent,
        today: date,
        *,
        person: str = "",
        lost: bool = False,
        named_twice: bool = False,
        **signals: Any,
    ) -> None:
        """Make one, named by its ``person``, or by its file as long as nobody knows whose it is.

        ``lost`` when its file is gone, ``named_twice`` when another one is called the same.
        """
        self.called = person or recent.called
        self.lost, self.recent = lost, recent
        self._left, self._place = left_of(recent, today), place_words(recent)
        path = Path(recent.path)
        folder = self.tr("在“{folder}”文件夹里").format(folder=path.parent.name or path.parent)
        self._about = " · ".join((recent.title, folder) if named_twice else (recent.title,))
        if lost:
            self._about = self.tr("不在原来的地方了：移走了、改了名，或者盘没有插上")
        super().__init__(
            recent.path,
            clauses((self.called, self._about, self._place, self._left.words)),
            enters=False,
            toolTip=tip(recent.path),
            **signals,
        )
        self.lay_out()

    def lay_out(self) -> None:
        """Show name, notice, place and days in one row."""
        row = beside((self._named(TypeRole.STRONG), 1), on=self, gap=24, margins=(20, 10, 16, 10))
        if self.lost:
            row.addLayout(self._ways_out())
            return
        row.addWidget(Caption(self._place))
        row.addWidget(Label(self._left.words, TypeRole.CAPTION, self._left.tone))
        row.addWidget(IconLabel("right", "", Tone.TEXT2))

    def _named(self, role: TypeRole) -> QHBoxLayout:
        about: Label = Remark(self._about, Tone.MISS)
        if not self.lost:
            about = ElidedLabel(self._about, TypeRole.CAPTION, Tone.TEXT2)
        words = stacked(ElidedLabel(self.called, role), about, gap=2)
        return beside((words, 1))

    def _ways_out(self) -> QHBoxLayout:
        path = self.recent.path
        self.search = Button(
            self.tr("找到它…"), icon="folder", do=lambda: self.find_wanted.emit(path)
        )
        away = Button(
            self.tr("不再列出"),
            ButtonKind.LINK,
            decides=True,
            do=lambda: self.drop_wanted.emit(path),
        )
        return beside(self.search, away, gap=8)


class ApplicationCard(RecentCard):
    """The case that was open last: her name, the days that are left, and her way."""

    def lay_out(self) -> None:
        """Show the name large, and below it the seven stops."""
        right = stacked(gap=2)
        align = Qt.AlignmentFlag.AlignRight
        if self.lost:
            right.addLayout(self._ways_out())
        else:
            role = TypeRole.TITLE if self.recent.round else TypeRole.HEAD
            right.addWidget(Label(self._left.words, role, self._left.tone), 0, align)
        last = self.recent.last_day
        if last is not None and not self.recent.round:
            until = self.tr("到 {m} 月 {d} 日").format(m=last.month, d=last.day)
            right.addWidget(Caption(until), 0, align)
        head = beside((self._named(TypeRole.HEAD), 1), right, gap=24, margins=(40, 30, 40, 24))
        parts = column(self, (1, 1, 1, 1), 0, head)
        if self.lost:
            return
        stops = StopsRow(
            kept_stops(self.recent),
            kept_place(self.recent),
            wanted=lambda stop: self.stop_wanted.emit(self.recent.path, stop),
        )
        fill(parts, rule(), beside((stops, 1), margins=(40, 28, 40, 16)))

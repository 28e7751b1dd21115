"""A case that was opened before, on the start page: how far it is, where it stopped."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zcdesk.checks.states import State
from zcdesk.ui.kit.cards import ChoiceCard
from zcdesk.ui.kit.preferences import Recent
from zcdesk.ui.look import fonts
from zcdesk.ui.look.text import ElidedLabel, Label
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tips import tip
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.words.notice_words import days_left
from zcdesk.ui.words.sentences import clauses
from zcdesk.ui.words.states import Chip, slot_look
from zcdesk.ui.words.stop_names import stop_name
from zcdesk.workflow.open_case.stops import Stop

RING = 42


class Ring(QWidget):
    """How many of the asked slots are decided, as a ring; no verdict on the application."""

    def __init__(self, done: int, asked: int) -> None:
        super().__init__()
        self._done, self._asked = done, asked
        self.setFixedSize(QSize(RING, RING))
        self.setToolTip(tip(self.tr("{m} 个上传位置中 {n} 个已有结果").format(m=asked, n=done)))
        self.setAccessibleName(self.toolTip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and the number."""
        table = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(QColor(table.line), 4))
        painter.drawEllipse(box)
        part = self._done / self._asked if self._asked else 0.0
        painter.setPen(QPen(QColor(table.accent), 4))
        painter.drawArc(box, 90 * 16, -round(part * 360 * 16))
        painter.setPen(QColor(table.text))
        painter.setFont(fonts.font(Role.CAPTION))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._done))


def last_place(recent: Recent) -> str:
    """Return where a case was left: a section as its notice names it, or a stop of the path."""
    if recent.part or recent.stop not in tuple(Stop):
        return recent.where
    return stop_name(Stop(recent.stop))


class RecentCard(ChoiceCard):
    """One case; ``chosen`` gives its path."""

    def __init__(self, recent: Recent, today: date) -> None:
        left = days_left(recent.last_day, today)
        name = recent.called
        place = last_place(recent)
        where = self.tr("上次停在：{where}").format(where=place) if place else ""
        super().__init__(recent.path, clauses((name, where, left.words)))
        self.setToolTip(tip(recent.path))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 14, 9)
        row.setSpacing(12)
        row.addWidget(Ring(recent.done, recent.asked))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(name, Role.STRONG))
        words.addWidget(ElidedLabel(where or recent.title, Role.CAPTION, Tone.TEXT2))
        row.addLayout(words, 1)
        right = QVBoxLayout()
        right.setSpacing(3)
        days = Label(left.words, Role.CAPTION, left.tone)
        right.addWidget(days, 0, Qt.AlignmentFlag.AlignRight)
        state, count = State.MISSING, recent.missing
        if not count:
            state, count = State.NEEDS_PERSON, recent.waiting
        if count:
            chip = Chip(slot_look(state, str(count)))
            right.addWidget(chip, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(right)

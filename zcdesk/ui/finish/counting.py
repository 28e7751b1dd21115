"""The head of the final check: the worst of all in a sentence, and the count of each state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from zcdesk.checks.states import UNFINISHED, CaseFinding, Evaluation, State
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.icon_label import Mark
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tokens import RADIUS_CARD, Role, Tone
from zcdesk.ui.words.states import StateLook, slot_look

ORDER = (
    State.SATISFIED, State.MISSING, State.NEEDS_PERSON, State.COULD_NOT_CHECK, State.NOT_STATED,
    State.WAIVED, State.NOT_NEEDED,
)  # fmt: skip

ROOMY = 1020
"""Least width of a page on which all counts stand in one row."""


class Verdict(QWidget):
    """The worst of all, in one sentence on its soft colour."""

    def __init__(self, icon: str, tone: Tone, head: str, detail: str) -> None:
        super().__init__()
        self._tone = tone
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 14, 22, 14)
        row.setSpacing(16)
        row.addWidget(Mark(icon, tone, 30, 0))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(head, Role.HEAD, wrap=True))
        words.addWidget(Label(detail, Role.BODY, Tone.TEXT2, wrap=True))
        row.addLayout(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().soft(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)


class CountCard(Card):
    """How many rows below, or slots where no row is about them, have one state."""

    def __init__(self, look: StateLook, count: int) -> None:
        super().__init__()
        self.setAccessibleName(f"{look.word}，{count}")
        layout = column(self, (12, 8, 8, 8), 0)
        row = QHBoxLayout()
        row.setSpacing(6)
        tone = look.tone if count else Tone.TEXT3
        row.addWidget(Mark(look.icon, tone, 18, 0))
        row.addWidget(Label(str(count), Role.TITLE, tone), 1)
        layout.addLayout(row)
        layout.addWidget(Label(look.word, Role.CAPTION, Tone.TEXT2))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(120, 60)


def numbers_of(evaluation: Evaluation, rows: Sequence[CaseFinding]) -> Mapping[State, int]:
    """Return what is counted of each state: rows where something is to do, else slots."""
    states = {slot.id: slot.state for slot in evaluation.slots()}
    counts = evaluation.counts() | dict.fromkeys(UNFINISHED, 0)
    for finding in rows:
        state = states.get(finding.slot, State.NEEDS_PERSON)
        counts[state if state in UNFINISHED else State.NEEDS_PERSON] += 1
    return counts


def count_cards(counts: Mapping[State, int], others: int, width: int) -> QGridLayout:
    """Return a card for each state, and one for what others have to do first."""
    shown = [(slot_look(state), counts[state]) for state in ORDER]
    word = QCoreApplication.translate("states", "等别人")
    shown.insert(ORDER.index(State.NEEDS_PERSON) + 1, (StateLook(word, "clock", Tone.NONE), others))
    grid = QGridLayout()
    grid.setSpacing(10)
    across = len(shown) if width >= ROOMY else 4
    for place, (look, count) in enumerate(shown):
        grid.addWidget(CountCard(look, count), place // across, place % across)
    return grid

"""One return that was answered: who sent it back when, and what was done about each point."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from zcdesk.cases.rounds import Round
from zcdesk.checks.dates.mended import standing
from zcdesk.ui.kit import Button, ButtonKind, Card, IconLabel
from zcdesk.ui.look import Caption, Label, TypeRole, beside, column, rule
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.return_words import round_title, standing_look
from zcdesk.ui.words.sentences import slot_title


class RoundCard(Card):
    """One return.

    Signals:
        removed: The return was noted by mistake.
    """

    removed = Signal()

    def __init__(self, session: Session, place: int, returned: Round, **signals: Any) -> None:
        super().__init__(**signals)
        inner = column(
            self,
            (16, 10, 14, 10),
            4,
            beside(
                (Label(round_title(place + 1, returned), TypeRole.STRONG, wrap=True), 1),
                Button(self.tr("记错了"), ButtonKind.LINK, decides=True, do=self.removed),
            ),
        )
        for item in returned.items:
            inner.addWidget(rule())
            words = f"{item.words}　{item.note}".strip()
            where = slot_title(session.notice, item.slot) if item.slot else ""
            row = beside(
                (Label(words, wrap=True), 1),
                Caption(where),
            )
            stands = standing(session.case, returned, item)
            if stands.done:
                state, icon, tone = standing_look(stands)
                row.addWidget(IconLabel(icon, state, tone))
            inner.addLayout(row)

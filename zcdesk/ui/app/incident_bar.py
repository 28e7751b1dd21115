"""The line at the foot of the window after something unexpected: one click to the diagnostics.

It comes whenever a sentence asks for the diagnostics, whoever says it (a toast, a card, a row that
is painted), stays until it is put away, and takes no keys from what the person is doing.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.incidents.incident import Incident
from zcdesk.incidents.record import listen
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.icon_label import Mark
from zcdesk.ui.look.text import Label, column, rule
from zcdesk.ui.look.tokens import EDGE, Role, Tone
from zcdesk.wording import asks_for_diagnostics


class IncidentBar(QWidget):
    """Hidden until something unexpected happens.

    Signals:
        wanted: The diagnostics are to be written.
    """

    wanted = Signal()
    _happened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = Label("", Role.BODY, wrap=True)
        self.export = Button("")
        self.export.clicked.connect(self.wanted)
        self.away = Button("", Kind.GHOST)
        self.away.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setContentsMargins(EDGE, 6, EDGE, 6)
        row.setSpacing(10)
        row.addWidget(Mark("warn", Tone.YOU, 18, 0))
        row.addWidget(self._words, 1)
        row.addWidget(self.export)
        row.addWidget(self.away)
        layout = column(self, (0, 0, 0, 0), 0)
        layout.addWidget(rule())
        layout.addLayout(row)
        self._happened.connect(self.offer, Qt.ConnectionType.QueuedConnection)
        self._deaf = listen(self._hear)
        self.hide()

    def offer(self) -> None:
        """Show the line."""
        words = self.tr("刚才遇到意外。需要请人帮忙时，可以把诊断信息发给他：里面没有姓名和材料。")
        self._words.say(words)
        self.setAccessibleName(words)
        self.export.say(self.tr("导出诊断信息…"))
        self.away.say(self.tr("收起"))
        self.show()

    def offer_for(self, codes: Iterable[str]) -> None:
        """Show the line when one of some sentences asks for the diagnostics."""
        if any(asks_for_diagnostics(code) for code in codes):
            self.offer()

    def close_ears(self) -> None:
        """Hear of no incident any more."""
        self._deaf()

    def _hear(self, incident: Incident) -> None:
        """Take an incident in, in whichever thread it happens."""
        if asks_for_diagnostics(incident.code):
            self._happened.emit()

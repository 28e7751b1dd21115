"""The line at the foot of the window after something unexpected.

One click to the diagnostics. It comes whenever a sentence asks for the diagnostics, whoever
says it (a toast, a card, a row that is painted), stays until it is put away, and takes no
keys from what the person is doing.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal

from zcdesk.incidents.record import Incident, listen
from zcdesk.ui.kit import Button, ButtonKind, Mark
from zcdesk.ui.look import EDGE, FLUSH, Label, Panel, Tone, beside, column, rule
from zcdesk.wording import asks_for_diagnostics


class IncidentBar(Panel):
    """Hidden until something unexpected happens.

    Attributes:
        export: Writes the diagnostics.
        hear_no_more: Lets it hear of no incident any more.
    """

    _happened = Signal()

    def __init__(self) -> None:
        super().__init__(visible=False)
        self._words = Label(wrap=True)
        self.export = Button("")
        self.away = Button("", ButtonKind.GHOST, do=self.hide)
        column(
            self,
            FLUSH,
            0,
            rule(),
            beside(
                Mark("warn", Tone.YOU, 18, 0),
                (self._words, 1),
                self.export,
                self.away,
                gap=10,
                margins=(EDGE, 6, EDGE, 6),
            ),
        )
        self._happened.connect(self.offer, Qt.ConnectionType.QueuedConnection)
        self.hear_no_more = listen(self._hear)

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

    def _hear(self, incident: Incident) -> None:
        """Take an incident in, in whichever thread it happens."""
        if asks_for_diagnostics(incident.code):
            self._happened.emit()

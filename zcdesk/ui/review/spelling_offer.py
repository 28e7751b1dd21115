"""A page that should carry the applicant's name and does not: the name beside 姓名 is offered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zcdesk.applicant import Applicant
from zcdesk.cases.case import CasePage
from zcdesk.checks.slots.expected_names import NAMELESS, offered_spellings
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.look.text import Label, column, rule
from zcdesk.ui.look.tokens import Role, Tone

MOST = 2
"""Names that are offered; those like the applicant's own stand first."""


class SpellingOffer(QWidget):
    """Says what was read beside 姓名; one press makes it a further spelling.

    Signals:
        taken: The name is the applicant's.
    """

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        layout = column(self, (16, 10, 16, 10), 6)
        self._words = Label("", Role.BODY, Tone.TEXT, wrap=True)
        layout.addWidget(self._words)
        self.buttons = [Button("", key="U", decides=True), Button("", decides=True)]
        for place, button in enumerate(self.buttons):
            button.setProperty("place", place)
            button.clicked.connect(self._press)
            layout.addWidget(button)
        hint = self.tr("若是同事的材料，请移走这一页；若确实没有姓名，确认本页即可。")
        layout.addWidget(Label(hint, Role.CAPTION, Tone.TEXT2, wrap=True))
        layout.addWidget(rule())
        self.hide()

    def show_page(self, page: CasePage, applicant: Applicant, *, confirmed: bool) -> None:
        """Show the offer of a page, or nothing."""
        expected = any(finding.code in NAMELESS for finding in page.findings)
        offered = offered_spellings(page.told, applicant) if expected and not confirmed else ()
        self._names = offered[:MOST]
        self.setVisible(bool(self._names))
        if not self._names:
            return
        read = "、".join(f"“{name}”" for name in self._names)
        self._words.say(
            self.tr("“姓名”旁边读到{read}。这是您姓名的另一种写法吗？").format(read=read)
        )
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self._names))
            if place < len(self._names):
                button.say(self.tr("“{name}”也是我").format(name=self._names[place]))

    def take_first(self) -> None:
        """Take the first name that is offered (key U)."""
        if self._names and self.isVisible():
            self.taken.emit(self._names[0])

    def _press(self) -> None:
        self.taken.emit(self._names[int(self.sender().property("place"))])

"""Files that could not be used, in one line that stays below the pages: what, why, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from zcdesk.cases.case import CasePage
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.column_page import put_in
from zcdesk.ui.look.text import SPRING, ElidedLabel, Label, Part, beside, rule, stacked
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.words.sentences import say

NAME = 170
"""Pixels for a file's name and the reason below it; a line of many files scrolls."""


class RefusedStrip(QScrollArea):
    """The files; none of them counts as a page."""

    def __init__(self, wishes: SlotWishes) -> None:
        super().__init__()
        self._wishes = wishes
        self._shown: tuple[object, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_files(self, files: Sequence[CasePage], *, low: bool) -> None:
        """Show these; in a ``low`` window the reasons are in the tooltips alone."""
        if (*files, low) == self._shown:
            return
        self._shown = (*files, low)
        card = Card()
        count = Label(self.tr("%n 个没有收下", None, len(files)), Role.STRONG)
        entries = [part for page in files for part in self._entry(page, low=low)]
        beside(count, *entries, SPRING, on=card, gap=8, margins=(16, 5, 12, 5))
        put_in(self, card)
        many = self.horizontalScrollBar().sizeHint().height() if len(files) > 1 else 0
        self.setFixedHeight(card.sizeHint().height() + many)

    def _entry(self, page: CasePage, *, low: bool) -> tuple[Part, ...]:
        why = next((words for one in page.findings if (words := say(one).message)), "")
        named = why if page.file_name in why else f"{page.file_name}　{why}"
        name = ElidedLabel(page.file_name)
        name.setMinimumWidth(NAME)
        name.setToolTip(named)
        other = Button(self.tr("换文件…"), Kind.LINK)
        other.clicked.connect(partial(self._wishes.file_wanted.emit, page.number))
        gone = Button(self.tr("移走"), Kind.LINK, decides=True)
        gone.clicked.connect(partial(self._wishes.pages_removed.emit, (page.number,)))
        for button in (other, gone):
            button.setAccessibleName(f"{button.text()}，{named}")
        reason = ElidedLabel(why.replace(f"“{page.file_name}”", ""), Role.CAPTION, Tone.TEXT2)
        told = stacked(name, gap=0) if low else stacked(name, reason, gap=0)
        return rule(upright=True), (told, 1), other, gone

"""The files that were not taken in: name, reason, another file in its place, or away with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from zcdesk.cases.case import CasePage
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.kit import Button, ButtonKind, Card, given
from zcdesk.ui.kit.column_page import put_in
from zcdesk.ui.look import (
    SPRING,
    Caption,
    ElidedLabel,
    Label,
    Part,
    TypeRole,
    beside,
    rule,
    stacked,
    tip,
)
from zcdesk.ui.words.sentences import why_refused

NAME = 170
"""Pixels for a file's name and the reason below it; a line of many files scrolls."""


class RefusedStrip(QScrollArea):
    """The files; none of them counts as a page."""

    def __init__(self, wishes: SlotWishes) -> None:
        super().__init__(
            widgetResizable=True,
            **given(
                frameShape=QFrame.Shape.NoFrame,
                focusPolicy=Qt.FocusPolicy.NoFocus,
                verticalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            ),
        )
        self._wishes = wishes
        self._shown: tuple[object, ...] = ()

    def show_files(self, files: Sequence[CasePage], *, low: bool) -> None:
        """Show these; in a ``low`` window the reasons are in the tooltips alone."""
        if (*files, low) == self._shown:
            return
        self._shown, card = (*files, low), Card()
        count = Label(self.tr("%n 个没有收下", None, len(files)), TypeRole.STRONG)
        entries = [part for page in files for part in self._entry(page, low=low)]
        beside(count, *entries, SPRING, on=card, gap=8, margins=(16, 5, 12, 5))
        put_in(self, card)
        many = self.horizontalScrollBar().sizeHint().height() if len(files) > 1 else 0
        self.setFixedHeight(card.sizeHint().height() + many)

    def _entry(self, page: CasePage, *, low: bool) -> tuple[Part, ...]:
        why = why_refused(page)
        named = why if page.file_name in why else f"{page.file_name}　{why}"
        name = ElidedLabel(page.file_name, minimumWidth=NAME, toolTip=tip(named))
        other = Button(
            self.tr("换文件…"),
            ButtonKind.LINK,
            do=partial(self._wishes.file_wanted.emit, page.number),
        )
        gone = Button(
            self.tr("移走"),
            ButtonKind.LINK,
            decides=True,
            do=partial(self._wishes.pages_removed.emit, (page.number,)),
        )
        speak_of(named, other, gone)
        reason = Caption(why.replace(f"“{page.file_name}”", ""))
        told = stacked(name, gap=0) if low else stacked(name, reason, gap=0)
        return rule(upright=True), (told, 1), other, gone


def speak_of(what: str, *buttons: Button) -> None:
    """Let a screen reader say behind the words of buttons what they are about."""
    for button in buttons:
        button.setAccessibleName(f"{button.text()}，{what}")

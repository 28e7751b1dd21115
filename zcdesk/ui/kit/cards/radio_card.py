"""One answer of a question as a card: ring, words, and its digit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent

from zcdesk.ui.kit.cards.card import ChoiceCard
from zcdesk.ui.look import (
    AT_RIGHT,
    SPRING,
    Label,
    Remark,
    TypeRole,
    beside,
    paint_choice,
    paint_words,
    smooth_painter,
    stacked,
    tokens,
)


class RadioCard(ChoiceCard):
    """One answer; Enter is left to the page: the focus alone is no answer.

    Args:
        boxed: It can be ticked beside others (a box, and what follows at the right); else it is one
            of several (a ring, and what follows below).
    """

    def __init__(
        self,
        value: object,
        title: str,
        detail: str = "",
        key: str = "",
        *,
        boxed: bool = False,
        **properties: Any,
    ) -> None:
        spoken = "，".join(part for part in (title, detail, key) if part)
        super().__init__(value, spoken, enters=False, **properties)
        self._key, self._boxed = key, boxed
        words = stacked(SPRING, Label(title, TypeRole.STRONG, wrap=True), gap=1)
        row = beside((words, 1), on=self, margins=(48, 9 if boxed else 11, 40, 9 if boxed else 11))
        if detail:
            label = Remark(detail)
            row.addWidget(label, 1) if boxed else words.addWidget(label)
        words.addStretch(1)

    def show_key(self, key: str) -> None:
        """Show the digit that chooses this answer now, "" for none."""
        self._key = key
        self.update()

    @property
    def is_marked(self) -> bool:
        """Tell whether this is the answer."""
        return self._marked

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, ring and digit."""
        table = tokens()
        strong = self._marked or self.hasFocus()
        fill = table.accent_soft if self._marked else table.surface
        if self.underMouse() and not self._marked:
            fill = table.sunken
        edge = table.accent if strong else table.line
        self._ground(fill, edge, 2.0 if strong else 1.0)
        painter = smooth_painter(self)
        ring = QRectF(16, self.height() / 2 - 9, 18, 18).adjusted(1, 1, -1, -1)
        paint_choice(painter, ring, chosen=self._marked, boxed=self._boxed)
        if self._key:
            right = QRectF(self.rect()).adjusted(0, 0, -16, 0)
            paint_words(painter, right, self._key, TypeRole.CAPTION, table.text2, align=AT_RIGHT)

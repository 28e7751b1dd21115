"""One answer of a question as a card: ring, words, and its digit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen

from zcdesk.ui.kit.cards import ChoiceCard
from zcdesk.ui.look import fonts
from zcdesk.ui.look.painting import smooth_painter
from zcdesk.ui.look.text import Label, beside, stacked
from zcdesk.ui.look.theme import tokens
from zcdesk.ui.look.tokens import Role, Tone


class RadioCard(ChoiceCard):
    """One answer; Enter is left to the page: the focus alone is no answer."""

    def __init__(self, value: object, title: str, detail: str = "", key: str = "") -> None:
        spoken = "，".join(part for part in (title, detail, key) if part)
        super().__init__(value, spoken, enters=False)
        self._key = key
        row = beside(on=self, margins=(48, 11, 40, 11))
        words = stacked(Label(title, Role.STRONG, wrap=True), gap=1)
        if detail:
            words.addWidget(Label(detail, Role.CAPTION, Tone.TEXT2, wrap=True))
        row.addLayout(words, 1)

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
        self._ground(QColor(fill), QColor(edge), 2.0 if strong else 1.0)
        painter = smooth_painter(self)
        ring = QRectF(16, self.height() / 2 - 9, 18, 18).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(table.accent if self._marked else table.field), 1.5))
        painter.setBrush(QColor(table.accent if self._marked else table.surface))
        painter.drawEllipse(ring)
        if self._marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(table.on_accent))
            painter.drawEllipse(ring.center(), 3.2, 3.2)
        if self._key:
            painter.setPen(QColor(table.text2))
            painter.setFont(fonts.font(Role.CAPTION))
            right = QRectF(self.rect()).adjusted(0, 0, -16, 0)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(right, flags, self._key)

"""The line above the picture; it exists only while there is something to say about the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.look import Caption, Label, Tone, beside, icons, smooth_painter, tokens


class NoticeLine(QWidget):
    """One sentence with an icon on a soft ground, and a quiet remark or an act at the right.

    What it says may carry a decision: it goes on in a second line rather than lose a word.

    Signals:
        acted: The act that a question offers was chosen.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__(minimumHeight=36, visible=False)
        self._icon, self._tone = "page-review", Tone.YOU
        self._words = Label("", tone=Tone.YOU, wrap=True)
        self._remark = Caption()
        self._act = Button("", ButtonKind.LINK, decides=True, do=self.acted)
        beside(
            (self._words, 1),
            (self._remark, 0, Qt.AlignmentFlag.AlignRight),
            self._act,
            on=self,
            margins=(42, 2, 16, 2),
        )
        self._act.hide()

    @property
    def act(self) -> str:
        """Words of the act that is offered, or ""."""
        return self._act.text() if not self._act.isHidden() else ""

    def say(self, words: str, icon: str, tone: Tone, remark: str = "", act: str = "") -> None:
        """Show a sentence; an empty one takes the line away. ``act`` names what can be done."""
        self._icon, self._tone = icon, tone
        self._words.say(words, tone)
        self._remark.say(remark)
        self._act.say(act)
        self._act.setVisible(bool(act))
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the icon."""
        table = tokens()
        painter = smooth_painter(self)
        soft = table.accent_soft if self._tone is Tone.ACCENT else table.soft(self._tone)
        painter.fillRect(self.rect(), soft)
        box = QRectF(16, self.height() / 2 - 9, 18, 18)
        icons.paint(painter, self._icon, table.colour(self._tone), box)

"""Whose page is it? Asked of one that seems to be somebody else's, before it can be confirmed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from zcdesk.applicant import Applicant
from zcdesk.cases.case import CasePage, asks_whose
from zcdesk.checks.slots.expected_names import offered_spellings
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.look import Label, Remark, Tone, beside, column, rule, theme, tokens
from zcdesk.ui.words.sentences import listed, say

MOST_NAMES = 2
"""Names that are offered as a further spelling; those like the applicant's own are first."""


class WhoseCard(QWidget):
    """Says why the page seems to be another person's and takes one of three answers.

    Once it is answered a line says so, with a way to take the answer back.

    Signals:
        doubted: The answer is taken back.
        taken: A name on it is another spelling of the applicant's.
    """

    doubted = Signal()
    taken = Signal(str)

    def __init__(self, actions: Actions[Any], **signals: Any) -> None:
        super().__init__(visible=False, **signals)
        self._names: tuple[str, ...] = ()
        self._words = Label("", tone=Tone.YOU, wrap=True)
        self.mine, self.other = actions.button("mine"), actions.button("other")
        other = Button("", decides=True, do=self._take_other_spelling)
        self.spellings = [actions.button("spelling"), other]
        self.again = Button(self.tr("改"), ButtonKind.LINK, decides=True, do=self.doubted)
        self._hint = Remark()
        column(
            self,
            (16, 10, 16, 8),
            6,
            self._words,
            beside((self.mine, 2), (self.other, 3), gap=8),
            *self.spellings,
            self._hint,
            (LearnMore("whose"), 0, Qt.AlignmentFlag.AlignLeft),
            self.again,
            rule(),
        )
        theme().changed.connect(self.update)

    def show_page(self, page: CasePage, applicant: Applicant) -> None:
        """Ask about a page, show what was answered, or go away."""
        self.setVisible(page.nameless)
        if not page.nameless:
            return
        asks = page.whose_open
        self._names = offered_spellings(page.told, applicant)[:MOST_NAMES] if asks else ()
        finding = next(finding for finding in page.findings if asks_whose(finding))
        read = listed(f"“{name}”" for name in self._names)
        words = say(finding).message
        if read:
            words += self.tr("“姓名”旁边读到{read}。").format(read=read)
        question = self.tr("{why}这一页是谁的？").format(why=words)
        line = question if asks else self.tr("您说过：这一页是您的材料。")
        self._words.say(line, Tone.YOU if asks else Tone.TEXT2)
        self.setAccessibleName(question if asks else "")
        self._hint.say(
            self.tr("若是另一种写法（译名用字、曾用名、繁体），加上后全部页面会再找一遍。")
        )
        for widget in (self.mine, self.other, self._hint):
            widget.setVisible(asks)
        self.again.setVisible(not asks)
        for place, button in enumerate(self.spellings):
            button.setVisible(place < len(self._names))
            if place < len(self._names):
                button.say(self.tr("“{name}”也是我").format(name=self._names[place]))
        self._fit()

    def focus(self) -> None:
        """Give the keyboard to the answers."""
        self.mine.setFocus()

    def take_spelling(self) -> None:
        """Take the first name that is offered."""
        self.taken.emit(self._names[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground of what waits for the person."""
        painter = QPainter(self)
        if self.mine.isVisible():
            painter.fillRect(self.rect(), tokens().soft(Tone.YOU))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the sentences need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Never give way to the list below: a lost line would be half of the question."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _take_other_spelling(self) -> None:
        self.taken.emit(self._names[1])

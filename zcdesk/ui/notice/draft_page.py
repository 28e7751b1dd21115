"""What the pages of a draft share: the notice's own words, undoing, a line at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from zcdesk.notices.editing.draft import Draft
from zcdesk.ui.help.everywhere import EVERYWHERE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.regions import go_round
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit.column_page import scroll_area
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import EDGE, FLUSH, Panel, Remark, Tone, beside, column, fill, filled, rule
from zcdesk.ui.notice.draft_in_hand import DraftInHand
from zcdesk.ui.notice.lit_text import LitText


class DraftPage(QWidget):
    """A page of the draft in hand, with one line at its foot to say something."""

    def __init__(
        self, hand: DraftInHand, bar: TopBar, leads: At, rows: Sequence[Action[Any]],
        text: LitText, **signals: Any,
    ) -> None:  # fmt: skip
        """Begin with a bar; ``leads`` is where one goes back to, ``rows`` are the page's acts."""
        super().__init__(**signals)
        self._hand, self._bar, self._leads, self.text = hand, bar, leads, text
        bar.back.clicked.connect(self.leave)
        self._acts = Actions(self, rows, self, WINDOW)
        self.back, self.again = map(self._acts.icon_button, ("undo", "redo"))
        fill(bar.right, self.back, self.again)
        self._said = Remark()
        hand.shown.connect(self.refresh)

    def lay_out(self, body: QWidget, sizes: Sequence[int], *foot: QWidget) -> None:
        """Put the text beside ``body``, both in pixels, and what is in the foot below."""
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self.text)
        self.area = scroll_area(body)
        split.addWidget(self.area)
        split.setStretchFactor(1, 1)
        split.setSizes(sizes)
        row = beside((self._said, 1), *foot, margins=(EDGE, 9, EDGE, 9), gap=12)
        column(self, FLUSH, 0, self._bar, (split, 1), rule(), filled(Panel(), row))

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self._hand.draft

    def refresh(self) -> None:
        """Show what can be undone and done again."""
        if self._hand.steps is not None:
            self.back.setEnabled(bool(self._hand.steps.before))
            self.again.setEnabled(bool(self._hand.steps.after))

    def undo(self) -> None:
        """Undo one act."""
        self._hand.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        self._hand.redo()

    def leave(self) -> None:
        """Go back; all is stored."""
        go(self, self._leads)

    def regions(self) -> list[QWidget]:
        """Return where F6 goes."""
        return [self.text]

    def next_region(self, by: int) -> None:
        """Give the keyboard to the next region."""
        go_round(self, self.regions(), by)

    def say(self, words: str, tone: Tone = Tone.TEXT2) -> None:
        """Say something at the foot."""
        self._said.say(words, tone)


UNDOING: tuple[Action[Any], ...] = (
    Action("undo", "撤销", "undo", ("Ctrl+Z",), lambda page: page.undo(), does="撤销",
           decides=True, repeats=True),
    Action("redo", "重做", "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), lambda page: page.redo(),
           does="重做", shown="Ctrl+Y", beside=True, decides=True, repeats=True),
)  # fmt: skip


def regions_told(does: str) -> tuple[Action[Any], ...]:
    """Return the rows that go from region to region; ``does`` names these."""
    return (
        Action("region", keys=("F6",), do=lambda page: page.next_region(1), does=does),
        Action("region-back", keys=("Shift+F6",), do=lambda page: page.next_region(-1)),
    )


OTHERS: tuple[Action[Any], ...] = tuple(
    one for one in EVERYWHERE if one.name not in {"undo", "redo", "saved", "stops"}
)
"""Rows of every page that stand on the sheets of these two."""

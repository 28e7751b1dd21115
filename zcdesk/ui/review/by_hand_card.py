"""What the notice wants covered on a page and only a person can find: asked until she says
done.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.cases.case import Case, CasePage
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.look import Label, Remark, Tone, column, rule
from zcdesk.ui.words.sentences import listed


class ByHandCard(QWidget):
    """Names what is to be looked for, counts the covers that she drew, and takes her word.

    Signals:
        doubted: Her word is taken back.
    """

    doubted = Signal()

    def __init__(self, actions: Actions[Any], **signals: Any) -> None:
        super().__init__(visible=False, **signals)
        self._words = Label("", tone=Tone.YOU, wrap=True)
        self._drawn = Remark()
        self.done = actions.button("looked")
        self.again = Button(self.tr("改"), ButtonKind.LINK, decides=True, do=self.doubted)
        column(
            self,
            (16, 0, 16, 4),
            4,
            rule(),
            6,
            self._words,
            self._drawn,
            self.done,
            (self.again, 0, Qt.AlignmentFlag.AlignLeft),
        )

    def show_page(self, case: Case, page: CasePage) -> None:
        """Ask about a page, show what was said, or go away."""
        asked, left = case.by_hand_on(page), case.left_by_hand(page)
        self.setVisible(bool(asked) and page.examined and page.page is not None)
        what = listed(asked)
        words = self.tr("程序找不到，请您看这一页上有没有：{what}。有就按 Q 画遮盖。")
        said = self.tr("您说过这一页都遮好了：{what}。")
        self._words.say(
            (words if left else said).format(what=what), Tone.YOU if left else Tone.TEXT2
        )
        self.setAccessibleName(self._words.text() if left else "")
        drawn = self.tr(
            "您在这一页上画了 %n 处遮盖；都画好了，确认本页就算遮好。", None, len(page.drawn)
        )
        self._drawn.say(drawn)
        self._drawn.setVisible(bool(left and page.drawn))
        self.done.setVisible(bool(left))
        self.again.setVisible(not left)

    def focus(self) -> None:
        """Give the keyboard to the answer."""
        self.done.setFocus()

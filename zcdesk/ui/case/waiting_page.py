"""A stop of the path that is not due yet: what it waits for, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.look import SPRING, Explanation, Label, TypeRole, fill
from zcdesk.ui.session.session import Session


class WaitingPage(ColumnPage):
    """One sentence and one button."""

    def __init__(self, session: Session) -> None:
        super().__init__(CaseBar(session, "", back=self.tr("回到栏目")))
        self.primary = Button("", ButtonKind.PRIMARY, key="Enter")
        fill(self.buttons, SPRING, self.primary)
        self.bar.subtitle.say(session.notice.short_title)

    def show_waiting(self, title: str, words: str, act: str) -> None:
        """Say what the stop called ``title`` waits for, and what the button does."""
        self.bar.title.say(title)
        self.show_parts(
            Label(title, TypeRole.HEAD),
            Explanation(words),
            (LearnMore("path", words), 0, Qt.AlignmentFlag.AlignLeft),
        )
        self.primary.say(act)

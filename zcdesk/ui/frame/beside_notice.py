"""A page of one column with the notice beside it: its own words, and what it says of this
place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zcdesk.checks.concerning.told import Told
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.notice_panel import NoticePanel
from zcdesk.ui.kit.column_page import ColumnPage


class BesideNotice(ColumnPage):
    """Opens and closes the notice with F7; Esc closes it first."""

    def __init__(self, bar: CaseBar, notice: Notice, widest: int) -> None:
        super().__init__(bar, widest)
        self.notice = NoticePanel(notice)
        self.notice.hide()
        self.notice.closed.connect(self.toggle_notice)
        self.outer.addWidget(self.notice)
        bar.notice_pressed.connect(self.toggle_notice)
        bar.subtitle.say(notice.short_title)

    def tell(self, told: Sequence[Told], titles: Mapping[str, str] | None = None) -> None:
        """Let the notice's panel say what the notice tells here."""
        self.notice.told.show_told(told, titles)

    def toggle_notice(self) -> None:
        """Open or close the notice."""
        self.notice.setVisible(not self.notice.isVisible())

    def escape(self) -> None:
        """Close the notice where it is open, else go back."""
        if self.notice.isVisible():
            self.notice.hide()
        else:
            super().escape()

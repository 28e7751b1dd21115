"""A button that asks for a notice: whose questions an empty roster has, or what a roster is for."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.ui.kit import Button, Menu


class NoticeButton(Button):
    """Opens a menu of notices.

    Signals:
        wanted: Id of the notice, "" for the choice that stands above them.
    """

    wanted = Signal(str)

    def __init__(self, words: str, above: str, **signals: Any) -> None:
        super().__init__(words, icon="file", do=self.open, **signals)
        self._above = above
        self.menu_of_notices = Menu(self)

    def open(self) -> None:
        """Show the notices as they are now; a profile may have been added meanwhile."""
        menu = self.menu_of_notices
        menu.clear()
        menu.addAction(self._above, partial(self.wanted.emit, ""))
        menu.addSeparator()
        for notice_id in notice_ids():
            menu.addAction(load_notice(notice_id).short_title, partial(self.wanted.emit, notice_id))
        menu.open_below()

"""The button for an empty roster: first for which notice, then the notice's own questions."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.ui.kit import Button, Menu


class TemplateButton(Button):
    """Opens a menu of notices.

    Signals:
        wanted: Id of the notice whose questions are columns, "" for those that several ask.
    """

    wanted = Signal(str)

    def __init__(self, **signals: Any) -> None:
        super().__init__(self.tr("生成空表…"), icon="file", do=self.open, **signals)
        self.menu_of_notices = Menu(self)

    def open(self) -> None:
        """Show the notices as they are now; a profile may have been added meanwhile."""
        menu = self.menu_of_notices
        menu.clear()
        menu.addAction(self.tr("几份通知一起用（只列它们都问的）"), partial(self.wanted.emit, ""))
        menu.addSeparator()
        for notice_id in notice_ids():
            menu.addAction(load_notice(notice_id).short_title, partial(self.wanted.emit, notice_id))
        menu.open_below()

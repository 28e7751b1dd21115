"""The pages of the window that need no case: a row each, made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zcdesk.ui.app.about_page import AboutPage
from zcdesk.ui.app.case_file_room import CaseFileRoom
from zcdesk.ui.app.settings_page import SettingsPage
from zcdesk.ui.keys.router import Offered
from zcdesk.ui.support.computer_page import ComputerPage

if TYPE_CHECKING:
    from zcdesk.ui.app.main_window import MainWindow
    from zcdesk.ui.notice.notice_room import NoticeRoom


def _case_file(window: MainWindow) -> CaseFileRoom:
    made = CaseFileRoom(window, window, window.pool)
    made.said.connect(window.say)
    return made


def _notices(window: MainWindow) -> NoticeRoom:
    from zcdesk.ui.notice.notice_room import NoticeRoom

    made = NoticeRoom(window.pool, window.router)
    made.made.connect(window.take_notice)
    return made


PAGES: dict[str, Callable[[MainWindow], Offered]] = {
    "settings": lambda _: SettingsPage(),
    "about": lambda _: AboutPage(),
    "computer": lambda window: ComputerPage(window.pool, window.computer.diagnosing.ask),
    "case-file": _case_file,
    "notice": _notices,
}
"""By the name to which ``go(self, At(name))`` leads; made anew in another language."""

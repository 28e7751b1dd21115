"""The pages of the window that need no case: a row each, made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from zcdesk.ui.app.about_page import AboutPage
from zcdesk.ui.app.case_file_room import CaseFileRoom, Desk
from zcdesk.ui.app.settings_page import SettingsPage
from zcdesk.ui.keys.router import Offered, Router
from zcdesk.ui.support.computer_page import ComputerPage
from zcdesk.ui.support.computer_room import ComputerRoom
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.notice.notice_room import NoticeRoom


class PageGround(Desk, Protocol):
    """What the rows need of the window."""

    pool: WorkerPool
    router: Router
    computer: ComputerRoom

    def say(self, words: str) -> None:
        """Say something in passing."""

    def take_notice(self, notice: str) -> None:
        """Show a notice that was made as the chosen one."""


def _case_file(window: PageGround) -> CaseFileRoom:
    made = CaseFileRoom(window, window.router, window.pool)
    made.said.connect(window.say)
    return made


def _notices(window: PageGround) -> NoticeRoom:
    from zcdesk.ui.notice.notice_room import NoticeRoom

    made = NoticeRoom(window.pool, window.router)
    made.made.connect(window.take_notice)
    return made


PAGES: dict[str, Callable[[PageGround], Offered]] = {
    "settings": lambda _: SettingsPage(),
    "about": lambda _: AboutPage(),
    "computer": lambda window: ComputerPage(window.pool, window.computer.diagnosing.ask),
    "case-file": _case_file,
    "notice": _notices,
}
"""By the name to which ``go(self, At(name))`` leads; made anew in another language."""

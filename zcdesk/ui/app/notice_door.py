"""The way to one's own notice: its editor, and this year's out of an older one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from zcdesk.ui.keys.router import At, Router
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.notice.notice_room import NoticeRoom
    from zcdesk.ui.start.renewal_page import RenewalPage


class NoticeDoor:
    """Holds the pages of notices in the window; ``take`` is given a notice that was made."""

    def __init__(self, pool: WorkerPool, router: Router, take: Callable[[str], None]) -> None:
        self._pool, self._router, self._take = pool, router, take
        self._room: NoticeRoom | None = None
        self.renewal: RenewalPage | None = None
        router.add("notice", lambda _: self.room.front())
        router.add("renewal", self._to_renewal)

    @property
    def room(self) -> NoticeRoom:
        """The pages of the editor."""
        if self._room is None:
            from zcdesk.ui.notice.notice_room import NoticeRoom

            self._room = NoticeRoom(self._pool, self._router)
            self._room.made.connect(self._take)
        return self._room

    def read(self, files: tuple[Path, ...]) -> None:
        """Read a notice out of files that were dropped."""
        self.room.read(files)

    def _to_renewal(self, _at: At) -> RenewalPage:
        """Return the page that makes this year's notice out of an older one."""
        if self.renewal is None:
            from zcdesk.ui.start.renewal_page import RenewalPage

            self.renewal = RenewalPage()
            self._router.addWidget(self.renewal)
            self.renewal.made.connect(self._take)
        self.renewal.resume()
        return self.renewal

    def close(self) -> None:
        """Stop what works behind the pages."""
        if self._room is not None:
            self._room.close()

    def rebuild(self) -> None:
        """Take the pages off the stack; they are made anew in the language of the window."""
        if self.renewal is not None:
            self._router.drop(self.renewal)
            self.renewal = None
        if self._room is not None:
            self._room.rebuild()
            self._room.deleteLater()
            self._room = None

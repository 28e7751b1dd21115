"""The way to one's own notice, made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from zcdesk.ui.keys.router import Router
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.notice.notice_room import NoticeRoom


class NoticeDoor:
    """Holds the pages of notices in the window; ``take`` is given a notice that was made."""

    def __init__(self, pool: WorkerPool, router: Router, take: Callable[[str], None]) -> None:
        self._pool, self._router, self._take = pool, router, take
        self._room: NoticeRoom | None = None
        router.add("notice", lambda _: self.room.front())

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

    def close(self) -> None:
        """Stop what works behind the pages."""
        if self._room is not None:
            self._room.close()

    def rebuild(self) -> None:
        """Take the pages off the stack; they are made anew in the language of the window."""
        if self._room is not None:
            self._room.rebuild()
            self._room.deleteLater()
            self._room = None

"""The way to one's own notice, made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from zcdesk.ui.keys.router import Router
from zcdesk.ui.kit import late
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.ui.notice.notice_room import NoticeRoom


class NoticeDoor:
    """Holds the pages of notices in the window; ``take`` is given a notice that was made."""

    def __init__(self, pool: WorkerPool, router: Router, take: Callable[[str], None]) -> None:
        self._pool, self._router, self._take = pool, router, take
        router.add("notice", lambda _: self.room.front())

    @late
    def room(self) -> NoticeRoom:
        """The pages of the editor."""
        from zcdesk.ui.notice.notice_room import NoticeRoom

        made = NoticeRoom(self._pool, self._router)
        made.made.connect(self._take)
        return made

    def read(self, files: tuple[Path, ...]) -> None:
        """Read a notice out of files that were dropped."""
        self.room.read(files)

    def paste(self, words: str) -> None:
        """Make a draft of a notice's words that were copied."""
        self.room.paste(words)

    def close(self) -> None:
        """Stop what works behind the pages."""
        if (made := NoticeDoor.room.made(self)) is not None:
            made.close()

    def rebuild(self) -> None:
        """Take the pages off the stack; they are made anew in the language of the window."""
        if (made := NoticeDoor.room.forget(self)) is not None:
            made.rebuild()
            made.deleteLater()

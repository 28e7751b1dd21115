"""A notice's profile that a bureau hands over: checked beside the window, then there to choose."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.faults import ProfileError
from zcdesk.notices.files.loading import add_profile
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.kit.job import Work
from zcdesk.ui.words.sentences import joined, say

ENDINGS = (".yaml", ".yml")

SHOWN = 2
"""Faults of a profile that are told; the others are counted."""


class ProfileIntake(QObject):
    """Takes profiles that were dropped or opened.

    Signals:
        added: Id of the notice that can be chosen now.
        refused: A sentence on what is wrong with the file, by line, and what to do.
    """

    added = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job = Work(self)

    def take(self, path: str) -> None:
        """Check a profile and lay it with the person's own ones."""
        if self._job.busy:
            return
        self._job.begin(_added(Path(path)), self._tell_added, self._tell_refused)

    def stop(self) -> None:
        """Wait for the file that is being checked."""
        self._job.stop()

    def _tell_added(self, notice: Notice) -> None:
        self.added.emit(notice.id)

    def _tell_refused(self, error: ZcdeskError) -> None:
        if not isinstance(error, ProfileError):
            self.refused.emit(joined(say(error.finding())))
            return
        faults = [joined(say(fault.finding())) for fault in error.faults]
        if len(faults) > SHOWN:
            more = self.tr("这份通知配置还有 {n} 处问题。").format(n=len(faults) - SHOWN)
            faults = [*faults[:SHOWN], more]
        self.refused.emit(" ".join(faults))


def profile_in(paths: tuple[Path, ...]) -> Path | None:
    """Return the first file that may be a profile, by its ending."""
    return next((path for path in paths if path.suffix.lower() in ENDINGS), None)


def _added(path: Path) -> Generator[Notice, None, None]:
    yield add_profile(path)

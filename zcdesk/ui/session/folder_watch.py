"""The folder that is watched for the open case; looked at in a thread, for a share may be slow."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from zcdesk.disk.paths import shown_name
from zcdesk.notices.clock import now
from zcdesk.ui.kit import Work, preferences
from zcdesk.ui.session.session import Session
from zcdesk.workflow.intake.taking_in import content_of
from zcdesk.workflow.intake.watched_folder import FolderLook, WatchedFolder, scan_into, watching

POLL = 3.0
"""Seconds between two looks. The system tells of a new file at once, but not everywhere (network
drives), and never whether it is whole."""


class FolderWatch(QObject):
    """Watches one folder while its case is open; off until a person chooses it.

    Attributes:
        look: What the last look found, None before the first one and when it is off.

    Signals:
        changed: It was switched on or off, or a look found something else.
        found: Files that came; they are whole and nobody has taken them.
        said: A sentence about the folder.
    """

    changed = Signal()
    found = Signal(object)
    said = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job = Work(self)
        self._scanning = Work(self)
        self._watched: WatchedFolder | None = None
        self._going = True
        self._woken = Event()
        self._told = QFileSystemWatcher(self)
        self._told.directoryChanged.connect(self._wake)
        self.look: FolderLook | None = None

    @property
    def able(self) -> bool:
        """Tell whether this case can take anything at all: practice and a read-only case cannot."""
        return self._session.path is not None and not self._session.read_only

    @property
    def on(self) -> bool:
        """Tell whether the folder is watched."""
        return self._job.busy

    @property
    def folder(self) -> Path | None:
        """The folder of this computer's scanner, or None while nobody has told it."""
        known = preferences().settings.watched_folder
        return Path(known) if known else None

    def resume(self) -> None:
        """Watch again where this case watched before."""
        path, folder = self._session.path, self.folder
        if self.able and path is not None and folder is not None and preferences().watches(path):
            self._begin(folder)

    def begin(self, folder: Path) -> None:
        """Watch a folder from now on, also when the case is opened again."""
        if self.able:
            self._end()
            stored = self._session.stored
            hidden = stored is None or stored.encrypted  # nothing here tells of such a case
            preferences().watch(folder, None if hidden else self._session.path)
            self._begin(folder)

    def stop(self) -> None:
        """Watch no more; the folder stays known."""
        if self._session.path is not None:
            preferences().watch_no_more(self._session.path)
        self.close()

    def take_lying(self) -> None:
        """Take the files, too, that lay there before."""
        if self.look is not None and self.look.lying and self._watched is not None:
            self._watched.take(self.look.lying)
            self.found.emit(self.look.lying)
            self._wake()

    @property
    def scanning(self) -> bool:
        """Tell whether the scanner is at work."""
        return self._scanning.busy

    def scan(self) -> None:
        """Fetch a page from the scanner into the folder that is watched, or stop fetching."""
        if self.scanning:
            self._scanning.end_soon()
        elif self.on and self.folder is not None:
            steps = scan_into(self.folder, now())
            self._scanning.begin(steps, self._scanned, self._session.failed.emit, self.changed.emit)
            self.changed.emit()

    def _scanned(self, place: Path | None) -> None:
        if place is not None:
            self._wake()
            self.said.emit(self.tr("扫好了：{name}，两三秒后收进来。").format(name=place.name))

    def close(self) -> None:
        """End the looking, and the scanning."""
        self._scanning.stop()
        self._end()
        self.changed.emit()

    def _begin(self, folder: Path) -> None:
        held = {content_of(page) for page in self._session.case.pages} - {""}
        self._going = True
        self._watched = WatchedFolder(folder, held)
        self._job.begin(watching(self._watched, self._pause), self._take, self._session.failed.emit)
        self.changed.emit()

    def _end(self) -> None:
        self._going = False
        self._wake()
        self._job.stop()
        self._watched = self.look = None
        if self._told.directories():
            self._told.removePaths(self._told.directories())

    def _pause(self) -> bool:
        """Wait for the next look (in the thread); tell whether there is one."""
        self._woken.wait(POLL)
        self._woken.clear()
        return self._going

    def _wake(self) -> None:
        self._woken.set()

    def _take(self, look: FolderLook) -> None:
        was_there = self.look is None or self.look.there
        self.look = look
        folder = self.folder
        if folder is not None and look.there and str(folder) not in self._told.directories():
            self._told.addPath(str(folder))
        if folder is not None and was_there and not look.there:
            words = self.tr(
                "“{folder}”这个文件夹现在看不到，可能是拔了 U 盘或改了名。"
                "已经收进来的都在；它回来以后会接着收。"
            )
            self.said.emit(words.format(folder=shown_name(folder)))
        if look.fresh:
            self.found.emit(look.fresh)
        self.changed.emit()

"""What a person set once: text size, language, look, folders, and the cases opened last."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from PySide6.QtCore import QObject, QStandardPaths, Signal

from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.disk.own_folder import office_file, settings_file
from zcdesk.errors import ZcdeskError
from zcdesk.ui.kit.settings import SIZES, LastBatch, OfficeSettings, Recent, Settings

log = logging.getLogger(__name__)

RECENT = 6
"""Cases on the start page."""

CASES = "职称申报"
"""Folder of new cases: one name in every language, so that a person has one folder."""

WATCHING = 50
"""Cases that a folder is watched for."""

FORGOTTEN: dict[str, object] = {"recent": (), "watching": (), "batch": None}
"""What is kept of cases that were opened, and of a batch, once all are forgotten."""


Kept = TypeVar("Kept", bound=BaseModel)


class Preferences(QObject):
    """The settings as they are now; each change is written at once.

    Signals:
        changed: Something was set.
        tried: An attempt to write it ended; comes from the thread that writes.

    ``unlisted`` tells that the case opened last is not on the list. ``kept`` tells whether what
    is is written, as far as was tried: a disk may be full. Else it holds until the program
    ends. ``office`` is what the office has set for everybody on this computer.
    """

    changed = Signal()
    tried = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.office = _kept(office_file, OfficeSettings())
        own = _kept(settings_file, Settings.model_validate(self.office.default))
        self.settings = Settings.model_validate({**own.model_dump(), **self.office.locked})
        self.kept = True
        self.unlisted = False
        self._lent_size: int | None = None
        self._alone = threading.Lock()

    def set(self, **changes: object) -> None:
        """Change some settings, write them, and emit ``changed``."""
        changed = Settings.model_validate(
            {**self.settings.model_dump(), **changes, **self.office.locked}
        )
        if not changed.keep_recent:
            changed = changed.model_copy(update=FORGOTTEN)
        if changed == self.settings:
            return
        self.settings = changed
        threading.Thread(target=self._write, name="settings").start()
        self.changed.emit()

    def _write(self) -> None:
        """Write the present settings; flushing a busy disk must not hold the window up."""
        with self._alone:
            try:
                make_folder(settings_file().parent)
                write_atomically(settings_file(), self.settings.model_dump_json(indent=1).encode())
            except (ZcdeskError, OSError, RuntimeError):  # a full disk must not stop the work
                self.kept = False
            else:
                self.kept = True
        self.tried.emit()

    @property
    def case_folder(self) -> Path:
        """Where new cases are kept."""
        chosen = self.settings.case_folder
        return Path(chosen) if chosen else documents() / CASES

    @property
    def package_folder(self) -> Path:
        """The folder proposed for packages."""
        chosen = self.settings.package_folder
        return Path(chosen) if chosen else documents()

    @property
    def size(self) -> int:
        """The text size that holds now, in percent of the design's."""
        return self._lent_size or self.settings.size

    def lend_size(self, size: int | None) -> None:
        """Show another text size for a while, a projector's for example; it is not kept."""
        if size != self._lent_size:
            self._lent_size = size
            self.changed.emit()

    def usual_size(self) -> None:
        """Set the text size of the design."""
        self._resize(100)

    def larger(self) -> None:
        """Set the next larger text size."""
        now = self.size
        self._resize(min((size for size in SIZES if size > now), default=now))

    def smaller(self) -> None:
        """Set the next smaller text size."""
        now = self.size
        self._resize(max((size for size in SIZES if size < now), default=now))

    def _resize(self, size: int) -> None:
        if self._lent_size is None:
            self.set(size=size)
        else:
            self.lend_size(size)

    def remember(self, recent: Recent, instead_of: Sequence[str] = ()) -> None:
        """Put a case first among the recent ones, in place of paths that stand for it too."""
        self.unlisted = False
        if self.settings.keep_recent:
            same = {recent.path, *instead_of}
            others = [one for one in self.settings.recent if one.path not in same]
            self.set(recent=(recent, *others)[:RECENT])

    def remember_batch(self, batch: LastBatch) -> None:
        """Keep the paths of the last batch, as long as recent cases are listed."""
        if self.settings.keep_recent:
            self.set(batch=batch)

    def recent_of(self, case: str) -> Recent | None:
        """Return what is remembered of a case, by the path of its file."""
        return next((recent for recent in self.settings.recent if recent.path == case), None)

    def watch(self, folder: Path, case: Path | None) -> None:
        """Let a case take what comes into a folder, now and when it is opened again.

        The folder belongs to the computer and is never in the case file; whether a case takes
        from it is kept for each case: in an office, one scanner serves many people. Of a case that
        nothing here may tell of (``case`` is None, or no recent cases are kept) nothing is kept.
        """
        self.set(watched_folder=str(folder))
        if case is not None and self.settings.keep_recent:
            others = [
                case_watched
                for case_watched in self.settings.watching
                if case_watched != _name_of(case)
            ]
            self.set(watching=(_name_of(case), *others)[:WATCHING])

    def watch_no_more(self, case: Path) -> None:
        """Let a case take nothing by itself; the folder stays known."""
        name = _name_of(case)
        self.set(
            watching=tuple(
                case_watched for case_watched in self.settings.watching if case_watched != name
            )
        )

    def watches(self, case: Path) -> bool:
        """Tell whether a case takes what comes into the folder."""
        return bool(self.settings.watched_folder) and _name_of(case) in self.settings.watching

    def forget(self, case: str | None = None) -> None:
        """Take one case, or all, from the recent ones; the files stay."""
        if case is None:
            self.set(**FORGOTTEN)
            return
        recents = [recent for recent in self.settings.recent if recent.path != case]
        self.set(recent=tuple(recents))


_preferences: list[Preferences] = []


def preferences() -> Preferences:
    """Return the program's preferences; read once."""
    if not _preferences:
        _preferences.append(Preferences())
    return _preferences[0]


def documents() -> Path:
    """Return the person's folder of documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def free_name(folder: Path, name: str, suffix: str) -> Path:
    """Return a free path in ``folder``: ``name``, then ``name 2`` …"""
    place, number = folder / f"{name}{suffix}", 2
    while place.exists():
        place, number = folder / f"{name} {number}{suffix}", number + 1
    return place


def _name_of(case: Path) -> str:
    return hashlib.sha256(str(case).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _kept(file: Callable[[], Path], usual: Kept) -> Kept:
    """Return what a file keeps; the usual where there is none, or none that can be used."""
    try:
        return usual.model_validate_json(file().read_bytes())
    except (OSError, RuntimeError):
        return usual
    except ValidationError:
        log.warning("a file of settings cannot be used; starting with the usual ones")
        return usual

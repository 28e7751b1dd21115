"""A folder that a scanner or a phone puts files into: which of them are new, and whole.

Nothing is opened, moved or changed there. What lies in the folder when it comes into sight (the
watching begins, or a stick is plugged in again) is told but not taken: it may be old, and it may be
somebody else's. Only the folder itself is looked at, not the folders in it: a package that the
program wrote there must never come back as a scan.
"""

from __future__ import annotations

import hashlib
import stat
import time
from collections.abc import Callable, Collection, Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from zcdesk.pages.opening.decoding import SCANS
from zcdesk.pages.opening.folders import by_name, is_passed_over

STILL = 2.0
"""Seconds that size and time of a file must not change; scanners write a page in bursts, with
pauses below one second. A file that was taken half is refused as such and taken again when it
changes."""

HELD_UP = 30.0
"""Seconds after which a file that cannot be opened is told all the same, to be refused by name."""

LOOKED_INTO = 100 << 20
"""Bytes of the largest file that is compared with the scans of the case by its content."""

Mark = tuple[object, int, int]
"""What tells a file from others and from itself later: its place on the disk, size, time (ns)."""


@dataclass(frozen=True)
class FolderLook:
    """What a look at the folder found.

    Attributes:
        there: The folder can be looked at.
        fresh: Whole files that came since it has been in sight, by name; each is reported once.
        lying: Files that lay there before and are not in the case; nobody took them.
    """

    there: bool
    fresh: tuple[Path, ...] = ()
    lying: tuple[Path, ...] = ()


class WatchedFolder:
    """Tells what is new in a folder from one look to the next.

    Args:
        folder: Where scans arrive.
        held: SHA-256 of the scans that the case has already.
        seconds: A clock that never goes back, in seconds.
    """

    def __init__(
        self,
        folder: Path,
        held: Collection[str] = (),
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder, self._held, self._seconds = folder, frozenset(held), seconds
        self._there = False
        self._known: set[Mark] = set()
        self._since: dict[Mark, float] = {}
        self._lying: dict[Mark, Path] = {}
        self._taken: set[Path] = set()

    def look(self) -> FolderLook:
        """Look once; call it again after ``STILL`` seconds or more."""
        found = _files_in(self._folder)
        if found is None:
            self._there, self._since, self._lying = False, {}, {}
            return FolderLook(there=False)
        if not self._there:
            self._there = True
            self._note_lying(found)
        self._lying = {mark: found[mark] for mark in self._lying if mark in found}
        now = self._seconds()
        self._since = {m: self._since.get(m, now) for m in found if m not in self._known}
        whole = [mark for mark, since in self._since.items() if now - since >= STILL]
        held_up = now - HELD_UP
        fresh = [m for m in whole if _can_be_read(found[m]) or self._since[m] <= held_up]
        self._known.update(fresh)
        lying = [path for path in self._lying.values() if path not in self._taken]
        return FolderLook(True, _sorted(found[mark] for mark in fresh), _sorted(lying))

    def take(self, lying: Collection[Path]) -> None:
        """Ignore these files, which were there before; may be called in any thread."""
        self._taken.update(lying)

    def _note_lying(self, found: dict[Mark, Path]) -> None:
        for mark, path in found.items():
            if mark not in self._known:
                self._known.add(mark)
                if _content_of(path, mark[1]) not in self._held:
                    self._lying[mark] = path


def watching(folder: WatchedFolder, pause: Callable[[], bool]) -> Generator[FolderLook, None, None]:
    """Look again and again, and yield what changed.

    Args:
        folder: The folder.
        pause: Waits until the next look, and tells whether there is to be one.
    """
    before: FolderLook | None = None
    while True:
        look = folder.look()
        if look != before:
            yield look
        before = replace(look, fresh=())
        if not pause():
            return


def _files_in(folder: Path) -> dict[Mark, Path] | None:
    """Return the files that may be scans, or None when the folder cannot be looked at."""
    found: dict[Mark, Path] = {}
    try:
        for path in folder.iterdir():
            # Whatever is still on its way (".part", ".tmp") ends otherwise, and so does what
            # somebody keeps in the same folder for another purpose.
            if path.suffix.lower() in SCANS and not is_passed_over(PurePath(path.name)):
                mark = _mark(path)
                if mark is not None:
                    found[mark] = path
    except OSError:
        return None
    return found


def _mark(path: Path) -> Mark | None:
    """Return the mark of a plain file that has content, None for anything else."""
    try:
        status = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode) or not status.st_size:
        return None
    return status.st_ino or path.name, status.st_size, status.st_mtime_ns


def _can_be_read(path: Path) -> bool:
    """Tell whether nobody holds the file for himself, as a writing program does on Windows."""
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False


def _content_of(path: Path, size: int) -> str:
    """Return the SHA-256 of a file, "" when it is too large or cannot be read."""
    if size > LOOKED_INTO:
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _sorted(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(sorted(paths, key=lambda path: by_name(path.name)))

"""Pages fresh from a scanner or a phone: scanned here, or put into a folder that is watched.

Nothing is opened, moved or changed there. What is in the folder when it comes into sight (the
watching begins, or a stick is plugged in again) is told but not taken: it may be old, and it may be
somebody else's. Only the folder itself is looked at, not the folders in it: a package that the
program wrote there must never come back as a scan.

Drivers of scanners are theirs; this program only starts them and takes the picture. It is made in
the temporary folder of the run and comes into the folder of scans as a whole, under a new name.
"""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Generator, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath

from zcdesk.disk.files import new_file, write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.pages.opening.decoding import SCANS
from zcdesk.pages.opening.folders import by_name, is_passed_over
from zcdesk.system.processes import end_family, find_program, started_alone

SCANNING_SECONDS = 300.0
"""Lamps warm up for a minute, and a feeder takes ten seconds a sheet."""

DPI = 300
_PAUSE = 0.1
_NOT_UNDERSTOOD = 1
"""Exit status of scanimage for an option that the driver does not have, and for some faults."""

_NAPS2 = ("NAPS2.Console", "naps2.console")
_PLACES = (
    r"C:\Program Files\NAPS2\NAPS2.Console.exe",
    r"C:\Program Files (x86)\NAPS2\NAPS2.Console.exe",
    "/Applications/NAPS2.app/Contents/MacOS/NAPS2",
)


@dataclass(frozen=True)
class ScanProgram:
    """What fetches a page.

    Attributes:
        name: As people know it.
        ending: Of the file that it makes.
        command: Gives the words that start it, by where the file is to be.
        prints: It writes the file to its standard output instead.
    """

    name: str
    ending: str
    command: Callable[[Path], list[str]]
    prints: bool = False


def scan_program() -> ScanProgram | None:
    """Return the program that fetches pages on this computer, None where there is none.

    Source:
        NAPS2: https://www.naps2.com/doc/command-line (``-o``, with the profile used last);
        SANE: scanimage(1) (``--format``, the picture on standard output).
    """
    program = find_program(*_NAPS2, places=_PLACES)
    if program is not None:
        console = ["console"] if sys.platform == "darwin" else []
        return ScanProgram(
            "NAPS2", ".pdf", lambda file: [program, *console, "-o", str(file), "--force"]
        )
    sane = find_program("scanimage")
    if sane is not None:
        return ScanProgram("SANE", ".png", lambda _: [sane, "--format=png"], prints=True)
    return None


def scan_into(
    folder: Path, now: datetime, seconds: float = SCANNING_SECONDS
) -> Generator[Path | None, None, None]:
    """Fetch a page and put it into ``folder``; each step is a moment at which one may stop.

    Args:
        folder: Where scans are taken from.
        now: For the name of the file.
        seconds: Longest time.

    Yields:
        None while the scanner works, at last the file.

    Raises:
        ZcdeskError: There is nothing to scan with.
        ScannerError: No picture came.
        ZcdeskError: The folder cannot be written.
    """
    program = scan_program()
    if program is None:
        raise ZcdeskError("scanner.no_program")
    with tempfile.TemporaryDirectory(prefix="scan-") as own:
        file = Path(own) / f"page{program.ending}"
        for command in _commands(program, file):
            printed = file if program.prints else None
            status = yield from _run(command, Path(own), printed, seconds)
            if status != _NOT_UNDERSTOOD or not program.prints:
                break
        if status or not file.is_file() or not file.stat().st_size:
            raise ZcdeskError("scanner.nothing_came", program=program.name)
        place = _free(folder, f"scan-{now:%Y%m%d-%H%M%S}", program.ending)
        write_atomically(place, file.read_bytes())
        yield place


def _commands(program: ScanProgram, file: Path) -> tuple[list[str], ...]:
    """Return what to try: with a resolution first, which not every driver of SANE knows."""
    command = program.command(file)
    if not program.prints:
        return (command,)
    sharp = f"--resolution={DPI}"
    return [*command, sharp, "--mode=Color"], [*command, sharp], command


def _run(
    command: list[str], own: Path, printed: Path | None, seconds: float
) -> Generator[None, None, int | None]:
    """Run a program to its end in a folder of ``own``; whoever stops earlier ends all of it.

    Returns:
        Its exit status; None when it could not be started or took too long.
    """
    if printed is not None:
        printed.unlink(missing_ok=True)  # of a try with other options
    with nullcontext(subprocess.DEVNULL) if printed is None else new_file(printed) as out:
        try:
            running = subprocess.Popen(
                command,
                cwd=own,  # its drivers are libraries, looked for in the current folder, too
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.DEVNULL,
                **started_alone(),  # type: ignore[call-overload]
            )
        except OSError:
            return None
        with running:
            try:
                until = time.monotonic() + seconds
                while running.poll() is None:
                    if time.monotonic() > until:
                        return None
                    time.sleep(_PAUSE)
                    yield None
            finally:
                end_family(running)
        return int(running.returncode)


def _free(folder: Path, name: str, ending: str) -> Path:
    """Return a free path in ``folder``."""
    place, number = folder / f"{name}{ending}", 2
    while os.path.lexists(place):
        place, number = folder / f"{name}-{number}{ending}", number + 1
    return place


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
        files = _files_in(self._folder)
        if files is None:
            self._there, self._since, self._lying = False, {}, {}
            return FolderLook(there=False)
        if not self._there:
            self._there = True
            self._note_lying(files)
        self._lying = {mark: files[mark] for mark in self._lying if mark in files}
        now = self._seconds()
        self._since = {m: self._since.get(m, now) for m in files if m not in self._known}
        whole = [mark for mark, since in self._since.items() if now - since >= STILL]
        held_up = now - HELD_UP
        fresh = [m for m in whole if _can_be_read(files[m]) or self._since[m] <= held_up]
        self._known.update(fresh)
        lying = [path for path in self._lying.values() if path not in self._taken]
        return FolderLook(True, _sorted(files[mark] for mark in fresh), _sorted(lying))

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
    files: dict[Mark, Path] = {}
    try:
        for path in folder.iterdir():
            # Whatever is still on its way (".part", ".tmp") ends otherwise, and so does what
            # somebody keeps in the same folder for another purpose.
            if path.suffix.lower() in SCANS and not is_passed_over(PurePath(path.name)):
                mark = _mark(path)
                if mark is not None:
                    files[mark] = path
    except OSError:
        return None
    return files


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

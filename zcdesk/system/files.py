"""Files where systems differ: flags of opening, locks, flushed folders, owners."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def hold(handle: int, byte: int = 0) -> bool:
        """Take the lock of an open file without waiting; closing the file gives it back.

        Raises:
            OSError: The place cannot be gone to.
        """
        os.lseek(handle, byte, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def hold(handle: int, byte: int = 0) -> bool:
        """Take the lock of an open file without waiting; closing the file gives it back.

        Raises:
            OSError: The disk has no locks.
        """
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


OPEN_FILES_STAY = sys.platform == "win32"
"""An open file can be neither renamed, replaced nor removed (Windows, without sharing)."""

NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
"""Flag of ``os.open``: refuse a link. Windows has none; there the file is looked at before."""

AS_BYTES = getattr(os, "O_BINARY", 0)
"""Flag of ``os.open``: leave line ends alone, which Windows would turn."""

NOT_WAITING = getattr(os, "O_NONBLOCK", 0)
"""Flag of ``os.open``: a pipe that nobody writes to is opened at once."""

FOR_US_ALONE = (
    NO_LINKS | AS_BYTES | NOT_WAITING | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
)
"""Flags of ``os.open`` for a file that is where others write too: no link, no waiting for a
pipe, and no program that is started inherits it."""

SHORT_PATHS = sys.platform == "win32"
"""Whole paths end at 260 units, unless somebody has allowed long ones (Windows, by a setting of
the system). The program may use long ones there: its manifest says so."""

_LONG = 235
"""Units of a path from which on "no such file" means too long where paths are short: 260 hold a
folder with room for a name in it, and a file is written under a longer name first."""

_NAME_TOO_LONG = 206
"""Error of Windows."""

_IN_USE = {5, 32, 33}
"""Errors of Windows: access denied, sharing violation, lock violation."""

_PATIENCE = 2.0
"""Seconds for which a file that is open elsewhere is asked for again: a virus scanner opens each
new file for some tenths of a second, a person who has it in an editor keeps it for longer."""

_PAUSE = 0.05


def flush_folder(folder: Path) -> None:
    """Make a rename inside ``folder`` durable where the system offers it (not on Windows)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(new: Path, place: Path) -> None:
    """Let ``new`` take the name ``place`` in one step, and patiently where a scanner has it open.

    Raises:
        OSError: It cannot be done; both files are as they were.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            new.replace(place)
        except OSError as cause:
            if not is_open_elsewhere(cause) or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def is_open_elsewhere(cause: OSError) -> bool:
    """Tell whether the system refuses because another program may have the file open.

    Windows says so, or only that access is denied. Elsewhere open files are in nobody's way.
    """
    if not OPEN_FILES_STAY:
        return False
    return getattr(cause, "winerror", None) in _IN_USE or cause.errno == errno.EACCES


def is_too_long(cause: OSError) -> bool:
    """Tell whether the system refuses because a name or a whole path is longer than it takes.

    Windows without long paths may say only that there is no such file or folder.

    Source:
        Microsoft, "Maximum Path Length Limitation"; POSIX, ENAMETOOLONG.
    """
    if cause.errno == errno.ENAMETOOLONG or getattr(cause, "winerror", None) == _NAME_TOO_LONG:
        return True
    named = [place for place in (cause.filename, cause.filename2) if isinstance(place, str | bytes)]
    longest = max((_units(Path(os.fsdecode(place)).absolute()) for place in named), default=0)
    return SHORT_PATHS and cause.errno == errno.ENOENT and longest >= _LONG


def _units(place: Path) -> int:
    """Return how long Windows takes a path to be."""
    return len(str(place).encode("utf-16-le", "surrogatepass")) // 2


def is_own(state: os.stat_result) -> bool:
    """Tell whether a file is this person's; on Windows whoever can look at it counts."""
    return not hasattr(os, "getuid") or state.st_uid == os.getuid()


def memory_folder() -> Path | None:
    """Return where the system shows shared memory as files; None where it does not.

    On Windows shared memory ends with its last user; on macOS Python's tracker of resources
    removes it behind a killed program, and it cannot be listed.
    """
    return Path("/dev/shm") if sys.platform == "linux" else None


def computer_name() -> str:
    """Return what tells this computer from others that share its disk; "" where nothing does."""
    try:
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""

"""One folder for everything temporary, gone with the program or at its next start.

Libraries put what they are working on into the system's folder for temporary files: a spreadsheet
with a whole roster, a copy of somebody's document. So the program points them to a folder of its
own there, which only its owner can look into and whose name nobody can guess. A lock in it, held
by the living program, tells the next start which folders were left behind by a kill.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from zcdesk.system.files import NO_LINKS, OPEN_FILES_STAY, computer_name, hold, is_own
from zcdesk.system.processes import end_told, interrupts_held

_LOCK = "in-use"
_TRIES = 5
_VARIABLES = ("TMPDIR", "TEMP", "TMP")
_TRACKER = b"multiprocessing.resource_tracker"
"""Tidies up behind a program that was killed, and ends by itself."""

_held_anew: list[int] = []
"""Locks of the own folder where somebody else took it away and it was made again."""

_before: list[dict[str, str | None]] = []
"""The variables as they were, while the program has a folder of its own."""


@contextlib.contextmanager
def own_temporary_folder() -> Iterator[None]:
    """Let everything temporary of this process and its children are in a folder of its own.

    What killed programs of this person left behind is removed before, the own folder after.
    Where no folder can be made everything goes on with the system's.
    """
    made: tuple[Path, int] | None = None
    before = {name: os.environ.get(name) for name in _VARIABLES}
    named = tempfile.tempdir
    answered = tempfile.gettempdir
    try:
        with interrupts_held(termination=True):
            sweep()
            made = _made()
            if made is not None:
                _before.append(before)
                _set(dict.fromkeys(_VARIABLES, str(made[0])))
                tempfile.tempdir = str(made[0])
                keep_present()
        yield
    finally:
        # Whoever presses Ctrl-C in the last moment waits for what is being removed.
        with interrupts_held(termination=True):
            if made is not None:
                tempfile.gettempdir, tempfile.tempdir = answered, named
                _set(before)
                _before.remove(before)
                _remove(*made)
                while _held_anew:
                    os.close(_held_anew.pop())


def keep_present() -> None:
    """Let the folder be there whenever a file is made in it, also when a cleaner took it away.

    Programs that tidy up a computer remove what looks old, and an export of minutes would end at
    its last table. Who made the folder holds it again; a worker, told of it by ``TMPDIR``, only
    makes it.
    """
    folder = Path(tempfile.gettempdir())
    if folder.name.startswith(_prefix()):
        tempfile.gettempdir = partial(_present, folder)


def _present(folder: Path) -> str:
    """Return the folder that a library asks for; it is there."""
    if not folder.is_dir():
        with contextlib.suppress(OSError):  # then whoever writes there tells
            folder.mkdir(0o700)
            if _before:
                _held_anew.append(os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600))
                hold(_held_anew[-1])
    return str(folder)


@contextlib.contextmanager
def outside_environment() -> Iterator[None]:
    """Give what is started inside the variables of the person, for it may live on after us."""
    if not _before:
        yield
        return
    own = {name: os.environ.get(name) for name in _VARIABLES}
    _set(_before[0])
    try:
        yield
    finally:
        _set(own)


def sweep() -> None:
    """Remove the temporary folders of programs of this person on this computer that are gone."""
    with contextlib.suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_prefix()}*"):
            with contextlib.suppress(OSError):
                _sweep(folder)


def _sweep(folder: Path) -> None:
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or not is_own(state):
        return
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | NO_LINKS)
    except FileNotFoundError:
        folder.rmdir()  # killed at its first or its last step; whoever just made it tries again
        return
    if hold(lock):
        _remove(folder, lock)
    else:
        os.close(lock)


def _made() -> tuple[Path, int] | None:
    """Return a new folder and its lock; None where there is no place for one."""
    for _ in range(_TRIES):
        try:
            folder = Path(tempfile.mkdtemp(prefix=_prefix()))
        except OSError:
            return None
        lock = None
        with contextlib.suppress(OSError):  # swept between two of these steps, or no lock here
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            if hold(lock) and (folder / _LOCK).exists():
                return folder, lock
        if lock is not None:
            os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)
    return None


def _remove(folder: Path, lock: int) -> None:
    """Remove a folder whose lock is held; the lock goes last, so that a kill leaves it to find."""
    # What still works there, LibreOffice of a killed worker; only what was started with this folder
    # for its temporary files was told its name.
    end_told("TMPDIR", folder, spared=[_TRACKER])
    with contextlib.suppress(OSError):
        for place in folder.iterdir():
            if place.name == _LOCK:
                continue
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place, ignore_errors=True)
            else:
                place.unlink()
    if OPEN_FILES_STAY:
        os.close(lock)
    with contextlib.suppress(OSError):
        (folder / _LOCK).unlink(missing_ok=True)  # a worker made the folder anew without one
        folder.rmdir()
    if not OPEN_FILES_STAY:
        os.close(lock)


def _prefix() -> str:
    """Return how the folders of this computer begin; the place may be shared with others."""
    digest = hashlib.sha256((computer_name() or socket.gethostname()).encode()).hexdigest()
    return f"zcdesk-{digest[:8]}-"


def _set(variables: dict[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value

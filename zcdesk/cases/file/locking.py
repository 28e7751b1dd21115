"""One writer for a case file: a lock beside it, also where its time is one of the future.

The system's own lock on ``.<name>.lock`` ends with the process, so a killed program leaves none
behind. Where a share does not pass such locks on to other computers, the file's time of change is
the sign of life of a writer on another host.

Whatever else is under that name is left exactly as it is: a link is never followed, a file that
holds anything but the words of a lock is never written to.

Only a change shows that the writer of such a lock lives, and nobody should wait for one before an
empty window. So the next opening compares. What is kept names no case: a digest stands for the
place of the lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import threading
import time
from contextlib import suppress
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from zcdesk.cases.tables.beside import is_plain
from zcdesk.cases.tables.faults import StrangeFileBesideError
from zcdesk.disk.files import (
    BEYOND_WORDS,
    bounded,
    give_back,
    lies_at,
    make_folder,
    signature,
    signed,
    write_atomically,
)
from zcdesk.disk.own_folder import own_folder
from zcdesk.errors import ZcdeskError
from zcdesk.system.files import FOR_US_ALONE, hold

WATCHED = 40.0
"""Seconds after which a lock that nobody touched is abandoned: two signs of life and something
over."""

KEPT = 50
"""Locks that are remembered, the last ones met."""

_FILE = "locks-met.json"
_LARGEST_NOTE = 32 << 10  # bytes; a lock takes some 80


class _Sighting(NamedTuple):
    """When a lock had been changed (ns), and when it was first met like this (s).

    The second is told by the clock that nobody sets: it counts from the start of the computer, for
    all its programs. As much as it went on has truly gone by, also when the computer was started
    anew in between.
    """

    changed: int
    met: float

    def since(self) -> float:
        """Return the seconds since then; negative when the computer was started anew."""
        return time.monotonic() - self.met


_met_here: dict[str, _Sighting] = {}
"""What this program met; where the user's own data cannot be written, nothing else is known."""


def is_abandoned(lock: Path, changed: int) -> bool:
    """Tell whether a lock was met before, long enough ago, with the same time of change (ns)."""
    before = _all_met().get(_digest(lock))
    return before is not None and before.changed == changed and before.since() >= WATCHED


def keep_sighting(lock: Path, changed: int) -> None:
    """Remember a lock with its time of change (ns), unless it was met like this already."""
    all_met, place = _all_met(), _digest(lock)
    before = all_met.pop(place, None)
    if before is not None and before.changed == changed and before.since() >= 0:
        return
    all_met[place] = _met_here[place] = _Sighting(changed, time.monotonic())
    sightings = json.dumps(dict(list(all_met.items())[-KEPT:]))
    with suppress(ZcdeskError, OSError, RuntimeError):
        make_folder(own_folder())
        write_atomically(own_folder() / _FILE, sightings.encode("ascii"))


def _all_met() -> dict[str, _Sighting]:
    """Return what was met, by the digest of its place, the last one at the end."""
    sightings: object = None
    # No home is a RuntimeError, and so are words that are nested too deeply.
    with suppress(OSError, RuntimeError, ValueError), (own_folder() / _FILE).open("rb") as stream:
        raw = stream.read(_LARGEST_NOTE + 1)
        if len(raw) <= _LARGEST_NOTE:
            sightings = json.loads(raw)
    all_met = {}
    for place, values in sightings.items() if isinstance(sightings, dict) else ():
        with suppress(TypeError, ValueError, OverflowError):
            changed, met = values
            all_met[place] = _Sighting(int(changed), float(met))
    return {**all_met, **_met_here}


def _digest(lock: Path) -> str:
    """Return what stands for a lock; on another computer that shares this data, something else."""
    content = b"\0".join((os.fsencode(socket.gethostname()), os.fsencode(lock)))
    return hashlib.sha256(content).hexdigest()[:32]


HEARTBEAT = 15.0
"""Seconds between two signs of life."""

STALE = 120.0
"""Seconds without a sign of life after which a lock of another host is taken over; shares
may show times of change late, and clocks differ a little."""

_CASE = ".zcase"
_MOST_ORPHANS = 50
_ATTEMPTS = 20
_LARGEST = 4096  # bytes of a lock; a host's name has 255 letters at most
_OPEN = os.O_RDWR | FOR_US_ALONE


class LockTaken(StrEnum):
    """Why there is no lock for us; each is the code of the sentence that says so of a case."""

    ELSEWHERE = "case.opened_elsewhere"
    FROM_THE_FUTURE = "case.lock_from_the_future"


class CaseLock:
    """Held from :meth:`acquire` to :meth:`release`."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle, self._path = handle, path
        self._ended = threading.Event()
        self._pulse = threading.Thread(target=self._beat, name="case-lock", daemon=True)
        self._pulse.start()

    @classmethod
    def acquire(cls, case_file: Path) -> CaseLock | LockTaken:
        """Return the lock of a case file, or why somebody else seems to hold it; waits for nobody.

        Raises:
            StrangeFileBesideError: Something else has the lock's name; it is left as it is.
            OSError: No lock can be written there (read-only medium, full disk); nothing is left.
        """
        path = lock_path(case_file)
        for _ in range(_ATTEMPTS):
            handle = _opened(path)
            if handle is None:  # removed by its last holder in between
                continue
            try:
                if not hold(handle, BEYOND_WORDS):
                    os.close(handle)
                    return LockTaken.ELSEWHERE
                if not lies_at(handle, path):
                    os.close(handle)
                    continue
                taken = _taken_by_another_host(handle, path)
                if taken is not None:
                    os.close(handle)
                    return taken
            except OSError:  # the system has no locks there: nobody signs one either
                if os.fstat(handle).st_size == 0:
                    give_back(handle, path)
                else:
                    os.close(handle)
                raise
            except BaseException:
                os.close(handle)
                raise
            try:
                _sign(handle)
            except OSError:
                give_back(handle, path)
                raise
            return cls(handle, path)
        return LockTaken.ELSEWHERE

    def release(self) -> None:
        """Give the lock back and remove its file."""
        self._ended.set()
        self._pulse.join()
        give_back(self._handle, self._path)

    def _beat(self) -> None:
        # By its handle: what is under the name by now may be somebody else's.
        place = self._handle if os.utime in os.supports_fd else self._path
        while not self._ended.wait(HEARTBEAT):
            with suppress(OSError):
                os.utime(place)


def take_away_orphans(folder: Path) -> None:
    """Remove the locks of cases that are no longer in ``folder``, left by programs that are gone.

    A program that is killed leaves its lock to the next who opens the case; of one that was renamed
    meanwhile nobody would ask for it again. A lock that somebody holds, or another's file, stays.
    """
    with suppress(OSError):
        for path in islice(folder.glob(f".*{_CASE}.lock"), _MOST_ORPHANS):
            case_file = path.with_name(path.name[1:].removesuffix(".lock"))
            with suppress(OSError, StrangeFileBesideError):
                if os.path.lexists(case_file):
                    continue
                lock = CaseLock.acquire(case_file)
                if isinstance(lock, CaseLock):
                    lock.release()


def lock_path(case_file: Path) -> Path:
    """Return where the lock of a case file is while the case is open."""
    return case_file.with_name(f".{case_file.name}.lock")


def holder(case_file: Path) -> tuple[str, str] | None:
    """Return which computer holds the lock of a case file and since when, None where it says not.

    The moment is in the time of this computer: 2024-10-12 09:30.
    """
    with suppress(OSError):
        return signed(bounded(lock_path(case_file), _LARGEST)[:_LARGEST])
    return None


def _opened(path: Path) -> int | None:
    """Open the lock's file, or make it; None when it was removed in between."""
    try:
        return os.open(path, _OPEN | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    handle: int | None = None
    try:
        if not is_plain(os.lstat(path)):
            raise StrangeFileBesideError(file=path.name)
        handle = os.open(path, _OPEN)
        state = os.fstat(handle)
        if state.st_nlink and not is_plain(state):
            raise StrangeFileBesideError(file=path.name)
    except FileNotFoundError:
        return None
    except BaseException:
        if handle is not None:
            os.close(handle)
        raise
    return handle


def _taken_by_another_host(handle: int, path: Path) -> LockTaken | None:
    """Tell whether a writer on another host shows signs of life.

    The time of a lock from the future (somebody's clock was wrong) says nothing of its age. So it
    counts as held until it was met twice, further apart than two signs of life.

    Raises:
        StrangeFileBesideError: The file is no lock.
    """
    host = _host_in(handle, path)
    if host in ("", socket.gethostname()):
        return None
    changed = os.fstat(handle).st_mtime_ns
    age = time.time() - changed / 1e9
    if age >= STALE or is_abandoned(path, changed):
        return None
    if age > -STALE:
        return LockTaken.ELSEWHERE
    keep_sighting(path, changed)
    return LockTaken.FROM_THE_FUTURE


def _host_in(handle: int, path: Path) -> str:
    """Return the host that a lock names, "" for one that nobody signed."""
    os.lseek(handle, 0, os.SEEK_SET)
    raw = os.read(handle, _LARGEST + 1)
    # A kill before it was signed leaves it empty, a power cut perhaps with zeros.
    if not raw.strip(b"\0"):
        return ""
    try:
        data = json.loads(raw.decode("ascii")) if len(raw) <= _LARGEST else None
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and isinstance(data.get("pid"), int):
        host = data.get("host")
        if isinstance(host, str):
            return host
    raise StrangeFileBesideError(file=path.name)


def _sign(handle: int) -> None:
    """Write who holds the lock, and since when."""
    mark = signature(os.getpid())
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, mark)

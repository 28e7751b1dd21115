"""One writer for a case file: a lock beside it, held by the system while the program lives.

The system's own lock on ``.<name>.lock`` ends with the process, so a killed program leaves none
behind. Where a share does not pass such locks on to other computers, the file's time of change is
the sign of life of a writer on another host.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

HEARTBEAT = 15.0
"""Seconds between two signs of life."""

STALE = 120.0
"""Seconds without a sign of life after which a lock of another host is taken over; shares
may show times of change late, and clocks differ a little."""

_ATTEMPTS = 20


class CaseLock:
    """Held from :meth:`acquire` to :meth:`release`."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle, self._path = handle, path
        self._ended = threading.Event()
        self._pulse = threading.Thread(target=self._beat, name="case-lock", daemon=True)
        self._pulse.start()

    @classmethod
    def acquire(cls, case_file: Path) -> CaseLock | None:
        """Return the lock of a case file, or None while somebody else holds it.

        Raises:
            OSError: No lock can be written there, for example on a read-only medium.
        """
        path = lock_path(case_file)
        for _ in range(_ATTEMPTS):
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _locked(handle):
                os.close(handle)
                return None
            if not _is_still(handle, path):  # removed by its last holder in between
                os.close(handle)
                continue
            if _held_by_another_host(handle):
                os.close(handle)
                return None
            try:
                _sign(handle)
            except OSError:
                os.close(handle)
                raise
            return cls(handle, path)
        return None

    def release(self) -> None:
        """Give the lock back and remove its file."""
        self._ended.set()
        self._pulse.join()
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._handle)
            with suppress(OSError):
                self._path.unlink()
            return
        with suppress(OSError):
            if _is_still(self._handle, self._path):
                self._path.unlink()
        os.close(self._handle)

    def _beat(self) -> None:
        while not self._ended.wait(HEARTBEAT):
            with suppress(OSError):
                os.utime(self._path)


def lock_path(case_file: Path) -> Path:
    """Return where the lock of a case file lies while the case is open."""
    return case_file.with_name(f".{case_file.name}.lock")


def _is_still(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _held_by_another_host(handle: int) -> bool:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        told = json.loads(os.read(handle, 4096))
        host = told["host"]
    except (ValueError, KeyError, TypeError):
        return False
    fresh = time.time() - os.fstat(handle).st_mtime < STALE
    return bool(host != socket.gethostname() and fresh)


def _sign(handle: int) -> None:
    told = json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode("ascii")
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, told)


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        """Take the system's lock without waiting; far beyond the text, which stays readable."""
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        """Take the system's lock without waiting."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

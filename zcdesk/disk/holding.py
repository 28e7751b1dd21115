"""Files that are held while somebody works on a place, and how a held file is removed."""

from __future__ import annotations

import errno
import json
import os
import socket
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from zcdesk.printable import printable
from zcdesk.system.files import NO_LINKS, OPEN_FILES_STAY, hold

BEYOND_WORDS = 1 << 20
"""Byte at which Windows locks a file that holds words: nobody else can read a byte locked there.
What is empty is locked at its first. Two versions of the program that run at the same time keep
each other out only as long as neither number changes; elsewhere the whole file is locked."""

_ATTEMPTS = 20
_LARGEST = 4096  # bytes of a signature; a host's name has 255 letters at most

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What a disk answers that has no locks."""


def lies_at(handle: int, path: Path) -> bool:
    """Tell whether an open file still lies at ``path``: whoever held it last removes it."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except OSError:
        return False


def give_back(handle: int, path: Path) -> None:
    """Remove a file that is held, unless another one lies there by now, and let go of it."""
    if OPEN_FILES_STAY:
        os.close(handle)
    try:
        for _ in range(2):  # a disk may fail once
            with suppress(OSError):
                if OPEN_FILES_STAY or os.path.samestat(os.fstat(handle), path.lstat()):
                    path.unlink()
                break
    finally:
        if not OPEN_FILES_STAY:
            os.close(handle)


def signature(process: int) -> bytes:
    """Return the words by which others are told who holds a file: computer, process, moment."""
    data = {"pid": process, "host": socket.gethostname(), "at": int(time.time())}
    return json.dumps(data).encode("ascii")


def signed(words: bytes) -> tuple[str, str] | None:
    """Return the computer and the moment that a signature tells, None where it is none."""
    try:
        data = json.loads(words)
        since = datetime.fromtimestamp(data["at"], UTC).astimezone()
        return printable(str(data["host"])), f"{since:%Y-%m-%d %H:%M}"
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        return None


class HeldFile:
    """A file beside what is being worked on, from :meth:`take` to :meth:`release`.

    Its first byte, which Windows keeps from others, says nothing; behind it may be who holds it.

    What a kill leaves of it is held by nobody and taken over by the next one.
    """

    def __init__(self, handle: int, path: Path) -> None:
        self._handle, self._path = handle, path

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """Make the file and hold it; None while another process does, or another thread.

        On a disk without locks, as some network shares are, everybody holds it.

        Raises:
            OSError: It cannot be made there.
        """
        for _ in range(_ATTEMPTS):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINKS, 0o600)
            try:
                held = _hold_where_possible(handle)
                still = lies_at(handle, path)
            except BaseException:
                os.close(handle)
                raise
            if held and still:
                return cls(handle, path)
            os.close(handle)
            if not held:
                return None
        return None

    def sign(self) -> None:
        """Write who holds it; a disk without room for that keeps nobody from working."""
        with suppress(OSError):
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, b" " + signature(os.getpid()))

    @staticmethod
    def holder(path: Path) -> tuple[str, str] | None:
        """Return which computer holds a file and since when, None where it does not say."""
        with suppress(OSError), path.open("rb", buffering=0) as file:
            file.seek(1)
            return signed(file.read(_LARGEST))
        return None

    def release(self) -> None:
        """Remove the file and let others have the place."""
        give_back(self._handle, self._path)


def _hold_where_possible(handle: int) -> bool:
    try:
        return hold(handle)
    except OSError as cause:
        if cause.errno in _NO_LOCKS:
            return True
        raise

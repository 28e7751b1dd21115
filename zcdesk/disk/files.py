"""Files read, written and held: a kill or a full disk at any moment leaves the old or the new.

What is written is its owner's alone, whatever mask the process has, and so are the folders that
are made for it: a scan or a roster on a shared computer is nobody else's business. A folder that
is there already keeps its mode. A file that is replaced does not hand its mode on: what the new
one holds may be more than what its owner once showed to others.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Self

from zcdesk.errors import OutputError
from zcdesk.printable import printable
from zcdesk.system.files import (
    AS_BYTES,
    NO_LINKS,
    NOT_WAITING,
    OPEN_FILES_STAY,
    flush_folder,
    hold,
    is_open_elsewhere,
    is_too_long,
    replace,
)

BEYOND_WORDS = 1 << 20
"""Byte at which Windows locks a file that holds words: nobody else can read a byte locked there.
What is empty is locked at its first. Two versions of the program that run at the same time keep
each other out only as long as neither number changes; elsewhere the whole file is locked."""

_TRIES = 20
_LARGEST = 4096  # bytes of a signature; a host's name has 255 letters at most

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What a disk answers that has no locks."""


def lies_at(handle: int, path: Path) -> bool:
    """Tell whether an open file is still at ``path``: whoever held it last removes it."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except OSError:
        return False


def give_back(handle: int, path: Path) -> None:
    """Remove a file that is held, unless another one is there by now, and let go of it."""
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
        for _ in range(_TRIES):
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


def bounded(path: Path, largest: int) -> bytes:
    """Return the bytes of a regular file, at most one more than ``largest``.

    A pipe that nobody writes to would never be opened, a device never end.

    Raises:
        OSError: It is not there, no regular file, or unreadable.
    """
    try:
        handle = os.open(path, os.O_RDONLY | AS_BYTES | NOT_WAITING)
    except ValueError as cause:  # a NUL in its name
        raise OSError(errno.ENOENT, "no such file") from cause
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no file")
        return stream.read(largest + 1)


_FILE = 0o600
_FOLDER = 0o700

_PARTIAL = re.compile(r"\.[0-9a-f]{12}\.partial")

_ABANDONED_SECONDS = 60.0
"""Age after which an unfinished file counts as left behind where files cannot be held (Windows);
writing and flushing one takes a second or two."""

_ATTEMPTS = 20


def new_file(path: Path) -> BinaryIO:
    """Return a new file to write to that only its owner can read.

    Raises:
        FileExistsError: Something is there, if only a link.
        OSError: It cannot be made.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | AS_BYTES
    return os.fdopen(os.open(path, flags, _FILE), "wb")


def copy_file(source: Path, copy: Path) -> None:
    """Copy the bytes of a file into a new one that only its owner can read.

    Raises:
        OSError: One cannot be read or the other cannot be made.
    """
    with source.open("rb") as old, new_file(copy) as new:
        shutil.copyfileobj(old, new)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are not there, for their owner alone.

    Raises:
        OutputError: There is no room for it, it cannot be made, or something else is there.
    """
    with reported(path.name):
        _make_with_parents(path)


def new_folder(path: Path) -> None:
    """Make a folder that must not be there yet, for its owner alone.

    Raises:
        OSError: It cannot be made, or something is there.
    """
    path.mkdir(_FOLDER)


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``: temporary file beside it, flush, rename, flush the folder.

    What killed programs left of such files in the folder is removed first. A file or link that
    is at ``path`` is replaced. Anything else stays: a device whose place were taken by a file
    would be lost to the whole computer.

    Raises:
        OutputError: There is no room, or the file cannot be written: nothing of the new content
            is left. Another program has the file there open: it stays as it is.
    """
    if _is_no_file(path):
        raise OutputError(file=path.name)
    with reported(path.name):
        _remove_abandoned(path.parent)
        with _partial_in(path.parent) as (partial, stream):
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            if OPEN_FILES_STAY:
                stream.close()
            replace(partial, path)
        flush_folder(path.parent)


def _is_no_file(path: Path) -> bool:
    """Tell whether something is there that is neither a file nor a link: a device, a pipe."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):  # nothing there, or nothing to be written there: told later
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISLNK(mode))


def output_error(cause: OSError, file_name: str) -> OutputError:
    """Return the error with a sentence for a failed write of ``file_name``."""
    if cause.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return OutputError("output.disk_full", file=file_name)
    if is_open_elsewhere(cause):
        return OutputError("output.in_use", file=file_name)
    if is_too_long(cause):
        return OutputError("output.too_long", file=file_name)
    return OutputError(file=file_name)


@contextmanager
def reported(file_name: str) -> Iterator[None]:
    """Raise what a disk refuses inside as the error with a sentence for ``file_name``.

    Raises:
        OutputError: Something was refused.
    """
    try:
        yield
    except OSError as cause:
        raise output_error(cause, file_name) from cause


def _make_with_parents(path: Path) -> None:
    try:
        _make(path)
    except FileNotFoundError:
        if path.parent == path:
            raise
        _make_with_parents(path.parent)
        _make(path)


def _make(path: Path) -> None:
    try:
        new_folder(path)
    except FileNotFoundError:
        raise
    except OSError:  # of several kinds where it is there already
        if not path.is_dir():
            raise


@contextmanager
def _partial_in(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Give a new file in ``folder`` that nobody else removes; it is gone afterwards if unnamed."""
    for _ in range(_ATTEMPTS):
        partial = folder / f".{os.urandom(6).hex()}.partial"
        try:
            with new_file(partial) as stream:
                if _hold(stream, partial):
                    yield partial, stream
                    return
        finally:
            with suppress(OSError):  # a disk that is gone keeps it until the next write there
                partial.unlink(missing_ok=True)
    raise OSError(errno.EBUSY, "every new file was removed at once")


def _remove_abandoned(folder: Path) -> None:
    """Remove the unfinished files of programs that were killed; others are left alone."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _PARTIAL.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_unless_written(Path(entry.path))


def _hold(stream: BinaryIO, path: Path) -> bool:
    """Mark an open file as being written; tell whether it is still there."""
    if OPEN_FILES_STAY:
        return True
    try:
        held = hold(stream.fileno())
    except OSError:
        return True  # a share without such marks: nobody can take it for abandoned either
    return held and path.exists()


def _remove_unless_written(path: Path) -> None:
    """Remove a file unless somebody has marked it as being written."""
    if OPEN_FILES_STAY:
        if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
            path.unlink()
        return
    with path.open("rb") as stream:
        if hold(stream.fileno()):
            path.unlink()

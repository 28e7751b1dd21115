"""Writing files so that a kill or a full disk at any moment leaves the old state or the new one."""

from __future__ import annotations

import errno
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from zcdesk.errors import DiskFullError, OutputError

_PARTIAL = re.compile(r"\.[0-9a-f]{12}\.partial")

_ABANDONED_SECONDS = 60.0
"""Age after which an unfinished file counts as left behind where files cannot be held (Windows);
writing and flushing one takes a second or two."""

_ATTEMPTS = 20


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``: temporary file beside it, flush, rename, flush the folder.

    What killed programs left of such files in the folder is removed first.

    Raises:
        DiskFullError: There is no room; nothing of the new content is left.
        OutputError: The file cannot be written for another reason; nothing is left either.
    """
    try:
        _remove_abandoned(path.parent)
        with _partial_in(path.parent) as (partial, stream):
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            if os.name == "nt":
                stream.close()  # an open file cannot be renamed there
            partial.replace(path)
        flush_folder(path.parent)
    except OSError as cause:
        raise output_error(cause, path.name) from cause


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises:
        DiskFullError: There is no room for it.
        OutputError: It cannot be made for another reason.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise output_error(cause, folder.name) from cause


def flush_folder(folder: Path) -> None:
    """Make a rename inside ``folder`` durable where the system offers it (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def output_error(cause: OSError, file_name: str) -> OutputError | DiskFullError:
    """Return the error with a sentence for a failed write of ``file_name``."""
    if cause.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return DiskFullError(file=file_name)
    return OutputError(file=file_name)


@contextmanager
def _partial_in(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Give a new file in ``folder`` that nobody else removes; it is gone afterwards if unnamed."""
    for _ in range(_ATTEMPTS):
        partial = folder / f".{secrets.token_hex(6)}.partial"
        try:
            with partial.open("xb") as stream:
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
        for one in entries:
            if _PARTIAL.fullmatch(one.name) and one.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_unless_written(Path(one.path))


if os.name == "nt":

    def _hold(stream: BinaryIO, path: Path) -> bool:
        return True

    def _remove_unless_written(path: Path) -> None:
        if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
            path.unlink()

else:
    import fcntl

    def _hold(stream: BinaryIO, path: Path) -> bool:
        """Mark a file as being written, as long as it is open; tell whether it is still there."""
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a share without such marks: nobody can take it for abandoned either
        return path.exists()

    def _remove_unless_written(path: Path) -> None:
        """Remove a file unless somebody has marked it as being written."""
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()

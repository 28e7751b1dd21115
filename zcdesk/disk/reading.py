"""Reading a file that somebody names: a regular one, and no more of it than it may have."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from zcdesk.system.files import AS_BYTES, NOT_WAITING


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

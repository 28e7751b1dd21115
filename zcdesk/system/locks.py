"""The lock of an open file, which the system takes back when the process ends, however it ends."""

from __future__ import annotations

import os
import sys

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

"""A folder of values that several processes share, each under a key; what is broken is not there.

A value is written beside its place and moved there, so that a process that is killed leaves no
half of one; the sum that it carries tells a damaged one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import secrets
import time
import zlib
from pathlib import Path

DAY = 24 * 60 * 60.0
_KEPT = 0.75  # of the room, after a sweep: the next one is some runs away
_BLOCK = 4096  # bytes that a small file takes on the disk
_UNFINISHED = ".unfinished"


class Shelf:
    """Values by key, on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> object:
        """Return the value that was put under ``key``.

        Raises:
            KeyError: There is none, or it cannot be read as it was written.
        """
        place = self._place(key)
        try:
            value: object = pickle.loads(zlib.decompress(place.read_bytes()))
            # The sweep goes by this time; once a day is enough for that.
            if time.time() - place.stat().st_mtime > DAY:
                os.utime(place)
        except (OSError, zlib.error, AttributeError, ImportError, pickle.PickleError) as cause:
            raise KeyError(key) from cause
        return value

    def put(self, key: str, value: object) -> None:
        """Keep a value; where the disk takes no more it is not kept."""
        content = zlib.compress(pickle.dumps(value), 1)
        place = self._place(key)
        beside = place.with_name(f"{place.name}-{secrets.token_hex(6)}{_UNFINISHED}")
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_bytes(content)
                beside.replace(place)
            finally:
                beside.unlink(missing_ok=True)

    def sweep(self, room: int) -> None:
        """Remove what was not asked for the longest, when all together takes more than ``room``.

        Args:
            room: Bytes on the disk.
        """
        values = []
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                told = path.stat()
                left = path.name.endswith(_UNFINISHED) and time.time() - told.st_mtime > DAY
                if left:
                    path.unlink()
                else:
                    values.append((told.st_mtime, -(-told.st_size // _BLOCK) * _BLOCK, path))
        taken = sum(size for _, size, _ in values)
        if taken <= room:
            return
        for _, size, path in sorted(values):
            if taken <= room * _KEPT:
                return
            taken -= size
            path.unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / key

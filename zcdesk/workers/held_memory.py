"""Shared memory that is held by whoever made it, and removed by the next start when nobody does.

A page without covers lies in it for a moment; it must not outlive a program that is killed. The
locks of the worker pool lie beside it and go with it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zcdesk.disk.holding import HeldFile, hold
from zcdesk.disk.interrupts import interrupts_held

if TYPE_CHECKING:
    from multiprocessing.shared_memory import SharedMemory

_FOLDER = Path("/dev/shm")
"""Where Linux shows shared memory as files. On Windows it ends with its last user; on macOS
Python's tracker of resources removes it behind a killed program, and it cannot be listed."""

_PREFIX = "zcdesk-"


def held_memory(size: int) -> tuple[SharedMemory, int | None]:
    """Return new shared memory and, on Linux, an open file with the lock that says: in use.

    Args:
        size: Bytes.

    Raises:
        OSError: There is no room for it.
    """
    from multiprocessing.shared_memory import SharedMemory

    while True:
        memory = SharedMemory(f"{_PREFIX}{secrets.token_hex(6)}", create=True, size=size)
        if sys.platform != "linux":
            return memory, None
        place = _FOLDER / memory.name
        try:
            lock = os.open(place, os.O_RDWR)
        except FileNotFoundError:
            pass
        except OSError:
            return memory, None  # too many open files: it serves without a lock, too
        else:
            if hold(lock) and place.exists():
                return memory, lock
            os.close(lock)
        # Another program that starts at this moment has just taken it for left behind.
        memory.close()
        with contextlib.suppress(FileNotFoundError):
            memory.unlink()


@contextlib.contextmanager
def held_semaphores() -> Iterator[None]:
    """Give the semaphores of this process's pools names that tell whose they are.

    Python's own names are random, and killed with its tracker it leaves them.
    """
    held = None
    name = f"{_PREFIX}{secrets.token_hex(6)}"
    settings = multiprocessing.process.current_process()._config  # type: ignore[attr-defined]
    before = settings["semprefix"]
    try:
        with interrupts_held(termination=True):
            if sys.platform == "linux":
                with contextlib.suppress(OSError):  # no room: they have Python's names then
                    held = HeldFile.take(_FOLDER / name)
            if held is not None:
                settings["semprefix"] = f"/{name}"
        yield
    finally:
        with interrupts_held(termination=True):
            settings["semprefix"] = before
            if held is not None:
                held.release()


def sweep_memory() -> None:
    """Remove the shared memory and the semaphores of programs of this person that are gone."""
    if sys.platform != "linux":
        return
    for place in _FOLDER.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if place.lstat().st_uid != os.getuid():
                continue
            lock = os.open(place, os.O_RDWR | os.O_NOFOLLOW)
            try:
                if hold(lock):
                    for semaphore in _FOLDER.glob(f"sem.{place.name}-*"):
                        semaphore.unlink()
                    place.unlink()
            finally:
                os.close(lock)

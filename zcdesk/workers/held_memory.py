"""Shared memory that is held by whoever made it, and removed by the next start when nobody does.

A page without covers is in it for a moment; it must not outlive a program that is killed. The
locks of the worker pool are beside it and go with it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Iterator
from multiprocessing.shared_memory import SharedMemory

from zcdesk.disk.files import HeldFile
from zcdesk.system.files import NO_LINKS, hold, is_own, memory_folder
from zcdesk.system.processes import interrupts_held

_PREFIX = "zcdesk-"


def held_memory(size: int) -> tuple[SharedMemory, int | None]:
    """Return new shared memory and, on Linux, an open file with the lock that says: in use.

    Args:
        size: Bytes.

    Raises:
        OSError: There is no room for it.
    """
    while True:
        memory = SharedMemory(f"{_PREFIX}{os.urandom(6).hex()}", create=True, size=size)
        folder = memory_folder()
        if folder is None:
            return memory, None
        place = folder / memory.name
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
    name = f"{_PREFIX}{os.urandom(6).hex()}"
    settings = multiprocessing.process.current_process()._config  # type: ignore[attr-defined]
    before = settings["semprefix"]
    try:
        with interrupts_held(termination=True):
            folder = memory_folder()
            if folder is not None:
                with contextlib.suppress(OSError):  # no room: they have Python's names then
                    held = HeldFile.take(folder / name)
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
    folder = memory_folder()
    if folder is None:
        return
    for place in folder.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if not is_own(place.lstat()):
                continue
            lock = os.open(place, os.O_RDWR | NO_LINKS)
            try:
                if hold(lock):
                    for semaphore in folder.glob(f"sem.{place.name}-*"):
                        semaphore.unlink()
                    place.unlink()
            finally:
                os.close(lock)

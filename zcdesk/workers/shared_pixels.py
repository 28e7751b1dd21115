"""Pixels on their way from a worker to the window, in shared memory that the window's side owns."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator
from multiprocessing.shared_memory import SharedMemory

import numpy as np

from zcdesk.picture import Picture
from zcdesk.workers.held_memory import held_memory


class SharedPixels:
    """Room for one picture; the process that makes it also removes it.

    A worker that dies half-way leaves nothing behind, because the memory was never its own.
    """

    def __init__(self, width: int, height: int) -> None:
        self.shape = (height, width, 3)
        self._memory, self._lock = held_memory(max(1, height * width * 3))

    @property
    def name(self) -> str:
        """Name under which a worker finds the memory."""
        return self._memory.name

    def take(self, width: int, height: int) -> Picture:
        """Return a copy of the first ``height`` × ``width`` pixels and give the memory back."""
        count = height * width * 3
        flat = np.frombuffer(_buffer(self._memory), np.uint8, count).copy()
        self.release()
        return flat.reshape(height, width, 3)

    def release(self) -> None:
        """Give the memory back."""
        self._memory.close()
        self._memory.unlink()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


@contextlib.contextmanager
def filling(name: str) -> Generator[Callable[[Picture], None]]:
    """Open the shared memory called ``name`` and yield what writes a picture into it (in a worker).

    Raises:
        FileNotFoundError: It was given back: nobody waits for the picture any more.
    """
    memory = SharedMemory(name=name)

    def fill(picture: Picture) -> None:
        _buffer(memory)[: picture.nbytes] = np.ascontiguousarray(picture).tobytes()

    try:
        yield fill
    finally:
        memory.close()


def _buffer(memory: SharedMemory) -> memoryview:
    if memory.buf is None:  # only after close()
        raise ValueError("shared memory is closed")
    return memory.buf

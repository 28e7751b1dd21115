"""Gives freed memory back to the system, where the system's allocator would keep it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable


def give_back() -> None:
    """Return what was freed to the system.

    glibc keeps freed blocks for later; between the models, whose intermediate results come and go
    by the hundred megabytes, that doubled what a worker holds (measured: 620 MB at the peak and
    450 MB at rest, against 440 and 220 with this). Elsewhere nothing is done.
    """
    if _trim is not None:
        _trim(0)


def _found_trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


_trim = _found_trim()

"""Gives freed memory back to the system, where the system's allocator would keep it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

_SETTINGS = {"glibc.malloc.hugetlb": "1", "glibc.malloc.mmap_threshold": str(4 * 2**20)}


def give_back() -> None:
    """Return what was freed to the system.

    glibc keeps freed blocks for later; between the models, whose intermediate results come and go
    by the hundred megabytes, that doubled what a worker holds (measured: 620 MB at the peak and
    450 MB at rest, against 440 and 220 with this). Elsewhere nothing is done.
    """
    if _trim is not None:
        _trim(0)


def with_own_settings(tunables: str) -> str:
    """Return the settings of glibc with those of a worker; what is set already stays.

    Large blocks are asked for in pages of 2 MB: the detector's intermediate results come and go by
    the megabyte, and with pages of 4 KB a fifth of its time went into handing them out. Blocks of
    4 MB and more go back to the system as soon as they are freed. Left to itself glibc takes the
    largest block freed so far for that bound, up to 32 MB, and keeps what lies below it in pieces
    (measured: the detector's second look adds 319 MB then, and 143 MB with a bound that stays).
    Other systems pass over the settings.

    Args:
        tunables: What stands in the environment as ``GLIBC_TUNABLES``.
    """
    told = [one for one in tunables.split(":") if one]
    known = {one.partition("=")[0] for one in told}
    return ":".join(
        [*told, *(f"{name}={value}" for name, value in _SETTINGS.items() if name not in known)]
    )


def _found_trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


_trim = _found_trim()

"""How much memory the computer has, and how freed memory is given back to it."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

_SETTINGS = {"glibc.malloc.hugetlb": "1", "glibc.malloc.mmap_threshold": str(2**20)}


def memory() -> tuple[int, int]:
    """Return the bytes of memory, all and free; -1 for what the system does not tell.

    Source:
        Linux ``/proc/meminfo`` (MemAvailable), Windows ``GlobalMemoryStatusEx``, elsewhere sysconf.
    """
    if sys.platform == "win32":
        return _memory_of_windows()
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        sizes = {
            name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)
        }
        return sizes["MemTotal"] << 10, sizes["MemAvailable"] << 10
    except (OSError, ValueError, KeyError, IndexError):
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"), -1
    except (ValueError, OSError):
        return -1, -1


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
    1 MB and more go back to the system as soon as they are freed: the recogniser's table of a line
    has 3.8 MB, and what is kept of each line lay between them, so that a page of 640 lines of news
    took 3.4 GB and was given up. Left to itself glibc takes the largest block freed so far for that
    bound, up to 32 MB, and keeps what is below it in pieces (measured: the detector's second look
    adds 319 MB then, and 143 MB with a bound that stays).
    Other systems pass over the settings.

    Args:
        tunables: What is in the environment as ``GLIBC_TUNABLES``.
    """
    given = [tunable for tunable in tunables.split(":") if tunable]
    known = {tunable.partition("=")[0] for tunable in given}
    return ":".join(
        [*given, *(f"{name}={value}" for name, value in _SETTINGS.items() if name not in known)]
    )


def _found_trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


_trim = _found_trim()


def _memory_of_windows() -> tuple[int, int]:
    class MemoryStatus(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong), ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in (
                "total", "free", "total_page", "free_page", "total_virtual", "free_virtual", "rest"
            )),
        )  # fmt: skip

    status = MemoryStatus()
    status.length = ctypes.sizeof(MemoryStatus)
    windll = getattr(ctypes, "windll", None)
    if windll is None or not windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return -1, -1
    return int(status.total), int(status.free)

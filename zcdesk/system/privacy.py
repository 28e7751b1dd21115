"""What other programs may see of this one: that it runs, and nothing of its memory and files.

Files and folders get their modes where they are made (see :mod:`zcdesk.disk.files`). What libraries
make besides is caught by the mask that :func:`keep_to_owner` sets; only the program's own entry
and its workers call it, for the mask belongs to a whole process.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

RUNNING = "zcdesk-is-running"
"""Name of the object that ``packaging/windows/zcdesk.iss`` looks for (``AppMutex``)."""


def show_presence() -> None:
    """Hold Windows' object of that name until the process ends; elsewhere do nothing.

    Source:
        Inno Setup's help, "AppMutex"; Windows takes the object back with its last process.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.CreateMutexW(None, False, RUNNING)


_MASK = 0o077
_SET_DUMPABLE = 4
"""PR_SET_DUMPABLE of ``linux/prctl.h``."""


def keep_to_owner() -> None:
    """Let nobody else read what this process and its children make, and no crash dump them.

    A limit of 0 keeps the system from writing a core file. Where it hands cores to a program
    instead, which need not heed the limit, an empty filter leaves no memory in them.

    Source:
        core(5), "Controlling which mappings are written to the core dump"; both are inherited.
    """
    os.umask(_MASK)
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")


def hide_memory(*, hidden: bool = True) -> None:
    """Keep other programs of the same person from reading this process's memory, on Linux.

    Not for the process of a window: the desktop's file dialogs (xdg-desktop-portal) look at the
    root folder of whoever calls them, and refuse a process that hides it.

    Source:
        prctl(2), PR_SET_DUMPABLE; proc(5), /proc/PID/mem. A program that is started has it anew.
    """
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(_SET_DUMPABLE, int(not hidden), 0, 0, 0)

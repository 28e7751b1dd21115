"""That the program is running, told to an installer that must not replace it meanwhile."""

from __future__ import annotations

import sys

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

"""Processes, this one and others: priority, bounds, who is alive, and how to end a whole family."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from zcdesk.system.programs import find_program

_LARGEST_NUMBER = 1 << 32
_BELOW_NORMAL = 0x00004000
_QUERY_LIMITED, _STILL_ACTIVE = 0x1000, 259


def usable_cores() -> int:
    """Return how many cores this process may use, at least one."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def lower_priority() -> None:
    """Let everything else on this computer go first."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(5)


def limit_memory(most: int) -> None:
    """Bound the address space of this process, where the system does.

    Windows has no such limit for a process itself; macOS does not honour it.

    Args:
        most: Bytes.
    """
    if sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def start_tracker() -> None:
    """Start Python's tracker of shared resources, before Ctrl-C is held back.

    Whoever starts it comes back with Ctrl-C let through again, and the first worker would start it.
    """
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()


def is_running(number: int) -> bool:
    """Tell whether a process of that number is running."""
    if not 0 < number < _LARGEST_NUMBER:
        return False
    if sys.platform == "win32":  # a signal of number 0 would be Ctrl-C there
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_QUERY_LIMITED, False, number)
        if not handle:
            return False
        status = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(status))
        kernel.CloseHandle(handle)
        return status.value == _STILL_ACTIVE
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def started_alone() -> dict[str, bool | int]:
    """Return what to give ``Popen`` so that a program and its children can be ended together."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def end_family(running: subprocess.Popen[bytes]) -> None:
    """End a program that was ``started_alone``, and everything that it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            killer = find_program("taskkill")
            if running.poll() is None and killer is not None:
                subprocess.run(
                    [killer, "/F", "/T", "/PID", str(running.pid)],
                    capture_output=True,
                    check=False,
                )
        else:
            os.killpg(running.pid, signal.SIGKILL)


def end_told(variable: str, folder: Path, spared: Collection[bytes]) -> None:
    """End every other process that was told ``folder``, or a place in it, by a variable.

    Only Linux shows what a process was told.

    Args:
        variable: Name of the variable.
        folder: Whose name nobody else can know.
        spared: What stands in the command line of processes that are left alone.
    """
    if sys.platform != "linux":
        return
    setting = os.fsencode(f"{variable}={folder}")
    for place in Path("/proc").glob("[0-9]*"):
        if int(place.name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            process = os.pidfd_open(int(place.name))
            try:
                variables = (place / "environ").read_bytes().split(b"\0")
                within = any(
                    variable == setting or variable.startswith(setting + b"/")
                    for variable in variables
                )
                command = (place / "cmdline").read_bytes()
                if within and not any(words in command for words in spared):
                    signal.pidfd_send_signal(process, signal.SIGKILL)
            finally:
                os.close(process)

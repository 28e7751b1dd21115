"""Processes, this one, others and programs that are not ours: found, bounded, interrupted, ended.

After a double click on a case the current folder is the one it came in, and a stranger may have
packed a program beside it. Windows looks there first, for programs and for their libraries.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Collection, Generator, Iterable, Sequence
from pathlib import Path

HANGUP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""Tells that the terminal was closed; Windows has no such signal."""

ASKS_TO_END = tuple(asked for asked in (signal.SIGINT, signal.SIGTERM, HANGUP) if asked is not None)
"""Signals with which a system, or a person at a terminal, asks a program to end."""


@contextlib.contextmanager
def interrupts_held(*, termination: bool = False) -> Generator[None]:
    """Hold Ctrl-C back until the block is over, also from threads that start in it.

    A worker inherits the mask of the thread that starts it. Until it has set its own answer to
    Ctrl-C it would end with a traceback on the person's terminal.

    Args:
        termination: Hold the requests to end back too (also that of a terminal that is closed);
            never where workers may start.
    """
    if sys.platform == "win32":
        yield
        return
    ending = {signal.SIGTERM, signal.SIGHUP} if termination else set()
    held = {signal.SIGINT, *ending}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        with _answers_held(held):
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _answers_held(held: Iterable[signal.Signals]) -> Generator[None]:
    """Put the main thread's answers to some signals off until the block is over.

    A mask is one thread's; a signal that the system gives to another thread, one of a library's
    for example, is answered in the main thread all the same.
    """
    arrived: list[int] = []
    answers = {}
    if threading.current_thread() is threading.main_thread():
        answers = {
            signals: signal.getsignal(signals)
            for signals in held
            if callable(signal.getsignal(signals))
        }
    for signals in answers:
        signal.signal(signals, lambda number, frame: arrived.append(number))
    try:
        yield
    finally:
        for signals, answer in answers.items():
            signal.signal(signals, answer)
        for number in arrived[:1]:
            signal.raise_signal(number)


_LISTS = ("PATH", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH")
"""Variables that list folders of programs, libraries and plugins."""


def shut_current_folder() -> None:
    """Let nothing be started or loaded from the current folder, nor by what this process starts.

    Source:
        NeedCurrentDirectoryForExePathW and SetDllDirectoryW in the documentation of Windows. The
        frozen program names its own folder to the latter at its start, which does the same.
    """
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    for name in _LISTS:
        if whole := os.pathsep.join(map(str, _folders(os.environ.pop(name, "")))):
            os.environ[name] = whole  # left out where empty: that would be the current folder
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        ctypes.windll.kernel32.SetDllDirectoryW("")


def find_program(*names: str, places: Sequence[str] = ()) -> str | None:
    """Return the absolute path of an installed program, None where there is none.

    The system's own folder goes first on Windows, then the whole folders of ``PATH`` in order.

    Args:
        names: Without an ending, the one that is wanted most first.
        places: Files where it usually is when ``PATH`` does not lead to it.
    """
    windows = sys.platform == "win32"
    root = Path(os.environ.get("SYSTEMROOT", ""))
    own = [(root if root.is_absolute() else Path("C:/Windows")) / "System32"] if windows else []
    folders = [*own, *_folders(os.environ.get("PATH", os.defpath))]
    ending = ".exe" if windows else ""
    found = (folder / f"{name}{ending}" for name in names for folder in folders)
    for place in (*found, *map(Path, places)):
        if place.is_file() and os.access(place, os.X_OK):
            return str(place)
    return None


def _folders(listed: str) -> list[Path]:
    """Return the folders of a list that mean the same wherever one works."""
    named = (Path(each.strip('"')) for each in listed.split(os.pathsep))
    return [folder for folder in named if folder.is_absolute()]


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
        spared: What is in the command line of processes that are left alone.
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

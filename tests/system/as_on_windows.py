"""Run as a program: every module of zcdesk, as far as Windows can be played without Windows.

What others have written is loaded first, as it is here. Then the system takes the other name, the
modules and functions that only POSIX has are gone, Windows' own lock is played by a table, and
zcdesk is imported anew, all of it, and does some of its work. At the end it prints a line of JSON.
"""

import importlib
import json
import os
import pkgutil
import signal
import sys
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path

GONE = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty")
"""Modules that Windows does not have."""

KEPT_IN_OS = {"fork", "register_at_fork", "getuid", "geteuid", "uname", "waitpid", "sysconf"}
"""What Python's own modules, which are loaded as on this system, go on asking for."""


OF_OS = {
    "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT", "WNOHANG",
    "chown", "chroot", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid",
    "getgroups", "getloadavg", "getpgid", "getpriority", "getresuid", "getsid", "getuid",
    "killpg", "lchown", "lockf", "mkfifo", "mknod", "nice", "openpty", "pidfd_open",
    "posix_fadvise", "posix_fallocate", "posix_spawn", "pread", "pwrite", "sched_getaffinity",
    "sched_setaffinity", "sendfile", "setpgid", "setpriority", "setsid", "setuid", "startfile",
    "statvfs", "sync", "sysconf", "uname", "wait", "waitpid",
}  # fmt: skip
"""Names in ``os`` with an availability in Python's documentation; ``getattr`` with one counts."""

OF_SIGNAL = {
    "SIGALRM", "SIGHUP", "SIGKILL", "SIGPROF", "SIGSTOP", "SIGUSR1", "SIGUSR2", "SIGXCPU",
    "pidfd_send_signal", "pthread_kill", "pthread_sigmask", "setitimer", "sigwait", "alarm",
}  # fmt: skip


class WindowsLock(types.ModuleType):
    """Plays ``msvcrt``: a byte of a file belongs to one open file at a time."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.held: dict[tuple[int, int, int], int] = {}

    def locking(self, handle: int, mode: int, count: int) -> None:
        """Take one byte at the file's place, or refuse."""
        state, at = os.fstat(handle), os.lseek(handle, 0, os.SEEK_CUR)
        place = state.st_dev, state.st_ino, at
        holder = self.held.get(place)
        if holder != handle and self._is_open(holder, state):
            raise OSError(13, "permission denied")
        self.held[place] = handle

    @staticmethod
    def _is_open(handle: int | None, state: os.stat_result) -> bool:
        try:
            return handle is not None and os.path.samestat(os.fstat(handle), state)
        except OSError:
            return False


def modules() -> Iterator[str]:
    """Yield the names of all modules of the program."""
    import zcdesk

    for module in pkgutil.walk_packages(zcdesk.__path__, "zcdesk."):
        if module.name != "zcdesk.__main__":
            yield module.name


def become_windows() -> None:
    """Take the other system's name, and what it does not have away."""
    import zcdesk  # noqa: F401  (its first lines ask Windows itself)

    for name in GONE:
        sys.modules[name] = None  # type: ignore[assignment]
    sys.modules["msvcrt"] = WindowsLock()
    windows_has = {"fsync", "umask", "kill"}
    for name in OF_OS - windows_has - KEPT_IN_OS - {"O_BINARY", "O_NOINHERIT"}:
        if hasattr(os, name):
            delattr(os, name)
    for name in OF_SIGNAL:
        if hasattr(signal, name):
            delattr(signal, name)
    os.O_BINARY = os.O_NOINHERIT = 0  # type: ignore[attr-defined]
    sys.platform = "win32"


def work(place: Path) -> list[str]:
    """Do what touches the disk: a case, its password, a package's place, an incident."""
    from zcdesk.applicant import Applicant
    from zcdesk.cases.case import Case
    from zcdesk.cases.file.store import change_password, create_case, open_case
    from zcdesk.disk.files import HeldFile, make_folder, write_atomically
    from zcdesk.disk.own_folder import own_folder
    from zcdesk.disk.temporary import own_temporary_folder
    from zcdesk.incidents.record import ProgramPart, incidents, keep
    from zcdesk.system.files import OPEN_FILES_STAY
    from zcdesk.workers.held_memory import sweep_memory

    assert OPEN_FILES_STAY
    os.environ["APPDATA"] = str(place / "Roaming")
    # Its played locks see nobody else's: it would sweep the folders of programs that live.
    assert Path(tempfile.gettempdir()).resolve().parent == place.resolve().parent
    with own_temporary_folder():
        folder = place / "案卷 一"
        make_folder(folder)
        write_atomically(folder / "a.json", b"1")
        write_atomically(folder / "a.json", b"2")
        case = folder / "我的.zcase"
        create_case(case, Case("miit-2019", Applicant("张伟", "一家公司"), frozenset())).close()
        with open_case(case) as stored:
            assert open_case(case).read_only == "case.opened_elsewhere"
            assert not stored.read_only
        change_password(case, None, "春天")
        open_case(case, password="春天").close()
        first = HeldFile.take(folder / ".x.lock")
        assert first is not None
        assert HeldFile.take(folder / ".x.lock") is None
        first.release()
        keep(ValueError(), ProgramPart.WINDOW)
        assert len(incidents()) == 1
        sweep_memory()
    assert own_folder().is_relative_to(place / "Roaming")
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*"))


def main() -> None:
    """Import as here, become Windows, import and work again."""
    names = list(modules())
    for name in names:
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "zcdesk"]:
        del sys.modules[name]
    become_windows()
    faults = []
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException as error:
            faults.append(f"{name}: {error!r}")
    left = work(Path(sys.argv[1])) if not faults else []
    print(json.dumps({"modules": len(names), "faults": faults, "left": left}, ensure_ascii=False))
    sys.stdout.flush()
    os._exit(0)  # Python's own end would ask for what is gone


if __name__ == "__main__":
    main()

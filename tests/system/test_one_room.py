"""What only one kind of system has is called in one room, so that the others need no machine."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import ROOT

ROOM = "zcdesk/system"

MODULES = {"fcntl", "grp", "msvcrt", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty",
           "winreg", "_winapi"}  # fmt: skip
"""Modules of Python that only POSIX or only Windows has."""

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

PLACES = ("/proc", "/dev/", "/etc/", "/sys/", "/var/", "/run/")

ALLOWED = {
    "zcdesk/disk/paths.py: '/dev/'",  # as a word in a file that somebody wrote
    "zcdesk/disk/paths.py: '/proc/'",
    "zcdesk/disk/paths.py: '/sys/'",
}


def of_one_system(source: Path) -> Iterator[str]:
    """Yield what a module calls, imports or names that only one kind of system has."""
    tree = ast.parse(source.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
            yield from names & (MODULES | {"ctypes"})
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES | {"ctypes", "os"}:
            yield f"from {node.module}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            few = {"os": OF_OS, "signal": OF_SIGNAL}.get(node.value.id, set())
            if node.attr in few or (node.value.id, node.attr) == ("os", "name"):
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value in OF_OS and node.value.isupper():
                yield repr(node.value)
            if node.value.startswith(PLACES) and id(node) not in said:
                yield repr(node.value)


@pytest.mark.slow
def test_only_the_room_of_the_systems_calls_what_one_of_them_has(tmp_path: Path) -> None:
    told = {
        f"{name}: {found}"
        for source in (ROOT / "zcdesk").rglob("*.py")
        if not (name := source.relative_to(ROOT).as_posix()).startswith(ROOM)
        for found in of_one_system(source)
    }
    assert told == ALLOWED
    other = tmp_path / "other.py"
    other.write_text(
        '"""/proc in words."""\nimport os, fcntl\nfrom ctypes import CDLL\nos.nice(1)\n'
        'getattr(os, "O_NOFOLLOW", 0)\nopen("/proc/self/maps")\nos.fsync(0)\n',
        "utf-8",
    )
    assert sorted(of_one_system(other)) == [
        "'/proc/self/maps'", "'O_NOFOLLOW'", "fcntl", "from ctypes", "os.nice",
    ]  # fmt: skip


def test_the_room_uses_all_that_it_is_there_for() -> None:
    inside = {found for source in (ROOT / ROOM).rglob("*.py") for found in of_one_system(source)}
    assert {
        "fcntl",
        "msvcrt",
        "resource",
        "ctypes",
        "os.killpg",
        "signal.pidfd_send_signal",
    } <= inside

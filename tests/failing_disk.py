"""A disk that fails at its n-th call, in this process: every call below a folder passes through it.

What SQLite, or another process, asks of the system is not seen here; ``tests/cases`` has strace
for that.
"""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

WATCHED = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir",
           "os.chmod", "os.truncate"}  # fmt: skip


class Killed(BaseException):
    """Stands for a kill: nothing that comes after it reaches the disk."""


@dataclass
class Fault:
    """What goes wrong at call ``at`` on the disk below ``root``, once or from there on.

    ``calls`` counts the calls, and ``event`` names the one that failed first.
    """

    root: str
    at: int
    error: Callable[[], BaseException]
    lasting: bool
    calls: int = 0
    event: str = ""

    @property
    def struck(self) -> bool:
        """Tell whether so many calls were made that one of them failed."""
        return self.calls >= self.at

    def strike(self, event: str) -> None:
        """Count a call, and let it fail when it is its turn."""
        self.calls += 1
        if self.calls == self.at:
            self.event = event
        if self.calls == self.at or (self.lasting and self.calls > self.at):
            raise self.error()


_current: Fault | None = None


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Let every system call on the watched folder pass through the fault, if one is set."""
    if _current is None or event not in WATCHED:
        return
    place = arguments[0]
    if event == "open" and isinstance(place, int):
        return  # a file that is open already, given to Python's own reader
    path = Path(place) if isinstance(place, str | Path) else None
    # Without an absolute path it is below a folder that is open: so a tree is removed.
    if path is None or not path.is_absolute() or path.is_relative_to(_current.root):
        _current.strike(event)


sys.addaudithook(_watch)


class _Writer(io.BufferedWriter):
    """A file whose writes pass through the fault; half of one that fails reaches the disk."""

    def write(self, content: Any) -> int:
        if _current is None or not Path(os.fsdecode(self.name)).is_relative_to(_current.root):
            return super().write(content)
        try:
            _current.strike("write")
        except OSError:
            super().write(bytes(content)[: len(content) // 2])
            super().flush()
            raise
        return super().write(content)


def let_calls_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let writes and flushes pass through the fault too; a flush does nothing else here."""

    def flush(_: int) -> None:
        if _current is not None:
            _current.strike("flush")

    opened = Path.open

    def open_path(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        stream = opened(path, mode, *more, **named)
        if not isinstance(stream, io.BufferedWriter):
            return stream
        return _Writer(stream.detach())

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "open", open_path)


@contextmanager
def acting(fault: Fault) -> Iterator[None]:
    """Let the disk fail inside of the block."""
    global _current
    _current = fault
    try:
        yield
    finally:
        _current = None


only_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a disk"
)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Give a disk of its own that holds so many KiB."""
    folder.mkdir(exist_ok=True)
    size = f"size={kilobytes}k"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "none", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # a worker may just be ending

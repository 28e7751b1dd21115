"""Module-level tasks for workers: good ones and bad ones."""

import os
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from zcdesk.errors import ScanError
from zcdesk.pages.page import Page
from zcdesk.picture import Picture
from zcdesk.workers.shared_pixels import filling
from zcdesk.workers.told import told


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    os._exit(3)


def die_on(number: int, bad: int) -> int:
    if number == bad:
        os._exit(9)
    return number


def hang(number: int) -> int:
    while True:
        time.sleep(0.05)


def burn_once(begun: str, slow: bool) -> str:
    """Work without an end, when it is the first time."""
    if not slow:
        return "soon"
    if Path(begun).exists():
        return "at last"
    Path(begun).touch()
    while True:
        pass


def wait_patiently(seconds: float) -> str:
    time.sleep(seconds)
    return "came back"


def wait_for(path: str) -> str:
    """Be busy in small steps until a file is there."""
    while not Path(path).exists():
        time.sleep(0.05)
    return "it came"


def begin(path: str, gate: str) -> None:
    """Write which worker this is, then be busy until a file is there."""
    Path(path).write_text(str(os.getpid()), encoding="utf-8")
    wait_for(gate)


def write(memory: str, picture: Picture) -> None:
    with filling(memory) as fill:
        fill(picture)


GATE = "ZCDESK_TEST_GATE"
"""The variable with the file for which drawings wait; beside it they tell that one has begun."""


def draw_slowly(page: Page, width: int, height: int, memory: str) -> tuple[int, int]:
    gate = Path(os.environ[GATE])
    with filling(memory):
        gate.with_suffix(".begun").touch()
        wait_for(str(gate))
    return width, height


def burn(number: int) -> int:
    while True:
        number = (number * 3 + 1) % 1_000_003


def refuse(name: str) -> int:
    raise ScanError("scan.empty", file=name)


def stumble(name: str) -> int:
    return len(name) // 0


def open_socket() -> str:
    try:
        socket.socket()
    except PermissionError as error:
        return str(error)
    return "opened"


def loaded() -> list[str]:
    return sorted(name for name in ("PySide6", "typer", "requests") if name in sys.modules)


def niceness() -> int:
    return os.nice(0)


def eat_memory() -> int:
    return len(bytearray(3 << 30))


def knows(place: str, names: Sequence[str]) -> list[bool]:
    """Tell which values this worker was told for a task that reads at ``place``."""
    return [told(name) is not None for name in names]


def limits() -> dict[str, str]:
    """Return what this worker keeps to its owner: mask, limit of core files, dumps, memory."""
    import ctypes
    import resource

    mask = os.umask(0o077)
    filtered = Path("/proc/self/coredump_filter")
    return {
        "mask": f"{mask:03o}",
        "core": str(resource.getrlimit(resource.RLIMIT_CORE)),
        "dumped": filtered.read_text("ascii").strip() if filtered.exists() else "00000000",
        "dumpable": str(ctypes.CDLL(None).prctl(3)) if sys.platform == "linux" else "0",
    }

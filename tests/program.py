"""The program as a user starts it, in a home and a temporary folder of its own."""

import contextlib
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from tests.drawn_text import typed

ROOT = Path(__file__).resolve().parents[1]
WHO = ("--name", "张伟", "--employer", "新疆云岭智能装备制造有限公司")
SHARED = Path("/dev/shm")
KNOWING = (sys.executable, "-m", "tests.knowing")
"""Starts the program; what the models answered before is not asked again."""


def drawn_scan(path: Path, *lines: str) -> Path:
    """Write a scan with some lines of print."""
    Image.fromarray(typed(*(lines or ("第一条 为规范工作，制定本办法。",)))).save(path)
    return path


def answered(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command by the program's own entry, where no process of its own is looked at."""
    from zcdesk.cli.app import run  # some who stand on this module play a system without it

    said, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        status = run(list(map(str, arguments)))
    given = [str(one) for one in arguments]
    return subprocess.CompletedProcess(given, status, said.getvalue(), complained.getvalue())


@dataclass
class Program:
    """Starts zcdesk below one folder; ``temporary`` and ``home`` lie in it.

    Attributes:
        folder: Where it is started.
        mask: The mask for new files that the person's shell has.
        more: Further variables of the environment.
    """

    folder: Path
    mask: int = 0o022
    more: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place in (self.temporary, self.home):
            place.mkdir(exist_ok=True)

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def start(self, *arguments: object, code: str = "") -> subprocess.Popen[str]:
        """Start a command, or some code, in a process group of its own."""
        variables = {
            name: value for name, value in os.environ.items() if not name.startswith("XDG_")
        }
        variables |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        variables |= {name: str(self.temporary) for name in ("TMPDIR", "TEMP", "TMP")}
        variables |= {name: str(self.home) for name in ("HOME", "USERPROFILE", "APPDATA")}
        told = ("-c", code) if code else ("-m", "zcdesk")
        own = {} if sys.platform == "win32" else {"umask": self.mask, "start_new_session": True}
        process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, *told, *map(str, arguments)],
            cwd=self.folder, env={**variables, **self.more}, text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **own,  # type: ignore[call-overload]
        )  # fmt: skip
        return process

    def run(self, *arguments: object, code: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        process = self.start(*arguments, code=code)
        said, complained = process.communicate(timeout=1500)
        return subprocess.CompletedProcess(process.args, process.returncode, said, complained)

    def left(self) -> list[str]:
        """Return what lies in the folder for temporary files, by its path there."""
        found = self.temporary.rglob("*")
        return sorted(path.relative_to(self.temporary).as_posix() for path in found)


def waited_for(found: Callable[[], object], process: subprocess.Popen[str]) -> bool:
    """Wait until something is there; False when the process ended before."""
    for _ in range(30_000):
        if found():
            return True
        if process.poll() is not None:
            return bool(found())
        time.sleep(0.02)
    return False


def held_by(process: subprocess.Popen[str]) -> set[str]:
    """Return the names in shared memory that a running program holds."""
    names = set()
    for handle in Path(f"/proc/{process.pid}/fd").glob("*"):
        with suppress(OSError):
            names.add(str(handle.readlink()))
    return {Path(name).name for name in names if name.startswith(f"{SHARED}/zcdesk-")}


def lying(names: set[str]) -> set[str]:
    """Return which of some names lie in shared memory, with the semaphores named after them."""
    return {path.name for name in names for path in SHARED.glob(f"*{name}*")}

"""Which Python of this machine can carry zcdesk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from starting.words import SetupError, say, told

OLDEST, NEWEST = (3, 11), (3, 14)

PROBE = (
    "import json,struct,sys,importlib.util as u;"
    "print(json.dumps([sys.executable,list(sys.version_info[:2]),struct.calcsize('P')*8,"
    "all(u.find_spec(n) is not None for n in ('venv','ensurepip'))]))"
)


@dataclass(frozen=True)
class Interpreter:
    """A Python on this machine: its program file, version, word size, and whether it has venv."""

    program: str
    version: tuple[int, int]
    bits: int
    has_venv: bool

    @property
    def name(self) -> str:
        """The version as people write it."""
        return f"Python {self.version[0]}.{self.version[1]}"


def probe(command: Sequence[str]) -> Interpreter | None:
    """Ask a Python what it is; None when it does not run."""
    try:
        answer = subprocess.run(
            [*command, "-I", "-c", PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
            check=True,
        )
        program, version, bits, has_venv = json.loads(answer.stdout.decode("utf-8"))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Interpreter(program, (version[0], version[1]), bits, has_venv)


def other_interpreters() -> Iterator[Interpreter]:
    """Walk the suitable Python versions of this machine, the newest first."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        launcher = _installed("py") if sys.platform == "win32" else None
        commands = [[launcher, f"-3.{minor}"]] if launcher else []
        found = _installed(f"python3.{minor}")
        commands += [[found]] if found else []
        for command in commands:
            interpreter = probe(command)
            if interpreter is not None:
                yield interpreter


def _installed(name: str) -> str | None:
    """Return a program's path; one in the current folder may be anybody's (Windows looks there)."""
    named = os.environ.get("PATH", os.defpath).split(os.pathsep)
    for folder in [*named, "/usr/local/bin", "/usr/bin", "/opt/homebrew/bin"]:
        place = Path(folder.strip('"'), name + (".exe" if sys.platform == "win32" else ""))
        if place.is_absolute() and place.is_file() and os.access(place, os.X_OK):
            return str(place)
    return None


def fault(interpreter: Interpreter) -> str | None:
    """Return why an interpreter cannot carry zcdesk, or None when it can."""
    if interpreter.version < OLDEST:
        reason = "{python} 版本过低，zcdesk 需要 Python 3.11 至 3.14。"
    elif interpreter.version > NEWEST:
        reason = "{python} 版本过新，zcdesk 需要 Python 3.11 至 3.14。"
    elif interpreter.bits != 64:
        reason = "这是 32 位的 {python}，zcdesk 需要 64 位的 Python。"
    else:
        return None
    remedy = told("请安装 64 位的 Python 3.11 至 3.14，再运行一次 start.py。")
    return told(reason, python=interpreter.name) + remedy


def choose_interpreter(running: Interpreter, others: Iterator[Interpreter]) -> Interpreter:
    """Return the running interpreter if it will do, else a better one from this machine.

    One that could carry zcdesk but lacks venv is taken only when there is no complete one.

    Raises:
        SetupError: No interpreter will do.
    """
    reason = fault(running)
    if reason is None and running.has_venv:
        return running
    usable = [other for other in others if fault(other) is None]
    complete = [other for other in usable if other.has_venv]
    if complete:
        say(told("改用 {python}：{program}", python=complete[0].name, program=complete[0].program))
        return complete[0]
    if reason is None:
        return running
    if usable:
        return usable[0]
    raise SetupError(reason)


def running_interpreter() -> Interpreter:
    """Return the Python that runs this file."""
    found = probe([sys.executable]) if sys.executable else None
    bits = 64 if sys.maxsize > 2**32 else 32
    return found or Interpreter(sys.executable, sys.version_info[:2], bits, True)

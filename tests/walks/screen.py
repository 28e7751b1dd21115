"""A screen of 1366×768 with a window manager, the program on it, and what can be seen there."""

from __future__ import annotations

import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1366, 768)
NEEDED = ("Xvfb", "openbox", "xdotool")
"""Programs that a walk needs; none of them comes along with zcdesk."""

PATIENCE = 900.0
"""Seconds that a slow computer may take for one thing."""

Told = dict[str, Any]


def missing() -> list[str]:
    """Return which of the needed programs are not on this computer."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Screen:
    """An X server that keeps its picture in a file, with openbox and the program on it.

    Args:
        folder: Where the home, the temporary folder and the server's picture lie; new and empty.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        for name in ("home", "temporary", "frame"):
            (folder / name).mkdir(parents=True)
        told = folder / "display"
        with told.open("wb") as stream:
            options = ["-displayfd", str(stream.fileno()), "-nolisten", "tcp", "-fbdir"]
            self._server = subprocess.Popen(
                ["Xvfb", *options, str(folder / "frame"), "-screen", "0", "1366x768x24"],
                pass_fds=[stream.fileno()], stderr=subprocess.DEVNULL,
            )  # fmt: skip
        self._running = [self._server]
        self.wait(lambda: told.read_text().strip())
        self.display = f":{told.read_text().strip()}"
        self.variables = self._variables()
        self._running.append(self._started("openbox", "--sm-disable"))
        self.began = 0.0
        self.program: subprocess.Popen[bytes] | None = None

    def _variables(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("XDG_", "QT_", "WAYLAND_", "DBUS_"))
        }  # fmt: skip
        temporary = str(self.folder / "temporary")
        return {
            **kept, "DISPLAY": self.display, "HOME": str(self.home), "PYTHONPATH": str(ROOT),
            "TMPDIR": temporary, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8",
        }  # fmt: skip

    def _started(self, *command: str) -> subprocess.Popen[bytes]:
        said = self._log(command[0]).open("ab")
        return subprocess.Popen(
            command, env=self.variables, cwd=self.home, stdout=said, stderr=said
        )

    def _log(self, program: str) -> Path:
        return self.folder / f"{Path(program).name}.log"

    def said(self) -> str:
        """Return what the program wrote to its terminal."""
        return self._log(sys.executable).read_text(encoding="utf-8")

    def start(self) -> None:
        """Start the program, as from the desktop."""
        self._socket = self.folder / "look"
        self._socket.unlink(missing_ok=True)
        self.began = time.monotonic()
        command = (sys.executable, "-m", "tests.walks.observed", str(self._socket))
        self.program = self._started(*command)
        self._running.append(self.program)
        self.wait(self._looked_at)
        self.wait(lambda: self.look()["window"] == "MainWindow")

    def _looked_at(self) -> bool:
        """Tell whether the program can be asked; one that ended by itself never will."""
        assert self.program is not None
        assert self.program.poll() is None, self.said()
        return self._socket.exists()

    def look(self) -> Told:
        """Return what the program shows."""
        assert self.program is not None
        assert self.program.poll() is None, self.said()
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(PATIENCE)
            asking.connect(str(self._socket))
            parts = list(iter(lambda: asking.recv(1 << 16), b""))
        found: Told = json.loads(b"".join(parts))
        return found

    def wait(self, until: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, until
            time.sleep(0.05)

    def picture(self, path: Path) -> None:
        """Write what the screen shows now (the server's own pixels)."""
        data = (self.folder / "frame" / "Xvfb_screen0").read_bytes()
        head = struct.unpack(">25I", data[:100])
        start, (width, height), row = head[0] + 12 * head[19], head[4:6], head[12]
        rows = np.frombuffer(data, np.uint8, row * height, start).reshape(height, row // 4, 4)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.ascontiguousarray(rows[:, :width, 2::-1])).save(path)

    def close(self) -> None:
        """End the program, as when the desktop ends, then the screen."""
        for process in reversed(self._running):
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()

"""A screen of 1366×768 with the program on it, a hand at its mouse and keys, and a walk there.

A walker knows what she wants and reads what the screen says; she finds buttons by their words."""

import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections import Counter
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


LETTER = 12
"""Milliseconds between two typed letters."""
FOREIGN = 500
"""Milliseconds for a letter that no key has: the server's keymap is another one meanwhile, and the
program has to see the press before it is as it was."""
SETTLING = 0.12
"""Seconds after an event until the window is looked at again."""

WHEEL = {True: "5", False: "4"}


class Hand:
    """Clicks and presses through ``xdotool``; ``counted`` tells how often of each kind.

    Kinds: "click", "wheel", "key" (one press, with its modifiers), "letter" (typed words).
    """

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.counted: Counter[str] = Counter()

    @property
    def events(self) -> int:
        """How many clicks, turns of the wheel, presses and letters there were."""
        return self.counted.total()

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Move the pointer there and click."""
        self.counted["click"] += times
        self._do("mousemove", x, y, "click", "--repeat", times, "--delay", 60, 1)

    def turn_wheel(self, x: int, y: int, *, down: bool) -> None:
        """Turn the wheel one notch with the pointer there."""
        self.counted["wheel"] += 1
        self._do("mousemove", x, y, "click", WHEEL[down])

    def press(self, key: str) -> None:
        """Press a key as xdotool names it: "Tab", "ctrl+i"."""
        self.counted["key"] += 1
        self._do("key", "--clearmodifiers", key)

    def type(self, words: str) -> None:
        """Type words letter by letter."""
        self.counted["letter"] += len(words)
        if words.isascii():
            self._do("type", "--delay", LETTER, words)
            return
        for letter in words:
            self._do("type", "--delay", FOREIGN, letter)

    def take_back(self) -> None:
        """Empty the field: the server lost a letter, which a keyboard does not."""
        self._do("key", "ctrl+a", "key", "BackSpace")

    def _do(self, *command: object) -> None:
        subprocess.run(
            ["xdotool", *map(str, command)], env=self._screen.variables, check=True, timeout=120
        )
        time.sleep(SETTLING)


QUIET = ("Label", "ElidedLabel", "QLabel")
NOTCHES = 60
"""Turns of the wheel after which a thing counts as out of reach."""
TABS = 90
"""Presses of Tab after which a thing counts as out of reach."""


class Walk:
    """What both walkers share: looking, waiting, a picture after every act.

    Args:
        screen: On which the program runs.
        pictures: The folder for the pictures, ``NN-word.png``.
    """

    def __init__(self, screen: Screen, pictures: Path) -> None:
        self.screen, self.hand = screen, Hand(screen)
        self._pictures = pictures
        self.steps: list[str] = []
        self.seconds: dict[str, float] = {}
        self._last = time.monotonic()

    # --- Looking -----------------------------------------------------------------------------

    def look(self) -> Told:
        """Return what is shown."""
        return self.screen.look()

    @property
    def page(self) -> str:
        """The page that is shown, by its class."""
        return str(next(iter(self.look()["pages"]), ""))

    def find(self, words: str, *, exact: bool = False) -> Told | None:
        """Return the thing to click or press whose name holds ``words``, or None."""
        for one in self.look()["things"]:
            if one["kind"][0] in QUIET:
                continue
            names = one["name"], one["words"]
            if words in names or (not exact and any(words in name for name in names)):
                return dict(one)
        return None

    def row(self, words: str, where: str = "") -> Told | None:
        """Return the row of a list that holds ``words``."""
        for one in self.look()["rows"]:
            if words in one["name"] and where in one["list"]:
                return dict(one)
        return None

    def says(self, words: str) -> bool:
        """Tell whether these words can be read anywhere now."""
        return any(words in one["name"] for one in self.look()["things"])

    def wait(self, until: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait for something that the program does by itself."""
        self.screen.wait(until, seconds)

    def wait_for(self, words: str) -> Told:
        """Wait for a thing."""
        self.wait(lambda: self.find(words) is not None)
        found = self.find(words)
        assert found is not None
        return found

    def write(self, words: str) -> None:
        """Type into the field that has the keyboard.

        A letter that is not on the keyboard needs another keymap of the server for its moment;
        where that came too late, the words are typed again.
        """
        counted = self.hand.counted["letter"] + len(words)
        for _try in range(5):
            self.hand.type(words)
            time.sleep(0.2)
            if self.look()["focus"]["typed"] == words:
                self.hand.counted["letter"] = counted
                return
            self.hand.take_back()
        raise AssertionError(f"{words} cannot be typed")

    def step(self, word: str) -> None:
        """Note what was done, and keep a picture of what it led to."""
        time.sleep(0.25)
        self.steps.append(word)
        now = time.monotonic()
        self.seconds[f"{len(self.steps):02d}-{word}"] = now - self._last
        self._last = now
        self.screen.picture(self._pictures / f"{len(self.steps):02d}-{word}.png")


class MouseWalk(Walk):
    """Points and clicks; types only what she alone knows (names, words of the platform)."""

    def go(self, words: str) -> None:
        """Click a thing, scrolling to it if need be."""
        self._click(lambda: self.find(words))

    def go_row(self, words: str, where: str = "", times: int = 1) -> None:
        """Click a row of a list."""
        self._click(lambda: self.row(words, where), times)

    def fill(self, words: str, typed: str) -> None:
        """Click into a field and type."""
        self.go(words)
        self.write(typed)

    def _click(self, find: Callable[[], Told | None], times: int = 1) -> None:
        self.wait(lambda: find() is not None)
        for _notch in range(NOTCHES):
            found = find()
            assert found is not None
            x, y, wide, high = found["seen"]
            enough = high >= min(found["place"][3], 24) and wide >= 8
            if enough and found.get("reached", True):
                self.hand.click(x + min(wide // 2, 300), y + high // 2, times)
                return
            assert found["area"], f"{found['name']} cannot be clicked: {found}"
            left, top, width, height = found["area"]
            below = found["place"][1] + found["place"][3] / 2 > top + height / 2
            self.hand.turn_wheel(left + width // 2, top + height // 2, down=below)
        raise AssertionError(f"scrolling does not reach {find()}")


class KeyWalk(Walk):
    """Never touches the mouse."""

    def go(self, words: str, press: str = "space") -> None:
        """Go to a thing with Tab and press it."""
        self.take(words)
        self.hand.press(press)

    def take(self, words: str) -> None:
        """Give a thing the keyboard, with Tab alone."""
        self.wait_for(words)
        for _press in range(TABS):
            focus = self.look()["focus"]
            if focus and (words in focus["name"] or words in focus["words"]):
                return
            self.hand.press("Tab")
        raise AssertionError(f"Tab does not reach {words}")

    def fill(self, words: str, typed: str) -> None:
        """Go to a field and type."""
        self.take(words)
        self.write(typed)

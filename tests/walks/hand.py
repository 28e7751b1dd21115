"""A hand at the mouse and at the keys of an X screen, which counts what it does."""

from __future__ import annotations

import subprocess
import time
from collections import Counter

from tests.walks.screen import Screen

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

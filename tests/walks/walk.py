"""One walk through the window, seen and done from outside: what is shown, what is done, a picture.

A walker knows what she wants and reads what the screen says; she finds buttons by their words.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests.walks.hand import Hand
from tests.walks.screen import PATIENCE, Screen, Told

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

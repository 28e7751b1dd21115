"""What the screen is like that the window opens on: for its size and the check of a computer."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator

from PySide6.QtGui import QFontDatabase, QGuiApplication

from zcdesk.doctor.check import Screen

_WITHOUT = frozenset({"offscreen", "minimal"})
"""Qt's platforms that draw for nobody; the size that their screen tells is made up."""


def screen_seen() -> Screen | None:
    """Return the screen of the running application (in the window's thread), None without one."""
    found = QGuiApplication.primaryScreen()
    if found is None or QGuiApplication.platformName() in _WITHOUT:
        return None
    room = found.availableGeometry()
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return Screen(room.width(), room.height(), round(100 * found.devicePixelRatio()), bool(chinese))


def fitting(usual: tuple[int, int], screen: Screen | None) -> tuple[int, int]:
    """Return the width and height to open with: the usual ones, or what the screen has room for.

    Args:
        usual: Width and height in Qt's pixels.
        screen: None: there is none, so nothing is too small.
    """
    if screen is None:
        return usual
    return min(usual[0], screen.width), min(usual[1], screen.height)


def screen_seen_alone() -> Screen | None:
    """Return the screen as a process of its own sees it; one without its libraries ends here."""
    with _quiet():
        application = QGuiApplication.instance() or QGuiApplication(["zcdesk"])
        found = screen_seen()
        application.shutdown()
    return found


@contextlib.contextmanager
def _quiet() -> Generator[None]:
    """Keep what Qt says about a missing library from the person's terminal."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)

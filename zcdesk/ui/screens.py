"""What the screen is like that the window opens on, for the check of this computer."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator

from PySide6.QtGui import QFontDatabase, QGuiApplication

from zcdesk.doctor.check import Screen


def screen_seen() -> Screen | None:
    """Return the screen of the running application (in the window's thread)."""
    found = QGuiApplication.primaryScreen()
    if found is None:
        return None
    room = found.availableGeometry()
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return Screen(room.width(), room.height(), round(100 * found.devicePixelRatio()), bool(chinese))


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

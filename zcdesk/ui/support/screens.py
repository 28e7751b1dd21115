"""What the screen is like that the window opens on: for its size and the check of a computer."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QWidget

from zcdesk.doctor.check import LEAST_WINDOW, DoctorScreen
from zcdesk.ui.kit import WindowPlace, preferences

TITLE_BAR = 40
"""Pixels that a title bar takes at most, on the desktops that were seen."""

LEAST_SEEN = 64
"""Pixels of a window, across and down, that must be on a screen for it to count as being there."""

_WITHOUT = frozenset({"offscreen", "minimal"})
"""Qt's platforms that draw for nobody; the size that their screen tells is made up."""


def screen_seen() -> DoctorScreen | None:
    """Return the screen of the running application (in the window's thread), None without one."""
    screen = QGuiApplication.primaryScreen()
    if screen is None or QGuiApplication.platformName() in _WITHOUT:
        return None
    room = screen.availableGeometry()
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return DoctorScreen(
        room.width(), room.height(), round(100 * screen.devicePixelRatio()), bool(chinese)
    )


def desks_seen() -> tuple[QRect, ...]:
    """Return what every screen of the running application has room for, task bars left out."""
    return tuple(screen.availableGeometry() for screen in QGuiApplication.screens())


def fitting(usual: tuple[int, int], screen: DoctorScreen | None) -> tuple[int, int]:
    """Return the width and height to open with: the usual ones, or what the screen has room for.

    Args:
        usual: Width and height in Qt's pixels.
        screen: None: there is none, so nothing is too small.
    """
    if screen is None:
        return usual
    return min(usual[0], screen.width), min(usual[1], screen.height)


def opens_maximised(usual: tuple[int, int], screen: DoctorScreen | None) -> bool:
    """Tell whether the usual size with its title bar is more than the screen has room for."""
    if screen is None:
        return False
    return usual[0] > screen.width or usual[1] + TITLE_BAR > screen.height


def kept_place(kept: WindowPlace | None, desks: Sequence[QRect]) -> QRect | None:
    """Return where the window was, moved and cut so that all of it can be seen.

    Args:
        kept: Where it was, or None.
        desks: What the screens of today have room for; a screen may be gone, or smaller.

    Returns:
        None where it was on no screen of today.
    """
    if kept is None:
        return None
    place = QRect(kept.left, kept.top, kept.width, kept.height)
    seen = [(desk, desk.intersected(place)) for desk in desks]
    seen = [(desk, part) for desk, part in seen if min(part.width(), part.height()) >= LEAST_SEEN]
    if not seen:
        return None
    desk, _ = max(seen, key=lambda one: one[1].width() * one[1].height())
    place.setSize(place.size().boundedTo(desk.size()))
    place.moveLeft(min(max(place.left(), desk.left()), desk.right() + 1 - place.width()))
    place.moveTop(min(max(place.top(), desk.top()), desk.bottom() + 1 - place.height()))
    return place


def open_in_place(window: QWidget, usual: tuple[int, int]) -> None:
    """Open a window where it was, else as usual; never larger than the screen has room for."""
    screen, kept = screen_seen(), preferences().settings.window
    window.setMinimumSize(*fitting(LEAST_WINDOW, screen))
    window.resize(*fitting(usual, screen))
    place = kept_place(kept, desks_seen()) if screen is not None else None
    if place is not None:
        window.setGeometry(place)
    if opens_maximised(usual, screen) if place is None else kept and kept.maximised:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def place_of(window: QWidget) -> WindowPlace | None:
    """Return where a window is, to be kept; None where nobody sees it: that tells nothing."""
    place = window.normalGeometry()
    if screen_seen() is None or place.isEmpty():
        return None
    return WindowPlace(
        left=place.left(), top=place.top(), width=place.width(), height=place.height(),
        maximised=window.isMaximized(),
    )  # fmt: skip


def screen_seen_alone() -> DoctorScreen | None:
    """Return the screen as a process of its own sees it; one without its libraries ends here."""
    with _quiet():
        application = QGuiApplication.instance() or QGuiApplication(["zcdesk"])
        screen = screen_seen()
        application.shutdown()
    return screen


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

"""Opens the window and runs it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from zcdesk.resources import resource
from zcdesk.system.privacy import hide_memory
from zcdesk.ui.app import later
from zcdesk.ui.app.collecting import Collecting
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit import preferences
from zcdesk.ui.look import LIGHT, Look, fonts, icons, system_look, theme
from zcdesk.ui.support.unforeseen import unforeseen_kept
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.cases.case import Case
from zcdesk.ui.app.ending import ended_by_signals
from zcdesk.ui.app.visited_folders import visited_folders_forgotten

TURN = 0.0005
"""Seconds that a thread may go on with Python's lock while the window waits for it.

A paint takes the lock a hundred times. With Python's 5 ms a batch of 80 people, which threads
beside the window judge, held the event loop over 30 ms 50 times, up to 176 ms; with this 12 times,
up to 62 ms, and was done as soon.
"""

AHEAD = 400
"""Milliseconds after the window is up until the rest is loaded: first it shall answer keys."""


def open_window(
    case: Case | None = None, *, exported: Path | None = None, paths: tuple[Path, ...] = ()
) -> int:
    """Show the window until it is closed; return the exit status.

    Args:
        case: A case without a file to open at once; otherwise the start page.
        exported: Where that case's package is already.
        paths: A case file or a profile to open at once, or scans for the case that is opened next.
    """
    application = prepare_application()
    hide_memory(hidden=False)  # the desktop's file dialogs would refuse this process
    with WorkerPool() as pool, WorkerPool(1, awaited=True) as drawing:
        window = MainWindow(pool, drawing)
        if case is not None:
            window.open_case(case, exported=exported)
        elif paths:
            window.open_files(paths)
        window.show()
        QTimer.singleShot(AHEAD, later.load_ahead)
        with (
            unforeseen_kept(),
            ended_by_signals(application),
            visited_folders_forgotten(),
        ):
            return application.exec()


def prepare_application() -> QApplication:
    """Return the application in the system's look, following it while it runs."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    policy = Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(policy)
    sys.setswitchinterval(TURN)
    application = QApplication(sys.argv[:1])
    Collecting(application)
    application.setApplicationName("zcdesk")
    application.setApplicationDisplayName("zcdesk")
    application.setWindowIcon(icons.icon("logo", LIGHT.accent))
    _show_preferences()
    application.styleHints().colorSchemeChanged.connect(_show_preferences)
    # Directly: whichever thread read the settings first, they are changed in the window's.
    preferences().changed.connect(_show_preferences, Qt.ConnectionType.DirectConnection)
    return application


_shown: list[tuple[Look, int]] = []
_spoken: list[str] = []


def _show_preferences() -> None:
    """Give the program the look and the text size that the person, or else the system, wants."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    settings = preferences().settings
    if _spoken != [settings.language]:
        _spoken[:] = [settings.language]
        _speak(application, settings.language)
    chosen = settings.look
    look = system_look(application) if chosen == "system" else Look(chosen)
    size = preferences().size
    if _shown == [(look, size)]:
        return
    _shown[:] = [(look, size)]
    fonts.set_scale(size / 100)
    theme().apply(application, look)


_translators: dict[str, QTranslator] = {}


def _speak(application: QApplication, language: str) -> None:
    """Have the window and Qt's own dialogs speak a language; Chinese is in the source."""
    for translator in _translators.values():
        application.removeTranslator(translator)
    if language not in _translators:
        _translators[language] = QTranslator(application)
        if language == "zh":
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            _translators[language].load(QLocale("zh_CN"), "qtbase", "_", folder)
        else:
            _translators[language].load(str(resource("translations", f"zcdesk_{language}.qm")))
    application.installTranslator(_translators[language])

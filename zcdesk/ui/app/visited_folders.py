"""The folders that Qt's file dialogs visited.

Qt keeps them for good and for all programs: not of ours. Folders of scans are often called
like the person. In the run of the program the dialogs still open where the last one was
left; a dialog of the system's own remembers what the system wants.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QSettings

_KEPT = ("FileDialog/history", "FileDialog/lastVisited")
_USER = QSettings.Scope.UserScope


@contextmanager
def visited_folders_forgotten(place: str = os.devnull) -> Generator[None]:
    """Let no folder that a dialog visits be known afterwards; what was kept before comes back.

    Args:
        place: The folder in which Qt keeps its settings meanwhile. By default there is none, so
            that not even a killed program leaves any. Windows and macOS keep them elsewhere (in
            the registry, in a list of properties): there they are taken out at the end.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, _USER, place)
    before = {key: _settings().value(key) for key in _KEPT}
    try:
        yield
    finally:
        settings = _settings()
        for key, folders in before.items():
            if folders is None:
                settings.remove(key)
            else:
                settings.setValue(key, folders)


def _settings() -> QSettings:
    """Return the settings in which the dialogs keep them (QFileDialog, ``saveSettings``)."""
    return QSettings(_USER, "QtProject")

"""The folder of the user's own data about the program: settings, notices, what went wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def own_folder() -> Path:
    """Return the program's folder in the user's data; it need not exist.

    Source:
        Windows ``%APPDATA%``, macOS ``~/Library/Application Support``, elsewhere the XDG base
        directory specification (``XDG_DATA_HOME``, absolute paths only).

    Raises:
        RuntimeError: There is no home folder.
    """
    if sys.platform == "win32":
        roaming = os.environ.get("APPDATA", "")
        base = Path(roaming) if roaming else Path.home() / "AppData" / "Roaming"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        path = Path(os.environ.get("XDG_DATA_HOME", ""))
        base = path if path.is_absolute() else Path.home() / ".local" / "share"
    return base / "zcdesk"


def settings_file() -> Path:
    """Return the file of the window's settings; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return own_folder() / "settings.json"

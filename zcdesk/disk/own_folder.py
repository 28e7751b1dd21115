"""The folder of the user's own data about the program: settings, notices, what went wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PORTABLE = "portable"
"""Name of the file beside the frozen program with which all data is beside it, too."""

_BESIDE = "数据"


def own_folder() -> Path:
    """Return the program's folder in the user's data; it need not exist.

    Where a file ``portable`` is beside the frozen program (on a stick), it is a folder there.

    Source:
        Windows ``%APPDATA%``, macOS ``~/Library/Application Support``, elsewhere the XDG base
        directory specification (``XDG_DATA_HOME``, absolute paths only).

    Raises:
        RuntimeError: There is no home folder.
    """
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).parent
        if (program / PORTABLE).is_file():
            return program / _BESIDE
    if sys.platform == "win32":
        roaming = os.environ.get("APPDATA", "")
        base = Path(roaming) if roaming else Path.home() / "AppData" / "Roaming"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        path = Path(os.environ.get("XDG_DATA_HOME", ""))
        base = path if path.is_absolute() else Path.home() / ".local" / "share"
    return base / "zcdesk"


def notices_folder() -> Path:
    """Return the folder of the user's own notices; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return own_folder() / "notices"


def settings_file() -> Path:
    """Return the file of the window's settings; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return own_folder() / "settings.json"


def office_file() -> Path:
    """Return the file of settings that an office gives to everybody on a computer."""
    return Path(os.environ.get("PROGRAMDATA", "/etc")) / "zcdesk" / "settings.json"

"""Programs that are not ours: found where they were installed, never where the person works.

After a double click on a case the current folder is the one it came in, and a stranger may have
packed a program beside it. Windows looks there first, for programs and for their libraries.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_LISTS = ("PATH", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH")
"""Variables that list folders of programs, libraries and plugins."""


def shut_current_folder() -> None:
    """Let nothing be started or loaded from the current folder, nor by what this process starts.

    Source:
        NeedCurrentDirectoryForExePathW and SetDllDirectoryW in the documentation of Windows. The
        frozen program names its own folder to the latter at its start, which does the same.
    """
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    for name in _LISTS:
        if whole := os.pathsep.join(map(str, _folders(os.environ.pop(name, "")))):
            os.environ[name] = whole  # left out where empty: that would be the current folder
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        ctypes.windll.kernel32.SetDllDirectoryW("")


def find_program(*names: str, places: Sequence[str] = ()) -> str | None:
    """Return the absolute path of an installed program, None where there is none.

    The system's own folder goes first on Windows, then the whole folders of ``PATH`` in order.

    Args:
        names: Without an ending, the one that is wanted most first.
        places: Files where it usually lies when ``PATH`` does not lead to it.
    """
    windows = sys.platform == "win32"
    root = Path(os.environ.get("SYSTEMROOT", ""))
    own = [(root if root.is_absolute() else Path("C:/Windows")) / "System32"] if windows else []
    folders = [*own, *_folders(os.environ.get("PATH", os.defpath))]
    ending = ".exe" if windows else ""
    found = (folder / f"{name}{ending}" for name in names for folder in folders)
    for place in (*found, *map(Path, places)):
        if place.is_file() and os.access(place, os.X_OK):
            return str(place)
    return None


def _folders(listed: str) -> list[Path]:
    """Return the folders of a list that mean the same wherever one works."""
    named = (Path(each.strip('"')) for each in listed.split(os.pathsep))
    return [folder for folder in named if folder.is_absolute()]

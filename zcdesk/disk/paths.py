"""Paths that people and files name: looked at without a fault, told apart from other computers."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PureWindowsPath

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
"""Names that are devices on Windows, in every folder and with any ending."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:[/\\]{2}", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W_][\w-]{0,63}")
_SYSTEMS = ("/dev/", "/proc/", "/sys/")


def shown_name(path: Path) -> str:
    """Return what a person calls a file or folder: its own name, or all of it where it has none."""
    return path.name or str(path)


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there; what cannot be looked at (a too long name) is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Tell whether a file is there that can be looked at."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Tell whether anything is there that can be looked at."""
    try:
        return path.exists()
    except OSError:
        return False


def resolved(path: Path) -> Path:
    """Return a path without links; one that leads nowhere (a loop) stays as it is, absolute."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop is a RuntimeError before Python 3.13
        return path.absolute()


def leads_elsewhere(place: str) -> bool:
    r"""Tell whether a path written in a file leads to another computer or to a device.

    Such a path is never touched: on Windows a look at ``\\host\share`` alone sends a stranger who
    wrote it the name and a hash of the password of whoever opened the file.
    """
    plain = place.strip().replace("\\", "/")
    if plain.startswith("//") or _ADDRESS.match(place.strip()) or "\0" in place:
        return True
    if plain.startswith(_SYSTEMS):
        return True
    return any(names_device(part) for part in PureWindowsPath(place).parts)


def is_plain_name(name: str) -> bool:
    """Tell whether a word of somebody else's file may become the name of a file of ours.

    Letters and digits of any script, ``-`` and ``_``: no path, no drive, no stream, no ending, no
    device, no letter that cannot be seen, and one way only to write it.
    """
    composed = unicodedata.normalize("NFC", name)
    return name == composed and bool(_PLAIN.fullmatch(name)) and not names_device(name)


def names_device(name: str) -> bool:
    """Tell whether Windows takes the name of a file for a device, whatever its ending.

    Source:
        Microsoft, Naming Files, Paths, and Namespaces.
    """
    return re.split("[.:]", name)[0].strip().lower() in _DEVICES

"""Which files of a folder or archive are scans by their names, and in which order they come."""

from __future__ import annotations

import re
from pathlib import PurePath

_SYSTEM = {"thumbs.db", "desktop.ini", "__macosx"}
_NUMBER = re.compile(r"(\d+)")


def is_passed_over(inner: PurePath) -> bool:
    """Whether a path below a folder is the system's own: hidden, a preview store, a lock file."""
    return any(_is_systems_own(part) for part in inner.parts)


def _is_systems_own(name: str) -> bool:
    if name == "..":
        return False
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM


def by_name(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return what to sort names by, as people count: ``2.jpg`` comes before ``10.jpg``."""
    parts = (part for part in _NUMBER.split(name.casefold()) if part)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts)

"""The settings of the window as they lie on the disk: for a report without words, and a folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from zcdesk.own_folder import own_folder
from zcdesk.paths import leads_elsewhere

SETTINGS = "settings.json"

_LARGEST = 1 << 20

_SWITCHES = ("wheel_zooms", "keep_recent", "toured")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("zh", "en"),
    "look": ("system", "light", "dark", "contrast"),
}
_SIZES = range(80, 201)


def plain_settings() -> dict[str, str | int | bool]:
    """Return what is chosen out of a fixed choice: text size, language, look, switches.

    Folders and the list of recent cases are a person's words and stay out.
    """
    told, found = _told(), dict[str, str | int | bool]()
    for name, choice in _CHOICES.items():
        if told.get(name) in choice:
            found[name] = str(told[name])
    for name in _SWITCHES:
        if isinstance(told.get(name), bool):
            found[name] = bool(told[name])
    size = told.get("size")
    if isinstance(size, int) and size in _SIZES:
        found["size"] = int(size)
    return found


def chosen_case_folder() -> Path | None:
    """Return the folder for cases that the person chose; None: none, or on another computer."""
    folder = _told().get("case_folder")
    if not isinstance(folder, str) or not folder or leads_elsewhere(folder):
        return None
    return Path(folder)


def _told() -> Mapping[str, object]:
    try:
        with (own_folder() / SETTINGS).open("rb") as stream:
            found = json.loads(stream.read(_LARGEST))
    except (OSError, RuntimeError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}

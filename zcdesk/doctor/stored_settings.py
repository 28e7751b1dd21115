"""The window's settings as they are on the disk, read without the window: choices, the folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from zcdesk.disk.own_folder import settings_file
from zcdesk.disk.paths import leads_elsewhere
from zcdesk.wording import LANGUAGES

_LARGEST = 1 << 20

_SWITCHES = ("wheel_zooms", "keep_recent", "toured")
LOOKS = ("system", "light", "dark", "contrast")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": LANGUAGES,
    "look": LOOKS,
}
_SIZES = range(80, 201)


def plain_settings() -> dict[str, str | int | bool]:
    """Return what is chosen out of a fixed choice: text size, language, look, switches.

    Folders and the list of recent cases are a person's words and stay out.
    """
    stored, plain = _stored(), dict[str, str | int | bool]()
    for name, choice in _CHOICES.items():
        if stored.get(name) in choice:
            plain[name] = str(stored[name])
    for name in _SWITCHES:
        if isinstance(stored.get(name), bool):
            plain[name] = bool(stored[name])
    size = stored.get("size")
    if isinstance(size, int) and size in _SIZES:
        plain["size"] = int(size)
    return plain


def chosen_case_folder() -> Path | None:
    """Return the folder for cases that the person chose; None: none, or on another computer."""
    folder = _stored().get("case_folder")
    if not isinstance(folder, str) or not folder or leads_elsewhere(folder):
        return None
    return Path(folder)


def _stored() -> Mapping[str, object]:
    try:
        with settings_file().open("rb") as stream:
            settings = json.loads(stream.read(_LARGEST))
    except (OSError, RuntimeError, ValueError, RecursionError):
        return {}
    return settings if isinstance(settings, dict) else {}

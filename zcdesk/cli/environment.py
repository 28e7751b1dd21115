"""What surrounds a command: the password that a script gives, and whether a window can be shown."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def has_display() -> bool:
    """Tell whether there is a screen, so that Qt need not end the program without one."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


PASSWORD_VARIABLE = "ZCDESK_CASE_PASSWORD"
"""For scripts, where neither a file nor a terminal will do; other programs of the user see it."""


class Environment:
    """What the environment says about this run, and the password file given before the command."""

    def __init__(self) -> None:
        self.password: str | None = None
        self.password_file: Path | None = None

    def take(self) -> None:
        """Keep the password here alone: no worker and no other program inherits it."""
        self.password = os.environ.pop(PASSWORD_VARIABLE, None) or None


environment = Environment()

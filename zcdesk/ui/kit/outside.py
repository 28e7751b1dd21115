"""Shows a file or a folder in the system's own program for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from zcdesk.disk.temporary import outside_environment


def show_outside(place: Path) -> None:
    """Open a file or a folder with the person's own program, which may live on after this one.

    Of one that is gone Windows would start what is there under its name with ``.exe`` behind it.
    """
    if place.exists():
        with outside_environment():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place.absolute())))

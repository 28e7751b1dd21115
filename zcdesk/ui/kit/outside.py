"""Shows a file or a folder in the system's own program for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from zcdesk.disk.temporary import outside_environment


class Outside(QObject):
    """What could not be shown outside of the window; the window says it.

    Signals:
        said: A sentence.
    """

    said = Signal(str)

    def show(self, place: Path) -> None:
        """Open what is there, or say that it is gone.

        Of one that is gone Windows would start what is there under its name with ``.exe`` behind.
        """
        if not place.exists():
            words = self.tr("“{name}”不在原来的地方了，可能移走、改名或删掉了。")
            self.said.emit(words.format(name=place.name))
            return
        with outside_environment():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place.absolute())))


@cache
def outside() -> Outside:
    """Return the program's one way out of the window."""
    return Outside()


def show_outside(place: Path) -> None:
    """Open a file or a folder with the person's own program, which may live on after this one."""
    outside().show(place)

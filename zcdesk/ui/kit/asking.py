"""Asks for files, a folder or a place in the system's own dialogs; one put away asks for nothing.

What was chosen goes to ``take``, so that no caller has to think of the dialog that was put away.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Take = Callable[[Path], object]
"""What is called with the path that was chosen."""


def ask_files(
    parent: QWidget,
    title: str,
    take: Callable[[tuple[Path, ...]], object],
    near: str = "",
    kinds: str = "",
) -> None:
    """Ask for files that are there, one or several."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, near, kinds)
    if names:
        take(tuple(Path(name) for name in names))


def ask_file(parent: QWidget, title: str, take: Take, near: str = "", kinds: str = "") -> None:
    """Ask for one file that is there."""
    name, _ = QFileDialog.getOpenFileName(parent, title, near, kinds)
    _hand_over(name, take)


def ask_folder(parent: QWidget, title: str, take: Take, near: str = "") -> None:
    """Ask for a folder."""
    _hand_over(QFileDialog.getExistingDirectory(parent, title, near), take)


def ask_place(parent: QWidget, title: str, take: Take, place: Path, kinds: str = "") -> None:
    """Ask where a new file is to be; ``place`` is proposed."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(place), kinds)
    _hand_over(name, take)


def with_ending(place: Path, ending: str) -> Path:
    """Return where a file goes that was named: not every system's dialog adds the ending."""
    return place if place.suffix else place.with_suffix(ending)


def _hand_over(name: str, take: Take) -> None:
    if name:
        take(Path(name))

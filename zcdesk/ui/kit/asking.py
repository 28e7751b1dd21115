"""Asks for files, a folder or a place in the system's own dialogs; one put away asks for nothing.

What was chosen goes to ``take``, so that no caller has to think of the dialog that was put away.
Whoever names no folder ``near`` asks where files were taken from last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zcdesk.ui.kit.last_folder import last_folder

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

    def hand_on(*paths: Path) -> None:
        last_folder.note(paths)
        take(paths)

    names, _ = QFileDialog.getOpenFileNames(parent, title, _begun_at(near), kinds)
    _hand_over(names, hand_on)


def ask_file(parent: QWidget, title: str, take: Take, near: str = "", kinds: str = "") -> None:
    """Ask for one file that is there."""
    name, _ = QFileDialog.getOpenFileName(parent, title, _begun_at(near), kinds)
    _hand_over([name], take)


def ask_folder(parent: QWidget, title: str, take: Take, near: str = "") -> None:
    """Ask for a folder."""
    _hand_over([QFileDialog.getExistingDirectory(parent, title, _begun_at(near))], take)


def ask_place(parent: QWidget, title: str, take: Take, place: Path, kinds: str = "") -> None:
    """Ask where a new file is to be; ``place`` is proposed."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(place), kinds)
    _hand_over([name], take)


def with_ending(place: Path, ending: str) -> Path:
    """Return where a file goes that was named: not every system's dialog adds the ending."""
    return place if place.suffix else place.with_suffix(ending)


def _begun_at(near: str) -> str:
    return near or last_folder.near()


def _hand_over(names: Sequence[str], take: Callable[..., object]) -> None:
    if chosen := [Path(name) for name in filter(None, names)]:
        take(*chosen)

"""Asks for files, a folder or a place in the system's own dialogs; None when it is put away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_files(parent: QWidget, title: str, near: str = "", kinds: str = "") -> tuple[Path, ...]:
    """Ask for files that are there, none or several."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, near, kinds)
    return tuple(Path(name) for name in names)


def ask_file(parent: QWidget, title: str, near: str = "", kinds: str = "") -> Path | None:
    """Ask for one file that is there."""
    name, _ = QFileDialog.getOpenFileName(parent, title, near, kinds)
    return Path(name) if name else None


def ask_folder(parent: QWidget, title: str, near: str = "") -> Path | None:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(parent, title, near)
    return Path(name) if name else None


def ask_place(parent: QWidget, title: str, place: Path, kinds: str = "") -> Path | None:
    """Ask where a new file is to be; ``place`` is proposed."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(place), kinds)
    return Path(name) if name else None

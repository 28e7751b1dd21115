"""Where files were taken from last, in this run of the program: nothing of it is ever written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zcdesk.ui.kit.preferences import documents


class LastFolder:
    """The folder in which a dialog opens that knows no better one.

    Folders of scans are often called like the person: the name lives in memory only, and ends
    with the program.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None

    def note(self, paths: Sequence[Path]) -> None:
        """Remember where the first of these files or folders was taken from."""
        if paths:
            first = paths[0].absolute()
            self._folder = first if first.is_dir() else first.parent

    def forget(self) -> None:
        """Know no folder, as when the program begins."""
        self._folder = None

    def near(self) -> str:
        """Return the folder, or the documents: nothing came yet, or the stick was taken out."""
        if self._folder is None or not self._folder.is_dir():
            self._folder = documents()
        return str(self._folder)


last_folder = LastFolder()

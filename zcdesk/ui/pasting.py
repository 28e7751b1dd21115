"""What lies in the clipboard: copied files, or a picture that was copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QClipboard

from zcdesk.ui.drop_area import local_paths


def pasted_paths(clipboard: QClipboard) -> tuple[Path, ...]:
    """Return the files in the clipboard; () when there are none."""
    return local_paths(clipboard.mimeData())

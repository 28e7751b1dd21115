"""What is in the clipboard: copied files, or a picture that was copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QClipboard, QImage

from zcdesk.ui.kit.drop_area import local_paths


def pasted_paths(clipboard: QClipboard) -> tuple[Path, ...]:
    """Return the files in the clipboard; () when there are none."""
    return local_paths(clipboard.mimeData())


def pasted_picture(clipboard: QClipboard) -> bytes:
    """Return the picture in the clipboard as PNG, b"" when there is none."""
    if not clipboard.mimeData().hasImage():
        return b""
    image: QImage = clipboard.image()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Speed over size: a screen's picture takes 30 ms this way and the disk has room.
    written = image.save(buffer, b"PNG", 90)
    return bytes(buffer.data().data()) if written else b""

"""The picture in the clipboard, as a file would hold it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QClipboard, QImageWriter

_PNG = "image/png"


def pasted_picture(clipboard: QClipboard) -> bytes:
    """Return the picture in the clipboard as PNG, b"" when there is none.

    Browsers and chats put the PNG itself beside what Qt makes of it: that is taken as it is, and
    a worker opens it first. A picture of another kind is written anew.
    """
    copied = clipboard.mimeData()
    if copied and (content := bytes(copied.data(_PNG).data())):
        return content
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # QImage.save takes its format as str, while its stub asks for bytes; here both say the same.
    writer = QImageWriter(buffer, b"PNG")
    writer.setQuality(90)  # speed over size: a screen's picture takes 30 ms and the disk has room
    return bytes(buffer.data().data()) if writer.write(clipboard.image()) else b""

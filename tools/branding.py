"""What a system shows of the program outside of its window: its icon, its version resource."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent.parent
SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels of the icon on Windows, at 100 to 250 % of display scale."""

_PAPER, _INK = "#ffffff", "#2b5c9e"
"""The window's own colours (``zcdesk/ui/look/tokens.py``)."""


def drawing() -> str:
    """Return the icon as an SVG: the program's logo on a white sheet with round corners."""
    logo = (HERE / "resources" / "icons" / "logo.svg").read_text(encoding="utf-8")
    inner = logo[logo.index(">") + 1 : logo.rindex("</svg>")].replace("currentColor", _INK)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 20 20">'
        f'<rect x=".5" y=".5" width="19" height="19" rx="4" fill="{_PAPER}" stroke="{_INK}"'
        ' stroke-width=".6"/><g fill="none" '
        f'stroke="{_INK}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" '
        f'transform="translate(2 2) scale(.8)">{inner}</g></svg>\n'
    )


def picture(side: int) -> Image.Image:
    """Return the icon drawn at ``side`` pixels, with transparency."""
    from PySide6.QtCore import QByteArray, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(side, side, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing().encode())).render(painter)
    painter.end()
    content = bytes(image.constBits())
    return Image.frombytes("RGBA", (side, side), content, "raw", "RGBA", image.bytesPerLine())


def icon_of_windows() -> bytes:
    """Return the icon as an ``.ico`` with every side that Windows asks for."""
    pictures = [picture(side) for side in SIDES]
    made = io.BytesIO()
    pictures[-1].save(
        made, "ico", sizes=[(side, side) for side in SIDES], append_images=pictures[:-1]
    )
    return made.getvalue()


def version_resource(version: str, original: str) -> str:
    """Return the version resource of a program of Windows, as PyInstaller reads it.

    Args:
        version: Of zcdesk, three numbers.
        original: File name of the program.
    """
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    four = (*numbers, *(0,) * (4 - len(numbers)))
    words = {
        "CompanyName": "zcdesk",
        "FileDescription": "zcdesk 职称申报材料助手",
        "FileVersion": version,
        "InternalName": "zcdesk",
        "LegalCopyright": "AGPL-3.0-or-later",
        "OriginalFilename": original,
        "ProductName": "zcdesk",
        "ProductVersion": version,
    }
    told = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in words.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0x0,\n"
        "    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"    kids=[StringFileInfo([StringTable('080404B0', [{told}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [0x0804, 1200])])])\n"
    )

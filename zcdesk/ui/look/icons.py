"""Own icons: 20 × 20 SVG drawings, coloured from a token when they are drawn."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from zcdesk.resources import resource

SIZE = 18
"""Usual side of an icon in logical pixels."""


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, side: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Return icon ``name`` in ``colour`` at ``side`` logical pixels for a screen of ``ratio``."""
    drawing = resource("icons", f"{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(drawing.replace(b"currentColor", colour.encode())))
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def paint(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Draw icon ``name`` into ``box``, crisp on the painter's own screen."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    drawn = pixmap(name, colour, round(box.width()), ratio)
    painter.drawPixmap(box.topLeft(), drawn)


def icon(name: str, colour: str) -> QIcon:
    """Return icon ``name`` for places that take only a QIcon."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, 32, ratio))
    return made

"""Plain pages of typed lines for tests that need to know every pixel."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from zcdesk.geometry import Polygon, box
from zcdesk.picture import Picture
from zcdesk.training.fonts import Face, font

LEFT, TOP, STEP = 90, 80, 74


def typed(*rows: str, em: int = 36, width: int = 1240, face: Face = Face.SONG) -> Picture:
    """Draw rows of text on white; row n begins at (LEFT, TOP + n * STEP)."""
    image = Image.new("RGB", (width, 2 * TOP + STEP * max(4, len(rows))), "white")
    pen = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        baseline = TOP + number * STEP + 0.86 * em
        pen.text((LEFT, baseline), row, fill=(25, 25, 25), font=font(face, em), anchor="ls")
    return np.array(image)


def letters(row: int, first: int, last: int, em: int = 36) -> Polygon:
    """Return the cell of Han letters ``first`` to ``last`` (exclusive) of a row."""
    return box(LEFT + first * em, TOP + row * STEP, LEFT + last * em, TOP + row * STEP + em)

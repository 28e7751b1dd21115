"""Plain pages of typed lines for tests that need to know every pixel."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, font
from zcdesk.geometry import Polygon, box
from zcdesk.picture import Picture

LEFT, TOP, STEP = 90, 80, 74


@dataclass(frozen=True)
class Sheet:
    """How a sheet of typed rows lies: pixels, and colours as RGB.

    Attributes:
        left: Where the rows begin.
        top: Where the first row begins, and how much stays free below the last.
        step: From one row to the next.
        room: Rows for which there is room at least.
        base: Where letters stand, as a part of their height.
        paper: Colour of the sheet.
        ink: Colour of the letters.
    """

    left: int = LEFT
    top: int = TOP
    step: int = STEP
    room: int = 4
    base: float = 0.86
    paper: tuple[int, int, int] = (255, 255, 255)
    ink: tuple[int, int, int] = (25, 25, 25)


PLAIN = Sheet()


def typed(
    *rows: str, em: int = 36, width: int = 1240, face: Face = Face.SONG, sheet: Sheet = PLAIN
) -> Picture:
    """Draw rows of text; row n begins ``n * step`` below the first."""
    height = 2 * sheet.top + sheet.step * max(sheet.room, len(rows))
    image = Image.new("RGB", (width, height), sheet.paper)
    pen = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        at = sheet.left, sheet.top + number * sheet.step + sheet.base * em
        pen.text(at, row, fill=sheet.ink, font=font(face, em), anchor="ls")
    return np.array(image)


def letters(row: int, first: int, last: int, em: int = 36) -> Polygon:
    """Return the cell of Han letters ``first`` to ``last`` (exclusive) of a row."""
    return box(LEFT + first * em, TOP + row * STEP, LEFT + last * em, TOP + row * STEP + em)

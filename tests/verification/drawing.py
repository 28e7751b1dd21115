"""Small pages with known words at known places, finished as an export finishes them."""

from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tests.drawn_text import Sheet, typed
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant, Target
from zcdesk.export.pictures.jpeg import encode
from zcdesk.geometry import Polygon, box
from zcdesk.picture import Picture
from zcdesk.verification.covers.left_open import LeftOpen
from zcdesk.verification.picture import Verified, verify_file

EM = 36
LEFT, TOP, STEP = 60, 50, 70
APPLICANT = Applicant(name="王晓燕", employer="昌吉云帆建设工程有限公司")
SHORT_NAME = Applicant(name="张伟", employer="昌吉云帆建设工程有限公司")
BOTH = frozenset({Target.NAME, Target.EMPLOYER})


_SHEET = Sheet(LEFT, TOP, STEP, 3, 42 / EM, (252, 252, 250), (30, 30, 32))


def page(*rows: str) -> Picture:
    """Draw rows of text, ``EM`` pixels high; row n begins at (LEFT, TOP + n * STEP)."""
    return typed(*rows, em=EM, width=900, sheet=_SHEET)


def place(row: int, first: int, last: int, shift: float = 0.0) -> Polygon:
    """Return the cover of characters ``first`` to ``last`` (exclusive) of a row of Han letters."""
    left, right = LEFT + (first + shift) * EM, LEFT + (last + shift) * EM
    return box(left - 1, TOP + row * STEP - 5, right + 1, TOP + row * STEP + EM + 9)


def covered(picture: Picture, covers: Sequence[Polygon], strength: float = 1.0) -> Picture:
    """Return the picture with black covers; ``strength`` below 1 leaves them see-through."""
    black = picture.copy()
    for cover in covers:
        cv2.fillPoly(black, [np.rint(np.array(cover)).astype(np.int32)], (0, 0, 0))
    return np.rint(picture * (1 - strength) + black * strength).astype(np.uint8)


def verify(
    picture: Picture | bytes,
    applicant: Applicant = APPLICANT,
    covers: Sequence[Polygon] | None = None,
    left_open: Sequence[LeftOpen] = (),
    targets: frozenset[Target] = BOTH,
) -> Verified:
    """Finish a picture as the export does, and verify it."""
    data = picture if isinstance(picture, bytes) else encode(picture)
    return verify_file(data, "001.jpg", applicant, targets, covers, left_open)


def codes(result: Verified) -> set[str]:
    """Return the codes of all findings."""
    return {finding.code for finding in result.findings}


def columns(*texts: str) -> Picture:
    """Draw columns of vertical text, the first one on the right."""
    image = Image.new("RGB", (300 + 80 * len(texts), 700), (252, 252, 250))
    pen = ImageDraw.Draw(image)
    for number, text in enumerate(texts):
        for row, letter in enumerate(text):
            x, y = image.width - 150 - 80 * number, 60 + 46 * row
            pen.text((x, y), letter, fill=(30, 30, 32), font=font(Face.SONG, EM))
    return np.array(image)

"""A page of Latin print is read once at full width, not narrowed first and then again."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, font
from zcdesk.picture import GreyPicture
from zcdesk.reading import recognising
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.page_reading import read_evened

ROWS = (
    "Numerical modelling of debris flows in alpine valleys",
    "is compared with records of seven gauging stations",
    "between the years of drought and the years of flood",
    "and a bound for the loss of the upper layer is given",
    "that holds for gravel roads on frozen ground as well",
    "where no drainage has been built below the shoulder",
    "天山北坡的碎石路面",
)


def test_lines_behind_slim_ones_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    image = Image.new("L", (1200, 900), 255)
    pen = ImageDraw.Draw(image)
    for number, row in enumerate(ROWS):
        pen.text((60, 60 + 110 * number), row, fill=0, font=font(Face.HEI, 36))
    widths: list[int] = []
    own = recognising._recognised

    def counted(line: GreyPicture, han_columns: float) -> Lattice:
        widths.append(line.shape[1])
        return own(line, han_columns)

    monkeypatch.setattr(recognising, "_recognised", counted)
    texts = [line.lattice.text for line in read_evened(np.array(image)).lines]
    assert [text.replace(" ", "") for text in texts] == [row.replace(" ", "") for row in ROWS]
    assert len(widths) == len(ROWS) + 2  # the first two alone are narrowed as well

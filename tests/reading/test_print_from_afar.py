"""Print of dots, which holds together from afar alone."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.masking.sheet import Sheet
from tools.drawing.fonts import Face, font
from zcdesk.reading.missed import print_from_afar
from zcdesk.reading.missed.ink_rows import ink_copy
from zcdesk.reading.page_reading import read_page


def dotted(text: str, pitch: int) -> Sheet:
    """Write a row as it is, and one in a needle printer's dots so far apart."""
    sheet = Sheet(900, 400)
    sheet.write("根据文件要求完成年度考核工作任务", 60, 60, 26)
    small = Image.new("L", (16 * len(text), 16), 255)
    ImageDraw.Draw(small).text((0, 0), text, fill=0, font=font(Face.HEI, 16))
    for y, x in np.argwhere(np.asarray(small) < 140).tolist():
        middle = 60 + x * pitch, 150 + y * pitch
        half = pitch * 0.3
        box = (middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half)
        sheet.pen.ellipse(box, fill=(50, 50, 60))
    return sheet


@pytest.mark.parametrize(("text", "pitch"), [("天山水利", 5), ("天山水利设计", 6)])
def test_a_word_in_wide_dots_is_read(text: str, pitch: int) -> None:
    lines = [line.lattice.text for line in read_page(dotted(text, pitch).picture).lines]
    assert text in lines


def test_specks_far_from_each_other_are_not_looked_at_from_afar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = np.full((1600, 1200), 255, np.uint8)
    for n in range(40):
        page[100 + 30 * n : 104 + 30 * n, 60 + 27 * n : 65 + 27 * n] = 0
    monkeypatch.setattr(print_from_afar, "detect", lambda *_: pytest.fail("looked at"))
    assert print_from_afar.print_from_afar(page, ink_copy(page), (), 960)[1] == ()

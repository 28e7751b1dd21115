"""Small letters on large sheets are found, and what was found before stays."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, font
from zcdesk.geometry import bounds
from zcdesk.picture import GreyPicture
from zcdesk.reading.missed.ink_rows import ink_copy
from zcdesk.reading.missed.small_print import small_print, with_small_print
from zcdesk.reading.page_reading import read_evened

NAMES = ("项目负责人欧阳春燕", "设计赛力克·叶尔兰", "天山桥梁勘察设计院有限公司")
SIZE = (6400, 4400)


def sheet(em: int) -> tuple[GreyPicture, list[tuple[float, float]]]:
    """Draw a plan with small rows in its corner and at its rim; return where these begin."""
    image = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 100, SIZE[0] - 100, SIZE[1] - 100), outline=0, width=4)
    for n in range(12):
        pen.rectangle((300 + 350 * n, 400 + 90 * n, 900 + 350 * n, 900 + 120 * n), outline=0)
        pen.line((300, 300 + 210 * n, 4000, 500 + 150 * n), fill=60, width=2)
    pen.text((2600, 3700), "平面布置图", fill=0, font=font(Face.HEI, 120))
    places = [(SIZE[0] - 900, SIZE[1] - 500), (SIZE[0] - 900, SIZE[1] - 400), (150, SIZE[1] - 90)]
    for place, name in zip(places, NAMES, strict=True):
        pen.text(place, name, fill=20, font=font(Face.HEI, em))
    return np.array(image), [(float(x), float(y)) for x, y in places]


@pytest.mark.parametrize("em", [16, 24])
def test_small_letters_on_a_large_sheet_are_read(em: int) -> None:
    page, places = sheet(em)
    lines = read_evened(page).lines
    for (x, y), name in zip(places, NAMES, strict=True):
        row = [one for one in lines if _in_row(bounds(one.quad), x, y + em / 2)]
        row.sort(key=lambda one: one.quad[0][0])  # a row may be two boxes
        assert name in "".join(one.lattice.text for one in row), name
    assert any("平面布置图" in one.lattice.text for one in lines)


def test_a_large_sheet_without_letters_gets_no_boxes() -> None:
    image = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(image)
    for n in range(0, 4000, 22):
        pen.line((400 + n, 300, 300 + n // 2, 4000), fill=0, width=2)
    known = (((200.0, 200.0), (900.0, 200.0), (900.0, 260.0), (200.0, 260.0)),)
    assert with_small_print(np.array(image), known, 960) == known


def test_what_is_scattered_over_a_ground_is_looked_at_no_more() -> None:
    page = np.full(SIZE[::-1], 255, np.uint8)
    for n in range(30):
        for x, y in ((0, 0), (40, 44), (80, 88)):
            left, top = 300 + 190 * n + x, 300 + 130 * n + y
            page[top : top + 24, left : left + 20] = 0
    assert not small_print(ink_copy(page, max(SIZE) // 2), ()).any()


def _in_row(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return x - 40 <= box[0] <= x + 700 and box[1] <= y <= box[3]

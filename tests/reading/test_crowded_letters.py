"""Letters that enclose more white than they have room for: a second print lies among them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests.masking.sheet import Sheet
from tools.drawing.fonts import Face, font
from zcdesk.geometry import bounds
from zcdesk.reading.crowded_letters import crowded_letters
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_page

ROWS = ("兹有本单位职工参加评审材料公示无异议", "上述内容真实有效如有虚假愿承担责任")


def sheet_of(over: str, ink: int, hatched: bool = False, heading: str = "欧阳海燕") -> Sheet:
    """Write two rows, a name, and across it letters of a stamp or a hatch."""
    sheet = Sheet(1100, 500)
    for number, row in enumerate(ROWS):
        sheet.write(row, 80, 60 + 320 * number, 28)
    sheet.pen.text((100, 200), heading, fill=(25,) * 3, font=font(Face.SONG, 30))
    pen = ImageDraw.Draw(over_it := Image.new("RGB", sheet.image.size, "white"))
    pen.text((90, 188), over, fill=(ink,) * 3, font=font(Face.HEAVY, 50))
    for x in range(90, 210, 9) if hatched else ():
        pen.line((x, 203, x + 24, 236), fill=(ink,) * 3, width=1)
        pen.line((x + 24, 203, x, 236), fill=(ink,) * 3, width=1)
    sheet.image.paste(Image.fromarray(np.minimum(np.array(sheet.image), np.array(over_it))))
    return sheet


def found_on(sheet: Sheet) -> list[tuple[float, ...]]:
    page = evened(sheet.picture)
    return [bounds(place) for place in crowded_letters(page, read_page(sheet.picture).lines)]


@pytest.mark.parametrize(
    ("over", "ink", "hatched"), [("内部资料", 30, False), ("受理存档", 60, False), ("", 110, True)]
)
def test_a_name_below_another_print_of_its_own_ink_is_crowded(
    over: str, ink: int, hatched: bool
) -> None:
    (place,) = found_on(sheet_of(over, ink, hatched))
    assert place[1] < 240
    assert place[3] > 190


@pytest.mark.parametrize("over", ["内部资料", "疆喀疆圆圆", "智能检修拓新者"])
def test_heavy_letters_alone_are_not(over: str) -> None:
    assert not found_on(sheet_of(over, 30, heading=""))


def test_letters_so_heavy_that_their_strokes_touch_are_not() -> None:
    sheet = sheet_of("湖南新疆警察", 30, heading="")
    sheet.image = sheet.image.filter(ImageFilter.MinFilter(3))
    assert not found_on(sheet)


def test_crossed_boxes_between_letters_are_no_part_of_them() -> None:
    sheet = sheet_of("", 30, heading="")
    for place, letter in ((100, "证"), (280, "书")):
        sheet.pen.text((place, 190), letter, fill=(25,) * 3, font=font(Face.SONG, 60))
    for left in (166, 222):
        box = left, 198, left + 46, 250
        sheet.pen.rectangle(box, outline=(25,) * 3, width=3)
        sheet.pen.line(box, fill=(25,) * 3, width=2)
        sheet.pen.line((box[0], box[3], box[2], box[1]), fill=(25,) * 3, width=2)
    assert not found_on(sheet)


def test_a_page_whose_ground_has_a_pattern_is_not_crowded() -> None:
    sheet = Sheet(1100, 500)
    for number in range(5):
        sheet.write(ROWS[number % 2], 80, 60 + 80 * number, 28)
    for x in range(0, 1600, 6):
        sheet.pen.line((x, 0, x - 500, 500), fill=(120,) * 3, width=1)
        sheet.pen.line((x - 500, 0, x, 500), fill=(120,) * 3, width=1)
    assert not found_on(sheet)

"""Pages much longer than wide, and lines of more letters than the recogniser takes at once."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, font
from zcdesk.picture import GreyPicture
from zcdesk.reading.page_reading import read_evened
from zcdesk.reading.recognising import crop_line, recognise

_BODY = "本工程位于戈壁地区昼夜温差大施工组织困难项目部采取多项措施确保质量安全进度按期完成"


def _sheet(width: int, height: int, rows: list[str], em: int, step: int) -> GreyPicture:
    image = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        pen.text((40, 60 + number * step), row, fill=25, font=font(Face.SONG, em))
    return np.asarray(image)


def test_no_line_of_a_long_screenshot_is_missed() -> None:
    said = ["讨论了工程进度情况", "由国玉建设负责施工", "参加人员名单见附件", "今天参加了会议"]
    rows = [said[number % 4] for number in range(84)]
    reading = read_evened(_sheet(700, 6000, rows, 30, 68))
    assert [line.lattice.text for line in reading.lines] == rows


def test_a_line_of_a_wide_page_is_one_line_and_its_letters_keep_their_places() -> None:
    row = "".join(_BODY[number % len(_BODY)] for number in range(190))
    reading = read_evened(_sheet(5200, 500, [row] * 6, 26, 60))
    assert [line.lattice.text for line in reading.lines] == [row] * 6
    for line in reading.lines:
        for number, character in enumerate(line.lattice.characters):
            middle = line.span(character.column, character.column + 1)[0][0]
            assert middle == pytest.approx(40 + (number + 0.5) * 26, abs=13)


def test_a_line_of_a_hundred_letters_is_not_squeezed() -> None:
    row = "".join(_BODY[number % len(_BODY)] for number in range(118))
    page = _sheet(1654, 120, [row], 13, 40)
    crop = crop_line(page, ((30, 57), (1600, 57), (1600, 77), (30, 77)))
    lattice = recognise(crop)
    assert crop.shape[1] == pytest.approx(1570 * 48 / 20, abs=1)
    assert lattice.columns == -(-crop.shape[1] // 8)
    assert lattice.text == row

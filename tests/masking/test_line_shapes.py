"""Lines that nobody can read are told apart by their shape."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from zcdesk.masking.line_shapes import LineShape, shape_of
from zcdesk.picture import GreyPicture
from zcdesk.training.fonts import Face, font
from zcdesk.training.ornaments import joined_uyghur

UYGHUR = (
    "مەمەت تۇرسۇن",
    "شىنجاڭ ئۈسكۈنە ياساش شىركىتى",
    "كەسپىي تېخنىكا خادىملىرى",
    "ئابدۇراخمان ئەخمەت",
)
HAN = (
    "新疆云岭智能装备制造有限公司",
    "孙颖倩同志",
    "经考核合格，特发此证。",
    "一二三四五六七八九十",
)


def strip(text: str, face: Face) -> GreyPicture:
    """Draw a line 48 pixels high, as crops are."""
    drawn = font(face, 36)
    image = Image.new("L", (round(drawn.getlength(text)) + 20, 48), 255)
    ImageDraw.Draw(image).text((10, 35), text, fill=30, font=drawn, anchor="ls")
    return np.array(image)


@pytest.mark.parametrize("text", UYGHUR)
def test_uyghur_is_arabic_script(text: str) -> None:
    assert shape_of(strip(joined_uyghur(text), Face.UYGHUR)) is LineShape.ARABIC


@pytest.mark.parametrize("text", HAN)
@pytest.mark.parametrize("face", [Face.SONG, Face.KAI, Face.PEN])
def test_han_letters_are_writing(text: str, face: Face) -> None:
    assert shape_of(strip(text, face)) is LineShape.WRITING


@pytest.mark.parametrize("motif", ["◇", "○", "*"])
def test_what_repeats_itself_is_an_ornament(motif: str) -> None:
    image = Image.new("L", (640, 48), 255)
    pen = ImageDraw.Draw(image)
    for number in range(18):
        x = 10 + number * 34
        pen.polygon([(x, 24), (x + 14, 8), (x + 28, 24), (x + 14, 40)], outline=20, width=3)
        if motif == "○":
            pen.ellipse((x + 8, 18, x + 20, 30), fill=20)
        if motif == "*":
            pen.line((x, 40, x + 28, 8), fill=20, width=3)
    assert shape_of(np.array(image)) is LineShape.ORNAMENT


def test_an_empty_strip_is_no_ornament() -> None:
    assert shape_of(np.full((48, 300), 255, np.uint8)) is LineShape.WRITING
    assert shape_of(np.zeros((48, 300), np.uint8)) is not LineShape.ARABIC

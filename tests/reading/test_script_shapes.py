"""Lines that nobody can read are told apart by their shape."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, font
from tools.drawing.ornaments import joined_uyghur
from zcdesk.geometry import box
from zcdesk.masking.unread.unread_lines import unread_lines
from zcdesk.picture import GreyPicture
from zcdesk.reading.lattice import BLANK, COLUMN_WIDTH, Lattice, symbol_numbers
from zcdesk.reading.line import Line
from zcdesk.reading.script_shapes import (
    ScriptKind,
    are_ideographic_zeros,
    is_too_thick,
    script_kind_of,
)

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
    assert script_kind_of(strip(joined_uyghur(text), Face.UYGHUR)) is ScriptKind.ARABIC


@pytest.mark.parametrize("text", HAN)
@pytest.mark.parametrize("face", [Face.SONG, Face.KAI, Face.PEN])
def test_han_letters_are_writing(text: str, face: Face) -> None:
    assert script_kind_of(strip(text, face)) is ScriptKind.WRITING


@pytest.mark.parametrize("face", [Face.SONG, Face.KAI, Face.HEI, Face.FANGSONG])
def test_the_rings_of_a_year_are_no_name(face: Face) -> None:
    rings = strip("〇〇", face)
    assert are_ideographic_zeros(rings)
    folded = rings.copy()
    folded[:, len(rings[0]) // 2] = 30
    assert are_ideographic_zeros(folded)
    for letters in ("回国", "日口吕", "〇王", "李想", "一二", " ", "。。", "8090"):
        assert not are_ideographic_zeros(strip(letters, face)), letters


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
    assert script_kind_of(np.array(image)) is ScriptKind.ORNAMENT


def test_a_short_row_of_diamonds_between_rules_is_an_ornament() -> None:
    image = Image.new("L", (200, 48), 255)
    pen = ImageDraw.Draw(image)
    for x in (60, 92, 124, 156):
        pen.polygon([(x, 12), (x + 12, 24), (x, 36), (x - 12, 24)], fill=40)
    pen.line((4, 24, 34, 24), fill=40, width=3)
    assert script_kind_of(np.array(image)) is ScriptKind.ORNAMENT
    for letters in ("王王", "品品", "三一", "●王●", "●●●王建军"):
        assert script_kind_of(strip(letters, Face.HEI)) is not ScriptKind.ORNAMENT, letters


def test_an_empty_strip_is_no_ornament() -> None:
    assert script_kind_of(np.full((48, 300), 255, np.uint8)) is ScriptKind.WRITING
    assert script_kind_of(np.zeros((48, 300), np.uint8)) is not ScriptKind.ARABIC


@pytest.mark.parametrize(
    ("reading", "is_told"),
    [
        ({"4": 1.0, "9": 0.62, "5": 1.0, ".": 0.55, "3": 1.0, "6": 1.0}, False),
        ({"7": 0.6, "8": 0.89, "4": 0.51, "3": 0.74, "6": 0.99}, True),  # hardly a figure is sure
        ({"4": 1.0, "c": 0.62, "5": 1.0, "J": 0.55, "3": 1.0, "6": 1.0}, True),
        ({"签": 0.87, "字": 0.93, "：": 0.83}, False),
        ({"签": 0.87, "安": 0.93, "：": 0.83}, True),  # no label at all
    ],
)
def test_a_blurred_sum_or_label_is_no_arabic_script(
    reading: dict[str, float], is_told: bool
) -> None:
    page = strip(joined_uyghur(UYGHUR[0]), Face.UYGHUR)
    line = _line(reading, page)
    assert bool(unread_lines(page, [line], [])) == is_told


@pytest.mark.parametrize(("sure", "more"), [(0.65, True), (0.65, False), (0.9, True)])
def test_a_look_that_leaves_letters_out_does_not_stand_for_the_line(
    sure: float, more: bool
) -> None:
    # A note askew across another row, in which no look reads the name.
    page = strip("仅供东方立峰使用，他用无效", Face.PEN)
    seen = _line(dict.fromkeys("仅保吉方他用", 0.52), page)
    half = _line(dict.fromkeys("仅供力他用无效", sure), page)
    further = _line(dict.fromkeys("仅供力生新播获他用无效"[: None if more else 8], 0.55), page)
    assert bool(unread_lines(page, [seen], [half, further])) == (more and sure < 0.8)


@pytest.mark.parametrize(
    ("text", "sure", "is_told"),
    [("本项目由我单位承担", 0.55, True), ("本项目由我单位承担", 0.7, False), ("本项", 0.55, False)],
)
def test_one_letter_that_is_hardly_read_does_not_stand_for_a_long_row(
    text: str, sure: float, is_told: bool
) -> None:
    page = strip(text, Face.SONG)
    assert bool(unread_lines(page, [_line({"日": sure}, page)], [])) == is_told


def _line(reading: dict[str, float], page: GreyPicture) -> Line:
    """Return a line that fills the page, read as these letters, each with its probability."""
    numbers, columns = symbol_numbers(), page.shape[1] // COLUMN_WIDTH
    table = np.full((columns, max(numbers.values()) + 1), 1e-9, np.float32)
    table[:, BLANK] = 1.0
    for place, (text, probability) in enumerate(reading.items()):
        column = 2 + place * (columns - 4) // len(reading)
        table[column, BLANK], table[column, numbers[text]] = 1 - probability, probability
    ink = np.ones(columns * COLUMN_WIDTH, np.uint8)
    ink[40:60] = 0
    quad = box(0, 0, columns * COLUMN_WIDTH, 48)
    return Line(quad, Lattice.from_probabilities(table), ink)


def test_blots_are_too_thick_for_letters_and_the_boldest_print_is_not() -> None:
    blots = np.full((48, 480), 255, np.uint8)
    blots[8:40, 20:460] = np.where(np.arange(440) % 44 < 22, 30, 255)
    assert is_too_thick(blots)
    assert not any(is_too_thick(strip(text, face)) for text in HAN for face in Face)

"""Lines that cross or that nobody can read, and crowded letters, are told by their shape."""

from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from tests.masking.sheet import Sheet
from tools.drawing.fonts import Face, font
from tools.drawing.ornaments import joined_uyghur
from zcdesk.geometry import bounds, box
from zcdesk.masking.unread.unread_lines import unread_lines
from zcdesk.picture import GreyPicture
from zcdesk.reading.crossings import is_crossing, taken_apart
from zcdesk.reading.crowded_letters import crowded_letters
from zcdesk.reading.evening import evened
from zcdesk.reading.lattice import BLANK, COLUMN_WIDTH, Lattice, symbol_numbers
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_page
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


@pytest.mark.parametrize(
    ("text", "face", "kind"),
    [
        *((joined_uyghur(text), Face.UYGHUR, ScriptKind.ARABIC) for text in UYGHUR),
        *((text, face, ScriptKind.WRITING) for text in HAN for face in (Face.SONG, Face.KAI)),
        *((text, Face.PEN, ScriptKind.WRITING) for text in HAN),
    ],
)
def test_uyghur_is_arabic_script_and_han_letters_are_writing(
    text: str, face: Face, kind: ScriptKind
) -> None:
    assert script_kind_of(strip(text, face)) is kind


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
def test_a_blurred_sum_or_label_is_not_arabic(reading: dict[str, float], is_told: bool) -> None:
    page = strip(joined_uyghur(UYGHUR[0]), Face.UYGHUR)
    line = _line(reading, page)
    assert bool(unread_lines(page, [line], [])) == is_told


@pytest.mark.parametrize(("sure", "more"), [(0.65, True), (0.65, False), (0.9, True)])
def test_a_look_that_leaves_letters_out_is_not_the_line(sure: float, more: bool) -> None:
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
def test_one_letter_hardly_read_is_not_a_long_row(text: str, sure: float, is_told: bool) -> None:
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


Region = NDArray[np.uint8]


def outline(region: Region) -> NDArray[np.integer[Any]]:
    found, _ = cv2.findContours(region, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return np.asarray(max(found, key=cv2.contourArea))


def drawn(*strokes: tuple[tuple[int, int], tuple[int, int], int]) -> Region:
    region = np.zeros((300, 500), np.uint8)
    for start, end, thickness in strokes:
        cv2.line(region, start, end, 1, thickness)
    return region


LINE = ((40, 160), (330, 160), 7)
SLANT = ((230, 230), (450, 90), 26)


def boxes(region: Region) -> list[tuple[float, float, float]]:
    """Return length, thickness and angle of each part, the longest first."""
    found = []
    for part in taken_apart(outline(region)):
        _, sides, angle = cv2.minAreaRect(part)
        along = angle if sides[0] >= sides[1] else angle + 90
        found.append((max(sides), min(sides), along % 180))
    return sorted(found, reverse=True)


@pytest.mark.parametrize("region", [drawn(LINE), drawn(SLANT), drawn(((40, 40), (40, 260), 12))])
def test_one_line_is_left_alone(region: Region) -> None:
    assert not is_crossing(outline(region))


def test_a_line_is_parted_from_a_watermark_that_it_runs_into() -> None:
    region = drawn(LINE, SLANT)
    assert is_crossing(outline(region))
    longest, second = boxes(region)[:2]
    assert longest[0] == pytest.approx(295, abs=60)
    assert longest[1] < 12
    assert min(longest[2], 180 - longest[2]) < 3
    assert second[0] > 200
    assert second[1] < 40
    assert second[2] == pytest.approx(180 - 32.5, abs=5)


def test_a_ring_stays_whole() -> None:
    region = np.zeros((300, 500), np.uint8)
    cv2.ellipse(region, (250, 150), (90, 90), 0, 120, 420, 1, 16)
    assert is_crossing(outline(region))
    assert len(taken_apart(outline(region))) == 1


def test_a_line_that_touches_a_ring_is_parted_from_it() -> None:
    region = drawn(((40, 160), (460, 160), 14))
    cv2.ellipse(region, (250, 160), (100, 100), 0, 180, 360, 1, 14)
    longest = boxes(region)[0]
    assert longest[0] > 400
    assert longest[1] < 24


def test_all_pixels_of_a_region_lie_in_some_part_or_at_its_rim() -> None:
    region = drawn(LINE, SLANT)
    held = np.zeros_like(region)
    for part in taken_apart(outline(region)):
        corners = np.rint(cv2.boxPoints(cv2.minAreaRect(part))).astype(np.int32)
        cv2.fillPoly(held, [corners], 1)
    around = np.asarray(cv2.dilate(held, np.ones((9, 9), np.uint8)), np.uint8)
    assert (region & (1 - around)).sum() < 0.05 * region.sum()


def test_parts_do_not_repeat_each_other() -> None:
    sizes = [length * thickness for length, thickness, _ in boxes(drawn(LINE, SLANT))]
    assert sum(sizes) < 1.5 * float(drawn(LINE, SLANT).sum())


LETTER_ROWS = ("兹有本单位职工参加评审材料公示无异议", "上述内容真实有效如有虚假愿承担责任")


def sheet_of(over: str, ink: int, hatched: bool = False, heading: str = "欧阳海燕") -> Sheet:
    """Write two rows, a name, and across it letters of a stamp or a hatch."""
    sheet = Sheet(1100, 500)
    for number, row in enumerate(LETTER_ROWS):
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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("over", "ink", "hatched"), [("内部资料", 30, False), ("受理存档", 60, False), ("", 110, True)]
)
def test_a_name_below_another_print_is_crowded(over: str, ink: int, hatched: bool) -> None:
    (place,) = found_on(sheet_of(over, ink, hatched))
    assert place[1] < 240
    assert place[3] > 190


@pytest.mark.slow
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
        sheet.write(LETTER_ROWS[number % 2], 80, 60 + 80 * number, 28)
    for x in range(0, 1600, 6):
        sheet.pen.line((x, 0, x - 500, 500), fill=(120,) * 3, width=1)
        sheet.pen.line((x - 500, 0, x, 500), fill=(120,) * 3, width=1)
    assert not found_on(sheet)

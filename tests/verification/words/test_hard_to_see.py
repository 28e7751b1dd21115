"""Words that stand in plain sight, but not as lines of dark print: far apart, mirrored, pale."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.masking.sheet import Box, Sheet
from tests.verification.drawing import APPLICANT, columns, covered, page, verify
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import box
from zcdesk.picture import Picture
from zcdesk.verification.picture import Status

ROWS = ("情况说明", "本项目由刘建国负责，李明参加编制。", "质量合格，同意验收。")
NAME = APPLICANT.name
PALE_NAME = "苗昱澄"
"""A name that was passed over at grey 235 before large pale print was looked for."""
LONGER_ROWS = (*ROWS, "项目完成时间为二〇二二年十月，", "投资总额三百二十万元。")
SIZES = 60, 150, 300
LEVELS = 235, 240, 245, 250
NAMES = PALE_NAME, "欧阳海燕", "李莉", "赵鹏飞", "阿依古丽", "孙毅"


def sheet() -> Image.Image:
    """Draw a page of A4 with other people's rows at its top."""
    image = Image.new("RGB", (1240, 1754), (255, 255, 255))
    rows = Image.fromarray(page(*ROWS))
    image.paste(rows, (60, 60))
    return image


def spread(text: str, step: tuple[int, int]) -> Picture:
    image = sheet()
    pen = ImageDraw.Draw(image)
    for number, letter in enumerate(text):
        at = 160 + step[0] * number, 800 + step[1] * number
        pen.text(at, letter, fill=(0, 0, 0), font=font(Face.SONG, 40))
    return np.array(image)


@pytest.mark.slow
@pytest.mark.parametrize("step", [(160, 0), (260, 0), (0, 160), (0, 260)])
def test_a_name_whose_letters_stand_far_apart_is_not_clean(step: tuple[int, int]) -> None:
    assert verify(spread(NAME, step)).status is not Status.CLEAN


@pytest.mark.slow
@pytest.mark.parametrize("ups", [(0, 30, 10), (0, 44, 0)])
def test_a_name_whose_letters_go_up_and_down_is_not_clean(ups: tuple[int, ...]) -> None:
    image = sheet()
    for number, (letter, up) in enumerate(zip(NAME, ups, strict=True)):
        at = 160 + 42 * number, 800 + up
        ImageDraw.Draw(image).text(at, letter, fill=(0, 0, 0), font=font(Face.SONG, 40))
    assert verify(np.array(image)).status is not Status.CLEAN


@pytest.mark.slow
def test_letters_of_several_names_of_a_list_are_nobody() -> None:
    others = (f"{NAME[0]}建国", f"李{NAME[1]}军", f"{NAME[0]}立{NAME[2]}")
    assert verify(page(*ROWS, *others)).status is Status.CLEAN


@pytest.mark.slow
@pytest.mark.parametrize("text", ["燕晓王", "王建晓立燕", "王燕"])
def test_letters_far_apart_in_another_order_are_nobody(text: str) -> None:
    assert verify(spread(text, (160, 0))).status is Status.CLEAN


@pytest.mark.slow
@pytest.mark.parametrize("across", [0, 1])
def test_a_name_in_mirror_writing_is_not_clean(across: int) -> None:
    mirrored = np.asarray(cv2.flip(page(*ROWS, f"姓名：{NAME}"), across), np.uint8)
    assert verify(mirrored).status is not Status.CLEAN


@pytest.mark.slow
def test_a_mirrored_name_on_an_upright_page_and_in_a_column_is_not_clean() -> None:
    picture = page(*ROWS, f"姓名：{NAME}")
    picture[250:] = picture[250:, ::-1]
    assert verify(picture).status is not Status.CLEAN
    beside = np.asarray(cv2.flip(columns(f"申报人姓名：{NAME}"), 1), np.uint8)
    assert verify(beside).status is not Status.CLEAN


@pytest.mark.slow
def test_the_print_of_others_that_shines_through_is_clean() -> None:
    behind = 255 - (255 - page("申报人周海波同志工作认真", *ROWS)[:, ::-1].astype(int)) // 3
    front = page(*ROWS)
    behind = np.roll(behind, 30, axis=0)[: front.shape[0]]
    both = np.minimum(front, behind).astype(np.uint8)
    assert verify(both).status is Status.CLEAN


def pale(
    text: str, size: int, levels: tuple[int, int], degrees: float = 0.0, top: int = 900
) -> Image.Image:
    """Draw rows, and a large text hardly darker than the paper: its levels and the paper's are
    ``levels``; on black paper the rows are white and the text is hardly lighter.
    """
    level, paper = levels
    black = paper < 128
    over = Image.new("L", (1240, 1754), paper)
    place, anchor = ((620, 877), "mm") if degrees else ((120, top), "la")
    ImageDraw.Draw(over).text(place, text, fill=level, font=font(Face.SONG, size), anchor=anchor)
    sheet_of_rows = Image.new("L", over.size, paper)
    pen = ImageDraw.Draw(sheet_of_rows)
    for number, row in enumerate(LONGER_ROWS):
        ink = 255 if black else 0
        pen.text((120, 150 + 90 * number), row, fill=ink, font=font(Face.SONG, 40))
    turned = over.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=paper)
    mixed = ImageChops.lighter if black else ImageChops.darker
    return mixed(turned, sheet_of_rows).convert("RGB")


def someone(name: str) -> Applicant:
    return Applicant(name=name, employer=APPLICANT.employer)


def is_clean(image: Image.Image, name: str) -> bool:
    return verify(np.array(image), someone(name)).status is Status.CLEAN


@pytest.mark.slow
@pytest.mark.parametrize("levels", [(235, 255), (250, 255), (10, 0), (3, 0)])
def test_a_large_name_hardly_other_than_its_paper_is_not_clean(levels: tuple[int, int]) -> None:
    assert not is_clean(pale(PALE_NAME, 300, levels), PALE_NAME)


@pytest.mark.slow
def test_a_large_pale_name_below_print_is_not_clean() -> None:
    assert not is_clean(pale(PALE_NAME, 300, (240, 255), top=200), PALE_NAME)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "degrees"), [("孙毅", 45), ("赵鹏飞", -35)])
def test_a_large_pale_slanting_name_is_not_clean(name: str, degrees: float) -> None:
    assert not is_clean(pale(name, 300, (235, 255), degrees), name)


@pytest.mark.slow
def test_a_name_hardly_lighter_than_the_black_area_it_stands_on_is_not_clean() -> None:
    image = pale("", 300, (235, 255))
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 880, 1150, 1240), fill=(0, 0, 0))
    pen.text((120, 900), NAME, fill=(10, 10, 10), font=font(Face.SONG, 300))
    assert not is_clean(image, NAME)


@pytest.mark.nightly
def test_large_pale_words_of_others_are_clean() -> None:
    assert is_clean(pale("周海波", 300, (235, 255)), PALE_NAME)
    assert is_clean(pale("复印无效", 200, (240, 255), degrees=45), PALE_NAME)
    assert is_clean(pale("苗昱", 300, (3, 0)), PALE_NAME)


@pytest.mark.nightly
def test_no_large_pale_name_is_clean(record_property: Callable[[str, object], None]) -> None:
    levels = [*((level, 255) for level in LEVELS), (10, 0), (3, 0)]
    drawn = [(name, size, level) for name in NAMES for size in SIZES for level in levels]
    drawn = [(n, size, level) for n, size, level in drawn if size * len(n) < 1100]
    missed = [one for one in drawn if is_clean(pale(*one), one[0])]
    record_property("figure", f"{len(drawn)} pale names, {len(missed)} clean")
    assert missed == []


ALIM, EMPLOYER = "ئالىمجان تۇرسۇن", "خوتەن يۇنلىڭ سۇ قۇرۇلۇش شىركىتى"
TOLD = replace(APPLICANT, aliases=(ALIM,), employer_aliases=(EMPLOYER,))


@pytest.fixture(scope="module")
def arabic_page() -> tuple[Picture, list[Box]]:
    """A page with name and employer in Arabic script, and somebody else's name."""
    sheet = Sheet(1000, 620)
    sheet.write("专业技术人员继续教育登记", 80, 60)
    places = [
        sheet.uyghur(text, 200, 180 + 120 * row)
        for row, text in enumerate((ALIM, EMPLOYER, "گۈلنار ئەھمەت"))
    ]
    return sheet.picture, places


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hidden", "status", "told"),
    [
        (slice(0), Status.LEAK, {"alias:1", "employer:alias:1"}),
        (slice(1, 2), Status.LEAK, {"alias:1"}),  # the employer's cover is none of the name
        (slice(2), Status.CLEAN, set()),
    ],
)
def test_words_that_stand_open_are_a_leak(
    arabic_page: tuple[Picture, list[Box]], hidden: slice, status: Status, told: set[str]
) -> None:
    picture, places = arabic_page
    covers = [box(x - 4, y - 4, right + 4, down + 4) for x, y, right, down in places[hidden]]
    result = verify(covered(picture, covers), TOLD, covers)
    assert result.status is status
    assert {one.details["word"] for one in result.findings} == told


def test_what_may_stay_and_what_nobody_told_is_no_leak(
    arabic_page: tuple[Picture, list[Box]],
) -> None:
    assert verify(arabic_page[0], TOLD, targets=frozenset({Target.SEAL})).status is not Status.LEAK
    assert verify(arabic_page[0], APPLICANT).status is Status.CLEAN

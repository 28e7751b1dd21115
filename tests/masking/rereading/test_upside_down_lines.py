"""Words that stand on their head on an upright page."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.masking.sheet import Box, Sheet, all_covered
from zcdesk.applicant import Applicant
from zcdesk.masking.rereading.upside_down_lines import upside_down_lines
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

APPLICANT = Applicant("王晓燕", "昌吉云帆建设工程有限公司")


def on_its_head(sheet: Sheet, place: tuple[int, int, int, int], boxes: list[Box]) -> list[Box]:
    """Turn a part of a sheet over, and return where its letters lie then."""
    left, top, right, bottom = place
    part = sheet.image.crop(place).transpose(Image.Transpose.ROTATE_180)
    sheet.image.paste(part, place)
    across, down = left + right, top + bottom
    return [(across - x1, down - y1, across - x0, down - y0) for x0, y0, x1, y1 in boxes]


@pytest.mark.slow
@pytest.mark.parametrize("em", [28, 110])
def test_a_name_that_stands_on_its_head_is_covered(em: int) -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 500)
    sheet.write("座位安排以会务组通知为准，请按时入场", 60, 600)
    written = sheet.write("王晓燕", 400, 120, em=em)
    written = on_its_head(sheet, (300, 80, 900, 300), written)
    assert all_covered(sheet.hits(APPLICANT), written)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("label", "name", "em"),
    [("姓名：", "吕凯", 32), ("姓　名：", "朱鹏", 20), ("姓名：", "王晓燕", 20)],
)
def test_a_name_on_its_head_of_which_only_the_colon_is_surely_read_is_covered(
    label: str, name: str, em: int
) -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 500)
    sheet.write("座位安排以会务组通知为准，请按时入场", 60, 600)
    written = sheet.write(label + name, 400, 120, em=em)[-len(name) :]
    written = on_its_head(sheet, (300, 80, 900, 300), written)
    assert all_covered(sheet.hits(Applicant(name, APPLICANT.employer)), written)


@pytest.mark.slow
def test_an_employer_that_stands_on_its_head_is_covered() -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 500)
    written = sheet.write(APPLICANT.employer, 200, 120, em=40)
    written = on_its_head(sheet, (100, 80, 1100, 260), written)
    assert all_covered(sheet.hits(APPLICANT), written)


@pytest.mark.slow
def test_a_name_on_its_head_that_goes_on_in_the_next_row_is_covered() -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 700)
    written = [*sheet.write("再努尔·买买", 200, 120, em=90), *sheet.write("提", 200, 230, em=90)]
    written = on_its_head(sheet, (100, 80, 1100, 360), written)
    assert all_covered(sheet.hits(Applicant("再努尔·买买提", APPLICANT.employer)), written)


def test_print_that_stands_upright_is_not_read_on_its_head() -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 500)
    sheet.write("日田口 8 0 6 9 中申由甲", 60, 600)
    page = evened(sheet.picture)
    assert upside_down_lines(page, read_evened(page).lines) == ()

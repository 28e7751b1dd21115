"""Words broken over the rows of a cell that flow together with those of the cells beside it."""

from __future__ import annotations

import pytest

from tests.masking.sheet import Box, Sheet, all_covered, covered
from zcdesk.applicant import Applicant

NAME, EMPLOYER = "海热古丽·阿卜杜外力", "塔城地区勘测设计院"
APPLICANT = Applicant(NAME, EMPLOYER)


def row(before: str, head: str, gap: float, after: str, rest: str) -> tuple[Sheet, list[Box]]:
    """Write a row of cells without borders, and below its middle one the rest of that cell."""
    sheet = Sheet(1000, 300)
    left = 60 + 30 * len(before) + (gap if before else 0)
    sheet.write(before, 60, 100, 30)
    letters = sheet.write(head, left, 100, 30)
    sheet.write(after, letters[-1][2] + gap, 100, 30)
    return sheet, letters + sheet.write(rest, left, 142, 30)


@pytest.mark.parametrize(
    ("before", "head", "gap", "rest"),
    [
        ("", "海热古丽·阿卜杜", 12, "外力"),
        ("拟稿", "海热古丽·阿卜杜外", 16, "力"),
        ("", "塔城地区勘测", 14, "设计院"),
    ],
)
def test_both_parts_are_covered(before: str, head: str, gap: float, rest: str) -> None:
    sheet, letters = row(before, head, gap, "已阅并同意", rest)
    assert all_covered(sheet.hits(APPLICANT), letters)


@pytest.mark.slow
@pytest.mark.parametrize("gap", [0, 24])
def test_rows_that_flow_together_on_either_side_are_covered(gap: float) -> None:
    sheet = Sheet(1000, 300)
    rows = [
        ("努尔麦麦", "海热古丽·", "吐尔逊"),
        ("提·奥布", "阿卜杜", "赛力克"),
        ("力江", "外力", ""),
    ]
    letters = []
    for number, (before, own, after) in enumerate(rows):
        y = 60 + 42 * number
        sheet.write(before, 60, y, 30)
        written = sheet.write(own, 180 + gap, y, 30)
        letters += [box for box, c in zip(written, own, strict=True) if c != "·"]
        sheet.write(after, 330 + 2 * gap, y, 30)
    assert all_covered(sheet.hits(APPLICANT), letters)


@pytest.mark.parametrize(
    ("upper", "lower", "covers"),
    [
        ("海热古丽·艾合买提", "阿卜杜外力·吾守尔", 0),
        ("海热古丽", "阿卜杜外力·吾守尔", 2),
        ("海热古丽·艾合买提", "阿卜杜外力", 2),
    ],
)
def test_two_names_above_each_other_that_go_on_with_a_dot_are_not_one(
    upper: str, lower: str, covers: int
) -> None:
    sheet = Sheet(1000, 300)
    sheet.write(upper, 60, 100, 30)
    sheet.write(lower, 60, 142, 30)
    assert sum(hit.covers_by_default for hit in sheet.hits(APPLICANT)) == covers


@pytest.mark.slow
def test_a_rest_is_sought_in_the_nearest_row() -> None:
    sheet = Sheet(1000, 400)
    own = sheet.write("海热古丽·阿", 60, 60, 30) + sheet.write("卜杜外力", 60, 94, 30)
    sheet.write("古丽·阿卜杜", 60, 128, 30)
    others = sheet.write("外力", 60, 162, 30)
    for row in range(4):
        sheet.write("已阅并同意", 330, 60 + 34 * row, 30)
    hits = sheet.hits(APPLICANT)
    assert all_covered(hits, own[:4] + own[5:])
    assert max(covered(hits, box) for box in others) < 0.2


@pytest.mark.parametrize("rest", ["外甥", "明力"])
def test_what_is_not_the_rest_of_the_word_stays(rest: str) -> None:
    sheet, letters = row("", "海热古丽·阿卜杜", 14, "已阅并同意", rest)
    hits = sheet.hits(APPLICANT)
    assert max(covered(hits, box) for box in letters[-len(rest) :]) == 0


def test_what_begins_elsewhere_in_the_next_row_is_no_rest() -> None:
    sheet = Sheet(1000, 300)
    sheet.write("海热古丽·阿卜杜", 60, 100, 30)
    sheet.write("已阅并同意", 340, 100, 30)
    letters = sheet.write("外力", 340, 142, 30)
    hits = sheet.hits(APPLICANT)
    assert max(covered(hits, box) for box in letters) == 0


@pytest.mark.parametrize("below", ["国家标准执行", "提供国产设备"])
def test_the_rest_of_a_short_name_stands_alone(below: str) -> None:
    sheet = Sheet(1000, 300)
    letters = sheet.write("由张伟会同监理单位", 60, 100, 30)
    letters += sheet.write(below, 90, 142, 30)
    hits = sheet.hits(Applicant("张伟国", EMPLOYER))
    assert max(covered(hits, box) for box in letters) == 0


@pytest.mark.slow
def test_the_legal_form_of_the_company_in_the_next_row_is_no_rest() -> None:
    sheet = Sheet(1000, 300)
    own = sheet.write("云岭交通勘察设计研究院", 60, 100, 30)
    other = sheet.write("北山天河建筑安装有限公司", 45, 142, 30)
    hits = sheet.hits(Applicant(NAME, "云岭交通勘察设计研究院有限公司"))
    assert all_covered(hits, own)
    assert max(covered(hits, box) for box in other) < 0.3

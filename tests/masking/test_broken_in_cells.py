"""Words broken over two rows of a cell, the first of which flows together with the next cell."""

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


@pytest.mark.parametrize("rest", ["外甥", "明力", "外力补偿器的调试"])
def test_what_is_not_the_rest_of_the_word_stays(rest: str) -> None:
    sheet, letters = row("", "海热古丽·阿卜杜", 14, "已阅并同意", rest)
    hits = sheet.hits(APPLICANT)
    assert max(covered(hits, box) for box in letters[-len(rest) :]) == 0


def test_what_begins_elsewhere_in_the_next_row_is_no_rest() -> None:
    sheet = Sheet(1000, 300)
    sheet.write("海热古丽·阿卜杜", 60, 100, 30)
    sheet.write("已阅并同意", 340, 100, 30)
    letters = sheet.write("外力", 340, 142, 30)
    assert max(covered(sheet.hits(APPLICANT), box) for box in letters) == 0

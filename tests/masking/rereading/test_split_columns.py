"""Vertical print that the detector broke into boxes."""

from __future__ import annotations

import pytest

from tests.masking.sheet import Box, Sheet
from zcdesk.applicant import Applicant
from zcdesk.geometry import box
from zcdesk.masking.rereading.split_boxes import reread_split_columns
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.page_reading import read_line

APPLICANT = Applicant("于珍晨", "新疆生产建设兵团第一师农业科学研究所")


def column(sheet: Sheet, letters: list[Box]) -> Line:
    """Read the box around some letters of a column."""
    left, right = min(one[0] for one in letters), max(one[2] for one in letters)
    top, bottom = letters[0][1], letters[-1][3]
    return read_line(evened(sheet.picture), box(left - 4, top - 3, right + 4, bottom + 3))


@pytest.mark.slow
def test_a_column_that_is_broken_at_a_flat_letter_is_covered_whole() -> None:
    sheet = Sheet()
    letters = sheet.write(APPLICANT.employer, 600, 60, em=34, down=True)
    flat = APPLICANT.employer.index("一")
    halves = column(sheet, letters[:flat]), column(sheet, letters[flat + 1 :])
    assert all(half.vertical for half in halves)
    hits = sheet.hits_of(Reading(*sheet.image.size, halves), APPLICANT)
    covered = [hit.mask.polygon for hit in hits if hit.covers_by_default]
    for left, top, right, bottom in letters:
        x, y = (left + right) / 2, (top + bottom) / 2
        assert any(_holds(polygon, x, y) for polygon in covered)


def test_columns_beside_each_other_and_far_below_are_not_joined() -> None:
    sheet = Sheet()
    lines = [
        column(sheet, sheet.write("评审材料目录", x, y, em=34, down=True))
        for x, y in ((300, 40), (400, 120), (300, 380))
    ]
    assert reread_split_columns(evened(sheet.picture), lines) == ()


def test_numbers_below_each_other_are_not_joined() -> None:
    sheet = Sheet()
    lines = [
        column(sheet, sheet.write(number, 300, 40 + 50 * row, em=34))
        for row, number in enumerate("1467")
    ]
    assert reread_split_columns(evened(sheet.picture), lines) == ()


def test_short_boxes_below_each_other_are_cells() -> None:
    sheet = Sheet()
    lines = [
        column(sheet, sheet.write("甲乙", 300, 40 + 100 * row, em=34, down=True))
        for row in range(4)
    ]
    assert all(line.vertical for line in lines)
    assert reread_split_columns(evened(sheet.picture), lines) == ()


def _holds(polygon: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    across, down = [one[0] for one in polygon], [one[1] for one in polygon]
    return min(across) <= x <= max(across) and min(down) <= y <= max(down)

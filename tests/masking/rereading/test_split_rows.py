"""Rows of print that the detector broke into boxes lying a little above each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.masking.sheet import Box, Sheet, all_covered
from zcdesk.applicant import Applicant
from zcdesk.geometry import box
from zcdesk.masking.rereading.split_boxes import reread_split_rows
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.page_reading import read_line

APPLICANT = Applicant("于珍晨", "新疆生产建设兵团第六师五家渠市房产交易管理中心")
EM = 18


def part(sheet: Sheet, letters: list[Box], above: float, below: float) -> Line:
    """Read a box from some share of the letters' height to another one."""
    left, right = letters[0][0] - 3, letters[-1][2] + 3
    top = min(one[1] for one in letters)
    return read_line(evened(sheet.picture), box(left, top + above * EM, right, top + below * EM))


@pytest.mark.slow
def test_a_row_in_boxes_lower_than_its_letters_is_covered_whole() -> None:
    sheet = Sheet()
    letters = sheet.write(APPLICANT.employer, 200, 60, em=EM)
    parts = (
        part(sheet, letters[:12], -0.15, 0.5),
        part(sheet, letters[9:19], 0.15, 1.0),
        part(sheet, letters[17:], 0.4, 1.15),
    )
    assert not any(APPLICANT.employer in one.lattice.text for one in parts)
    hits = sheet.hits_of(Reading(*sheet.image.size, parts), APPLICANT)
    assert all_covered(hits, letters)


def test_words_that_run_slantwise_are_not_joined_with_the_print_beside_them() -> None:
    sheet = Sheet()
    letters = sheet.write(APPLICANT.employer, 200, 60, em=EM)
    print_, word = part(sheet, letters[:12], -0.15, 1.0), part(sheet, letters[9:], 0, 1.15)
    (left, top), (right, _), _, _ = word.quad
    down = 0.4 * (right - left)  # 22 degrees
    slanting = ((left, top), (right, top + down), (right, top + down + EM), (left, top + EM))
    assert len(reread_split_rows(evened(sheet.picture), [print_, word])) == 1
    assert reread_split_rows(evened(sheet.picture), [print_, replace(word, quad=slanting)]) == ()


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (700, 60),  # the next cell of the same row
        (200 + 20 * EM - 6, 60),  # one so near that the boxes overlap
        (400, 60 + 1.3 * EM),  # the row below
        (470, 60 + 1.1 * EM),  # one so near that the boxes overlap, further to the right
        (230, 60),  # within the other box
    ],
)
def test_cells_and_rows_of_their_own_are_not_joined(x: float, y: float) -> None:
    sheet = Sheet()
    first = sheet.write("新疆云岭路桥工程有限责任公司评审材料目录", 200, 60, em=EM)
    other = first[4:9] if x < 300 else sheet.write("土建工程师何丽王强", x, y, em=EM)
    lines = [part(sheet, one, -0.15, 1.15) for one in (first, other)]
    assert reread_split_rows(evened(sheet.picture), lines) == ()

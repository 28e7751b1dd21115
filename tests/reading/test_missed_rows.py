"""Small print on a large sheet, which the detector passes over, is found and read."""

from __future__ import annotations

import numpy as np
import pytest

from tests.masking.sheet import Sheet, all_covered
from zcdesk.applicant import Applicant
from zcdesk.geometry import bounds, box
from zcdesk.reading.detecting import detect
from zcdesk.reading.evening import evened
from zcdesk.reading.missed.ink_rows import ink_copy
from zcdesk.reading.missed.rows import joined_boxes, missed_rows
from zcdesk.reading.page_reading import read_page

APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")
TEXT = "现场调查结果表明，设计单位新疆云岭智能装备制造有限公司与负责人孙颖倩提出的方案可行。"
FIRST = TEXT.index("新疆")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "em", "leading"),
    [(2, 14, 1.35), (12, 14, 1.2), pytest.param(12, 12, 1.5, marks=pytest.mark.nightly)],
)
def test_small_print_on_a_large_sheet_is_read_and_covered(
    count: int, em: int, leading: float
) -> None:
    sheet = Sheet(2300, 3200)
    text = TEXT * 3
    rows = [sheet.write(text, 200, 1000 + n * leading * em, em) for n in range(count)]
    boxes = [bounds(quad) for quad in detect(evened(sheet.picture))]
    lines = [box for box in boxes if box[3] - box[1] < 2 * em]
    found = sum(
        any(top < row[0][1] + em / 2 < bottom for _, top, _, bottom in lines) for row in rows
    )
    assert found < count, "the detector passes over some of it, or makes one box of all"
    hits = sheet.hits(APPLICANT)
    for row in rows:
        for start in range(0, len(text), len(TEXT)):
            name = start + TEXT.index("孙颖倩")
            own = row[start + FIRST : start + FIRST + 14] + row[name : name + 3]
            assert all_covered(hits, own)


def test_rules_ornaments_and_grain_are_no_rows_that_are_read() -> None:
    sheet = Sheet(1600, 1200)
    for y in (100, 1100):
        for x in range(100, 1500, 14):
            sheet.pen.ellipse((x, y, x + 8, y + 8), outline=(60,) * 3, width=2)
    sheet.pen.rectangle((80, 80, 1520, 1120), outline=(60,) * 3, width=3)
    grain = np.random.default_rng(3).random((1200, 1600)) < 0.01
    picture = np.array(sheet.picture)
    picture[grain] = 90
    assert not any(line.lattice.confidence > 0.75 for line in read_page(picture).lines)


def test_what_a_box_covers_is_no_missed_row() -> None:
    sheet = Sheet(1200, 600)
    letters = sheet.write(TEXT, 100, 300, 20)
    page = evened(sheet.picture)
    (row,) = missed_rows(ink_copy(page), ())
    left, top, right, bottom = bounds(row)
    assert (left < letters[0][0] + 2, right > letters[-1][2] - 12) == (True, True)
    assert (top < 306, bottom > 314) == (True, True)
    assert missed_rows(ink_copy(page), [row]) == ()


def test_a_row_in_a_high_box_of_its_own_is_not_missed() -> None:
    sheet = Sheet(1200, 600)
    sheet.write(TEXT, 100, 300, 20)
    sheet.write(TEXT, 100, 340, 20)
    page = evened(sheet.picture)
    upper, lower = (box(95, top, 1000, top + 60) for top in (275, 320))
    assert missed_rows(ink_copy(page), [upper, lower]) == ()
    assert len(missed_rows(ink_copy(page), [box(95, 285, 1000, 375)])) == 2


def test_a_nearer_look_replaces_what_it_shows_and_leaves_the_rest() -> None:
    near = box(100, 100, 400, 120)
    merged, elsewhere = box(90, 90, 410, 180), box(500, 500, 700, 560)
    assert joined_boxes([near], [merged, elsewhere]) == (near, elsewhere)

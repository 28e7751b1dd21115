"""A long column in a drawing's margin is read as one whole, whatever the detector made of it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.masking.sheet import Sheet
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.picture import GreyPicture
from zcdesk.reading import page_reading
from zcdesk.reading.detecting import detect
from zcdesk.reading.evening import evened
from zcdesk.reading.missed.ink_rows import ink_copy
from zcdesk.reading.missed.missed_columns import missed_columns
from zcdesk.reading.page_reading import read_evened, read_line

EMPLOYER = "新疆维吾尔自治区地质矿产勘查开发局第二水文工程地质大队"
Boxes = list[tuple[float, float, float, float]]


def drawing(width: int, em: int, faded: float) -> tuple[GreyPicture, Boxes]:
    """Return an evened drawing that has the employer in its margin, and that one's letters.

    Args:
        width: Pixels of the sheet.
        em: Pixels of a letter.
        faded: Share of its darkness that blurred ink lost; 0 is sharp.
    """
    height = round(width / 1.4)
    sheet = Sheet(width, height)
    sheet.pen.rectangle((130, 60, width - 60, height - 60), outline=(30,) * 3, width=3)
    letters = sheet.write(EMPLOYER, 106, height // 2, em, down=True)
    sheet.write("说明一：本图尺寸以毫米计，高程以米计", width // 2, height - 200, em)
    picture = np.array(sheet.picture)
    if faded:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.2), np.uint8)
        picture = (255 - (255 - picture) * (1 - faded)).astype(np.uint8)
    grain = np.random.default_rng(1).normal(0, 5, picture.shape[:2])[..., None]
    return evened(np.clip(picture + grain, 0, 255).astype(np.uint8)), letters


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "em", "faded"), [(3500, 14, 0.0), (3500, 19, 0.0), (2400, 19, 0.4), (2400, 19, 0.7)]
)
def test_a_column_that_the_detector_cuts_or_misses_is_read_as_a_whole(
    width: int, em: int, faded: float
) -> None:
    page, letters = drawing(width, em, faded)
    boxes = [bounds(quad) for quad in detect(page)]
    seen = [
        any(one[0] <= left <= one[2] and one[1] <= (top + bottom) / 2 <= one[3] for one in boxes)
        for left, top, _, bottom in letters
    ]
    assert not all(seen), "the detector leaves out letters of it"
    (column,) = (line for line in read_evened(page).lines if line.vertical)
    _, top, _, bottom = bounds(column.quad)
    assert (top <= letters[0][1] + 2, bottom >= letters[-1][3] - 2) == (True, True)
    assert sum(letter in column.lattice.text for letter in EMPLOYER) >= len(EMPLOYER) - 3


@pytest.mark.slow
def test_a_column_that_a_box_holds_is_not_read_again() -> None:
    page, letters = drawing(2400, 19, 0.0)
    left, top, right, bottom = bounds([one[:2] for one in letters] + [one[2:] for one in letters])
    copy = ink_copy(page)
    whole = read_line(page, bounds_of_column(letters))
    cut = read_line(page, box(left - 5, top - 4, right + 5, (top + bottom) / 2))
    assert missed_columns(copy, [whole]) == ()
    assert len(missed_columns(copy, [cut])) == 1
    assert len(missed_columns(copy, ())) == 1


def test_a_box_beside_a_column_does_not_hold_it() -> None:
    page, letters = drawing(2400, 19, 0.0)
    left, top, right, bottom = bounds([one[:2] for one in letters] + [one[2:] for one in letters])
    beside = read_line(page, box(left + 60, top - 4, right + 60, bottom + 4))
    assert len(missed_columns(ink_copy(page), [beside])) == 1


@pytest.mark.parametrize(("letters", "found"), [(2, 0), (8, 1)])
def test_two_letters_below_each_other_are_no_text(
    monkeypatch: pytest.MonkeyPatch, letters: int, found: int
) -> None:
    page, places = drawing(2400, 19, 0.0)
    part = bounds_of_column(places[:letters])
    monkeypatch.setattr(page_reading, "missed_columns", lambda copy, lines: (part,))
    assert len(page_reading._with_columns(page, ink_copy(page), ())) == found


@pytest.mark.slow
def test_parts_that_read_as_much_as_the_whole_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    page, letters = drawing(2400, 19, 0.0)
    (column,) = (line for line in read_evened(page).lines if line.vertical)
    whole = bounds_of_column(letters)
    monkeypatch.setattr(page_reading, "missed_columns", lambda copy, lines: (whole,))
    assert page_reading._with_columns(page, ink_copy(page), [column]) == [column]


def bounds_of_column(letters: Boxes) -> Polygon:
    """Return the corners around a column."""
    left, top, right, bottom = bounds([one[:2] for one in letters] + [one[2:] for one in letters])
    return box(left - 5, top - 4, right + 5, bottom + 4)


def test_letters_that_stand_in_rows_are_no_columns() -> None:
    sheet = Sheet(1600, 1100)
    for number in range(12):
        sheet.write("现场调查结果表明，设计单位提出的方案可行。", 200, 150 + 34 * number, 24)
    page = evened(sheet.picture)
    lines = read_evened(page).lines
    assert not any(line.vertical for line in lines)
    assert missed_columns(ink_copy(page), lines) == ()

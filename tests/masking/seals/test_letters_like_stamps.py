"""Letters of coloured headings whose strokes close a frame are no seals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.sheet import Sheet
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant
from zcdesk.geometry import bounds, box
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.letters_like_seals import without_letters
from zcdesk.masking.seals.seal_detection import Seal, Shape, find_seals
from zcdesk.reading.page_reading import read_page

APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")
HEADING = "库尔勒骏原数字科技集团有限公司"


def heading(em: int, face: Face, streak: bool = False) -> Sheet:
    sheet = Sheet(1000, 400)
    for number, letter in enumerate(HEADING):
        x = 40 + number * em
        sheet.pen.text(
            (x, 100 + em), letter, fill=(235, 160, 160), font=font(face, em), anchor="ls"
        )
    if streak:
        across = 40 + (HEADING.index("限") + 0.5) * em
        sheet.pen.line((across, 0, across, 400), fill=(200,) * 3, width=2)
    return sheet


@pytest.mark.parametrize(
    ("em", "face", "streak"),
    [(36, Face.KAI, False), (44, Face.SONG, False), (60, Face.KAI, False), (60, Face.SONG, True)],
)
def test_a_letter_of_a_heading_is_no_seal(em: int, face: Face, streak: bool) -> None:
    sheet = heading(em, face, streak)
    assert find_seals(sheet.picture), "strokes close a frame"
    assert sheet.hits(APPLICANT) == ()


@pytest.mark.parametrize("side", [24.0, 60.0])
def test_what_is_higher_or_covers_several_letters_may_be_a_seal(side: float) -> None:
    sheet = heading(36, Face.KAI)
    lines = read_page(np.asarray(sheet.picture)).lines
    left, top, right, bottom = bounds(lines[0].quad)
    y = (top + bottom) / 2
    half = 60.0 if side < bottom - top else side / 2
    place = box(left + 200 - half, y - side / 2, left + 200 + half, y + side / 2)
    seal = Seal((left + 200, y), (half, side / 2), 0.0, Colour.RED, Shape.BOX, place, 1.0)
    assert right > left + 260
    assert without_letters([seal], lines) == (seal,)


@pytest.mark.parametrize(
    ("colour", "shape", "sure", "high", "stays"),
    [
        (Colour.DARK, Shape.RING, 1.0, 110, False),
        (Colour.RED, Shape.RING, 1.0, 110, True),
        (Colour.DARK, Shape.BOX, 1.0, 110, True),
        (Colour.DARK, Shape.RING, 0.9, 110, True),
        (Colour.DARK, Shape.RING, 1.0, 160, True),
    ],
    ids=["made of print", "in colour", "a stamp", "hardly read", "as high as a seal"],
)
def test_a_small_dark_ring_that_plain_rows_run_through_is_made_of_them(
    colour: Colour, shape: Shape, sure: float, high: float, stays: bool
) -> None:
    rows = [look("时间为历史轨迹数据", [sure] * 9)]
    rows.append(replace(rows[0], quad=tuple((x, y + 55) for x, y in rows[0].quad)))
    middle, half = (280.0, 147.0), high / 2
    place = box(middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half)
    seal = Seal(middle, (half, half), 0.0, colour, shape, place, 0.73)
    assert (without_letters([seal], rows) == (seal,)) is stays

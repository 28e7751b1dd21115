"""Letters of coloured headings whose strokes close a frame are no seals."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.seals import sealed_pages
from tests.masking.sheet import Sheet
from tools.drawing.fonts import Face, font
from tools.drawing.paper import Style
from tools.drawing.seals import DrawnSeal, stamp
from zcdesk.applicant import Applicant
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Origin
from zcdesk.masking.proposing import propose
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.letters_like_seals import without_letters
from zcdesk.masking.seals.seal_detection import Seal, Shape, find_seals
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened
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


@pytest.mark.slow
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
    ("colour", "shape", "sure", "high", "crossed"),
    [
        (Colour.DARK, Shape.RING, 1.0, 110, True),
        (Colour.RED, Shape.RING, 1.0, 110, False),
        (Colour.DARK, Shape.BOX, 1.0, 110, False),
        (Colour.DARK, Shape.RING, 0.9, 110, False),
        (Colour.DARK, Shape.RING, 1.0, 160, False),
    ],
    ids=["made of print", "in colour", "a stamp", "hardly read", "as high as a seal"],
)
def test_a_small_dark_ring_that_plain_rows_run_through_may_be_made_of_them(
    colour: Colour, shape: Shape, sure: float, high: float, crossed: bool
) -> None:
    rows = [look("时间为历史轨迹数据", [sure] * 9)]
    rows.append(replace(rows[0], quad=tuple((x, y + 55) for x, y in rows[0].quad)))
    middle, half = (280.0, 147.0), high / 2
    place = box(middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half)
    seal = Seal(middle, (half, half), 0.0, colour, shape, place, 0.73)
    assert without_letters([seal], rows) == (replace(seal, crossed=crossed),)


@pytest.mark.parametrize(("size", "diameter", "pitch"), [(16, 18, 7), (18, 20, 8)])
def test_a_grey_own_seal_over_signature_and_date_is_covered(
    size: float, diameter: float, pitch: float
) -> None:
    paper, style = sealed_pages.sheet(), Style(Face.FANGSONG, size)
    middle = 700 + paper.em(style) * len(sealed_pages.OWN) / 2
    for row, text in enumerate((sealed_pages.OWN, "二〇二四年十二月十八日")):
        left = middle - paper.em(style) * len(text) / 2
        paper.line(text, left, 1600 + row * paper.mm(pitch), style)
    at = middle, 1600 + (paper.mm(pitch) + paper.em(style)) / 2
    seal = DrawnSeal(sealed_pages.OWN, "", diameter)
    stamp(paper, seal, at, Random(sealed_pages.OWN), (120, 120, 120))
    part = sealed_pages.pixels(paper)[1000:1900]
    page, reading = evened(part), read_page(part)
    assert any(found.crossed for found in without_letters(find_seals(part), reading.lines))
    sought = words(sealed_pages.APPLICANT)
    hits = propose(part, page, reading, sought, sealed_pages.TARGETS)
    (hit,) = (hit for hit in hits if hit.mask.origin is Origin.SEAL)
    assert (hit.reason.code, hit.covers_by_default) == ("hit.own_seal", True)

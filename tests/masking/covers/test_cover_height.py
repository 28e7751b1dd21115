"""A cover takes nothing of the rows above and below its word, and never less than the word."""

from __future__ import annotations

import math

import pytest

from tests.masking.sheet import Box, Sheet
from zcdesk.applicant import Applicant, Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.covers.cover_height import with_own_row_only
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened

EM = 32
APPLICANT = Applicant("古丽扎尔·麦麦提", "昌吉云帆建设工程有限公司", ("Guzalnur Memet",))
ROWS = (
    "主持完成施工组织设计及其他专项工作",
    "现任职于昌吉云帆建设工程有限公司",
    "参加行业标准的宣传贯彻与内部培训",
)


def rows(lean: float = 0.0, pitch: float = 1.25) -> tuple[Sheet, list[Box]]:
    """Three rows close together that climb or fall by ``lean`` degrees; the own word's letters."""
    sheet, own = Sheet(), []
    for number, row in enumerate(ROWS):
        for place, letter in enumerate(row):
            y = 300 + number * pitch * EM + math.tan(math.radians(lean)) * (place - 10) * EM
            boxes = sheet.write(letter, 200 + place * EM, y, EM)
            own += boxes if number == 1 and place >= 4 else []
    return sheet, own


def hit(polygon: Polygon, label: str = "employer:1") -> Hit:
    target = Target.EMPLOYER if label.startswith("employer") else Target.NAME
    return Hit(Mask(target, polygon, label, 1.0, Origin.SPOTTED), Verdict.COVER, info("hit.same"))


def loose(own: list[Box], by: float) -> Polygon:
    """A level cover that reaches ``by`` pixels into the rows beside."""
    left, top = own[0][0] - EM / 2, min(y for _, y, _, _ in own) - by
    right, bottom = own[-1][2] + EM / 2, max(y for _, _, _, y in own) + by
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def lowered(sheet: Sheet, polygon: Polygon, label: str = "employer:1") -> Polygon:
    found = with_own_row_only(
        evened(sheet.picture), (hit(polygon, label),), keywords(words(APPLICANT))
    )
    return found[0].mask.polygon


def at(polygon: Polygon, x: float) -> tuple[float, float]:
    """Where a cover begins and ends above a place."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = polygon
    share = (x - x0) / (x1 - x0)
    return y0 + share * (y1 - y0), y3 + (x - x3) / (x2 - x3) * (y2 - y3)


@pytest.mark.parametrize("lean", [0.0, 1.3, -2.6, 4.0])
def test_a_cover_ends_between_the_rows(lean: float) -> None:
    sheet, own = rows(lean)
    polygon = lowered(sheet, loose(own, 14))
    for left, top, right, bottom in own:
        start, end = at(polygon, (left + right) / 2)
        assert start <= top
        assert end >= bottom
        assert end - start <= 1.35 * EM


@pytest.mark.parametrize("by", [8, 11, 14])
def test_the_rules_of_a_table_are_no_rows(by: int) -> None:
    sheet = Sheet()
    own = sheet.write("昌吉云帆建设工程有限公司", 200, 300, 14)
    polygon = loose(own, by)
    for y in (polygon[0][1] + 1, polygon[2][1] - 1):
        sheet.pen.line((100, y, 900, y), fill=(25, 25, 25), width=2)
    assert lowered(sheet, polygon) == polygon


def test_an_upright_rule_parts_no_letters_and_joins_no_rows() -> None:
    sheet, own = rows()
    x = own[-1][2] + EM / 3
    sheet.pen.line((x, 200, x, 600), fill=(25, 25, 25), width=3)
    polygon = lowered(sheet, loose(own, 14))
    assert bounds(polygon)[3] - bounds(polygon)[1] <= 1.35 * EM


@pytest.mark.parametrize("high", [0, 1, 4])
def test_a_sliver_is_left_alone(high: int) -> None:
    sheet, own = rows()
    left, top, right, _ = bounds(loose(own, 0))
    polygon = ((left, top - high), (right, top - high), (right, top), (left, top))
    assert lowered(sheet, polygon) == polygon


def test_what_a_person_drew_or_a_label_showed_stays_as_high_as_it_is() -> None:
    sheet, own = rows()
    for origin in (Origin.MANUAL, Origin.LABEL, Origin.SEAL):
        mask = Mask(Target.EMPLOYER, loose(own, 14), "employer:1", 1.0, origin)
        drawn = Hit(mask, Verdict.COVER, info("hit.same"))
        found = with_own_row_only(evened(sheet.picture), (drawn,), keywords(words(APPLICANT)))
        assert found == (drawn,)


def test_a_cover_with_white_around_it_stays() -> None:
    sheet, own = rows(pitch=3.0)
    polygon = loose(own, 20)
    assert lowered(sheet, polygon) == polygon


def test_a_word_that_the_cover_cuts_keeps_all_of_it() -> None:
    """The row that lies whole inside is not the own one: what reads otherwise is not believed."""
    sheet, own = rows()
    left, top, right, bottom = bounds(loose(own, 0))
    polygon = ((left, top + 10), (right, top + 10), (right, bottom + 55), (left, bottom + 55))
    assert lowered(sheet, polygon) == polygon


def test_a_stroke_at_the_rim_is_no_row() -> None:
    """What stands apart and is low may be a part of the word's own letters."""
    sheet, own = rows(pitch=3.0)
    left, top, right, _ = bounds(loose(own, 4))
    sheet.pen.rectangle((left + 20, top - 6, right - 20, top + 1), fill=(25, 25, 25))
    polygon = loose(own, 7)
    assert lowered(sheet, polygon) == polygon


def test_latin_letters_keep_what_hangs_below_them() -> None:
    sheet = Sheet()
    sheet.write("Study on Optimization and Cost Control", 200, 300, 20)
    own = sheet.write("Guzalnur Memet", 200, 324, 20)
    sheet.write("Abstract: this paper discusses the key", 200, 348, 20)
    polygon = lowered(sheet, loose(own, 11), "alias:1")
    top, bottom = at(polygon, 300)
    assert top <= min(y for _, y, _, _ in own)
    assert bottom >= max(y for _, _, _, y in own)
    assert bottom - top <= 29


@pytest.mark.slow
def test_on_a_whole_page_tight_rows_keep_their_letters() -> None:
    sheet = Sheet()
    rows = (
        "Study on Optimization and Cost",
        "Guzalnur Memet, Li Qiang, Wang Fang",
        "Abstract: this",
    )
    _, own, below = (sheet.write(row, 200, 300 + 24 * n, 20) for n, row in enumerate(rows))
    name = [one for one in sheet.hits(APPLICANT, Target.NAME) if one.covers_by_default]
    assert len(name) == 1
    _, top, _, bottom = bounds(name[0].mask.polygon)
    assert top <= min(y for _, y, _, _ in own[:13])
    assert bottom <= min(y for _, y, _, _ in below) + 3


def test_a_small_line_above_a_tall_name_stays_whole() -> None:
    sheet = Sheet()
    above = sheet.write(
        "THE  FOLLOWING  OFFICE  IS  NAMED  IN  OUR  LIST  OF  AWARDS", 120, 310, 22, gap=3
    )
    own = sheet.write("昌吉云帆建设工程有限公司", 180, 355, 50)
    left, right = own[0][0] - EM, own[-1][2] + EM
    top, bottom = above[0][1] - 8, own[0][3] + 40
    polygon = lowered(sheet, ((left, top), (right, top), (right, bottom), (left, bottom)))
    assert max(box[3] for box in above) < bounds(polygon)[1] < min(box[1] for box in own)


def test_a_row_of_dots_between_those_of_its_letters_is_none_beside() -> None:
    """On a board of lights the middle stroke alone runs on from letter to letter."""
    sheet = Sheet()
    for y, left, right, high in ((300, 230, 370, 7), (320, 180, 420, 5), (340, 230, 370, 5)):
        for x in range(left, right, 10):
            sheet.pen.ellipse((x, y, x + 5, y + high), fill=(25,) * 3)
    polygon = ((200.0, 285.0), (400.0, 285.0), (400.0, 360.0), (200.0, 360.0))
    assert lowered(sheet, polygon) == polygon

"""Watermarks that stand on a page again and again, some of them cut off by its rim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.watermarks.test_skewed_text import printed_page, share_covered, watermark
from zcdesk.applicant import Applicant
from zcdesk.geometry import Polygon, Transform, bounds
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.masking.watermarks.pale_layer import PaleLayer
from zcdesk.masking.watermarks.repeated_text import (
    judge_words_cut_by_rim,
    reread_in_known_directions,
)
from zcdesk.masking.watermarks.skewed_text import read_skewed_strips, skewed_strips
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line

APPLICANT = Applicant("阿卜杜拉·买买提", "新疆云岭智能装备制造有限公司")
RIGHT, LEFT = 560.0, -560.0


def on_the_page(place: Polygon, width: float) -> Polygon:
    """Return what the rim leaves of a slanting place, less a letter that it cuts through."""
    (x0, y0), (x1, y1), _, (x3, y3) = place
    last = min(1.0, (width - x0) / (x1 - x0) - 0.12)
    first = max(0.0, -x0 / (x1 - x0) + 0.12)
    along = ((x1 - x0), (y1 - y0))
    top = [(x0 + along[0] * t, y0 + along[1] * t) for t in (first, last)]
    low = [(x3 + along[0] * t, y3 + along[1] * t) for t in (last, first)]
    return (top[0], top[1], low[0], low[1])


@pytest.mark.slow
@pytest.mark.parametrize("aside", [RIGHT, pytest.param(LEFT, marks=pytest.mark.nightly)])
def test_what_the_rim_leaves_of_a_repeated_watermark_is_covered(aside: float) -> None:
    sheet, _ = printed_page()
    watermark(sheet, APPLICANT.name, -30.0)
    cut = watermark(sheet, APPLICANT.name, -30.0, aside=aside)
    hits = sheet.hits(APPLICANT)
    assert share_covered(hits, on_the_page(cut, sheet.image.width), sheet.image.size) > 0.9


@pytest.mark.slow
def test_a_watermark_beside_the_own_one_that_names_nobody_stays() -> None:
    sheet, _ = printed_page()
    watermark(sheet, APPLICANT.name, -30.0)
    other = watermark(sheet, "内部资料", -30.0, aside=400.0)
    assert share_covered(sheet.hits(APPLICANT), other, sheet.image.size) < 0.1


def test_a_watermark_of_which_no_strip_was_seen_is_read_as_the_others_lie() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "云岭装备", -30.0, aside=-300.0)
    watermark(sheet, "云岭装备", -30.0, aside=300.0)
    page = evened(sheet.picture)
    seen = min(skewed_strips(PaleLayer(page), ()), key=lambda strip: bounds(strip.quad)[0])
    sought = keywords(words(replace(APPLICANT, employer_aliases=("云岭装备",))))
    layer = PaleLayer(page)
    assert (
        len(reread_in_known_directions(layer, read_skewed_strips(layer, [seen]), sought, ())) == 2
    )


def test_a_slanting_word_that_was_read_with_the_print_tells_how_the_others_lie() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "云岭装备", -30.0, aside=-300.0)
    watermark(sheet, "云岭装备", -30.0, aside=300.0)
    layer = PaleLayer(evened(sheet.picture))
    sought = keywords(words(replace(APPLICANT, employer_aliases=("云岭装备",))))
    askew, level = (turned(look("云岭装备", [0.95] * 4), angle) for angle in (-29.0, -4.0))
    assert len(reread_in_known_directions(layer, (), sought, [askew, level])) == 2
    assert reread_in_known_directions(layer, (), sought, [level]) == ()


@pytest.mark.parametrize(("text", "covers"), [("阿卜", 1), ("阿卜参考资料", 0), ("卜杜", 0)])
def test_only_a_word_that_is_cut_off_is_taken_for_the_rest_of_one(text: str, covers: int) -> None:
    lines = [look(one, [0.95] * len(one)) for one in ("阿卜杜拉买买提", text)]
    assert len(judge_words_cut_by_rim(lines, keywords(words(APPLICANT)), ())) == covers


@pytest.mark.parametrize(
    ("text", "covers"),
    [("买提3021", 1), ("买提302", 1), ("买提1988", 0), ("买提参考资料", 0), ("某买提3021", 0)],
)
def test_what_stands_beside_the_whole_word_stands_beside_its_rest(text: str, covers: int) -> None:
    lines = [look(one, [0.95] * len(one)) for one in ("阿卜杜拉买买提3021", text)]
    assert len(judge_words_cut_by_rim(lines, keywords(words(APPLICANT)), ())) == covers


@pytest.mark.parametrize(
    ("degrees", "beneath", "share", "covers"),
    [
        (-28.0, "钱国", 0.95, 1),
        (-2.0, "钱国", 0.95, 0),
        (-2.0, "孙阿卜", 0.95, 1),
        (-2.0, "钱国", 0.7, 1),
        (-2.0, "阿卜", 0.95, 1),
        (-2.0, "", 0.95, 1),
    ],
)
def test_what_is_left_of_well_read_print_is_no_rest_of_a_word(
    degrees: float, beneath: str, share: float, covers: int
) -> None:
    whole, part = (look(one, [0.95] * len(one)) for one in ("阿卜杜拉买买提", "阿卜"))
    lines = [turned(whole, -30.0), turned(part, degrees)]
    stands = [look(beneath, [share] * len(beneath))] if beneath else []
    assert len(judge_words_cut_by_rim(lines, keywords(words(APPLICANT)), stands)) == covers


def turned(line: Line, degrees: float) -> Line:
    return replace(line, quad=Transform.rotation(degrees, (0.0, 0.0)).apply_all(line.quad))


def test_a_page_without_own_slanting_words_is_not_read_again() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "内部资料", -30.0)
    page = evened(sheet.picture)
    read = read_skewed_strips(PaleLayer(page), skewed_strips(PaleLayer(page), ()))
    assert read
    assert reread_in_known_directions(PaleLayer(page), read, keywords(words(APPLICANT)), ()) == ()

"""Watermarks that repeat: found everywhere by what is read once or by their shape."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from tests.masking.rereading.test_looks import look
from tests.masking.sheet import Sheet
from tests.masking.watermarks.test_skewed_text import printed_page, share_covered, watermark
from zcdesk.applicant import Applicant, Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, Transform, bounds, centre, contains
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.masking.watermarks.pale_layer import PaleLayer
from zcdesk.masking.watermarks.repeated_text import (
    judge_words_cut_by_rim,
    reread_in_known_directions,
)
from zcdesk.masking.watermarks.skewed_text import read_skewed_strips, skewed_strips
from zcdesk.masking.watermarks.template_matching import judge_by_template
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line

KADER = Applicant("阿卜杜拉·买买提", "新疆云岭智能装备制造有限公司")
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
    watermark(sheet, KADER.name, -30.0)
    cut = watermark(sheet, KADER.name, -30.0, aside=aside)
    hits = sheet.hits(KADER)
    assert share_covered(hits, on_the_page(cut, sheet.image.width), sheet.image.size) > 0.9


@pytest.mark.slow
def test_a_watermark_beside_the_own_one_that_names_nobody_stays() -> None:
    sheet, _ = printed_page()
    watermark(sheet, KADER.name, -30.0)
    other = watermark(sheet, "内部资料", -30.0, aside=400.0)
    assert share_covered(sheet.hits(KADER), other, sheet.image.size) < 0.1


def test_a_watermark_of_which_no_strip_was_seen_is_read_as_the_others_lie() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "云岭装备", -30.0, aside=-300.0)
    watermark(sheet, "云岭装备", -30.0, aside=300.0)
    page = evened(sheet.picture)
    seen = min(skewed_strips(PaleLayer(page), ()), key=lambda strip: bounds(strip.quad)[0])
    sought = keywords(words(replace(KADER, employer_aliases=("云岭装备",))))
    layer = PaleLayer(page)
    assert (
        len(reread_in_known_directions(layer, read_skewed_strips(layer, [seen]), sought, ())) == 2
    )


def test_a_slanting_word_that_was_read_with_the_print_tells_how_the_others_lie() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "云岭装备", -30.0, aside=-300.0)
    watermark(sheet, "云岭装备", -30.0, aside=300.0)
    layer = PaleLayer(evened(sheet.picture))
    sought = keywords(words(replace(KADER, employer_aliases=("云岭装备",))))
    askew, level = (turned(look("云岭装备", [0.95] * 4), angle) for angle in (-29.0, -4.0))
    assert len(reread_in_known_directions(layer, (), sought, [askew, level])) == 2
    assert reread_in_known_directions(layer, (), sought, [level]) == ()


@pytest.mark.parametrize(("text", "covers"), [("阿卜", 1), ("阿卜参考资料", 0), ("卜杜", 0)])
def test_only_a_word_that_is_cut_off_is_taken_for_the_rest_of_one(text: str, covers: int) -> None:
    lines = [look(one, [0.95] * len(one)) for one in ("阿卜杜拉买买提", text)]
    assert len(judge_words_cut_by_rim(lines, keywords(words(KADER)), ())) == covers


@pytest.mark.parametrize(
    ("text", "covers"),
    [("买提3021", 1), ("买提302", 1), ("买提1988", 0), ("买提参考资料", 0), ("某买提3021", 0)],
)
def test_what_stands_beside_the_whole_word_stands_beside_its_rest(text: str, covers: int) -> None:
    lines = [look(one, [0.95] * len(one)) for one in ("阿卜杜拉买买提3021", text)]
    assert len(judge_words_cut_by_rim(lines, keywords(words(KADER)), ())) == covers


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
    assert len(judge_words_cut_by_rim(lines, keywords(words(KADER)), stands)) == covers


def turned(line: Line, degrees: float) -> Line:
    return replace(line, quad=Transform.rotation(degrees, (0.0, 0.0)).apply_all(line.quad))


def test_a_page_without_own_slanting_words_is_not_read_again() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "内部资料", -30.0)
    page = evened(sheet.picture)
    read = read_skewed_strips(PaleLayer(page), skewed_strips(PaleLayer(page), ()))
    assert read
    assert reread_in_known_directions(PaleLayer(page), read, keywords(words(KADER)), ()) == ()


APPLICANT = Applicant("王文强", "新疆云岭智能装备制造有限公司")


def crossed(sheet: Sheet, place: Polygon) -> None:
    """Let letters of the other side shine through a place, mirrored and grey."""
    left, top, right, bottom = (round(value) for value in bounds(place))
    behind = Sheet(right - left, bottom - top)
    for row in range(0, bottom - top, 34):
        behind.write("根据工程实际情况各项指标均符合要求" * 2, 0, row, em=28)
    pale = ImageOps.mirror(behind.image).point(lambda level: 255 - (255 - level) // 3)
    part = np.minimum(np.array(sheet.image.crop((left, top, right, bottom))), np.array(pale))
    sheet.image.paste(Image.fromarray(part), (left, top))
    sheet.pen = ImageDraw.Draw(sheet.image)


def alike(sheet: Sheet, hidden: Polygon | None = None) -> tuple[Hit, ...]:
    """Judge a page of whose strips those in a place were not read."""
    layer = PaleLayer(evened(sheet.picture))
    read = read_skewed_strips(layer, skewed_strips(layer, ()))
    if hidden is not None:
        corners = np.array(hidden, np.float32)
        middles = [np.mean(line.quad, axis=0).tolist() for line in read]
        far = [cv2.pointPolygonTest(corners, middle, True) < -60 for middle in middles]
        read = tuple(line for line, kept in zip(read, far, strict=True) if kept)
    return judge_by_template(layer, read, keywords(words(APPLICANT)), ())


@pytest.mark.slow
@pytest.mark.parametrize("level", [190, 222])
def test_a_word_that_the_other_side_hides_is_covered_where_its_picture_stands(level: int) -> None:
    sheet, _ = printed_page()
    watermark(sheet, APPLICANT.name, -30.0, aside=-380, level=level)
    watermark(sheet, APPLICANT.name, -30.0, level=level)
    hidden = watermark(sheet, APPLICANT.name, -30.0, aside=380, level=level)
    crossed(sheet, hidden)
    assert share_covered(alike(sheet, hidden), hidden, sheet.image.size) > 0.95


@pytest.mark.slow
def test_one_word_that_was_read_is_enough() -> None:
    sheet, _ = printed_page()
    watermark(sheet, APPLICANT.name, -30.0, aside=-300)
    hidden = watermark(sheet, APPLICANT.name, -30.0, aside=300)
    assert share_covered(alike(sheet, hidden), hidden, sheet.image.size) > 0.95


@pytest.mark.slow
def test_a_word_that_a_narrower_cover_hides_already_is_not_covered_once_more() -> None:
    sheet, _ = printed_page()
    place = watermark(sheet, APPLICANT.name, -30.0)
    layer = PaleLayer(evened(sheet.picture))
    read = read_skewed_strips(layer, skewed_strips(layer, ()))
    x, y = centre(place)
    narrow = tuple((x + 0.6 * (px - x), y + 0.6 * (py - y)) for px, py in place)
    own = keywords(words(APPLICANT))
    mask = Mask(Target.NAME, narrow, own[0].word.label, 1.0, Origin.SPOTTED)
    known = Hit(mask, Verdict.COVER, info("hit.read"))
    assert judge_by_template(layer, read, own, ()) != ()
    assert judge_by_template(layer, read, own, (known,)) == ()


@pytest.mark.slow
@pytest.mark.parametrize("other", ["王文博", "李文强", "内部资料"])
def test_another_word_that_slants_alike_stays(other: str) -> None:
    sheet, _ = printed_page()
    watermark(sheet, APPLICANT.name, -30.0, aside=-300)
    place = watermark(sheet, other, -30.0, aside=300)
    assert share_covered(alike(sheet), place, sheet.image.size) < 0.1


@pytest.mark.slow
@pytest.mark.parametrize("scale", [0.5, 0.8])
def test_print_that_repeats_line_by_line_is_no_watermark(scale: float) -> None:
    sheet = Sheet(1240, 1754)
    for row in range(30):
        sheet.write("根据工程实际情况，监测数据每周汇总一次。", 120, 80 + 50 * row, em=28)
    place = watermark(sheet, APPLICANT.name, 30.0, level=225)
    size = (round(1240 * scale), round(1754 * scale))
    sheet.image = sheet.image.resize(size, Image.Resampling.BOX)
    (found,) = alike(sheet)
    x, y = centre(place)
    assert contains(found.mask.polygon, (scale * x, scale * y))


def test_a_page_without_own_slanting_words_is_not_looked_at() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "内部资料", -30.0)
    assert alike(sheet) == ()

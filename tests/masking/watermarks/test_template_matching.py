"""Watermarks that print or the other side hides are known again by their picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from tests.masking.sheet import Sheet
from tests.masking.watermarks.test_skewed_text import printed_page, share_covered, watermark
from zcdesk.applicant import Applicant, Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, bounds, centre, contains
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.masking.watermarks.pale_layer import PaleLayer
from zcdesk.masking.watermarks.skewed_text import read_skewed_strips, skewed_strips
from zcdesk.masking.watermarks.template_matching import judge_by_template
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened

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

"""Slanting words that are hardly darker than the paper."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.masking.sheet import Sheet
from tests.masking.watermarks.test_skewed_text import (
    APPLICANT,
    printed_page,
    share_covered,
    watermark,
)
from zcdesk.masking.watermarks.faint_skewed_text import read_faint_skewed_text
from zcdesk.masking.watermarks.pale_layer import PaleLayer
from zcdesk.masking.watermarks.skewed_text import read_skewed_strips, skewed_strips
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened


def grained(sheet: Sheet) -> None:
    """Give a sheet the grain of a scan: it is saved small."""
    page = np.array(sheet.image, np.float32)
    page += np.random.default_rng(3).normal(0, 2, page.shape[:2])[..., None]
    _, packed = cv2.imencode(".jpg", np.clip(page, 0, 255).astype(np.uint8), [1, 70])
    sheet.image = Image.fromarray(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8))


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [-30.0, pytest.param(40.0, marks=pytest.mark.nightly)])
def test_faint_words_that_are_repeated_are_covered_in_the_grain_of_a_scan(degrees: float) -> None:
    sheet, _ = printed_page()
    places = [watermark(sheet, "云岭装备", degrees, level=241, aside=x) for x in (-300.0, 300.0)]
    grained(sheet)
    hits = sheet.hits(APPLICANT)
    assert all(share_covered(hits, place, sheet.image.size) > 0.9 for place in places)


def test_the_grain_around_print_is_not_read_as_faint_words() -> None:
    sheet, _ = printed_page()
    grained(sheet)
    page = evened(sheet.picture)
    assert read_faint_skewed_text(PaleLayer(page), (), read_evened(page).lines) == ()


def test_one_short_faint_word_alone_is_not_read() -> None:
    sheet, _ = printed_page()
    watermark(sheet, "资料", -30.0, level=241)
    grained(sheet)
    page = evened(sheet.picture)
    assert read_faint_skewed_text(PaleLayer(page), (), read_evened(page).lines) == ()


@pytest.mark.slow
def test_faint_words_that_name_nobody_raise_no_question() -> None:
    sheet, _ = printed_page()
    for aside in (-300.0, 300.0):
        watermark(sheet, "内部资料", -30.0, level=241, aside=aside)
    grained(sheet)
    page = evened(sheet.picture)
    assert read_skewed_strips(PaleLayer(page), skewed_strips(PaleLayer(page), ())) == ()
    assert read_faint_skewed_text(PaleLayer(page), (), read_evened(page).lines)
    assert not any(hit.is_doubt for hit in sheet.hits(APPLICANT))

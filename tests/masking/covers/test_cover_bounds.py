"""A guess over rows of other print is shown and not laid."""

from __future__ import annotations

import pytest

from tests.drawn_text import LEFT, STEP, TOP, typed
from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, box
from zcdesk.masking.covers.kept_to_page import kept_to_page
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_evened(evened(typed("姓名赵启明", "性别男民族汉", "住址幸福小区居民组")))


def kept(reading: Reading, polygon: Polygon, confidence: float) -> Hit:
    mask = Mask(Target.NAME, polygon, "name:1", confidence, Origin.SPOTTED)
    hit = Hit(mask, Verdict.COVER, info("hit.read", line=1))
    return kept_to_page([hit], reading.lines, (reading.width, reading.height))[0]


def test_a_guess_over_several_rows_is_asked_about(reading: Reading) -> None:
    over = box(LEFT - 20, TOP, LEFT + 400, TOP + 2.6 * STEP)
    guessed = kept(reading, over, 0.26)
    assert (guessed.verdict, guessed.reason.code) == (Verdict.DOUBT, "hit.over_other_rows")
    assert not guessed.covers_by_default


def test_a_word_that_was_read_is_covered_over_other_rows(reading: Reading) -> None:
    over = box(LEFT - 20, TOP, LEFT + 400, TOP + 2.6 * STEP)
    assert kept(reading, over, 0.98).covers_by_default


def test_a_guess_in_its_own_row_stays_covered(reading: Reading) -> None:
    assert kept(reading, box(LEFT, TOP - 8, LEFT + 180, TOP + 44), 0.26).covers_by_default

"""A page in Arabic script alone is turned by what its own network reads."""

from __future__ import annotations

import numpy as np
import pytest

from tests.masking.sheet import Sheet
from zcdesk.pages.turning.upright import read_turn
from zcdesk.picture import Picture

LINES = (
    "بۇ يىل كەسپىي تېخنىكا خادىملىرىنى باھالاش خىزمىتى باشلاندى",
    "خىزمەتتە ئەستايىدىل بولۇپ ئالاھىدە نەتىجە قازاندى",
    "بەلگىلىمىگە ئاساسەن تۆۋەندىكىدەك قارار قىلىندى",
)


@pytest.fixture(scope="module")
def page() -> Picture:
    """A sheet of three lines."""
    sheet = Sheet(1000, 700)
    for number, line in enumerate(LINES):
        sheet.uyghur(line, 60, 80 + 90 * number, 32)
    return sheet.picture


@pytest.mark.parametrize("lies", [0, 90, 180, 270])
def test_rows_in_arabic_script_tell_how_a_page_stands(page: Picture, lies: int) -> None:
    laid = np.ascontiguousarray(np.rot90(page, -lies // 90))
    needed = (360 - lies) % 360
    likely = [(needed + 180) % 360, needed]  # a wrong guess is tried first
    assert read_turn(laid, likely) == needed

"""Light letters on a dark ground are read as well as dark ones on paper."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.masking.sheet import Box, Sheet, all_covered
from zcdesk.applicant import Applicant
from zcdesk.reading.dark_grounds import small_copy, turned_over

APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")


def slide(small: int, ground: tuple[int, int, int]) -> tuple[Sheet, list[list[Box]]]:
    """A slide: a large title and small print at its foot, light on a dark ground."""
    sheet = Sheet(2000, 1400)
    sheet.write("塔河灌区现代化改造技术汇报", 200, 200, 110)
    own = [
        sheet.write("孙颖倩", 200, 700, 70),
        sheet.write("新疆云岭智能装备制造有限公司", 120, 1300, small),
    ]
    dark = np.array(ImageOps.invert(sheet.image)).astype(np.uint16)
    shade = np.array(ground, np.uint16)
    sheet.image = Image.fromarray((shade + dark * (255 - shade) // 255).astype(np.uint8))
    return sheet, own


@pytest.mark.slow
@pytest.mark.parametrize("ground", [(26, 51, 115), (90, 30, 30), (15, 15, 15)])
def test_small_print_on_a_slide_is_found(ground: tuple[int, int, int]) -> None:
    sheet, own = slide(30, ground)
    hits = sheet.hits(APPLICANT)
    assert all(all_covered(hits, boxes) for boxes in own)


def test_a_page_on_a_dark_desk_stays_as_it_is() -> None:
    page = np.full((1400, 1000), 70, np.uint8)
    page += np.random.default_rng(1).integers(0, 20, page.shape, dtype=np.uint8)
    page[150:1250, 120:880] = 230
    page[300:310, 200:800] = 20
    assert np.array_equal(
        turned_over(page, small_copy(page))[150:1250, 120:880], page[150:1250, 120:880]
    )


def test_dark_letters_on_a_dim_page_stay_dark() -> None:
    page = np.full((1400, 1000), 110, np.uint8)
    for row in range(100, 1300, 60):
        page[row : row + 20, 100:900:30] = 10
    assert turned_over(page, small_copy(page)) is page

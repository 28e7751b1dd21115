"""Print of the other side that shines through thin paper: no question, unless it is an own word."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageOps

from tests.masking.sheet import Sheet
from zcdesk.applicant import Applicant
from zcdesk.geometry import box
from zcdesk.masking.keywords import keywords
from zcdesk.masking.shining_through import shines_through
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_line
from zcdesk.spellings import words

SOUGHT = keywords(words(Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")))


@pytest.mark.parametrize(
    ("text", "mirrored", "behind"),
    [
        ("工程质量评定为优良资料齐全", True, True),
        ("监测结果表明均小于预警值", True, True),
        ("工程质量评定为优良资料齐全", False, False),
        ("编写人孙颖倩审核批准同意", True, False),
    ],
)
def test_a_line_is_the_other_sides_when_its_mirror_is_plain(
    text: str, mirrored: bool, behind: bool
) -> None:
    sheet = Sheet(800, 300)
    row = sheet.write(text, 120, 120, em=40)
    left, right = row[0][0] - 6, row[-1][2] + 6
    if mirrored:
        sheet.image = ImageOps.mirror(sheet.image)
        left, right = 800 - right, 800 - left
    pale = 255 - (255 - np.array(sheet.image).astype(np.int16)) // 3
    page = evened(pale.astype(np.uint8))
    line = read_line(page, box(left, 114, right, 168))
    assert shines_through(page, line, SOUGHT) is behind

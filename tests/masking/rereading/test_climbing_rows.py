"""Rows that climb or fall on an upright page: cards laid crosswise, notes in a margin."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.masking.sheet import Box, Sheet, all_covered
from zcdesk.applicant import Applicant

EMPLOYER = "昌吉云帆建设工程有限公司"
LEFT, TOP = 820, 120
"""Where the turned row is laid."""


def laid_crosswise(sheet: Sheet, label: str, name: str, em: int, climbs: bool) -> list[Box]:
    """Write a row that runs upwards or downwards, and return where the name's letters lie."""
    row = Sheet(1240, 900)
    boxes = row.write(label + name, 20, 20, em=em)
    width, height = int(boxes[-1][2]) + 20, em + 40
    turn = Image.Transpose.ROTATE_90 if climbs else Image.Transpose.ROTATE_270
    sheet.image.paste(row.image.crop((0, 0, width, height)).transpose(turn), (LEFT, TOP))
    return [
        (LEFT + y0, TOP + width - x1, LEFT + y1, TOP + width - x0)
        if climbs
        else (LEFT + height - y1, TOP + x0, LEFT + height - y0, TOP + x1)
        for x0, y0, x1, y1 in boxes[-len(name) :]
    ]


@pytest.mark.parametrize("climbs", [True, False])
@pytest.mark.parametrize(
    ("label", "name", "em"),
    [("姓名：", "吕凯", 22), ("姓名：", "买买提·吐尔逊", 32), ("", "朱鹏", 18)],
)
def test_a_name_of_which_only_a_colon_was_surely_read_is_covered(
    label: str, name: str, em: int, climbs: bool
) -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 700)
    sheet.write("座位安排以会务组通知为准，请按时入场", 60, 800)
    written = laid_crosswise(sheet, label, name, em, climbs)
    assert all_covered(sheet.hits(Applicant(name, EMPLOYER)), written)
